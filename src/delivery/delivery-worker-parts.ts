import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { MessageSender } from './message-sender.ts';
import type { DailyReach } from './daily-reach.ts';
import type { EstimatePlan } from './estimate-plan.ts';
import type { HeldTemplates } from './held-templates.ts';
import type { NumberHealth } from './number-health.ts';
import type { NumberPace } from './number-pace.ts';
import type { OpenIntents } from './open-intents.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { OutboxRepository } from './outbox.repository.ts';
import type { PlanSendParts } from './plan-send.ts';
import type { ReportFailedSend } from './report-failed-send.ts';
import type { ReportNotice } from './report-notice.ts';
import type { RetryLimits } from './retry-policy.ts';
import type { SendLane } from './send-lane.ts';

/** A message that waits for its turn in this process. */
export interface Waiting {
  lane: SendLane;
  entry: OutboxEntry;
  ownedUntil: number;
  isFresh: boolean;
}

/** What the worker that sends is made of. */
export interface DeliveryWorkerParts extends PlanSendParts {
  owner: string;
  outbox: OutboxRepository;
  /** Shared with whoever decides what may be sent at once. */
  openIntents: OpenIntents;
  sender: MessageSender;
  pace: NumberPace;
  templates: Pick<HeldTemplates, 'heldOf' | 'hold' | 'release'>;
  reach: Pick<DailyReach, 'untilOf' | 'take' | 'settle'>;
  tenantIds(): Promise<readonly string[]>;
  /** The message can never reach the person: its dialog and the business system are told. */
  onRejected: ReportFailedSend;
  /** A message with the privacy notice does not go out, or went out after all. */
  onNotice: ReportNotice;
  /** The platform took it, and says whom it is for. */
  onAccepted(entry: OutboxEntry, named: OutboxEntry['to']): Promise<void>;
  /** What the platform takes its template as, where that is another category than it was submitted as; null: it is that. */
  takenAs(entry: OutboxEntry): string | null;
  /** What a planned message would cost; left out: nothing is estimated. */
  estimate?: EstimatePlan;
  health: Pick<NumberHealth, 'refused' | 'templateHeld'>;
  clock: Clock;
  monotonic: () => number;
  random: () => number;
  logger: Logger;
  settings: {
    leaseMs: number;
    sendTimeoutMs: number;
    unknownWaitMs: number;
    maxConcurrent: number;
    breakerOpenMs: number;
    retry: RetryLimits;
  };
}
