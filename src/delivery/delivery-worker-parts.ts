import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { BudgetHolds } from '../pricing/budget-holds.ts';
import type { MessageSender } from './message-sender.ts';
import type { ChannelAccess } from '../channels/channel-access.ts';
import type { NumberHealth } from './number-health.ts';
import type { NumberPace } from './number-pace.ts';
import type { OpenIntents } from './open-intents.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { OutboxRepository } from './outbox.repository.ts';
import type { ReportFailedSend } from './report-failed-send.ts';
import type { RetryLimits } from './retry-policy.ts';

/** What the worker that sends is made of. */
export interface DeliveryWorkerParts {
  owner: string;
  outbox: OutboxRepository;
  /** Shared with whoever decides what may be sent at once. */
  openIntents: OpenIntents;
  sender: MessageSender;
  pace: NumberPace;
  /** Null: the channel is gone or paused; its messages wait. */
  accessOf(tenantId: string, channelId: string): Promise<ChannelAccess | null>;
  /** The service window as it is now; intents carry the one they were decided with. */
  windowsOf(tenantId: string, conversationIds: readonly string[]): Promise<ReadonlyMap<string, Date | null>>;
  /** Why it must not go out any more (stopped, moved away); null: it may. */
  outdatedBecause(entry: OutboxEntry): Promise<string | null>;
  tenantIds(): Promise<readonly string[]>;
  /** The message can never reach the person: its dialog and the business system are told. */
  onRejected: ReportFailedSend;
  /** The platform took it, and says whom it is for. */
  onAccepted(entry: OutboxEntry, named: OutboxEntry['to']): Promise<void>;
  /** Whose budget is used up: what may wait is held. */
  budgets: Pick<BudgetHolds, 'untilOf'>;
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
