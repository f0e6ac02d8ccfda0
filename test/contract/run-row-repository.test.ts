import type { RequestId } from '../../src/shared/ids.ts';
import type { RowState } from '../../src/runs/run-row.ts';
import { MongoRunRowRepository } from '../../src/storage/repositories/mongo-run-row-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes, readAll } from '../support/records.ts';
import { aRunRow } from '../support/run-ports.ts';

describe('rows of runs, kept', () => {
  let database: TestDatabase;
  let rows: MongoRunRowRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    rows = new MongoRunRowRepository(database.models, database.vault);
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const numbersOf = async (states: readonly RowState[] | null, limit: number): Promise<number[]> =>
    (await readAll((page) => rows.list(tenantA, 'run_1', states, page), limit)).map(({ n }) => n);

  it('added: once by number, read back as they were, of their tenant alone; people and amounts are sealed', async () => {
    await rows.add([aRunRow(1)]);
    await rows.add([aRunRow(1, { customer: 'C999' }), aRunRow(2)]);

    expect(await rows.find(tenantA, 'run_1', 1)).toEqual(aRunRow(1));
    expect(await rows.find(tenantA, 'run_1', 2)).toEqual(aRunRow(2));
    expect(await rows.find(tenantB, 'run_1', 1)).toBeNull();
    expect(await rows.find(tenantA, 'run_2', 1)).toBeNull();
    const stored = await database.models.collection('runrows').findOne({ _id: 'run_1:1' });
    expect(JSON.stringify(stored)).not.toMatch(/canary|1250|C001|MUT-2026/i);
  });

  it('listed: by number beyond a page of ten, those of some states', async () => {
    const all = Array.from({ length: 12 }, (_, index) => index + 1);
    await rows.add(all.map((n) => aRunRow(n, n % 2 === 0 ? { state: 'error', problems: ['stopped'] } : {})));
    await rows.add([aRunRow(1, { runId: 'run_2' })]);

    for (const limit of [1, 5, 50]) expect([limit, await numbersOf(null, limit)]).toEqual([limit, all]);
    expect(await numbersOf(['error'], 4)).toEqual([2, 4, 6, 8, 10, 12]);
    expect(await numbersOf(['open', 'agreed'], 4)).toEqual([]);
    expect(await rows.countByState(tenantA, 'run_1')).toEqual(
      new Map([
        ['error', 6],
        ['ready', 6],
      ]),
    );
    expect(await rows.countByState(tenantB, 'run_1')).toEqual(new Map());
  });

  it('replaced: as its next revision, while it is in one of the states that are named and as it was seen', async () => {
    await rows.add([aRunRow(1), aRunRow(2, { state: 'handing' })]);
    const changed = aRunRow(1, { state: 'handed', handedAt: minutes(3) });

    expect(await rows.replace(changed, ['ready'])).toBe(true);
    expect(await rows.replace(aRunRow(2, { state: 'excluded' }), ['ready', 'error'])).toBe(false);
    expect(await rows.replace(aRunRow(7), ['ready'])).toBe(false);
    expect(await rows.find(tenantA, 'run_1', 1)).toEqual({ ...changed, rev: 1 });
    expect(await rows.replace(changed, ['handed'])).toBe(false);
    expect(await rows.replace({ ...changed, rev: 1 }, ['handed'])).toBe(true);
    expect((await rows.find(tenantA, 'run_1', 2))?.state).toBe('handing');
  });

  it('another row is the same letter: known without its reference in clear, unless it does not go', async () => {
    await rows.add([aRunRow(1), aRunRow(2, { state: 'error' })]);

    expect(await rows.hasLetter(tenantA, 'run_1', 'MUT-2026-10-C001-1', 9)).toBe(true);
    expect(await rows.hasLetter(tenantA, 'run_1', 'MUT-2026-10-C001-1', 1)).toBe(false);
    expect(await rows.hasLetter(tenantA, 'run_1', 'MUT-2026-10-C001-2', 9)).toBe(false);
    expect(await rows.hasLetter(tenantB, 'run_1', 'MUT-2026-10-C001-1', 9)).toBe(false);
  });

  it('moved all at once, and removed with their run: of this run and tenant alone', async () => {
    await rows.add([aRunRow(1), aRunRow(2), aRunRow(3, { state: 'error' }), aRunRow(1, { runId: 'run_2' })]);

    expect(await rows.move(tenantB, 'run_1', ['ready'], 'cancelled')).toBe(0);
    expect(await rows.move(tenantA, 'run_1', ['ready'], 'cancelled')).toBe(2);
    expect(await numbersOf(['cancelled'], 9)).toEqual([1, 2]);
    await rows.removeAll(tenantA, 'run_1');
    expect(await numbersOf(null, 9)).toEqual([]);
    expect(await rows.find(tenantA, 'run_2', 1)).not.toBeNull();
  });

  it('on their way: begun and handed over together, those that were ready alone; found until something is known', async () => {
    await rows.add([aRunRow(1), aRunRow(2, { state: 'excluded' }), aRunRow(3), aRunRow(4)]);

    await rows.begin(tenantB, 'run_1', [1]);
    await rows.begin(tenantA, 'run_1', [1, 2, 3]);
    expect(await numbersOf(['handing'], 9)).toEqual([1, 3]);
    await rows.handed(tenantA, 'run_1', [1, 2, 3, 4], minutes(2));
    expect(await rows.countByState(tenantA, 'run_1')).toEqual(
      new Map([
        ['ready', 1],
        ['excluded', 1],
        ['handed', 2],
      ]),
    );
    expect((await rows.findHanded(tenantA, minutes(2), 9)).map(({ n, handedAt }) => [n, handedAt])).toEqual([
      [1, minutes(2)],
      [3, minutes(2)],
    ]);
    expect(await rows.findHanded(tenantA, minutes(2), 1)).toHaveLength(1);
    expect(await rows.findHanded(tenantB, minutes(2), 9)).toEqual([]);
    await rows.lookAgainAt(aRunRow(1, { tenantId: tenantB }), minutes(9));
    expect(await rows.findHanded(tenantA, minutes(2), 9)).toHaveLength(2);
    await rows.lookAgainAt(aRunRow(1), minutes(9));
    expect((await rows.findHanded(tenantA, minutes(8), 1)).map(({ n }) => n)).toEqual([3]);
    expect((await rows.findHanded(tenantA, minutes(9), 9)).map(({ n }) => n)).toEqual([3, 1]);
  });

  it('what is known of its letter: by its event, and never an older look over a newer one', async () => {
    await rows.add([aRunRow(1, { state: 'handed' })]);
    const open = aRunRow(1, { state: 'open', seen: 2, requestId: 'req_1' as RequestId });

    expect(await rows.findByEvent(tenantA, 'run_1:1')).toEqual(aRunRow(1, { state: 'handed' }));
    expect(await rows.findByEvent(tenantB, 'run_1:1')).toBeNull();
    expect(await rows.findByEvent(tenantA, 'run_1:2')).toBeNull();
    expect(await rows.writeSeen({ ...open, state: 'agreed', seen: 5 }, 0)).toBe(true);
    expect(await rows.writeSeen(open, 0)).toBe(false);
    expect((await rows.find(tenantA, 'run_1', 1))?.state).toBe('agreed');
  });
});
