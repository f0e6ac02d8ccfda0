import { MongoConsentRepository } from '../../src/storage/repositories/mongo-consent-repository.ts';
import { MongoPrivacyRequestRepository } from '../../src/storage/repositories/mongo-privacy-request-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes, readAll } from '../support/records.ts';
import { aConsent, aPrivacyRequest } from '../support/staff-records.ts';

describe('consents and privacy requests, kept', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  it('a consent recorded twice: once, unchanged; newest first, per contact and purpose, of one tenant', async () => {
    const consents = new MongoConsentRepository(database.models, database.vault);
    await consents.record([aConsent('con_1')]);
    await consents.record([
      aConsent('con_1', { action: 'rejected' }),
      aConsent('con_2', { action: 'withdrawn', at: minutes(5) }),
      aConsent('con_3', { contactRef: 'C007-1', customerRefs: ['C007'], at: minutes(6) }),
    ]);

    const ofContact = await readAll((page) => consents.list(tenantA, { contactRef: 'C006-1' }, page), 1);
    expect(ofContact.map(({ id, action }) => [id, action])).toEqual([
      ['con_2', 'withdrawn'],
      ['con_1', 'accepted'],
    ]);
    const ofCustomer = await readAll((page) => consents.list(tenantA, { customerRef: 'C007' }, page), 10);
    expect(ofCustomer.map(({ id }) => id)).toEqual(['con_3']);
    expect(await consents.find(tenantA, 'con_1')).toEqual(aConsent('con_1'));
    expect(await consents.find(tenantB, 'con_1')).toBeNull();
    const stored = await database.models.collection('consents').findOne({ _id: 'con_1' });
    expect(JSON.stringify(stored)).not.toContain('canary');
  });

  it('a privacy request: due on the thirtieth day, closed once, with who and why', async () => {
    const requests = new MongoPrivacyRequestRepository(database.models, database.vault);
    await requests.open([aPrivacyRequest('prv_1')]);
    await requests.open([aPrivacyRequest('prv_1', { kind: 'access' })]);
    const closing = { closedAt: minutes(9), closedBy: 'key:1', outcome: 'refused' as const, note: 'TTK 82' };

    expect((await requests.find(tenantA, 'prv_1'))?.dueAt).toEqual(new Date(minutes(30 * 24 * 60)));
    expect(await requests.close(tenantB, 'prv_1', closing)).toBe(false);
    expect(await requests.close(tenantA, 'prv_1', closing)).toBe(true);
    expect(await requests.close(tenantA, 'prv_1', { ...closing, outcome: 'answered' })).toBe(false);
    expect(await requests.find(tenantA, 'prv_1')).toMatchObject({ kind: 'erasure', ...closing });
    const open = await readAll((page) => requests.list(tenantA, { status: 'open' }, page), 10);
    expect(open).toEqual([]);
  });
});
