import fc from 'fast-check';
import { DailyReach } from '../../../src/delivery/daily-reach.ts';
import type { ReachRepository } from '../../../src/delivery/reach.repository.ts';

const now = new Date('2026-11-24T10:00:00.000Z');
const day = 24 * 60 * 60_000;
const later = (ms: number): Date => new Date(now.getTime() + ms);
const to = (conversationId: string, tenantId = 't') => ({ tenantId, conversationId });
const leaving = (conversationId: string, id = `${conversationId}:1:0`) =>
  ({ ...to(conversationId), id, isUnasked: true }) as const;

type Store = Pick<ReachRepository, 'claim' | 'release' | 'countSince'>;

/** What all processes share: each call takes a turn, so that calls of several come in between each other. */
const sharedStore = (): Store & { people(): number } => {
  const claims = new Map<string, { by: string; at: Date }>();
  return {
    people: () => claims.size,
    claim: async (_tenant, { conversationId, by, at }, since) => {
      await Promise.resolve();
      const known = claims.get(conversationId);
      if (known !== undefined && known.at > since) return false;
      claims.set(conversationId, { by, at });
      return true;
    },
    release: async (_tenant, { conversationId, by }) => {
      await Promise.resolve();
      return claims.get(conversationId)?.by === by && claims.delete(conversationId);
    },
    countSince: async (_tenant, since) => {
      await Promise.resolve();
      const recent = [...claims.values()].filter(({ at }) => at > since).map(({ at }) => at);
      const first = recent.reduce<Date | null>((one, at) => (one === null || at < one ? at : one), null);
      return { people: recent.length, first };
    },
  };
};

describe('DailyReach', () => {
  it('no limit known: nobody waits, and nothing is counted', async () => {
    const store = sharedStore();
    const reach = new DailyReach(null, store);
    for (let n = 0; n < 100; n += 1) expect(await reach.take(leaving(`c${n}`), now)).toBeNull();
    expect([reach.limitOf('t'), reach.untilOf(to('new'), now), store.people()]).toEqual([null, null, 0]);
  });

  it('as many as may be: one more waits until the first is a day old, whoever is counted does not', () => {
    const reach = new DailyReach(2, sharedStore());
    reach.note(to('a'), now);
    expect(reach.untilOf(to('b'), now)).toBeNull();
    reach.note(to('b'), later(1_000));

    expect(reach.untilOf(to('a'), later(2_000))).toBeNull();
    const until = reach.untilOf(to('c'), later(2_000));
    expect(until).toEqual(later(day + 1_000));
    expect(reach.untilOf(to('c'), until ?? now)).toBeNull();
  });

  it('another tenant: counted by itself', () => {
    const reach = new DailyReach(1, sharedStore());
    reach.note(to('a'), now);
    expect(reach.untilOf(to('a2', 'other'), now)).toBeNull();
  });

  it('renewed by what other processes sent: more than the limit is waited for', async () => {
    const reach = new DailyReach(1, sharedStore());
    await reach.renew('t', later(5_000), async () => [
      { conversationId: 'a', at: now },
      { conversationId: 'b', at: later(5_000) },
    ]);
    expect(reach.untilOf(to('c'), later(6_000))).toEqual(later(5_000 + day + 1_000));
  });

  it('renewed again: only what is new is read, once an hour everything, also where the clock was set back', async () => {
    const minute = 60_000;
    const reach = new DailyReach(10, sharedStore());
    const asked: number[] = [];
    const renewAt = (at: Date) =>
      reach.renew('t', at, async (_tenant, since) => {
        asked.push((at.getTime() - since.getTime()) / minute);
        return [];
      });
    for (const minutes of [0, 1, 2, 59, 60, 61, 30]) await renewAt(later(minutes * minute));
    expect(asked).toEqual([1_440, 6, 6, 62, 1_440, 6, 1_440]);
    // A limit that is known again: what left meanwhile was noted nowhere.
    const unknown = new DailyReach(null, sharedStore());
    unknown.say('t', 5);
    const since: Date[] = [];
    const read = async (_tenant: string, from: Date) => {
      since.push(from);
      return [];
    };
    await unknown.renew('t', now, read);
    unknown.say('t', null);
    await unknown.renew('t', later(minute), read);
    unknown.say('t', 5);
    await unknown.renew('t', later(2 * minute), read);
    expect(since).toEqual([later(-day), later(2 * minute - day)]);
  });

  it('another process gave a place back: within an hour it is free here as well, and what leaves here in this moment stays', async () => {
    const hour = 60 * 60_000;
    const reach = new DailyReach(2, sharedStore());
    await reach.renew('t', now, async () => [{ conversationId: 'a', at: later(-hour) }]);
    expect(await reach.take(leaving('b'), later(hour))).toBeNull();
    expect(reach.untilOf(to('c'), later(hour))).not.toBeNull();
    await reach.renew('t', later(hour), async () => []);
    expect(reach.untilOf(to('c'), later(hour))).toBeNull();
    reach.note(to('c'), later(hour));
    expect(reach.untilOf(to('d'), later(hour))).not.toBeNull();
  });

  it.each([
    [null, 250, 250],
    [100, 250, 100],
    [1_000, 250, 250],
    [100, null, 100],
    [null, null, null],
  ])('own bound %s, the platform says %s: %s', (own, said, limit) => {
    const reach = new DailyReach(own, sharedStore());
    reach.say('t', said);
    expect(reach.limitOf('t')).toBe(limit);
  });

  it('what is on its way counts: of several at one moment only so many leave as there is room for', async () => {
    const reach = new DailyReach(2, sharedStore());
    const came = await Promise.all(['a', 'b', 'c', 'd'].map((one) => reach.take(leaving(one), now)));
    expect(came.filter((until) => until === null)).toHaveLength(2);
    expect(came[3]).toEqual(later(day + 1_000));
  });

  it('what the platform refused, or what never left, is not counted; what nobody knows is', async () => {
    const reach = new DailyReach(1, sharedStore());
    for (const came of ['refused', 'not-sent'] as const) {
      expect(await reach.take(leaving(came), now)).toBeNull();
      await reach.settle(leaving(came), came, now);
    }
    expect(await reach.take(leaving('lost'), now)).toBeNull();
    await reach.settle(leaving('lost'), 'unknown', now);
    expect(await reach.take(leaving('next'), now)).not.toBeNull();
    // Somebody who is counted for an earlier message stays counted.
    await reach.settle(leaving('lost', 'lost:2:0'), 'refused', now);
    expect(await reach.take(leaving('next'), now)).not.toBeNull();
  });

  it('somebody an earlier try may have reached: a later one that was refused leaves them counted', async () => {
    const store = sharedStore();
    const reach = new DailyReach(1, store);
    for (const came of ['unknown', 'refused'] as const) {
      expect(await reach.take(leaving('a'), now)).toBeNull();
      await reach.settle(leaving('a'), came, now);
    }
    expect(store.people()).toBe(1);
    expect(await reach.take(leaving('b'), now)).not.toBeNull();
  });

  it.each(['claim', 'countSince'] as const)(
    'a %s that fails, before or after it was done: nobody is counted, and the place is free',
    async (call) => {
      for (const isAfter of [false, true]) {
        const store = sharedStore();
        const works = store[call] as (...input: unknown[]) => Promise<unknown>;
        const failing = async (...input: unknown[]): Promise<never> => {
          if (isAfter) await works(...input);
          throw new Error('database is away');
        };
        const reach = new DailyReach(1, store);
        Object.assign(store, { [call]: failing });
        await expect(reach.take(leaving('a'), now)).rejects.toThrow('is away');
        Object.assign(store, { [call]: works });
        expect(store.people()).toBe(0);
        expect(await reach.take(leaving('b'), now)).toBeNull();
      }
    },
  );

  it('two processes at the last place, at one moment: none is above it, and one of them has it in a moment', async () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        ids,
        fc.integer({ min: 1, max: 3 }),
        fc.nat({ max: 3 }),
        async (people, limit, pause) => {
          const store = sharedStore();
          const processes = people.map(() => new DailyReach(limit, store));
          const left = new Set<string>();
          const waiting = new Map(people.map((one, n) => [one, { at: now, reach: processes[n] }]));
          // Everybody comes again when they were told to, within a minute.
          for (let tries = 0; tries < 40 && left.size < Math.min(limit, people.length); tries += 1) {
            const first = Math.min(...[...waiting.values()].map(({ at }) => at.getTime()));
            expect(first).toBeLessThan(now.getTime() + 5 * 60_000);
            const due = [...waiting].filter(([, { at }]) => at.getTime() === first);
            await Promise.all(
              due.map(async ([one, { at, reach }], n) => {
                for (let turn = 0; turn < pause * n; turn += 1) await Promise.resolve();
                const until = await reach?.take(leaving(one), at);
                if (until === null) {
                  left.add(one);
                  waiting.delete(one);
                } else waiting.set(one, { at: until ?? at, reach });
              }),
            );
            expect(left.size).toBeLessThanOrEqual(limit);
          }
          expect(left.size).toBe(Math.min(limit, people.length));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('an answer leaves above the limit, and counts', async () => {
    const store = sharedStore();
    const reach = new DailyReach(1, store);
    await reach.take(leaving('a'), now);
    expect(await reach.take({ ...to('b'), id: 'b:1:0' }, now)).toBeNull();
    expect(store.people()).toBe(2);
  });

  it('processes that know nothing of each other, at one moment, in any order: never more people than the tier', async () => {
    const message = fc.record({
      process: fc.nat({ max: 2 }),
      person: fc.nat({ max: 20 }),
      pause: fc.nat({ max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(message, { minLength: 1, maxLength: 40 }),
        async (limit, messages) => {
          const store = sharedStore();
          const processes = [0, 1, 2].map(() => new DailyReach(limit, store));
          const left = new Set<number>();
          // What goes to one person goes one after the other, whoever sends it.
          const lines = new Map<number, Promise<void>>();
          messages.forEach(({ process, person, pause }, n) => {
            const send = async (): Promise<void> => {
              for (let turn = 0; turn < pause; turn += 1) await Promise.resolve();
              const until = await processes[process]?.take(leaving(`c${person}`, `c${person}:${n}:0`), now);
              if (until === null) left.add(person);
            };
            lines.set(person, (lines.get(person) ?? Promise.resolve()).then(send));
          });
          await Promise.all(lines.values());
          expect(left.size).toBeLessThanOrEqual(limit);
          expect(store.people()).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 300 },
    );
  });
});
