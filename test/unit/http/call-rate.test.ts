import { CallRate } from '../../../src/http/call-rate.ts';

describe('call rate', () => {
  it('more calls than the window takes: told how long to wait, then free again', () => {
    const rate = new CallRate({ calls: 2, windowMs: 1000 });
    expect([rate.take('a', 0), rate.take('a', 100), rate.take('a', 400)]).toEqual([0, 0, 600]);
    expect(rate.take('b', 400)).toBe(0);
    expect([rate.take('a', 1000), rate.take('a', 1000), rate.take('a', 1500)]).toEqual([0, 0, 500]);
  });

  it('more senders than it remembers: the newest are counted, memory is bounded', () => {
    const rate = new CallRate({ calls: 1, windowMs: 1000 });
    for (let i = 0; i < 30_000; i += 1) rate.take(String(i), 1);
    expect(rate.take('29999', 2)).toBeGreaterThan(0);
    expect(rate.take('0', 2)).toBe(0);
  });
});
