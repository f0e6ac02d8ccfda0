import type { RunState } from '../../src/runs/run.ts';
import { MongoRunRepository } from '../../src/storage/repositories/mongo-run-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes, readAll } from '../support/records.ts';
import { aReading, aRun } from '../support/run-ports.ts';

describe('runs, kept', () => {
  let database: TestDatabase;
  let runs: MongoRunRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    runs = new MongoRunRepository(database.models, database.vault);
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  it('made: once, read back as it was, of its tenant alone; name, file and columns are sealed', async () => {
    const run = aRun({ name: 'Canary Ekim', reading: aReading({ headers: ['Canary No', 'Bakiye'] }) });

    expect(await runs.create(run)).toBe(true);
    expect(await runs.create({ ...run, name: 'another' })).toBe(false);
    expect(await runs.find(tenantA, 'run_1')).toEqual(run);
    expect(await runs.find(tenantB, 'run_1')).toBeNull();
    const stored = await database.models.collection('runs').findOne({ _id: 'run_1' });
    expect(JSON.stringify(stored)).not.toMatch(/canary|bakiye/i);
  });

  it('listed: newest first, page by page, those of one state', async () => {
    await runs.create(aRun({ id: 'run_1' }));
    await runs.create(aRun({ id: 'run_2', createdAt: minutes(2), state: 'running' }));
    await runs.create(aRun({ id: 'run_3', createdAt: minutes(2) }));
    await runs.create(aRun({ id: 'run_4', tenantId: tenantB, createdAt: minutes(9) }));
    const idsOf = async (filter: { state?: RunState }, limit: number): Promise<string[]> =>
      (await readAll((page) => runs.list(tenantA, filter, page), limit)).map(({ id }) => id);

    for (const limit of [1, 2, 10])
      expect([limit, await idsOf({}, limit)]).toEqual([limit, ['run_3', 'run_2', 'run_1']]);
    expect(await idsOf({ state: 'draft' }, 1)).toEqual(['run_3', 'run_1']);
  });

  it('changed: only from the states that are named, with a line in its history', async () => {
    await runs.create(aRun());
    const note = { at: minutes(1), what: 'started', by: 'key:2', order: 'cmd_1' };

    expect(await runs.change(tenantA, 'run_1', ['paused'], { state: 'running' }, note)).toBe(false);
    expect(await runs.change(tenantB, 'run_1', ['draft'], { state: 'running' }, note)).toBe(false);
    expect(await runs.change(tenantA, 'run_1', ['draft', 'paused'], { state: 'running' }, note)).toBe(true);
    await runs.touch(tenantA, 'run_1');

    expect(await runs.find(tenantA, 'run_1')).toEqual(
      aRun({ state: 'running', revision: 1, history: [...aRun().history, note] }),
    );
  });

  it('a mapping that a person gave: the last one for the same headers, of the same tenant', async () => {
    const reading = (changes: Parameters<typeof aReading>[0]) => ({ reading: aReading(changes) });
    await runs.create(aRun({ id: 'run_1', ...reading({ mapping: { customer: 3 }, isGiven: true }) }));
    await runs.create(
      aRun({ id: 'run_2', createdAt: minutes(5), ...reading({ mapping: { customer: 4 }, isGiven: true }) }),
    );
    await runs.create(aRun({ id: 'run_3', createdAt: minutes(9), ...reading({ isGiven: false }) }));
    const { headerKey } = aReading();

    expect(await runs.givenMapping(tenantA, headerKey)).toEqual({ customer: 4 });
    expect(await runs.givenMapping(tenantB, headerKey)).toBeNull();
    expect(await runs.givenMapping(tenantA, 'cd34'.repeat(16))).toBeNull();
  });

  it('what has work: runs that letters go of, and those with an errand; one process at a time has it', async () => {
    const errand = {
      id: 'cmd_1',
      kind: 'remind',
      by: 'key:1',
      at: minutes(1),
      afterN: 0,
      pacedTo: minutes(0),
    } as const;
    await runs.create(aRun({ id: 'run_1', state: 'running' }));
    await runs.create(aRun({ id: 'run_2', state: 'paused' }));
    await runs.create(aRun({ id: 'run_3', state: 'done', errand, createdAt: minutes(1) }));
    await runs.create(aRun({ id: 'run_4', state: 'running', tenantId: tenantB }));
    const take = (owner: string, minute: number) =>
      runs.takeLease(tenantA, 'run_1', { owner, now: minutes(minute), until: minutes(minute + 2) });

    expect((await runs.findWorkable(tenantA)).map(({ id }) => id)).toEqual(['run_1', 'run_3']);
    expect([await take('a', 0), await take('b', 1), await take('a', 1)]).toEqual([true, false, true]);
    expect([await take('b', 3), await take('a', 4)]).toEqual([true, false]);
    expect(await runs.find(tenantA, 'run_1')).toEqual(aRun({ id: 'run_1', state: 'running' }));
  });

  it('how far it went: kept while it is in the same course; an errand, until it is done', async () => {
    const pace = { since: minutes(1), handed: 0, at: minutes(0) };
    await runs.create(aRun({ state: 'running', pace }));
    const further = { ...pace, handed: 7, at: minutes(2) };

    expect(await runs.keepPace(tenantA, 'run_1', { ...further, since: minutes(5) })).toBe(false);
    expect(await runs.keepPace(tenantA, 'run_1', further)).toBe(true);
    expect((await runs.find(tenantA, 'run_1'))?.pace).toEqual(further);
    const errand = {
      id: 'cmd_1',
      kind: 'remind',
      by: 'key:1',
      at: minutes(1),
      afterN: 0,
      pacedTo: minutes(0),
    } as const;
    await runs.change(tenantA, 'run_1', ['running'], { errand }, null);
    const note = { at: minutes(2), what: 'remind_stopped', by: 'key:2', order: 'cmd_3' };
    expect(await runs.keepErrand(tenantA, 'run_1', 'cmd_2', null, note)).toBe(false);
    expect(await runs.keepErrand(tenantB, 'run_1', 'cmd_1', null, note)).toBe(false);
    expect((await runs.find(tenantA, 'run_1'))?.history).toEqual(aRun().history);
    expect((await runs.find(tenantA, 'run_1'))?.errand).toEqual(errand);
    await runs.keepErrand(tenantA, 'run_1', 'cmd_1', { ...errand, afterN: 4 });
    expect((await runs.find(tenantA, 'run_1'))?.errand?.afterN).toBe(4);
    expect(await runs.keepErrand(tenantA, 'run_1', 'cmd_1', null, note)).toBe(true);
    const ended = await runs.find(tenantA, 'run_1');
    expect([ended?.errand, ended?.history.at(-1)]).toEqual([null, note]);
    expect(await runs.keepErrand(tenantA, 'run_1', 'cmd_1', errand)).toBe(false);
  });

  it('never finished reading: found once they are old', async () => {
    await runs.create(aRun({ id: 'run_1', state: 'reading' }));
    await runs.create(aRun({ id: 'run_2', state: 'reading', createdAt: minutes(9) }));

    expect((await runs.findAbandoned(tenantA, minutes(5))).map(({ id }) => id)).toEqual(['run_1']);
  });
});
