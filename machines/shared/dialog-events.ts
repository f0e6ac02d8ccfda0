import type { TypedConfirmation } from './recap.ts';
import type { Line } from './request.ts';

/** May this contact bind the customer for the amounts in question? Computed before the event (TBK 40, 46; domain 3.2). */
export type Authority = 'binding' | 'not_authorised' | 'above_limit';

/** Who speaks. `mayObject`: still a contact of the customer; enough for a "no", never for a "yes". */
export interface Mandate {
  authority: Authority;
  mayObject: boolean;
}

/**
 * What a request is about: it decides the dialog and its words. One for each kind of event that asks or tells
 * something (domain 7).
 */
export type RequestVariant =
  | 'letter'
  | 'transaction'
  | 'invoice'
  | 'document'
  | 'feedback'
  | 'report'
  | 'movement'
  | 'payment'
  | 'difference'
  | 'verification'
  | 'deadline';

/** What every dialog gets at its start. Instants are UTC, ISO 8601 with milliseconds, so that they compare as text. */
export interface RequestInput {
  variant: RequestVariant;
  lines: readonly Line[];
  /** Ascending, all in the future. */
  reminders: readonly string[];
  expiresAt: string;
  /** Document requests: only the upload link takes it, never the chat (domain 8.4, way `link`). */
  linkOnly?: boolean;
  /** Two different people must approve; `second`: this dialog is with the second of them. */
  fourEyes?: 'first' | 'second';
  /** Where `deadline` leads: the reference of the request that runs out. */
  itemReference?: string;
  accountNo?: string | null;
}

/** Events every request dialog understands. */
export type DialogEvent =
  | { type: 'customer.softlyAgreed' }
  /** What may be a "no" and was never said for certain. */
  | { type: 'customer.softlyDisagreed' }
  | { type: 'customer.deferred' }
  /** A question, a condition, thanks: readable, but no answer. */
  | { type: 'customer.repliedUnclearly' }
  | { type: 'customer.unrecognised' }
  /** Voice, sticker, location, contact card …: never an answer. */
  | { type: 'customer.sentMedia' }
  /** A photo or document; the fold has asked for it to be fetched and checked. */
  | { type: 'customer.sentFile'; fileId: string }
  /** What the check of a file found. */
  | { type: 'file.accepted'; fileId: string }
  | { type: 'file.refused'; fileId: string; reason: string }
  /** Finished on the upload page; every file passed its check. */
  | { type: 'customer.uploadedFiles'; fileIds: readonly string[] }
  | { type: 'customer.askedForLink' }
  | { type: 'customer.askedForTime'; now: string }
  | { type: 'customer.refusedToSend' }
  | { type: 'customer.askedForStatement' }
  | { type: 'customer.askedForCall' }
  /** A mistake is to be undone, within the correction window. */
  | { type: 'customer.corrected' }
  /** The person typed the right code, or was known anyway. */
  | { type: 'customer.provedIdentity' }
  | { type: 'customer.failedIdentity'; triesLeft: number }
  | { type: 'customer.askedForHuman' }
  | { type: 'customer.skipped' }
  | { type: 'customer.wentBack' }
  /**
   * The fold lets this through only for the recap that is waiting. `typed`: in words, which count only after the recap may
   * have been read; left out: its button was tapped, which says that it was.
   */
  | ({ type: 'customer.confirmed'; typed?: TypedConfirmation } & Mandate)
  | { type: 'customer.choseReason'; reason: string }
  | { type: 'customer.gaveReason'; text: string }
  | { type: 'staff.cancelled' }
  | { type: 'staff.reminded' }
  | { type: 'staff.acceptedDocument' }
  | { type: 'staff.rejectedDocument'; reason: string }
  /** Staff ends a request whose answer came by other means (a call). Never an approval. */
  | { type: 'staff.settled'; outcome: string }
  | { type: 'system.superseded' }
  /** The request ended in another conversation, or this person's answer came too late there. */
  | { type: 'system.decidedElsewhere'; outcome: string }
  /** What the person did before the end reached us after it: the request goes on until then (ISO 8601). */
  | { type: 'system.answeredInTime'; until: string }
  /** The first prompt can never reach the person. */
  | { type: 'system.undeliverable' }
  /** A later prompt can never reach the person. */
  | { type: 'system.promptLost' }
  /** The person chose this one among several requests, or came back to it. */
  | { type: 'system.askedAgain' }
  | { type: 'timer.reminder'; now: string }
  | { type: 'timer.expiry' }
  /** The check of a file takes longer than anybody would wait without a word. */
  | { type: 'timer.checking' }
  | { type: 'timer.correction' };

/**
 * What a state waits for: decides how typed text is read. `answer` to `comment` make a request one of those waiting for
 * words; `choice` is a notice whose buttons may be used but need not, `file` waits for a file, `review` for staff,
 * `correction` for nothing: it ended, and a mistake may still be undone.
 */
export type Expects =
  | 'answer'
  | 'unit'
  | 'figure'
  | 'side'
  | 'reason'
  | 'confirmation'
  | 'question'
  | 'comment'
  | 'code'
  | 'choice'
  | 'file'
  | 'review'
  | 'correction';

/** What a state says about itself to whoever reads the next reply. */
export interface StateMeta {
  expects: Expects;
  /** Of a recap: what a "yes" would record. */
  confirms?: 'agreement' | 'disagreement';
}

/** Reminders that are still ahead at `now`. */
export const remindersAfter = (reminders: readonly string[], now: string): readonly string[] =>
  reminders.filter((reminder) => reminder > now);
