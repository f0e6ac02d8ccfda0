import type { MessageClass } from '../../machines/shared/effects.ts';
import type { RefusalKind } from './message-sender.ts';
import type { HoldReason } from './plan-record.ts';

/** What to do with an intent after an attempt. */
export type Verdict =
  | {
      kind: 'again';
      afterMs: number;
      countsAttempt: boolean;
      forceTemplate?: boolean;
      /** Said without its document from now on. */
      withoutDocument?: boolean;
      /** So long that it is in nobody's way: later messages do not wait for it. Why. */
      heldFor?: HoldReason;
    }
  | { kind: 'give-up' };

const second = 1_000;

/** SEND_MAX_ATTEMPTS, RETRY_BASE_MS, RETRY_CAP_MS. Faults of the platform get half the attempts throttles get. */
export interface RetryLimits {
  maxAttempts: number;
  baseMs: number;
  capMs: number;
}

/** `random` in [0, 1) comes in, so that the policy is a pure function. */
const fullJitter = (
  attempt: number,
  random: number,
  { baseMs, capMs }: Pick<RetryLimits, 'baseMs' | 'capMs'>,
): number => Math.floor(random * Math.min(capMs, baseMs * 2 ** attempt));

/** Half fixed, half random: full jitter can collapse to nothing and burn every attempt inside the throttle window. */
const equalJitter = (ms: number, random: number): number => Math.floor(ms / 2 + (ms / 2) * random);

const heldTries = 3;

/** With growing waits, and not at all where the platform names none (platform 10.2: 130472, 131050). */
const afterNotNow = (waitMs: number | null, attempt: number): Verdict =>
  waitMs === null || attempt >= heldTries
    ? { kind: 'give-up' }
    : { kind: 'again', afterMs: waitMs * attempt, countsAttempt: true, heldFor: 'recipient' };

/** Without the document first; a template that is out of use comes back, or somebody brings it back, while it is still valid. */
const afterContentRefusal = (input: {
  refusal: RefusalKind;
  retryAfterMs: number | null;
  wasTemplate: boolean;
  mayDropDocument: boolean;
}): Verdict => {
  if (input.mayDropDocument) return { kind: 'again', afterMs: 0, countsAttempt: true, withoutDocument: true };
  if (input.refusal === 'attachment' || !input.wasTemplate) return { kind: 'give-up' };
  const afterMs = Math.max(input.retryAfterMs ?? 0, 3_600 * second);
  return { kind: 'again', afterMs, countsAttempt: false, heldFor: 'template' };
};

/** A definite refusal: the platform answered, the message was not taken (reliability C, platform 10.5). */
export const afterRefusal = (input: {
  refusal: RefusalKind;
  attempt: number;
  retryAfterMs: number | null;
  random: number;
  hasTemplate: boolean;
  wasTemplate: boolean;
  /** It carried a document and can be said without. */
  mayDropDocument: boolean;
  limits: RetryLimits;
}): Verdict => {
  const { refusal, attempt, random, limits } = input;
  const floor = input.retryAfterMs ?? 0;
  if (refusal === 'permanent' || refusal === 'recipient') return { kind: 'give-up' };
  if (refusal === 'attachment' || refusal === 'template') return afterContentRefusal(input);
  if (refusal === 'not-now') return afterNotNow(input.retryAfterMs, attempt);
  if (refusal === 'window-closed') {
    return input.hasTemplate && !input.wasTemplate
      ? { kind: 'again', afterMs: 0, countsAttempt: true, forceTemplate: true }
      : { kind: 'give-up' };
  }
  // A dead token is not the message's fault: it waits for a person, without burning attempts.
  if (refusal === 'account')
    return { kind: 'again', afterMs: Math.max(floor, 60 * second), countsAttempt: false };
  if (refusal === 'throttled-recipient') {
    if (attempt >= limits.maxAttempts) return { kind: 'give-up' };
    return {
      kind: 'again',
      afterMs: Math.max(floor, second * 4 ** Math.min(attempt - 1, 5)),
      countsAttempt: true,
    };
  }
  if (refusal === 'throttled-number') {
    if (attempt >= limits.maxAttempts) return { kind: 'give-up' };
    const wait = Math.min(limits.capMs, limits.baseMs * 2 ** attempt);
    return { kind: 'again', afterMs: Math.max(floor, equalJitter(wait, random)), countsAttempt: true };
  }
  if (attempt >= Math.ceil(limits.maxAttempts / 2)) return { kind: 'give-up' };
  return {
    kind: 'again',
    afterMs: Math.max(floor, limits.baseMs / 5 + fullJitter(attempt, random, limits)),
    countsAttempt: true,
  };
};

/** The message certainly never left: always safe to send again; its validity is the limit. */
export const afterNotSent = (attempt: number, random: number, limits: RetryLimits): Verdict => ({
  kind: 'again',
  afterMs:
    limits.baseMs / 4 +
    fullJitter(Math.min(attempt, 8), random, { ...limits, capMs: Math.min(limits.capMs, 60 * second) }),
  countsAttempt: true,
});

/**
 * No status came within the wait (default 90 s): the class decides whether a possible second copy or a possible loss is
 * worse. `decision` copies lead to the same single decision; `bulk` and `private` never risk one.
 */
export const afterUnknown = (messageClass: MessageClass, unknownCount: number): 'again' | 'unknown_final' => {
  switch (messageClass) {
    case 'decision':
      return unknownCount <= 3 ? 'again' : 'unknown_final';
    case 'reply':
    case 'notify':
      return unknownCount <= 1 ? 'again' : 'unknown_final';
    case 'bulk':
    case 'private':
      return 'unknown_final';
  }
};
