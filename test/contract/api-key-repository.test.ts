import { createHash } from 'node:crypto';
import type { ApiKeyRecord } from '../../src/api/api-key.ts';
import { MongoApiKeyRepository } from '../../src/storage/repositories/mongo-api-key-repository.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes, readAll } from '../support/records.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const aKey = (changes: Partial<ApiKeyRecord> = {}): ApiKeyRecord => ({
  id: 'k1',
  tenantId: tenantA,
  name: 'ERP',
  hash: hashOf(changes.id ?? 'k1'),
  scopes: ['events:write', 'requests:read'],
  createdAt: startOfTests,
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  ...changes,
});

describe('API key repository', () => {
  let database: TestDatabase;
  let keys: MongoApiKeyRepository;

  beforeAll(async () => {
    database = await openTestDatabase();
    keys = new MongoApiKeyRepository(database.models);
  });
  afterEach(() => database.empty('apikeys'));
  afterAll(() => database.close());

  it('a created key: found by id and by hash', async () => {
    const key = aKey({ expiresAt: minutes(9) });
    await keys.create(key);
    expect(await keys.find('k1')).toEqual(key);
    expect(await keys.findByHash(hashOf('k1'))).toEqual(key);
    expect(await keys.find('k2')).toBeNull();
    expect(await keys.findByHash(hashOf('other'))).toBeNull();
  });

  it('created again under its id: the first stays, also when it was revoked', async () => {
    await keys.create(aKey());
    await keys.revoke(tenantA, 'k1', minutes(1));
    await keys.create(aKey({ name: 'again', hash: hashOf('other') }));
    expect(await keys.find('k1')).toEqual(aKey({ revokedAt: minutes(1) }));
  });

  it('one secret under two ids: refused', async () => {
    await keys.create(aKey());
    await expect(keys.create(aKey({ id: 'k2', hash: hashOf('k1') }))).rejects.toThrow();
    expect(await keys.find('k2')).toBeNull();
  });

  it('revoked: ended at the first instant; of another tenant or unknown: false', async () => {
    await keys.create(aKey());
    expect(await keys.revoke(tenantB, 'k1', minutes(1))).toBe(false);
    expect((await keys.find('k1'))?.revokedAt).toBeNull();
    expect(await keys.revoke(tenantA, 'k1', minutes(2))).toBe(true);
    expect(await keys.revoke(tenantA, 'k1', minutes(3))).toBe(true);
    expect(await keys.revoke(tenantA, 'k9', minutes(3))).toBe(false);
    expect((await keys.find('k1'))?.revokedAt).toEqual(minutes(2));
  });

  it('given a pace and given up on again: read with it and without it, of this tenant only', async () => {
    await keys.create(aKey());
    expect(await keys.setCallsPerMinute(tenantA, 'k1', 60)).toEqual(aKey({ callsPerMinute: 60, rev: 1 }));
    expect(await keys.setCallsPerMinute(tenantB, 'k1', 1)).toBeNull();
    expect(await keys.find('k1')).toEqual(aKey({ callsPerMinute: 60, rev: 1 }));
    expect(await keys.setCallsPerMinute(tenantA, 'k1', null, 0)).toBeNull();
    expect(await keys.setCallsPerMinute(tenantA, 'k1', null, 1)).toEqual(aKey({ rev: 2 }));
    expect(await keys.setCallsPerMinute(tenantA, 'k9', 60)).toBeNull();
  });

  it('touched out of order: the latest use stays', async () => {
    await keys.create(aKey());
    await keys.touch('k1', minutes(5));
    await keys.touch('k1', minutes(4));
    await keys.touch('none', minutes(4));
    expect((await keys.find('k1'))?.lastUsedAt).toEqual(minutes(5));
    expect(await keys.find('none')).toBeNull();
  });

  it('listed page by page: by id, revoked ones too, of this tenant only', async () => {
    for (const id of ['k3', 'k1', 'k2']) await keys.create(aKey({ id }));
    await keys.create(aKey({ id: 'k0', tenantId: tenantB }));
    await keys.revoke(tenantA, 'k2', minutes(1));
    const found = await readAll((page) => keys.list(tenantA, page), 2);
    expect(found.map(({ id }) => id)).toEqual(['k1', 'k2', 'k3']);
  });
});
