import fc from 'fast-check';
import { RetryBudget, RetryBudgets } from '../../../src/delivery/retry-budget.ts';

const saved = 20;

/** Asks as often as told until room is found or time is over, as the worker does; answers the instants of the sends. */
const repeating = (budget: RetryBudget, { count, untilMs }: { count: number; untilMs: number }): number[] => {
  const asking = Array.from({ length: count }, () => 0);
  const sent: number[] = [];
  while (asking.length > 0) {
    asking.sort((a, b) => a - b);
    const now = asking.shift() ?? 0;
    if (now > untilMs) break;
    const waitMs = budget.take(now);
    if (waitMs === 0) sent.push(now);
    else asking.push(now + waitMs);
  }
  return sent;
};

describe('RetryBudget', () => {
  it('nothing succeeds: what was saved up, then five a second, and all of them in the end', () => {
    const sent = repeating(new RetryBudget(), { count: 200, untilMs: 600_000 });
    expect(sent).toHaveLength(200);
    for (let second = 0; second < 60; second += 1) {
      const most = second === 0 ? saved + 5 : 6;
      const inSecond = sent.filter((at) => at >= second * 1_000 && at < (second + 1) * 1_000).length;
      expect(inSecond).toBeLessThanOrEqual(most);
    }
  });

  it('many succeed: one repeated send for ten of them besides', () => {
    const budget = new RetryBudget();
    repeating(budget, { count: saved, untilMs: 0 });
    for (let n = 0; n < 105; n += 1) budget.succeeded(0);
    expect(repeating(budget, { count: 50, untilMs: 0 })).toHaveLength(10);
  });

  it('told to wait: each a little longer than the one before it, so that they do not come back together', () => {
    const budget = new RetryBudget();
    repeating(budget, { count: saved, untilMs: 0 });
    const waits = Array.from({ length: 10 }, () => budget.take(0));
    expect(new Set(waits).size).toBe(10);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBe(200);
  });

  it('after a quiet hour: not more than was saved', () => {
    const budget = new RetryBudget();
    budget.take(0);
    budget.succeeded(3_600_000);
    let granted = 0;
    while (budget.take(3_600_000) === 0) granted += 1;
    expect(granted).toBe(saved);
  });

  it('any sends at any instants: repeated ones within what was saved, time and successes give', () => {
    const step = fc.record({
      after: fc.integer({ min: 0, max: 2_000 }),
      what: fc.constantFrom('retry', 'success'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const budget = new RetryBudget();
        let now = 0;
        const done = { retries: 0, successes: 0 };
        for (const { after, what } of steps) {
          now += after;
          if (what === 'success') {
            budget.succeeded(now);
            done.successes += 1;
          } else if (budget.take(now) === 0) done.retries += 1;
          const most = saved + (now / 1_000) * 5 + done.successes * 0.1;
          expect(done.retries).toBeLessThanOrEqual(most + 1e-6);
        }
      }),
    );
  });

  it('another number has its own', () => {
    const budgets = new RetryBudgets();
    repeating(budgets.of('chn_1'), { count: saved, untilMs: 0 });
    expect(budgets.of('chn_1').take(0)).toBeGreaterThan(0);
    expect(budgets.of('chn_2').take(0)).toBe(0);
  });
});
