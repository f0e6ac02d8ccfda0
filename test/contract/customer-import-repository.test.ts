import { MongoCustomerImportRepository } from '../../src/storage/repositories/mongo-customer-import-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { anImport } from '../support/import-ports.ts';
import { minutes, readAll } from '../support/records.ts';

const noCounts = { made: 0, changed: 0, unchanged: 0, refused: 0 };

describe('imports of long tables, kept', () => {
  let database: TestDatabase;
  let imports: MongoCustomerImportRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    imports = new MongoCustomerImportRepository(database.models, database.vault);
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  it('made: once by id, read back as it was, of its tenant alone; file and customers are sealed', async () => {
    expect(await imports.create(anImport())).toBe(true);
    expect(await imports.create(anImport({ lines: 1 }))).toBe(false);

    expect(await imports.find(tenantA, 'imp_1')).toEqual(anImport());
    expect(await imports.find(tenantB, 'imp_1')).toBeNull();
    const stored = await database.models.collection('imports').findOne({ _id: 'imp_1' });
    expect(JSON.stringify(stored)).not.toMatch(/canary/i);
  });

  it('listed: newest first beyond a page, those of one instant by id', async () => {
    for (const n of [1, 2, 3, 4, 5])
      await imports.create(anImport({ id: `imp_${String(n)}`, createdAt: minutes(n === 5 ? 4 : n) }));
    await imports.create(anImport({ id: 'imp_b', tenantId: tenantB }));

    for (const limit of [1, 2, 50]) {
      const found = await readAll((page) => imports.list(tenantA, page), limit);
      expect(found.map(({ id }) => id)).toEqual(['imp_5', 'imp_4', 'imp_3', 'imp_2', 'imp_1']);
    }
  });

  it('changed: while it is in the state that is named; its file stays', async () => {
    await imports.create(anImport());
    const result = { made: 1, changed: 2, unchanged: 3, refused: 4 };
    const problems = [{ line: 9, ref: null, field: 'name', code: 'missing' }] as const;

    expect(await imports.change(tenantA, 'imp_1', 'writing', { state: 'done' })).toBe(false);
    expect(await imports.change(tenantB, 'imp_1', 'checking', { state: 'done' })).toBe(false);
    expect(await imports.change(tenantA, 'imp_1', 'checking', { state: 'done', result, problems })).toBe(
      true,
    );
    expect(await imports.find(tenantA, 'imp_1')).toEqual(anImport({ state: 'done', result, problems }));

    const cancelled = { at: minutes(1), by: 'key:1', was: 'writing' } as const;
    await imports.create(anImport({ id: 'imp_2' }));
    expect(await imports.change(tenantA, 'imp_2', 'checking', { state: 'cancelled', cancelled })).toBe(true);
    expect(await imports.find(tenantA, 'imp_2')).toEqual(
      anImport({ id: 'imp_2', state: 'cancelled', cancelled }),
    );
  });

  it('found by whoever works them: what is not over, and what is but has rows', async () => {
    for (const [id, changes] of [
      ['imp_1', { state: 'reading' }],
      ['imp_2', { state: 'writing' }],
      ['imp_3', { state: 'done', createdAt: minutes(3) }],
      ['imp_4', { state: 'done', hasRows: false }],
      ['imp_5', { state: 'abandoned', hasRows: false, createdAt: minutes(9) }],
      ['imp_6', { state: 'abandoned', createdAt: minutes(4) }],
      ['imp_7', { state: 'cancelled', hasRows: false, createdAt: minutes(6) }],
      ['imp_8', { state: 'cancelled', hasRows: false, result: noCounts, createdAt: minutes(7) }],
      ['imp_9', { state: 'cancelled', result: noCounts, createdAt: minutes(8) }],
    ] as const)
      await imports.create(anImport({ id, ...changes }));

    expect((await imports.findWorkable(tenantA)).map(({ id }) => id)).toEqual([
      ...['imp_2', 'imp_3', 'imp_6', 'imp_7', 'imp_9'],
    ]);
    expect(await imports.findWorkable(tenantB)).toEqual([]);
    expect((await imports.findAbandoned(tenantA, minutes(1))).map(({ id }) => id)).toEqual(['imp_1']);
    await imports.removeOver(tenantA, minutes(5));
    const left = await readAll((page) => imports.list(tenantA, page), 50);
    expect(left.map(({ id }) => id)).toEqual([
      'imp_5',
      'imp_9',
      'imp_8',
      'imp_7',
      'imp_6',
      'imp_3',
      'imp_2',
      'imp_1',
    ]);
  });

  it('worked by one process at a time, by another when its lease is over', async () => {
    await imports.create(anImport());
    const lease = (owner: string, now: number) =>
      imports.takeLease(tenantA, 'imp_1', { owner, now: minutes(now), until: minutes(now + 5) });

    expect([await lease('a', 0), await lease('b', 4), await lease('a', 4)]).toEqual([true, false, true]);
    expect([await lease('b', 8), await lease('b', 9)]).toEqual([false, true]);
  });
});
