import fc from 'fast-check';
import {
  defaultRetrySchedule,
  nextCallbackAttempt,
  outcomeOf,
  type CallbackResult,
} from '../../../src/callbacks/next-callback-attempt.ts';

const now = new Date('2026-11-24T10:00:00Z');
const answered = (status: number, retryAfterMs: number | null = null): CallbackResult => ({
  kind: 'answered',
  status,
  retryAfterMs,
});
const after = (attempts: number, result: CallbackResult, random = 0) =>
  nextCallbackAttempt({ attempts, result, now, random });
const waitOf = (next: ReturnType<typeof after>): number | null =>
  next.status === 'pending' ? next.at.getTime() - now.getTime() : null;

describe('nextCallbackAttempt', () => {
  it.each([200, 202, 204, 299])('gets %i: delivered', (status) => {
    expect(after(1, answered(status))).toEqual({ status: 'delivered' });
  });

  it.each([301, 302, 307, 400, 401, 404, 429, 500, 503])(
    'gets %i: tried again, redirects included',
    (status) => {
      expect(waitOf(after(1, answered(status)))).toBe(5000);
    },
  );

  it.each(['timeout', 'connection_failed', 'refused_address'] as const)('gets %s: tried again', (reason) => {
    expect(waitOf(after(1, { kind: 'failed', reason }))).toBe(5000);
  });

  it('fails ten times: the waits of the schedule, then given up', () => {
    const waits = defaultRetrySchedule.map((_wait, index) => waitOf(after(index + 1, answered(500))));

    expect(waits).toEqual([...defaultRetrySchedule.slice(1), null]);
    expect(after(10, answered(500))).toEqual({ status: 'failed', reason: 'attempts_exhausted' });
  });

  it('gets 410: given up at once', () => {
    expect(after(1, answered(410))).toEqual({ status: 'failed', reason: 'gone' });
  });

  it.each([
    [429, 60_000, 60_000],
    [503, 1000, 5000],
    [503, 7 * 86_400_000, 86_400_000],
  ])('gets %i with Retry-After of %i ms: waits %i ms', (status, retryAfterMs, expected) => {
    expect(waitOf(after(1, answered(status, retryAfterMs)))).toBe(expected);
  });

  it('gets any failure: the wait is at least the schedule’s, and at most a tenth longer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempts, random) => {
          const wait = waitOf(after(attempts, answered(500), random)) ?? Number.NaN;
          const planned = defaultRetrySchedule[attempts] ?? Number.NaN;
          expect(wait).toBeGreaterThanOrEqual(planned);
          expect(wait).toBeLessThanOrEqual(planned * 1.1);
        },
      ),
    );
  });

  it('is named for the record without anything of the answer', () => {
    expect(
      [answered(204), answered(503), { kind: 'failed', reason: 'timeout' } as const].map(outcomeOf),
    ).toEqual(['delivered', 'http_503', 'timeout']);
  });
});
