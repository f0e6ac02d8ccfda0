/** How one call ended. Only the status and how long to wait are kept of an answer, never its content (reliability F7). */
export type CallbackResult =
  | { kind: 'answered'; status: number; retryAfterMs: number | null }
  | { kind: 'failed'; reason: 'refused_address' | 'timeout' | 'connection_failed' };

export type NextCallbackAttempt =
  | { status: 'delivered' }
  | { status: 'pending'; at: Date }
  | { status: 'failed'; reason: 'gone' | 'attempts_exhausted' };

/** Waits before each attempt (Standard Webhooks, as Svix uses them); 0 is the first one. */
export const defaultRetrySchedule: readonly number[] = [
  0, 5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 72_000_000, 86_400_000,
];

const longestWaitMs = 86_400_000;

/** A stable word for the attempt's record: `delivered`, `http_503`, `timeout` … */
export const outcomeOf = (result: CallbackResult): string => {
  if (result.kind === 'failed') return result.reason;
  return isSuccess(result) ? 'delivered' : `http_${result.status}`;
};

/** 2xx only: a redirect is a failure, because following it would reach unchecked addresses. */
export const isSuccess = (result: CallbackResult): boolean =>
  result.kind === 'answered' && result.status >= 200 && result.status < 300;

/**
 * What follows an attempt. `attempts` counts this one. Waits come from the schedule, up to a tenth longer (jitter), and
 * are never shorter than Retry-After (at most a day); 410 ends at once. Pure: `random` is in [0, 1).
 */
export const nextCallbackAttempt = (input: {
  attempts: number;
  result: CallbackResult;
  now: Date;
  random: number;
  schedule?: readonly number[];
}): NextCallbackAttempt => {
  const { attempts, result, now, random, schedule = defaultRetrySchedule } = input;
  if (isSuccess(result)) return { status: 'delivered' };
  if (result.kind === 'answered' && result.status === 410) return { status: 'failed', reason: 'gone' };
  const wait = schedule[attempts];
  if (wait === undefined) return { status: 'failed', reason: 'attempts_exhausted' };
  const asked = result.kind === 'answered' ? Math.min(result.retryAfterMs ?? 0, longestWaitMs) : 0;
  const ms = Math.round(Math.max(wait * (1 + random * 0.1), asked));
  return { status: 'pending', at: new Date(now.getTime() + ms) };
};
