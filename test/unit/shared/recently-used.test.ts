import fc from 'fast-check';
import { RecentlyUsed } from '../../../src/shared/recently-used.ts';

describe('values kept of late', () => {
  it('are asked for again: made once', () => {
    const kept = new RecentlyUsed<string>(2);
    let made = 0;
    const make = (): string => `value ${(made += 1)}`;

    expect([kept.get('a', make), kept.get('a', make), kept.get('b', make), kept.get('a', make)]).toEqual([
      'value 1',
      'value 1',
      'value 2',
      'value 1',
    ]);
  });

  it('were asked for between others that come once: stay, those others go', () => {
    const kept = new RecentlyUsed<string>(10);
    const made: string[] = [];
    const ask = (key: string): string =>
      kept.get(key, () => {
        made.push(key);
        return key;
      });

    for (let n = 0; n < 100; n += 1) {
      ask('often');
      ask(`once ${n}`);
    }
    ask('once 0');

    expect(made.filter((key) => key === 'often')).toHaveLength(1);
    expect(made.filter((key) => key === 'once 0')).toHaveLength(2);
  });

  it('come in any order: always the right value, never more than twice the limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.integer({ max: 30 })), (limit, keys) => {
        const kept = new RecentlyUsed<string>(limit);
        for (const key of keys) {
          expect(kept.get(`${key}`, () => `value of ${key}`)).toBe(`value of ${key}`);
          expect(kept.size).toBeLessThanOrEqual(2 * limit);
        }
      }),
    );
  });

  it('cannot be made: the error goes through, nothing is kept of it', () => {
    const kept = new RecentlyUsed<string>(2);
    const fail = (): string => {
      throw new Error('no key');
    };

    expect(() => kept.get('a', fail)).toThrow('no key');
    expect(kept.get('a', () => 'value')).toBe('value');
  });
});
