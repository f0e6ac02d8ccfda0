import fc from 'fast-check';
import { allowance, beginPace, maxAtOnce, paceAfter, progressOf } from '../../../src/runs/run-pace.ts';
import { minutes } from '../../support/records.ts';

const seconds = (count: number): Date => new Date(minutes(0).getTime() + count * 1_000);

describe('the pace of a run', () => {
  it('the letters of one second go at once, then those of the time that passes, and a long pause is not made up for', () => {
    const pace = beginPace(seconds(0));

    expect(allowance(pace, 20, seconds(0))).toBe(20);
    const after = paceAfter(pace, 20, 20, seconds(0));
    expect([0, 0.5, 1, 2, 3_600].map((at) => allowance(after, 20, seconds(at)))).toEqual([0, 10, 20, 40, 40]);
    expect(allowance(after, 10_000, seconds(9))).toBe(maxAtOnce);
    expect(after).toMatchObject({ since: seconds(0), handed: 20 });
  });

  it('whenever it is asked: never more letters than the rate allows, but for the first seconds of a pause', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.array(fc.integer({ min: 1, max: 5_000 }), { maxLength: 60 }),
        (perSecond, waits) => {
          let [now, pace] = [seconds(0), beginPace(seconds(0))];
          for (const wait of waits) {
            const count = allowance(pace, perSecond, now);
            pace = paceAfter(pace, count, perSecond, now);
            now = new Date(now.getTime() + wait);
          }
          const elapsed = (now.getTime() - seconds(0).getTime()) / 1_000;
          expect(pace.handed).toBeLessThanOrEqual(Math.ceil((elapsed + 2) * perSecond));
        },
      ),
    );
  });

  it.each([
    ['at once: the rate it is set to', 1, 20, 1_200, 5],
    ['after a while: the rate it had', 100, 500, 300, 20],
  ])('told %s', (_title, after, handed, perMinute, secondsLeft) => {
    const pace = { since: seconds(0), handed, at: seconds(after) };
    const counts = new Map([
      ['ready', 99],
      ['handing', 1],
    ]);

    expect(progressOf({ state: 'running', pace }, counts, 20, seconds(after))).toEqual({
      ...{ handed, toGo: 100, perMinute, secondsLeft },
    });
    expect(progressOf({ state: 'paused', pace: null }, counts, 20, seconds(after))).toBeNull();
  });
});
