import { CircuitBreaker } from '../../../src/delivery/circuit-breaker.ts';

const settings = { windowMs: 30_000, minimumCalls: 20, openMs: 15_000 };

const after = (calls: readonly boolean[], at = 0): CircuitBreaker => {
  const breaker = new CircuitBreaker(settings);
  for (const failed of calls) {
    breaker.waitMs(at);
    breaker.note(at, failed);
  }
  return breaker;
};

const mixed = (failed: number, fine: number): boolean[] => [
  ...Array.from({ length: fine }, () => false),
  ...Array.from({ length: failed }, () => true),
];

describe('circuit breaker', () => {
  it('fewer calls than the minimum, all failed: stays closed', () => {
    expect(after(mixed(19, 0)).waitMs(1)).toBe(0);
  });

  it('half of twenty failed: open for the whole time; fewer than half: closed', () => {
    expect(after(mixed(10, 10)).waitMs(5_000)).toBe(10_000);
    expect(after(mixed(9, 11)).waitMs(1)).toBe(0);
  });

  it('failures older than the window: do not count', () => {
    const breaker = after(mixed(9, 1));
    for (let n = 0; n < 19; n += 1) breaker.note(31_000, false);
    breaker.note(31_000, true);

    expect(breaker.waitMs(31_000)).toBe(0);
  });

  it('after the open time: one probe, the others wait; it succeeds and everybody may', () => {
    const breaker = after(mixed(20, 0));
    expect(breaker.waitMs(15_000)).toBe(0);
    expect(breaker.waitMs(15_000)).toBeGreaterThan(0);
    breaker.note(15_100, false);

    expect([breaker.waitMs(15_100), breaker.waitMs(15_100)]).toEqual([0, 0]);
    expect(breaker.isOpen).toBe(false);
  });

  it('the probe fails: open again', () => {
    const breaker = after(mixed(20, 0));
    breaker.waitMs(15_000);
    breaker.note(15_100, true);

    expect(breaker.waitMs(15_100)).toBe(15_000);
  });
});
