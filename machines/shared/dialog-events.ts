import type { Line } from './request.ts';

/** May this contact bind the customer for the amounts in question? Computed before the event (TBK 40, 46; domain 3.2). */
export type Authority = 'binding' | 'not_authorised' | 'above_limit';

/** Who speaks. `mayObject`: still a contact of the customer; enough for a "no", never for a "yes". */
export interface Standing {
  authority: Authority;
  mayObject: boolean;
}

/** What every dialog gets at its start. Instants are UTC, ISO 8601 with milliseconds, so that they compare as text. */
export interface RequestInput {
  variant: 'letter' | 'transaction' | 'invoice';
  lines: readonly Line[];
  /** Ascending, all in the future. */
  reminders: readonly string[];
  expiresAt: string;
}

/** Events every request dialog understands. */
export type DialogEvent =
  | { type: 'customer.softlyAgreed' }
  | { type: 'customer.deferred' }
  /** A question, a condition, thanks: readable, but no answer. */
  | { type: 'customer.repliedUnclearly' }
  | { type: 'customer.unrecognised' }
  | { type: 'customer.sentMedia' }
  | { type: 'customer.askedForHuman' }
  | { type: 'customer.skipped' }
  | { type: 'customer.wentBack' }
  /** The fold lets this through only for the recap that is waiting. */
  | ({ type: 'customer.confirmed' } & Standing)
  | { type: 'customer.choseReason'; reason: string }
  | { type: 'customer.gaveReason'; text: string }
  | { type: 'staff.cancelled' }
  | { type: 'staff.reminded' }
  | { type: 'system.superseded' }
  /** The first prompt can never reach the person. */
  | { type: 'system.undeliverable' }
  /** A later prompt can never reach the person. */
  | { type: 'system.promptLost' }
  /** The person chose this one among several requests, or came back to it. */
  | { type: 'system.askedAgain' }
  | { type: 'timer.reminder'; now: string }
  | { type: 'timer.expiry' };

/** What a state waits for: decides how typed text is read. */
type Expects = 'answer' | 'unit' | 'figure' | 'side' | 'reason' | 'confirmation' | 'question';

export interface StateMeta {
  expects: Expects;
  /** Of a recap: what a "yes" would record. */
  confirms?: 'agreement' | 'disagreement';
}

/** Reminders that are still ahead at `now`. */
export const remindersAfter = (reminders: readonly string[], now: string): readonly string[] =>
  reminders.filter((reminder) => reminder > now);
