import request from 'supertest';
import { makeSearch } from '../../src/search/make-search.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import type { Scope } from '../../src/staff/permissions.ts';
import { MongoCustomerRepository } from '../../src/storage/repositories/mongo-customer-repository.ts';
import { MongoRequestWorkRepository } from '../../src/storage/repositories/mongo-request-work-repository.ts';
import { MongoSearchRepository } from '../../src/storage/repositories/mongo-search-repository.ts';
import { makeTestApp, type TestApp } from '../support/app.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aContact, aCustomer, aNewRequest } from '../support/records.ts';

interface Hit {
  kind: string;
  id: string;
}

describe('GET /v1/search', () => {
  let database: TestDatabase;
  let test: TestApp;
  beforeAll(async () => {
    database = await openTestDatabase();
    const { models, vault } = database;
    const search = makeSearch({ search: new MongoSearchRepository(models, vault) });
    test = makeTestApp({ ports: (ports) => ({ ...ports, search }) });
    const customers = new MongoCustomerRepository(models, vault);
    for (const [ref, last] of [
      ['MUT-1', 1],
      ['MUT-2', 2],
    ] as const) {
      const contacts = [aContact({ ref: `${ref}-a`, phone: `+90532100000${last}`, name: 'Mutlu Işık' })];
      await customers.upsert(aCustomer({ ref, name: `Mutlu Sarraf ${last}`, contacts }));
    }
    await new MongoRequestWorkRepository(models, vault).open([aNewRequest({ reference: 'MUT-2026-09' })]);
  });
  afterAll(() => database.close());

  const get = (query: string, scopes: readonly Scope[] = ['*'], tenantId: TenantId = tenantA) =>
    request(test.app).get(`/v1/search?${query}`).set('Authorization', test.bearer(scopes, tenantId));
  const found = async (query: string, ...who: [(readonly Scope[])?, TenantId?]): Promise<string[]> => {
    const { status, body } = await get(query, ...who);
    expect(status).toBe(200);
    return (body.data as Hit[]).map(({ kind, id }) => `${kind} ${id}`);
  };
  const everything = [
    'customer MUT-1',
    'customer MUT-2',
    'contact MUT-1-a',
    'contact MUT-2-a',
    'request req_1',
  ];

  it('what begins so, of every kind: customers, then contacts, then requests, each with what it is known by', async () => {
    const { body } = await get('q=mut');

    expect(body.data.map(({ kind, id }: Hit) => `${kind} ${id}`)).toEqual(everything);
    expect(body.nextCursor).toBeNull();
    expect([body.data[0], body.data[2], body.data[4]]).toEqual([
      { kind: 'customer', id: 'MUT-1', ref: 'MUT-1', name: 'Mutlu Sarraf 1' },
      {
        ...{ kind: 'contact', id: 'MUT-1-a', ref: 'MUT-1-a', name: 'Mutlu Işık', phone: '+905321000001' },
        ...{ phoneVerified: true, customerRefs: ['MUT-1'] },
      },
      {
        ...{ kind: 'request', id: 'req_1', reference: 'MUT-2026-09', requestKind: 'reconciliation' },
        ...{ status: 'open', customerRef: 'C001', createdAt: expect.any(String) },
      },
    ]);
  });

  it.each([1, 2, 3, 4, 5])('read %i at a time: the same, in the same order', async (limit) => {
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await get(`q=mut&limit=${limit}${cursor}`);
      seen.push(...(body.data as Hit[]).map(({ kind, id }) => `${kind} ${id}`));
      expect(body.data.length).toBeLessThanOrEqual(limit);
      if (body.nextCursor === null) break;
      cursor = `&cursor=${String(body.nextCursor)}`;
    }
    expect(seen).toEqual(everything);
  });

  it('who may read one kind alone: finds nothing else, also not by number; who may read none finds nothing', async () => {
    expect(await found('q=mut', ['requests:read'])).toEqual(['request req_1']);
    expect(await found('q=0001', ['requests:read'])).toEqual([]);
    expect(await found('q=mut', ['customers:read'])).toEqual(everything.slice(0, 4));
    expect(await found('q=mut', ['tasks:write', 'conversations:read'])).toEqual([]);
    const { status, body } = await get('q=mut&kind=contact', ['requests:read']);
    expect([status, body.code]).toEqual([403, 'forbidden']);
  });

  it('one kind: that alone; another tenant: nothing', async () => {
    expect(await found('q=mut&kind=request')).toEqual(['request req_1']);
    expect(await found('q=I%C5%9EIK&kind=contact')).toEqual(['contact MUT-1-a', 'contact MUT-2-a']);
    expect(await found('q=%2B90+532+100+00+01')).toEqual(['contact MUT-1-a']);
    expect(await found('q=mut', ['*'], tenantB)).toEqual([]);
  });

  it.each([
    ['q=mu', 'query.q'],
    ['q=%20mu%20', 'query.q'],
    ['', 'query.q'],
    [`q=${'m'.repeat(101)}`, 'query.q'],
    ['q=mut&q=sar', 'query.q'],
    ['q[$gt]=mut', 'query'],
    ['q=mut&kind=staff', 'query.kind'],
    ['q=mut&limit=201', 'query.limit'],
    ['q=mut&cursor=WyJzdGFmZiIsIiJd', 'query.cursor'],
  ])('?%s: 400, and what was asked is not said again', async (query, field) => {
    const { status, body, text } = await get(query);

    expect([status, body.code]).toEqual([400, 'validation_failed']);
    expect(JSON.stringify(body.errors ?? body)).toContain(field);
    expect(text).not.toMatch(/staff|mmm/);
  });

  it.each(['%24where%3A1', '.*.*', '%5EM.T', '%7B%22%24gt%22%3A%22%22%7D', 'M%00T'])(
    'q=%s: is text, which nothing begins with',
    async (q) => {
      expect(await found(`q=${q}`)).toEqual([]);
    },
  );
});
