import type { UnitConstant } from '../../src/money/unit-constants.ts';
import { MongoConstantRepository } from '../../src/storage/repositories/mongo-constant-repository.ts';
import type { ConstantsVersion } from '../../src/units/constant.repository.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const milyem: UnitConstant = {
  ...{ kind: 'milyem', value: '916.6', in: null, source: 'Kapalıçarşı' },
  ...{ validFrom: '2026-01-01', validUntil: null },
};
const first: ConstantsVersion = {
  ...{ version: 1, code: 'XAU_G_22K', constants: [milyem], at: startOfTests, by: 'key:a' },
};
const second: ConstantsVersion = { ...first, version: 2, constants: [] };

describe('MongoConstantRepository', () => {
  let database: TestDatabase;
  let constants: MongoConstantRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    constants = new MongoConstantRepository(database.models, database.vault);
  });
  afterEach(() => database.empty('unitconstants'));
  afterAll(() => database.close());

  it('written and written again: listed as they are now, every version kept, sealed where it is stored', async () => {
    expect(await constants.save(tenantA, first)).toBe(true);
    expect(await constants.save(tenantA, { ...first, code: 'HAS' })).toBe(true);
    expect(await constants.save(tenantA, second)).toBe(true);

    expect(await constants.list(tenantA)).toEqual([{ ...first, code: 'HAS' }, second]);
    expect(await constants.versionsOf(tenantA, 'XAU_G_22K')).toEqual([first, second]);
    expect(await constants.versionsOf(tenantA, 'TRY')).toEqual([]);
    const raw = await database.models.collection('unitconstants').find({}).toArray();
    expect(JSON.stringify(raw)).not.toContain('Kapalı');
  });

  it('written more than two hundred times: the newest two hundred are kept, and it can still be changed', async () => {
    for (let version = 1; version <= 202; version += 1)
      expect(await constants.save(tenantA, { ...first, version })).toBe(true);

    const kept = await constants.versionsOf(tenantA, 'XAU_G_22K');
    expect([kept.length, kept[0]?.version, kept.at(-1)?.version]).toEqual([200, 3, 202]);
    expect(await constants.list(tenantA)).toMatchObject([{ version: 202 }]);
  });

  it('of one tenant: not there for another', async () => {
    await constants.save(tenantA, first);
    expect(await constants.list(tenantB)).toEqual([]);
    expect(await constants.versionsOf(tenantB, 'XAU_G_22K')).toEqual([]);
    expect(await constants.save(tenantB, second)).toBe(false);
    expect(await constants.list(tenantA)).toEqual([first]);
  });

  it('the same version from many at once: one is written', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => constants.save(tenantA, first)));
    expect(made.filter(Boolean)).toHaveLength(1);
    const changed = await Promise.all(Array.from({ length: 10 }, () => constants.save(tenantA, second)));
    expect(changed.filter(Boolean)).toHaveLength(1);
    expect(await constants.save(tenantA, { ...second, version: 4 })).toBe(false);
    expect(await constants.versionsOf(tenantA, 'XAU_G_22K')).toEqual([first, second]);
  });
});
