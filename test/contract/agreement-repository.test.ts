import type { AgreementRecord } from '../../src/customers/agreement.repository.ts';
import { MongoAgreementRepository } from '../../src/storage/repositories/mongo-agreement-repository.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { anAgreement } from '../support/agreements.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const filed = (changes: Partial<AgreementRecord> = {}): AgreementRecord => ({
  ...anAgreement(),
  ...{ rev: 1, updatedAt: startOfTests, updatedBy: 'key:a' },
  ...changes,
});

describe('MongoAgreementRepository', () => {
  let database: TestDatabase;
  let agreements: MongoAgreementRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    agreements = new MongoAgreementRepository(database.models, database.vault);
  });
  afterEach(() => database.empty('agreements'));
  afterAll(() => database.close());

  it('filed, changed and taken off: read as they are, names and numbers sealed where they are stored', async () => {
    const [one, changed] = [filed(), filed({ rev: 2, validUntil: '2026-12-31' })];
    expect(await agreements.save(tenantA, one, null)).toBe(true);
    expect(
      await agreements.save(tenantA, filed({ id: 'a-first', kind: 'current_account', persons: [] }), null),
    ).toBe(true);
    expect((await agreements.list(tenantA, 'C001')).map(({ id }) => id)).toEqual(['a-first', 'del-1']);
    expect(await agreements.save(tenantA, changed, 1)).toBe(true);
    expect((await agreements.list(tenantA, 'C001')).at(-1)).toEqual(changed);
    const raw = JSON.stringify(await database.models.collection('agreements').find({}).toArray());
    for (const secret of ['Deniz', '905000000101']) expect(raw).not.toContain(secret);

    expect(await agreements.remove(tenantA, one)).toBe(false);
    expect(await agreements.remove(tenantA, changed)).toBe(true);
    expect((await agreements.list(tenantA, 'C001')).map(({ id }) => id)).toEqual(['a-first']);
  });

  it('of one tenant and customer: nobody else’s, and references that look alike stay apart', async () => {
    await agreements.save(tenantA, filed({ customerRef: 'A:B', id: 'C' }), null);
    expect(await agreements.save(tenantA, filed({ customerRef: 'A', id: 'B:C' }), null)).toBe(true);
    expect(await agreements.list(tenantA, 'A')).toHaveLength(1);
    expect(await agreements.list(tenantB, 'A')).toEqual([]);
    expect([await agreements.hasAny(tenantA), await agreements.hasAny(tenantB)]).toEqual([true, false]);
    expect(await agreements.remove(tenantB, filed({ customerRef: 'A', id: 'B:C' }))).toBe(false);
    expect(await agreements.ofCustomers(tenantA, ['A', 'A:B', 'Z'])).toHaveLength(2);
    expect(await agreements.ofCustomers(tenantA, [])).toEqual([]);
  });

  it('the same revision from many at once: one is written', async () => {
    const all = async (record: AgreementRecord, before: number | null): Promise<number> => {
      const saves = Array.from({ length: 10 }, () => agreements.save(tenantA, record, before));
      return (await Promise.all(saves)).filter(Boolean).length;
    };
    expect(await all(filed(), null)).toBe(1);
    expect(await all(filed({ rev: 2, form: 'kep' }), 1)).toBe(1);
    expect(await all(filed({ rev: 4 }), 3)).toBe(0);
  });
});
