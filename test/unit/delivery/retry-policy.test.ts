import fc from 'fast-check';
import { afterNotSent, afterRefusal, afterUnknown } from '../../../src/delivery/retry-policy.ts';

const limits = { maxAttempts: 12, baseMs: 1_000, capMs: 300_000 };
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const refused = (changes: Partial<Parameters<typeof afterRefusal>[0]>) =>
  afterRefusal({
    refusal: 'transient',
    attempt: 1,
    retryAfterMs: null,
    random: 0.5,
    hasTemplate: true,
    wasTemplate: false,
    mayDropDocument: false,
    limits,
    ...changes,
  });

describe('after a definite refusal', () => {
  it('a permanent one: given up at once', () => {
    expect(refused({ refusal: 'permanent' })).toEqual({ kind: 'give-up' });
  });

  it('a closed service window: once more as the template, if there is one and it was not that', () => {
    expect(refused({ refusal: 'window-closed' })).toMatchObject({
      kind: 'again',
      afterMs: 0,
      forceTemplate: true,
    });
    expect(refused({ refusal: 'window-closed', hasTemplate: false })).toEqual({ kind: 'give-up' });
    expect(refused({ refusal: 'window-closed', wasTemplate: true })).toEqual({ kind: 'give-up' });
  });

  it('a dead token: waits at least a minute and burns no attempt, however often', () => {
    expect(refused({ refusal: 'account', attempt: 500 })).toEqual({
      kind: 'again',
      afterMs: 60_000,
      countsAttempt: false,
    });
  });

  it('a throttle of the recipient: 4 to the power of the attempt, in seconds', () => {
    const waits = [1, 2, 3, 4].map((attempt) => refused({ refusal: 'throttled-recipient', attempt }));
    expect(waits.map((verdict) => verdict.kind === 'again' && verdict.afterMs)).toEqual([
      1_000, 4_000, 16_000, 64_000,
    ]);
  });

  it('whatever the refusal: never sooner than the platform asked, and attempts end', () => {
    const kinds = fc.constantFrom('transient', 'throttled-number', 'throttled-recipient' as const);
    fc.assert(
      fc.property(
        kinds,
        fc.integer({ min: 1, max: 30 }),
        fc.nat(600_000),
        random,
        (refusal, attempt, asked, dice) => {
          const verdict = refused({
            refusal: refusal as 'transient',
            attempt,
            retryAfterMs: asked,
            random: dice,
          });
          if (attempt >= limits.maxAttempts) expect(verdict).toEqual({ kind: 'give-up' });
          if (verdict.kind === 'again') expect(verdict.afterMs).toBeGreaterThanOrEqual(asked);
        },
      ),
    );
  });

  it('a throttle of the number: at least half of the growing wait, whatever the dice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 11 }), random, (attempt, dice) => {
        const verdict = refused({ refusal: 'throttled-number', attempt, random: dice });
        const wait = Math.min(limits.capMs, limits.baseMs * 2 ** attempt);
        expect(verdict).toMatchObject({ kind: 'again' });
        if (verdict.kind === 'again') expect(verdict.afterMs).toBeGreaterThanOrEqual(Math.floor(wait / 2));
      }),
    );
  });
});

describe('after a send that never left', () => {
  it('again after a bounded wait that is never nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), random, (attempt, dice) => {
        const verdict = afterNotSent(attempt, dice, limits);
        expect(verdict.kind).toBe('again');
        if (verdict.kind === 'again') {
          expect(verdict.afterMs).toBeGreaterThanOrEqual(250);
          expect(verdict.afterMs).toBeLessThanOrEqual(60_250);
        }
      }),
    );
  });
});

describe('after an unknown outcome', () => {
  it.each([
    ['decision', ['again', 'again', 'again', 'unknown_final']],
    ['reply', ['again', 'unknown_final', 'unknown_final', 'unknown_final']],
    ['notify', ['again', 'unknown_final', 'unknown_final', 'unknown_final']],
    ['bulk', ['unknown_final', 'unknown_final', 'unknown_final', 'unknown_final']],
    ['private', ['unknown_final', 'unknown_final', 'unknown_final', 'unknown_final']],
  ] as const)('a message of class %s: %j', (messageClass, expected) => {
    expect([1, 2, 3, 4].map((unknowns) => afterUnknown(messageClass, unknowns))).toEqual(expected);
  });
});
