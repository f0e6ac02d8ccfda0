import type { SenderIdentity } from '../../src/vocabulary/inbound-unit.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import { MongoCustomerRepository } from '../../src/storage/repositories/mongo-customer-repository.ts';
import { identityKeyOf } from '../../src/storage/repositories/identity-key.ts';
import { MongoIdentityRepository } from '../../src/storage/repositories/mongo-identity-repository.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aContact, aCustomer } from '../support/records.ts';

const channel = 'chn_1';
const phone = '+905321000001';

let database: TestDatabase;
let identities: MongoIdentityRepository;
let other: MongoIdentityRepository;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => {
  const make = (): MongoIdentityRepository =>
    new MongoIdentityRepository(database.models, database.vault, {
      now: () => startOfTests,
      defaultLanguage: () => Promise.resolve('tr'),
    });
  identities = make();
  other = make();
});
afterEach(() => database.empty());
afterAll(() => database.close());

const sender = (changes: Partial<SenderIdentity>): SenderIdentity => ({
  userId: null,
  parentUserId: null,
  phone: null,
  username: null,
  profileName: 'Elif K.',
  ...changes,
});

const resolve = async (by: MongoIdentityRepository, changes: Partial<SenderIdentity>, tenant = tenantA) => {
  const [person] = await by.resolve(tenant, channel, [sender(changes)], { verify: false });
  if (person === undefined) throw new Error('nobody');
  return person;
};

const count = (name: 'conversations' | 'contacts'): Promise<number> =>
  database.models.collection(name).countDocuments({});

const addToBooks = async (tenantId: TenantId = tenantA): Promise<string> => {
  const customers = new MongoCustomerRepository(database.models, database.vault);
  await customers.upsert(aCustomer({ tenantId, contacts: [aContact({ phone })] }));
  return (await customers.contactIdOf(tenantId, 'C001-1')) ?? '';
};

describe('somebody new', () => {
  it('gets one contact and one conversation, the same every time', async () => {
    const first = await resolve(identities, { phone });

    expect(await resolve(other, { phone })).toEqual(first);
    expect([await count('contacts'), await count('conversations')]).toEqual([1, 1]);
  });

  it('writing twenty times at once to two processes: one person, one conversation', async () => {
    const people = await Promise.all(
      Array.from({ length: 20 }, (_, n) => resolve(n % 2 === 0 ? identities : other, { phone })),
    );

    expect(new Set(people.map(({ conversationId }) => conversationId)).size).toBe(1);
    expect([await count('contacts'), await count('conversations')]).toEqual([1, 1]);
  });

  it('first as a user id alone, then with the number as well: one person', async () => {
    const first = await resolve(identities, { userId: 'TR.1' });

    expect(await resolve(identities, { userId: 'TR.1', phone })).toEqual(first);
    expect(await resolve(identities, { phone })).toEqual(first);
  });

  it('user id alone and user id with number at once (A.T6b): one person afterwards', async () => {
    await Promise.all([resolve(identities, { userId: 'TR.1' }), resolve(other, { userId: 'TR.1', phone })]);
    const people = await Promise.all([
      resolve(identities, { userId: 'TR.1' }),
      resolve(identities, { userId: 'TR.1', phone }),
      resolve(identities, { phone }),
    ]);

    expect(new Set(people.map(({ conversationId }) => conversationId)).size).toBe(1);
    expect(await count('conversations')).toBe(1);
  });

  it('several in one call, one of them twice: each their own', async () => {
    const senders = ['+905321000001', '+905321000002', '+905321000001'].map((one) => sender({ phone: one }));
    const people = await identities.resolve(tenantA, channel, senders, { verify: false });

    expect(people[0]).toEqual(people[2]);
    expect(people[1]?.conversationId).not.toBe(people[0]?.conversationId);
  });

  it('with two tenants: two people who share nothing', async () => {
    const mine = await resolve(identities, { phone });
    const theirs = await resolve(identities, { phone }, tenantB);

    expect(theirs.contactId).not.toBe(mine.contactId);
    expect(theirs.conversationId).not.toBe(mine.conversationId);
  });
});

describe('a contact of the books', () => {
  it('who writes: is known by the number', async () => {
    const contactId = await addToBooks();

    expect((await resolve(identities, { phone, userId: 'TR.1' })).contactId).toBe(contactId);
  });

  it('asked and writing at once: one conversation', async () => {
    const contactId = await addToBooks();
    const [opened, written] = await Promise.all([
      identities.openConversation(tenantA, channel, contactId),
      resolve(other, { phone, userId: 'TR.1' }),
    ]);

    expect(opened?.contactId).toBe(contactId);
    expect(written.contactId).toBe(contactId);
    expect((await resolve(identities, { phone })).conversationId).toBe(opened?.conversationId);
  });

  it('who wrote under a user id before: the conversation of the books wins, the id is joined', async () => {
    await resolve(identities, { userId: 'TR.1' });
    const contactId = await addToBooks();
    const opened = await identities.openConversation(tenantA, channel, contactId);

    expect(await resolve(identities, { userId: 'TR.1', phone })).toEqual(opened);
    expect(await resolve(identities, { userId: 'TR.1' })).toEqual(opened);
  });

  it('unknown: there is no conversation to open', async () => {
    expect(await identities.openConversation(tenantA, channel, 'ct_nobody')).toBeNull();
  });

  it.each(['contact', 'phone'])(
    'whose conversation is open, but the name by %s is gone after a crash: the same conversation, the name is back',
    async (alias) => {
      const contactId = await addToBooks();
      const opened = await identities.openConversation(tenantA, channel, contactId);
      const name = alias === 'contact' ? contactId : phone;
      const _id = identityKeyOf(database.vault, tenantA, channel, `${alias}:${name}`);
      const names = database.models.collection('identities');
      expect((await names.deleteOne({ _id, tenantId: tenantA })).deletedCount).toBe(1);
      expect(await other.openConversation(tenantA, channel, contactId)).toEqual(opened);
      expect(await names.findOne({ _id, tenantId: tenantA })).toMatchObject({ ...opened });
      expect(await count('conversations')).toBe(1);
    },
  );

  it('whose conversation was not written before a crash: it is made under the same id', async () => {
    const contactId = await addToBooks();
    const opened = await identities.openConversation(tenantA, channel, contactId);
    await database.models.collection('conversations').deleteMany({});
    expect(await other.openConversation(tenantA, channel, contactId)).toEqual(opened);
    expect(await count('conversations')).toBe(1);
  });
});

describe('a number that changed', () => {
  it('leads to the same person', async () => {
    const before = await resolve(identities, { phone, userId: 'TR.1' });
    await identities.join(tenantA, channel, sender({ phone }), sender({ phone: '+905329999999' }));

    expect(await resolve(identities, { phone: '+905329999999' })).toEqual(before);
  });
});

describe('a process that died between the person and the conversation', () => {
  it('left-over inputs make the conversation again, once', async () => {
    const person = await resolve(identities, { phone });
    await database.models.collection('conversations').deleteOne({ _id: person.conversationId });
    const senders = [sender({ phone }), sender({ phone })];

    expect(await identities.resolve(tenantA, channel, senders, { verify: true })).toEqual([person, person]);
    expect(await count('conversations')).toBe(1);
  });
});
