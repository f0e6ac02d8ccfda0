import type { StoredDocument } from '../../src/storage/models.ts';
import { MongoAccountRepository } from '../../src/storage/repositories/mongo-account-repository.ts';
import { MongoCallbackRepository } from '../../src/storage/repositories/mongo-callback-repository.ts';
import { MongoCustomerRepository } from '../../src/storage/repositories/mongo-customer-repository.ts';
import { MongoSimulatorStore } from '../../src/storage/repositories/mongo-simulator-store.ts';
import { MongoTaskRepository } from '../../src/storage/repositories/mongo-task-repository.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aContact, aCustomer, minutes } from '../support/records.ts';
import { aTask } from '../support/staff-records.ts';

const collections = ['tasks', 'accounts', 'callbacks', 'simulator', 'customers', 'contacts'] as const;
type Name = (typeof collections)[number];

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.empty(...collections));
afterAll(() => database.close());

const raw = (name: Name) => database.models.collection<StoredDocument>(name);

/** Everything stored in a collection, as its bytes are. */
const bytesOf = async (name: Name): Promise<string> => {
  const found = await raw(name).find({}, { raw: true }).toArray();
  return found.map((document) => Buffer.from(document as unknown as Uint8Array).toString('utf8')).join('\n');
};
/** Those of these values that somebody who opens the database's files reads. */
const readIn = async (name: Name, values: readonly string[]): Promise<string[]> => {
  const bytes = await bytesOf(name);
  expect(bytes.length).toBeGreaterThan(50);
  return values.filter((value) => bytes.includes(value));
};

const roles = ['compliance', 'staff'] as const;
const secretTask = aTask('tsk_1', {
  role: 'compliance',
  reason: 'secret_reason',
  customerRefs: ['SECRET-REF'],
});
const ofTask = ['secret_reason', 'SECRET-REF'];
const page = { limit: 10, after: null };

describe('a task', () => {
  const tasks = () => new MongoTaskRepository(database.models, database.vault);
  /** As versions before wrote it: reason and customers beside a body without them. */
  const insertOld = async (changes: object = {}): Promise<void> => {
    const { id, details, resolution, ...rest } = secretTask;
    const body = database.vault.seal(tenantA, 'tasks', id, 'body', { details, resolution });
    await raw('tasks').insertOne({ ...rest, _id: id, isDone: false, body, ...changes } as StoredDocument);
  };

  it('stored: neither why nor about whom it is can be read; found by its reason all the same', async () => {
    await tasks().open([secretTask, aTask('tsk_2', { reason: 'other' })]);

    expect(await readIn('tasks', ofTask)).toEqual([]);
    const found = await tasks().list(tenantA, roles, { reason: 'secret_reason' }, page);
    expect(found.items).toEqual([secretTask]);
    expect(await tasks().find(tenantA, roles, 'tsk_1')).toEqual(secretTask);
    expect((await tasks().list(tenantB, roles, { reason: 'secret_reason' }, page)).items).toEqual([]);
  });

  it('of before: read, listed by its reason and counted as open', async () => {
    await insertOld({ conversationId: 'cnv_1' });
    const old = { ...secretTask, conversationId: 'cnv_1' as never };

    expect(await tasks().find(tenantA, roles, 'tsk_1')).toEqual(old);
    expect((await tasks().list(tenantA, roles, { reason: 'secret_reason' }, page)).items).toEqual([old]);
    const wanted = { conversationId: 'cnv_1' as never, reason: 'secret_reason', besides: 'tsk_9' };
    expect(await tasks().hasOpen(tenantA, wanted)).toBe(true);
  });

  it.each([
    [
      'claimed',
      () => tasks().claim(tenantA, roles, 'tsk_1', 'ada'),
      { rev: 1, isNew: true },
      { status: 'claimed', owner: 'ada', rev: 1 },
    ],
    [
      'completed',
      () => tasks().complete(tenantA, roles, 'tsk_1', { by: 'ada', at: minutes(5), resolution: 'seen' }),
      true,
      { status: 'done', doneBy: 'ada', doneAt: minutes(5), resolution: 'seen', rev: 1 },
    ],
    [
      'escalated',
      () => tasks().escalate(secretTask, { at: minutes(5), dueAt: minutes(90) }),
      true,
      { escalations: 1, escalatedAt: minutes(5), dueAt: minutes(90), urgent: true },
    ],
  ])('of before, %s: sealed with that write, and says the same', async (_how, change, answer, changed) => {
    await insertOld();
    expect(await readIn('tasks', ofTask)).toEqual(ofTask);

    expect(await change()).toEqual(answer);
    expect(await readIn('tasks', ofTask)).toEqual([]);
    expect(await tasks().find(tenantA, roles, 'tsk_1')).toEqual({ ...secretTask, ...changed });
  });
});

describe('an account', () => {
  const number = '120.01.7777';
  const accounts = () => new MongoAccountRepository(database.models, database.vault);
  const lines = [{ unit: 'HAS', quantity: '10.000', side: 'B' as const }];

  it('stored: its number cannot be read; listed in the order of the numbers', async () => {
    for (const accountNo of ['120.01.9999', number, '120.01.8888'])
      await accounts().report(tenantA, 'C001', accountNo, lines, minutes(1));

    expect(await readIn('accounts', [number, '120.01.8888', '120.01.9999'])).toEqual([]);
    const found = await accounts().ofCustomers(tenantA, ['C001']);
    expect(found.map(({ accountNo }) => accountNo)).toEqual([number, '120.01.8888', '120.01.9999']);
  });

  it('of before: read, and sealed when it changes, as the same account', async () => {
    await accounts().report(tenantA, 'C001', number, lines, minutes(1));
    const [{ _id, body, ...rest } = { _id: '', body: null }] = await raw('accounts').find().toArray();
    const { accountNo: _no, ...state } = database.vault.open<Record<string, unknown>>(
      ...([tenantA, 'accounts', _id, 'body', body] as Parameters<typeof database.vault.open>),
    );
    await raw('accounts').replaceOne(
      { _id },
      { ...rest, accountNo: number, body: database.vault.seal(tenantA, 'accounts', _id, 'body', state) },
    );
    expect(await readIn('accounts', [number])).toEqual([number]);
    expect((await accounts().ofCustomers(tenantA, ['C001'])).map(({ accountNo }) => accountNo)).toEqual([
      number,
    ]);

    await accounts().report(tenantA, 'C001', number, [], minutes(2));
    expect(await readIn('accounts', [number])).toEqual([]);
    expect(await accounts().ofCustomers(tenantA, ['C001'])).toMatchObject([{ accountNo: number, lines: [] }]);
  });
});

describe('an endpoint of callbacks', () => {
  const url = 'https://erp.example.com/hooks?token=of-the-address';
  const endpoint = {
    tenantId: tenantA,
    name: 'erp',
    url,
    types: ['*' as const],
    secrets: [{ secret: 'whsec_current', until: null }],
    disabledReason: null,
    failingSince: null,
    createdAt: startOfTests,
    updatedAt: startOfTests,
  };
  const callbacks = () => new MongoCallbackRepository(database.models, database.vault);

  it('stored: its address cannot be read', async () => {
    await callbacks().saveEndpoint(endpoint);

    expect(await readIn('callbacks', ['erp.example.com', 'of-the-address'])).toEqual([]);
    expect(await callbacks().findEndpoint(tenantA, 'erp')).toEqual(endpoint);
  });

  it('of before: read, and sealed when it is saved', async () => {
    const _id = `${tenantA}:erp`;
    const secrets = database.vault.seal(tenantA, 'callbacks', _id, 'secrets', { secrets: endpoint.secrets });
    await raw('callbacks').insertOne({ ...endpoint, _id, secrets });
    expect(await callbacks().findEndpoint(tenantA, 'erp')).toEqual(endpoint);

    await callbacks().saveEndpoint(endpoint);
    expect(await readIn('callbacks', ['erp.example.com'])).toEqual([]);
    expect(await callbacks().findEndpoint(tenantA, 'erp')).toEqual(endpoint);
  });
});

describe('a limit of a contact', () => {
  const limits = [{ unit: 'HAS', quantity: '777.123' }];
  const customers = () => new MongoCustomerRepository(database.models, database.vault);
  const customer = aCustomer({ contacts: [aContact({ limits })] });

  it('stored: not to be read, neither with the customer nor with the contact', async () => {
    await customers().upsert(customer);

    expect([await readIn('customers', ['777.123']), await readIn('contacts', ['777.123'])]).toEqual([[], []]);
    expect((await customers().find(tenantA, 'C001'))?.contacts[0]?.limits).toEqual(limits);
    const id = (await customers().contactIdOf(tenantA, aContact().ref)) ?? '';
    const facts = (await customers().factsOf(tenantA, [id])).get(id);
    expect([facts?.limits, facts?.memberships?.[0]?.limits]).toEqual([limits, limits]);
  });

  it('of before: read, and sealed when the customer is written', async () => {
    await customers().upsert(customer);
    await raw('customers').updateOne({}, { $set: { 'members.0.limits': limits } });
    await raw('contacts').updateOne({}, { $set: { 'memberships.0.limits': limits } });
    expect((await customers().find(tenantA, 'C001'))?.contacts[0]?.limits).toEqual(limits);
    expect(await readIn('contacts', ['777.123'])).toEqual(['777.123']);

    await customers().upsert({ ...customer });
    expect([await readIn('customers', ['777.123']), await readIn('contacts', ['777.123'])]).toEqual([[], []]);
  });
});

describe('a chat of the simulator', () => {
  const phone = '+905321000001';
  const store = () => new MongoSimulatorStore(database.models, database.vault);
  const kept = { kind: 'person', id: phone, body: { name: 'Gizli Kişi', photo: Buffer.from('gizli bytes') } };

  it('stored: neither words nor number can be read; loaded as it was put, bytes as bytes', async () => {
    await store().put(kept.kind, kept.id, kept.body);

    expect(await readIn('simulator', [phone, 'Gizli', 'gizli bytes'])).toEqual([]);
    expect(await store().load()).toEqual([kept]);
  });

  it('of before: loaded, and sealed when it is put again; of both the new one counts', async () => {
    await raw('simulator').insertOne({
      _id: `person:${phone}`,
      kind: 'person',
      id: phone,
      body: { name: 'Gizli' },
    });
    expect(await store().load()).toEqual([{ kind: 'person', id: phone, body: { name: 'Gizli' } }]);

    await store().put('person', phone, { name: 'Yeni' });
    expect(await readIn('simulator', [phone, 'Gizli'])).toEqual([]);
    await raw('simulator').insertOne({
      _id: `person:${phone}`,
      kind: 'person',
      id: phone,
      body: { name: 'Gizli' },
    });
    expect(await store().load()).toEqual([{ kind: 'person', id: phone, body: { name: 'Yeni' } }]);
    await store().remove('person', phone);
    expect(await store().load()).toEqual([]);
  });
});
