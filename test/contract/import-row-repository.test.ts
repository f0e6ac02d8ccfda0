import { MongoImportRowRepository } from '../../src/storage/repositories/mongo-import-row-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { anImportRow } from '../support/import-ports.ts';

describe('customers of long tables, kept until they are written', () => {
  let database: TestDatabase;
  let rows: MongoImportRowRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    rows = new MongoImportRowRepository(database.models, database.vault);
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const waiting = { states: ['waiting'] } as const;

  it('added: once by number, read back as they were, of their tenant alone; who they are is sealed', async () => {
    await rows.add([anImportRow(1)]);
    await rows.add([anImportRow(1, { kind: 'made' }), anImportRow(2)]);

    expect(await rows.first(tenantA, 'imp_1', waiting, 10)).toEqual([anImportRow(1), anImportRow(2)]);
    expect(await rows.first(tenantB, 'imp_1', waiting, 10)).toEqual([]);
    const stored = await database.models.collection('importrows').findOne({ _id: 'imp_1:1' });
    expect(JSON.stringify(stored)).not.toMatch(/canary|532/i);
  });

  it('on their way: checked, begun, done, each once and none of another import', async () => {
    const problem = { field: 'phone', code: 'refused' } as const;
    await rows.add([1, 2, 3, 4].map((n) => anImportRow(n)));
    await rows.add([anImportRow(1, { importId: 'imp_2' })]);
    await rows.checked(tenantB, 'imp_1', [{ n: 1, kind: 'made', seenRev: null, problem: null }]);
    await rows.checked(tenantA, 'imp_1', [
      { n: 1, kind: 'made', seenRev: null, problem: null },
      { n: 2, kind: 'changed', seenRev: 7, problem: null },
      { n: 3, kind: 'refused', seenRev: null, problem },
    ]);
    await rows.checked(tenantA, 'imp_1', [{ n: 1, kind: 'unchanged', seenRev: 3, problem: null }]);
    await rows.begin(tenantA, 'imp_1', [1, 4]);
    await rows.done(tenantA, 'imp_1', [
      { n: 1, kind: 'refused', seenRev: null, problem },
      { n: 4, kind: 'refused', seenRev: null, problem },
    ]);

    const counts = { 'waiting:': 1, 'checked:changed': 1, 'checked:refused': 1, 'done:refused': 1 };
    expect(Object.fromEntries(await rows.count(tenantA, 'imp_1'))).toEqual(counts);
    expect(Object.fromEntries(await rows.count(tenantA, 'imp_2'))).toEqual({ 'waiting:': 1 });
    const toWrite = { states: ['checked', 'begun'], kinds: ['made', 'changed'] } as const;
    expect(await rows.first(tenantA, 'imp_1', toWrite, 10)).toEqual([
      anImportRow(2, { state: 'checked', kind: 'changed', seenRev: 7 }),
    ]);
    // Refused before it was begun.
    await rows.done(tenantA, 'imp_1', [{ n: 2, kind: 'refused', seenRev: 7, problem }]);
    expect(await rows.first(tenantA, 'imp_1', toWrite, 10)).toEqual([]);
    await rows.removeAll(tenantA, 'imp_1');
    expect((await rows.count(tenantA, 'imp_1')).size).toBe(0);
    expect((await rows.count(tenantA, 'imp_2')).size).toBe(1);
  });
});
