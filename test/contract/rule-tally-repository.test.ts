import fc from 'fast-check';
import { MongoRuleTallyRepository } from '../../src/storage/repositories/mongo-rule-tally-repository.ts';
import { countedWith } from '../../src/triggers/tally-counting.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const after = (milliseconds: number): Date => new Date(startOfTests.getTime() + milliseconds);

describe('rule tally repository', () => {
  let database: TestDatabase;
  /** Two processes. */
  let tallies: MongoRuleTallyRepository;
  let others: MongoRuleTallyRepository;

  beforeAll(async () => {
    database = await openTestDatabase();
    tallies = new MongoRuleTallyRepository(database.models, database.vault);
    others = new MongoRuleTallyRepository(database.models, database.vault);
  });
  afterEach(() => database.empty('triggertallies'));
  afterAll(() => database.close());

  const join = (eventId: string, at = 0, who = tallies, maxMembers = 200) =>
    who.join(tenantA, ['r', 'C001'], { eventId, at: after(at), until: after(at + 1_000), maxMembers });

  it('claim: the first event of a thing, whoever asks and however often; keys are not in clear', async () => {
    const claim = (eventId: string, tenant = tenantA) =>
      tallies.claim(tenant, ['r', '120.01.0099'], eventId, after(1_000));
    expect([await claim('one'), await claim('two'), await claim('one')]).toEqual(['one', 'one', 'one']);
    expect(await claim('two', tenantB)).toBe('two');
    const raw = await database.models.collection('triggertallies').find({}).toArray();
    expect(JSON.stringify(raw)).not.toContain('120.01.0099');
  });

  it('join: those that come while it is open are in one group, in their order; afterwards another one begins', async () => {
    const first = await join('a');
    expect(first).toMatchObject({ until: after(1_000), members: ['a'] });
    expect(await join('b', 999)).toEqual({ ...first, members: ['a', 'b'] });
    expect(await join('a')).toEqual({ ...first, members: ['a', 'b'] });
    const second = await join('c', 1_000);
    expect(second).toMatchObject({ until: after(2_000), members: ['c'] });
    expect(second.id).not.toBe(first.id);
  });

  it('join, many at once in two processes: one group with each of them once', async () => {
    const names = Array.from({ length: 40 }, (_, n) => `e${n}`);
    const joined = await Promise.all(names.map((name, n) => join(name, 0, n % 2 === 0 ? tallies : others)));
    expect(new Set(joined.map(({ id }) => id)).size).toBe(1);
    const group = await tallies.close(tenantA, joined[0]?.id ?? '');
    expect([...(group?.members ?? [])].sort()).toEqual(names.sort());
  });

  it('join, a group that is full: the next begins another one', async () => {
    const [one, two, three] = [
      await join('a', 0, tallies, 2),
      await join('b', 0, tallies, 2),
      await join('c', 0, tallies, 2),
    ];
    expect([two.id === one.id, three.id === one.id, three.members]).toEqual([true, false, ['c']]);
  });

  it('close: nobody joins any more, and those who are in still find it', async () => {
    const { id } = await join('a');
    await join('b');
    expect(await tallies.close(tenantA, id)).toMatchObject({ members: ['a', 'b'] });
    expect((await join('c')).id).not.toBe(id);
    expect(await others.close(tenantA, id)).toMatchObject({ members: ['a', 'b'] });
    expect(await tallies.close(tenantA, 'nothing')).toBeNull();
    expect(await tallies.close(tenantB, id)).toBeNull();
  });

  it('count: never more than so many in any stretch of the time, and an event asked about again is counted once', async () => {
    const within = 1_000;
    const gaps = fc.array(fc.nat(900), { maxLength: 12 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(gaps, fc.integer({ min: 1, max: 3 }), async (all, atMost) => {
        run += 1;
        const key = [String(run)];
        const taken: number[] = [];
        let at = 0;
        for (const [n, gap] of all.entries()) {
          at += gap;
          const counting = { eventId: `e${n}`, at: after(at), withinMs: within, atMost };
          const hasRoom = taken.filter((when) => when > at - within).length < atMost;
          const who = n % 2 === 0 ? tallies : others;
          const seen = countedWith(await who.counted(tenantA, key), counting);
          expect(seen !== 'full').toBe(hasRoom);
          for (const again of [tallies, others])
            expect(await again.count(tenantA, key, counting)).toBe(hasRoom);
          if (hasRoom) taken.push(at);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('what would come of a claim and of joining is seen without noting anything', async () => {
    const key = ['r', 'C001'];
    expect(await tallies.claimedBy(tenantA, key)).toBeNull();
    expect(await tallies.openGroup(tenantA, key)).toBeNull();
    expect(await tallies.counted(tenantA, key)).toEqual([]);
    expect(await database.models.collection('triggertallies').countDocuments()).toBe(0);
    await tallies.claim(tenantA, key, 'one', after(1_000));
    const group = await join('a');
    expect([await others.claimedBy(tenantA, key), await others.claimedBy(tenantB, key)]).toEqual([
      'one',
      null,
    ]);
    expect([await others.openGroup(tenantA, key), await others.openGroup(tenantB, key)]).toEqual([
      group,
      null,
    ]);
    await tallies.close(tenantA, group.id);
    expect(await others.openGroup(tenantA, key)).toBeNull();
  });

  describe('arrive', () => {
    const within = 1_000;
    const remembered = after(30 * 24 * 60 * 60_000);
    const arrive = (eventId: string, at: number, { who = tallies, from = 3, tenant = tenantA } = {}) =>
      who.arrive(tenant, ['r', 'C001'], {
        ...{ eventId, at: after(at), withinMs: within, from, rememberedUntil: remembered },
      });
    const stored = async () =>
      await database.models.collection<{ _id: string; expireAt: Date }>('triggertallies').find({}).toArray();

    it('the first within the time, of two: each goes at once, in one document that is forgotten soon', async () => {
      expect([await arrive('a', 0), await arrive('b', 999)]).toEqual(
        Array(2).fill({ isHeld: false, hasHeld: false }),
      );
      const [only, none] = await stored();
      expect([only?.expireAt, none]).toEqual([after(999 + within + 24 * 60 * 60_000), undefined]);
    });

    it('asked again, in another process and after others came: the same answer, counted once', async () => {
      for (const name of ['a', 'b', 'c']) await arrive(name, 0);
      const again = ['a', 'b', 'c'].map((name) => arrive(name, 0, { who: others }));
      expect((await Promise.all(again)).map(({ isHeld }) => isHeld)).toEqual([false, false, true]);
      expect((await tallies.arrivals(tenantA, ['r', 'C001']))?.came).toHaveLength(3);
    });

    it('one was held: that is remembered as long as it may have been told, and the next that goes at once says so', async () => {
      for (const name of ['a', 'b', 'c']) await arrive(name, 0);
      expect(await arrive('d', 5_000)).toEqual({ isHeld: false, hasHeld: true });
      expect((await stored())[0]?.expireAt).toEqual(remembered);
      expect(await arrive('d', 5_000, { tenant: tenantB })).toEqual({ isHeld: false, hasHeld: false });
      expect(await tallies.arrivals(tenantB, ['r', 'C002'])).toBeNull();
    });

    it('many at once in two processes: the first ones go, whoever they are, and all others are held', async () => {
      const names = Array.from({ length: 30 }, (_, n) => `e${n}`);
      const came = await Promise.all(
        names.map((name, n) => arrive(name, 0, { who: n % 2 === 0 ? tallies : others, from: 5 })),
      );
      expect(came.filter(({ isHeld }) => !isHeld)).toHaveLength(4);
    });

    it('whatever comes when: from so many in the time on it is held, and so is what comes until the time of the held is over', async () => {
      let run = 0;
      const steps = fc.array(fc.constantFrom(0, 1, 200, 400, 999, 1_000, 1_001, 2_500), { maxLength: 14 });
      await fc.assert(
        fc.asyncProperty(steps, fc.integer({ min: 2, max: 5 }), async (gaps, from) => {
          run += 1;
          const key = [String(run)];
          const came: number[] = [];
          let [at, until] = [0, 0];
          for (const [n, gap] of gaps.entries()) {
            at += gap;
            const arrival = { eventId: `e${n}`, at: after(at), withinMs: within, from };
            const isHeld = at < until || came.filter((one) => one > at - within).length >= from - 1;
            if (isHeld && at >= until) until = at + within;
            came.push(at);
            const who = n % 2 === 0 ? tallies : others;
            const answer = await who.arrive(tenantA, key, { ...arrival, rememberedUntil: remembered });
            expect(answer.isHeld).toBe(isHeld);
          }
        }),
        { numRuns: 25 },
      );
    });
  });

  it('count, many at once in two processes: exactly so many', async () => {
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 === 0 ? tallies : others).count(tenantA, ['k'], {
          eventId: `e${n}`,
          at: startOfTests,
          withinMs: 1_000,
          atMost: 7,
        }),
      ),
    );
    expect(taken.filter((is) => is)).toHaveLength(7);
  });
});
