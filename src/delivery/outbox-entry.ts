import type { MessageClass } from '../../machines/shared/effects.ts';
import type { HoldReason, PlanRecord } from './plan-record.ts';
import type { Tariff } from '../pricing/tariff.ts';
import type { RenderedPrompt } from '../vocabulary/rendered-prompt.ts';
import type { StatusFact } from './delivery-status.ts';

/**
 * Where an intent stands. `sending` is stored before the first byte leaves; `unknown` waits for a status or its
 * deadline; `settled` has exactly one outcome (reliability C).
 */
export type OutboxState = 'queued' | 'sending' | 'waiting' | 'unknown' | 'settled';

export type OutboxOutcome =
  | 'accepted'
  | 'rejected'
  | 'expired'
  | 'cancelled'
  /** Not sent on purpose: no service window and no template, or the person does not want messages. */
  | 'suppressed'
  /** We do not know whether it arrived, and sending again is worse than not knowing. */
  | 'unknown_final';

/** An outbound message decided and stored, not yet sent. Immutable. */
export interface Intent {
  /** `<conversation>:<rev>:<n>`: the same step gives the same id. */
  id: string;
  tenantId: string;
  channelId: string;
  conversationId: string;
  requestId: string | null;
  /** Number of the prompt in its dialog; failure reports carry it back. */
  promptNumber: number | null;
  class: MessageClass;
  /** Order in the conversation, and the place of its line in the transcript: rev × 128 + n. */
  seq: number;
  to: { phone: string | null; userId: string | null };
  prompt: string;
  rendered: RenderedPrompt;
  author: 'bot' | 'staff';
  createdAt: Date;
  /** Rate limit of the recipient, quiet hours: not before this. */
  notBefore: Date;
  /** Until then it is held, and in nobody's way. Null: not held. */
  heldUntil: Date | null;
  /** Left out: not held, or a release before did not say. */
  heldFor?: HoldReason;
  /** Worthless after this: expires instead of being sent. */
  notAfter: Date;
  /** End of the service window as known when it was decided; null: none was open. */
  windowExpiresAt: Date | null;
  /** Said without the person having written: not sent any more when messages are stopped meanwhile. */
  isUnasked?: true;
  /**
   * Not said in the quiet hours, however late it leaves; `endsAt`: unless the request it belongs to ends in them, null: it belongs to
   * none. Left out: an answer or an alert, or a release before did not say.
   */
  keepsHours?: { endsAt: Date | null };
  /** The privacy notice is in it: told of when it does not go out. Left out: it is not, or a release before did not say. */
  saysNotice?: true;
  /**
   * Recorded and never sent, for this reason (`notices_stopped`); left out: it is sent. `withheld` is recorded as if it were
   * sent: that it was not is of the compliance compartment (domain 6.3-e, i).
   */
  suppressed?: string;
  /** How it was planned, last; left out: by a release before. */
  plan?: PlanRecord;
}

/** What a person of ours did with a message that was held. */
export interface Handled {
  what: 'released' | 'dropped';
  by: string;
  at: Date;
}

/** The changing part of an intent. */
export interface DeliveryProgress {
  state: OutboxState;
  outcome: OutboxOutcome | null;
  attempt: number;
  /** How many of them were made before it was put back into work, which begins its tries anew; left out: none. */
  attemptsBefore?: number;
  /** Attempts whose outcome was never learnt. */
  unknowns: number;
  /** When somebody has to look at it again: due time, end of the lease, end of the wait for a status. */
  wakeAt: Date | null;
  owner: string | null;
  /** Provider's id of the message; personal data (it contains the number). */
  providerMessageId: string | null;
  statuses: readonly StatusFact[];
  /** Short code of the last trouble: `graph_131047`, `not_sent`, `timeout`, `window_closed`. */
  reason: string | null;
  /** Send as a template whatever the window says (the platform answered 131047). */
  forceTemplate: boolean;
  /** Send it without its document (the platform refused that); left out: with it. */
  withoutDocument?: boolean;
  /** How the last attempt said it; null: no attempt yet. */
  sentAs: 'template' | 'free' | null;
  /** When the platform answered that it took it; left out: it has not, or a release before did not say. */
  acceptedAt?: Date;
  /** What the last attempt is charged as (`TR.utility`); left out: none was made, or a release before did not say. */
  tariff?: Tariff;
  /**
   * Since when it counts as sent for what it costs: the platform's answer, else its first status, else the person's. Left out: as
   * with `tariff`.
   */
  takenAt?: Date;
  /** Left out: nobody did anything with it. */
  handled?: Handled;
}

export type OutboxEntry = Intent & DeliveryProgress;

/** Tries that count when it is asked whether to try again; `attempt` names them all apart for ever, as statuses do. */
export const triesOf = ({
  attempt,
  attemptsBefore = 0,
}: Pick<DeliveryProgress, 'attempt' | 'attemptsBefore'>): number => attempt - attemptsBefore;

/** An intent whose only process sends it: what is stored before the first byte leaves. `until`: end of its lease. */
export const entryBeingSent = (
  intent: Intent,
  { owner, until }: { owner: string; until: Date },
): OutboxEntry => ({
  ...intent,
  state: 'sending',
  outcome: null,
  attempt: 1,
  unknowns: 0,
  wakeAt: until,
  owner,
  providerMessageId: null,
  statuses: [],
  reason: null,
  forceTemplate: false,
  sentAs: null,
});
