import { SlowGuessing, type Guess } from '../../../src/staff/slow-guessing.ts';
import type { Slowdown, SlowdownRepository } from '../../../src/staff/slowdown.repository.ts';
import { startOfTests, tenantA } from '../../support/builders-api.ts';
import { fakeClock } from '../../support/app-ports.ts';

const second = 1_000;
const minute = 60 * second;

/** Counts in memory, as the database keeps them. */
const kept = (): SlowdownRepository => {
  const held = new Map<string, Slowdown>();
  return {
    find: async (_tenant, keys) => keys.flatMap((key) => held.get(key) ?? []),
    save: async (next, seen) => {
      if (held.get(next.key)?.rev !== seen?.rev) return false;
      held.set(next.key, { ...next, rev: (seen?.rev ?? 0) + 1 });
      return true;
    },
  };
};

const scene = () => {
  const clock = fakeClock();
  let now = startOfTests.getTime();
  const guessing = new SlowGuessing({ slowdowns: kept(), keyOf: (_tenant, text) => text, clock });
  const guess = (account: string, address: string): Guess => ({
    ...{ tenantId: tenantA, what: 'password', account, address },
  });
  return {
    guessing,
    guess,
    turn: (ms: number) => {
      now += ms;
      clock.set(new Date(now));
    },
  };
};

describe('guessing', () => {
  it('at one account from one address: six tries, then each wait is twice the one before, up to a quarter of an hour', async () => {
    const { guessing, guess, turn } = scene();
    const waits: number[] = [];
    for (let tries = 0; waits.length < 12; tries += 1) {
      const wait = await guessing.admit(guess('ayse', 'a'));
      if (wait === 0) continue;
      waits.push(wait / second);
      turn(wait);
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
  });

  it('at one account from ever new addresses: a minute at most, some 1,400 tries a day', async () => {
    const { guessing, guess, turn } = scene();
    let admitted = 0;
    let slept = 0;
    for (let n = 0; slept < 24 * 60 * minute; n += 1) {
      const wait = await guessing.admit(guess('ayse', `address-${n}`));
      if (wait === 0) admitted += 1;
      else {
        expect(wait).toBeLessThanOrEqual(minute);
        slept += wait;
        turn(wait);
      }
    }
    expect(admitted).toBeLessThan(1_500);
  });

  it('by strangers, at an account whose person was right from an address: not slowed there', async () => {
    const { guessing, guess } = scene();
    expect(await guessing.admit(guess('ayse', 'shop'))).toBe(0);
    await guessing.wasRight(guess('ayse', 'shop'));
    for (let n = 0; n < 40; n += 1) await guessing.admit(guess('ayse', `address-${n}`));

    expect(await guessing.admit(guess('ayse', 'elsewhere'))).toBeGreaterThan(0);
    expect(await guessing.admit(guess('ayse', 'shop'))).toBe(0);
  });

  it('at many accounts from one address: the address is slowed, others are not', async () => {
    const { guessing, guess } = scene();
    const waits: number[] = [];
    for (let n = 0; n < 25; n += 1) waits.push(await guessing.admit(guess(`account-${n}`, 'a')));

    expect(waits.filter((wait) => wait === 0)).toHaveLength(21);
    expect(await guessing.admit(guess('account-99', 'b'))).toBe(0);
  });

  it('by a hundred at once: no more are looked at than one after the other', async () => {
    const { guessing, guess } = scene();
    const waits = await Promise.all(Array.from({ length: 100 }, () => guessing.admit(guess('ayse', 'a'))));

    expect(waits.filter((wait) => wait === 0).length).toBeLessThanOrEqual(6);
  });

  it('a person who mistypes five times a day, and is right then: never slowed', async () => {
    const { guessing, guess, turn } = scene();
    for (let day = 0; day < 10; day += 1) {
      for (let tries = 0; tries < 6; tries += 1) expect(await guessing.admit(guess('ayse', 'a'))).toBe(0);
      await guessing.wasRight(guess('ayse', 'a'));
      turn(24 * 60 * minute);
    }
  });
});
