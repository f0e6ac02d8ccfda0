import type { OutsideModel } from '../../src/outside/outside-model.ts';
import type { StoredDocument } from '../../src/storage/models.ts';
import { MongoOutsideModelRepository } from '../../src/storage/repositories/mongo-outside-model-repository.ts';
import { MongoTenantRepository } from '../../src/storage/repositories/mongo-tenant-repository.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const model: OutsideModel = {
  tenantId: tenantA,
  isOn: true,
  url: 'https://model.example.com/v1/chat/completions?secret=in-the-address',
  model: 'small-1',
  apiKey: 'sk-secret-0123456789',
  timeoutMs: 2000,
  updatedAt: startOfTests,
  updatedBy: 'key:k1',
};

describe('MongoOutsideModelRepository', () => {
  let database: TestDatabase;
  let tenants: MongoTenantRepository;
  let outsideModels: MongoOutsideModelRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    tenants = new MongoTenantRepository(database.models);
    outsideModels = new MongoOutsideModelRepository(database.models, database.vault);
  });
  beforeEach(async () => {
    for (const id of [tenantA, tenantB])
      await tenants.save({
        id,
        name: 'DEMO',
        workingHours: '09:00-18:00',
        timeZone: 'Europe/Istanbul',
        language: 'tr',
        wrappedDataKey: 'x',
        createdAt: startOfTests,
      });
  });
  afterEach(() => database.empty('tenants'));
  afterAll(() => database.close());

  it('saved: found as it was, by its tenant alone; the tenant is read without it', async () => {
    await outsideModels.save(model);

    expect(await outsideModels.find(tenantA)).toEqual({ ...model, rev: 1 });
    expect(await outsideModels.find(tenantB)).toBeNull();
    expect(JSON.stringify(await tenants.find(tenantA))).not.toContain('outsideModel');
  });

  it('saved again, and the tenant after it: the last one stays', async () => {
    await outsideModels.save(model);
    await outsideModels.save({ ...model, isOn: false, apiKey: null });
    const tenant = await tenants.find(tenantA);
    if (tenant !== null) await tenants.save({ ...tenant, name: 'Other' });

    expect(await outsideModels.find(tenantA)).toEqual({ ...model, isOn: false, apiKey: null, rev: 2 });
  });

  it('as stored: neither key nor address nor name of the model can be read', async () => {
    await outsideModels.save(model);
    const found = await database.models
      .collection<StoredDocument>('tenants')
      .find({}, { raw: true })
      .toArray();
    const bytes = found
      .map((document) => Buffer.from(document as unknown as Uint8Array).toString('utf8'))
      .join();

    expect(bytes).toContain('DEMO');
    expect([model.apiKey ?? '', 'example.com', 'small-1'].filter((text) => bytes.includes(text))).toEqual([]);
  });

  it('removed: gone from the document; a second time there is none', async () => {
    await outsideModels.save(model);

    expect([await outsideModels.remove(tenantA), await outsideModels.remove(tenantA)]).toEqual([true, false]);
    expect(await outsideModels.find(tenantA)).toBeNull();
  });
});
