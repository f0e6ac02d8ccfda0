import type { Channel, Tenant } from '../../src/channels/channel.ts';
import type { ChannelId } from '../../src/shared/ids.ts';
import { MongoChannelRepository } from '../../src/storage/repositories/mongo-channel-repository.ts';
import { MongoTenantRepository } from '../../src/storage/repositories/mongo-tenant-repository.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes, readAll } from '../support/records.ts';

const idOf = (text: string): ChannelId => text as ChannelId;
const channel = (changes: Partial<Channel> = {}): Channel => ({
  id: idOf('ch_1'),
  tenantId: tenantA,
  provider: 'meta',
  phoneNumberId: `number of ${changes.id ?? 'ch_1'}`,
  wabaId: 'waba_1',
  name: 'Main number',
  status: 'active',
  createdAt: startOfTests,
  ...changes,
});
const tenant: Tenant = {
  id: tenantA,
  name: 'Altın A.Ş.',
  workingHours: '09:00-18:00',
  timeZone: 'Europe/Istanbul',
  language: 'tr',
  wrappedDataKey: 'first key',
  createdAt: startOfTests,
};

describe('channel and tenant repositories', () => {
  let database: TestDatabase;
  let channels: MongoChannelRepository;
  let tenants: MongoTenantRepository;

  beforeAll(async () => {
    database = await openTestDatabase();
    channels = new MongoChannelRepository(database.models, database.vault);
    tenants = new MongoTenantRepository(database.models);
  });
  afterEach(async () => {
    await database.empty('channels');
    await database.empty('tenants');
  });
  afterAll(() => database.close());

  it('a saved channel: found by id and number, its secret apart from it', async () => {
    await channels.save(channel(), { accessToken: 'EAAG-secret' });
    expect(await channels.find(tenantA, idOf('ch_1'))).toEqual(channel());
    expect(await channels.findByPhoneNumberId('number of ch_1')).toEqual(channel());
    expect(await channels.findByPhoneNumberId('unknown')).toBeNull();
    expect(await channels.secretsOf(tenantA, idOf('ch_1'))).toEqual({ accessToken: 'EAAG-secret' });
    const stored = await database.models
      .collection<{ _id: string; secrets: { buffer: Buffer } }>('channels')
      .findOne();
    expect(Buffer.from(stored?.secrets.buffer ?? []).toString('latin1')).not.toContain('EAAG');
  });

  it('saved again: replaced, createdAt kept', async () => {
    await channels.save(channel(), { accessToken: 'old' });
    await channels.save(channel({ name: 'New', status: 'paused', createdAt: minutes(1) }), {
      accessToken: 'new',
    });
    expect(await channels.find(tenantA, idOf('ch_1'))).toEqual(channel({ name: 'New', status: 'paused' }));
    expect(await channels.secretsOf(tenantA, idOf('ch_1'))).toEqual({ accessToken: 'new' });
  });

  it('a channel of another tenant: neither it nor its secret is found, and it cannot be overwritten', async () => {
    await channels.save(channel(), { accessToken: 'a' });
    expect(await channels.find(tenantB, idOf('ch_1'))).toBeNull();
    expect(await channels.secretsOf(tenantB, idOf('ch_1'))).toBeNull();
    await expect(channels.save(channel({ tenantId: tenantB }), { accessToken: 'b' })).rejects.toThrow();
    expect(await channels.secretsOf(tenantA, idOf('ch_1'))).toEqual({ accessToken: 'a' });
  });

  it('listed page by page: by id, of this tenant only', async () => {
    for (const id of ['ch_3', 'ch_1', 'ch_2'])
      await channels.save(channel({ id: idOf(id) }), { accessToken: 'x' });
    await channels.save(channel({ id: idOf('ch_0'), tenantId: tenantB }), { accessToken: 'x' });
    const found = await readAll((page) => channels.list(tenantA, page), 2);
    expect(found.map(({ id }) => id)).toEqual(['ch_1', 'ch_2', 'ch_3']);
  });

  it('a tenant saved again with another key: settings change, the key and createdAt stay', async () => {
    await tenants.save(tenant);
    expect(await tenants.find(tenantA)).toEqual(tenant);
    await tenants.save({
      ...tenant,
      name: 'New',
      language: 'en',
      wrappedDataKey: 'second',
      createdAt: minutes(1),
    });
    expect(await tenants.find(tenantA)).toEqual({ ...tenant, name: 'New', language: 'en' });
    expect(await tenants.find(tenantB)).toBeNull();
  });

  it('a tenant saved by several at once: one, with one key', async () => {
    await Promise.all([1, 2, 3, 4].map((n) => tenants.save({ ...tenant, wrappedDataKey: `key ${n}` })));
    const first = await tenants.find(tenantA);
    await tenants.save(tenant);
    expect((await tenants.find(tenantA))?.wrappedDataKey).toBe(first?.wrappedDataKey);
    expect(await database.models.collection('tenants').countDocuments({})).toBe(1);
  });
});
