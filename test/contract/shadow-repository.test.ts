import { MongoShadowRepository } from '../../src/storage/repositories/mongo-shadow-repository.ts';
import type { ShadowRecord } from '../../src/triggers/rules/shadow.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes, readAll } from '../support/records.ts';
import { aShadow, aShadowRecord } from '../support/shadow-ports.ts';

const kept = minutes(90 * 24 * 60);

describe('drafts in the shadow, kept', () => {
  let database: TestDatabase;
  let shadows: MongoShadowRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    shadows = new MongoShadowRepository(database.models, database.vault);
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  it('started: once under its id, the last one of its rule, of its tenant alone', async () => {
    expect(await shadows.start(aShadow())).toBe(true);
    expect(await shadows.start(aShadow({ startedBy: 'key:b' }))).toBe(false);
    await shadows.start(aShadow({ id: 'shd_2', number: 2 }));
    await shadows.start(aShadow({ id: 'shd_3', ruleId: 'other' }));
    expect(await shadows.latest(tenantA, 'movement-large')).toEqual(aShadow({ id: 'shd_2', number: 2 }));
    expect(await shadows.latest(tenantA, 'nobody')).toBeNull();
    expect(await shadows.latest(tenantB, 'movement-large')).toBeNull();
  });

  it('running until its time is over or somebody ended it, which only the first one does', async () => {
    await shadows.start(aShadow({ until: minutes(10) }));
    await shadows.start(aShadow({ id: 'shd_2', ruleId: 'other', until: minutes(20) }));
    await shadows.start(aShadow({ id: 'shd_3', tenantId: tenantB }));
    const running = async (at: number) =>
      (await shadows.running(tenantA, minutes(at))).map(({ id }) => id).sort();
    expect([await running(9), await running(10)]).toEqual([['shd_1', 'shd_2'], ['shd_2']]);
    const ended = { at: minutes(3), by: 'key:a', why: 'stopped' } as const;
    await shadows.end(tenantB, 'shd_1', ended);
    expect(await running(3)).toEqual(['shd_1', 'shd_2']);
    await shadows.end(tenantA, 'shd_1', ended);
    await shadows.end(tenantA, 'shd_1', { ...ended, why: 'over' });
    expect(await running(3)).toEqual(['shd_2']);
    expect((await shadows.latest(tenantA, 'movement-large'))?.ended).toEqual(ended);
  });

  it('an event that is worked again: recorded once, as it was first; outcomes are sealed', async () => {
    expect(await shadows.record(aShadowRecord(), kept)).toBe(true);
    expect(await shadows.record(aShadowRecord({ differs: false, at: minutes(9) }), kept)).toBe(false);
    const together = ['a', 'b', 'a'].map((eventId) => shadows.record(aShadowRecord({ eventId }), kept));
    expect((await Promise.all(together)).filter(Boolean)).toHaveLength(2);
    expect(await shadows.count(tenantA, 'shd_1')).toEqual({ recorded: 3, differing: 3 });
    expect(await shadows.count(tenantB, 'shd_1')).toEqual({ recorded: 0, differing: 0 });
    const raw = await database.models.collection('shadowrecords').find({}).toArray();
    expect(JSON.stringify(raw)).not.toContain('C001');
  });

  it('listed: newest first, page by page, by whether they differ; of one shadow', async () => {
    const records = ['a', 'b', 'c', 'd'].map((eventId, at): ShadowRecord =>
      aShadowRecord({ eventId, at: minutes(at < 2 ? 1 : at), differs: at % 2 === 0 }),
    );
    for (const record of records) await shadows.record(record, kept);
    await shadows.record(aShadowRecord({ shadowId: 'shd_2', eventId: 'x' }), kept);
    await shadows.record(aShadowRecord({ tenantId: tenantB, eventId: 'y' }), kept);
    const list = async (limit: number, differs?: boolean) =>
      (
        await readAll(
          (page) =>
            shadows.list(tenantA, { shadowId: 'shd_1', ...(differs === undefined ? {} : { differs }) }, page),
          limit,
        )
      ).map(({ eventId }) => eventId);
    for (const limit of [1, 2, 10]) {
      const all = await list(limit);
      expect([limit, all.slice(0, 2), all.slice(2).sort()]).toEqual([limit, ['d', 'c'], ['a', 'b']]);
    }
    expect([await list(1, true), await list(1, false)]).toEqual([
      ['c', 'a'],
      ['d', 'b'],
    ]);
    const page = await shadows.list(tenantA, { shadowId: 'shd_1' }, { limit: 1, after: null });
    expect(page.items).toEqual([records[3]]);
  });
});
