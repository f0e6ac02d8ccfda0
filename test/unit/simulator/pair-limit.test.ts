import { PairLimit } from '../../../simulator/pair-limit.ts';

describe('the limit between the business and one person', () => {
  it('when 46 messages come at once: takes 45 and refuses one, and another person is not affected', () => {
    const limit = new PairLimit();

    const taken = Array.from({ length: 46 }, () => limit.take('+905000000101', 0));

    expect(taken.filter(Boolean)).toHaveLength(45);
    expect(taken[45]).toBe(false);
    expect(limit.take('+905000000102', 0)).toBe(true);
  });

  it('when the burst is used up: lets one through every six seconds', () => {
    const limit = new PairLimit();
    for (let i = 0; i < 45; i += 1) limit.take('a', 0);

    expect(limit.take('a', 5_900)).toBe(false);
    expect(limit.take('a', 6_000)).toBe(true);
    expect(limit.take('a', 6_100)).toBe(false);
  });
});
