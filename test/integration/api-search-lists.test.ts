import request from 'supertest';
import { makeFinders } from '../../src/search/make-finders.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import type { Scope } from '../../src/staff/permissions.ts';
import { MongoCustomerRepository } from '../../src/storage/repositories/mongo-customer-repository.ts';
import { MongoRequestRepository } from '../../src/storage/repositories/mongo-request-repository.ts';
import { MongoRequestWorkRepository } from '../../src/storage/repositories/mongo-request-work-repository.ts';
import { MongoSearchRepository } from '../../src/storage/repositories/mongo-search-repository.ts';
import { makeTestApp, type TestApp } from '../support/app.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aContact, aCustomer, aNewRequest } from '../support/records.ts';

describe('lists narrowed by `q`', () => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await openTestDatabase();
    const { models, vault } = database;
    const customers = new MongoCustomerRepository(models, vault);
    const requests = new MongoRequestRepository(models, vault);
    const finders = makeFinders({ search: new MongoSearchRepository(models, vault), customers, requests });
    test = makeTestApp({ ports: (ports) => ({ ...ports, ...finders, customers, requests }) });
    const ali = aContact({ ref: 'k-ali', name: 'Ali Mutlu', phone: '+905321000001' });
    const ece = aContact({ ref: 'k-ece', name: 'Ece Mutlu', phone: '+905321000002' });
    const can = aContact({ ref: 'k-can', name: 'Can Demir', phone: '+905321000003' });
    for (const [ref, name, contacts] of [
      ['B-1', 'Mutlu Sarraf', [ali]],
      ['A-2', 'Işık Kuyumculuk', [ali, ece]],
      ['A-3', 'Yıldız Altın', [ece]],
      ['A-4', 'Demir Rafineri', [can]],
    ] as const)
      await customers.upsert(aCustomer({ ref, name, contacts: [...contacts] }));
    const work = new MongoRequestWorkRepository(models, vault);
    for (const [id, reference, customerRef] of [
      ['req_1', 'MUT-2026-09', 'A-2'],
      ['req_2', 'mut-2026-10', 'A-3'],
      ['req_3', 'FAT-1', 'A-2'],
    ] as const)
      await work.open([aNewRequest({ requestId: id, reference, customerRef })]);
  });
  afterAll(() => database.close());

  const get = (path: string, scopes: readonly Scope[] = ['*'], tenantId: TenantId = tenantA) =>
    request(test.app).get(path).set('Authorization', test.bearer(scopes, tenantId));
  const all = async (path: string, limit: number, key: 'ref' | 'id' = 'ref'): Promise<string[]> => {
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { status, body } = await get(`${path}&limit=${limit}${cursor}`);
      expect(status).toBe(200);
      expect(body.data.length).toBeLessThanOrEqual(limit);
      seen.push(...(body.data as Record<'ref' | 'id', string>[]).map((one) => one[key]));
      if (body.nextCursor === null) return seen;
      cursor = `&cursor=${String(body.nextCursor)}`;
    }
  };

  it.each([1, 2, 3, 50])(
    'customers, %i at a time: those meant themselves, then those somebody acts for, each once',
    async (limit) => {
      // Ali acts for B-1, which is meant itself, and for A-2, for which Ece acts as well.
      expect(await all('/v1/customers?q=mutlu', limit)).toEqual(['B-1', 'A-2', 'A-3']);
      expect(await all('/v1/customers?q=demir', limit)).toEqual(['A-4']);
      expect(await all('/v1/customers?q=0001', limit)).toEqual(['A-2', 'B-1']);
      expect(await all('/v1/customers?q=k-ece', limit)).toEqual(['A-2', 'A-3']);
      expect(await all('/v1/customers?q=nobody', limit)).toEqual([]);
    },
  );

  it('customers: whole, as the list shows them', async () => {
    const { body } = await get('/v1/customers?q=yıldız');

    expect(body.data).toMatchObject([
      { ref: 'A-3', name: 'Yıldız Altın', contacts: [{ ref: 'k-ece', phone: '+905321000002' }] },
    ]);
  });

  it.each([1, 2, 50])('contacts, %i at a time: also of one customer alone', async (limit) => {
    expect(await all('/v1/contacts?q=mutlu', limit)).toEqual(['k-ali', 'k-ece']);
    expect(await all('/v1/contacts?q=mutlu&customer=A-3', limit)).toEqual(['k-ece']);
    expect(await all('/v1/contacts?q=mutlu&customer=A-4', limit)).toEqual([]);
  });

  it.each([1, 2, 50])(
    'requests, %i at a time: by how the reference begins, narrowed as ever',
    async (limit) => {
      expect(await all('/v1/requests?q=Mut', limit, 'id')).toEqual(['req_1', 'req_2']);
      expect(await all('/v1/requests?q=mut-2026&customer=A-3', limit, 'id')).toEqual(['req_2']);
      expect(await all('/v1/requests?q=mut&status=closed', limit, 'id')).toEqual([]);
    },
  );

  it.each(['/v1/customers', '/v1/contacts', '/v1/requests'])(
    '%s: too little is refused, and another tenant finds nothing',
    async (path) => {
      const short = await get(`${path}?q=mu`);
      expect([short.status, short.body.problems]).toEqual([
        400,
        [{ field: 'query.q', message: 'must be at least 3 characters' }],
      ]);
      const elsewhere = await get(`${path}?q=mutlu`, ['*'], tenantB);
      expect([elsewhere.status, elsewhere.body.data]).toEqual([200, []]);
    },
  );

  it('a cursor of the whole list is of another list', async () => {
    const { body } = await get('/v1/customers?limit=1');
    const { status, body: problem } = await get(`/v1/customers?q=mutlu&cursor=${String(body.nextCursor)}`);

    expect([status, problem.problems]).toEqual([
      400,
      [{ field: 'query.cursor', message: 'must be a nextCursor of this list' }],
    ]);
  });
});
