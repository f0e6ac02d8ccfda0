import { MongoUnitRepository } from '../../src/storage/repositories/mongo-unit-repository.ts';
import type { UnitVersion } from '../../src/units/unit.repository.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { dinar, platinum } from '../support/own-units.ts';

const first: UnitVersion = { version: 1, unit: platinum, at: startOfTests, by: 'key:a' };
const second: UnitVersion = { ...first, version: 2, unit: { ...platinum, isRetired: true } };

describe('MongoUnitRepository', () => {
  let database: TestDatabase;
  let units: MongoUnitRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    units = new MongoUnitRepository(database.models, database.vault);
  });
  afterEach(() => database.empty('units'));
  afterAll(() => database.close());

  it('written and written again: listed as it is now, every version kept, sealed where it is stored', async () => {
    expect(await units.save(tenantA, first)).toBe(true);
    expect(await units.save(tenantA, { ...first, unit: dinar })).toBe(true);
    expect(await units.save(tenantA, second)).toBe(true);

    expect(await units.list(tenantA)).toEqual([{ ...first, unit: dinar }, second]);
    expect(await units.versionsOf(tenantA, 'PLT_G')).toEqual([first, second]);
    expect(await units.versionsOf(tenantA, 'XYZ')).toEqual([]);
    const raw = await database.models.collection('units').find({}).toArray();
    expect(JSON.stringify(raw)).not.toContain('platin');
  });

  it('of one tenant: not there for another, whose unit of the same code is its own', async () => {
    await units.save(tenantA, first);
    expect(await units.list(tenantB)).toEqual([]);
    expect(await units.versionsOf(tenantB, 'PLT_G')).toEqual([]);
    const theirs = { ...first, unit: { ...dinar, code: 'PLT_G' } };
    expect(await units.save(tenantB, theirs)).toBe(true);
    expect(await units.list(tenantA)).toEqual([first]);
    expect(await units.list(tenantB)).toEqual([theirs]);
  });

  it('the same version from many at once: one is written', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => units.save(tenantA, first)));
    expect(made.filter(Boolean)).toHaveLength(1);
    const changed = await Promise.all(Array.from({ length: 10 }, () => units.save(tenantA, second)));
    expect(changed.filter(Boolean)).toHaveLength(1);
    expect(await units.save(tenantA, { ...second, version: 4 })).toBe(false);
    expect(await units.versionsOf(tenantA, 'PLT_G')).toEqual([first, second]);
  });
});
