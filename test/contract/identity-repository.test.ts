import type { SenderIdentity } from '../../src/vocabulary/inbound-unit.ts';
import type { NewConversation } from '../../src/customers/identity.repository.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import { MongoCustomerRepository } from '../../src/storage/repositories/mongo-customer-repository.ts';
import { identityKeyOf } from '../../src/storage/repositories/identity-key.ts';
import { MongoIdentityRepository } from '../../src/storage/repositories/mongo-identity-repository.ts';
import type { IdentityDocument } from '../../src/storage/repositories/person-reads.ts';
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

/** A process in which this happens after it has looked for a new person, and before it makes one. */
const interruptedBy = (happening: () => Promise<unknown>): MongoIdentityRepository => {
  const pending = [happening];
  return new MongoIdentityRepository(database.models, database.vault, {
    now: () => startOfTests,
    defaultLanguage: async () => {
      await pending.pop()?.();
      return 'tr';
    },
  });
};

/** Everybody's answer under each of these names is the same conversation, and it is stored. */
const oneConversationOf = async (names: readonly Partial<SenderIdentity>[]): Promise<string> => {
  const people = await Promise.all(names.map((name) => resolve(other, name)));
  const ids = [...new Set(people.map(({ conversationId }) => conversationId))];
  expect(ids).toHaveLength(1);
  const stored = await database.models.collection('conversations').countDocuments({ _id: ids[0] as string });
  expect(stored).toBe(1);
  return ids[0] as string;
};

const addToBooks = async (tenantId: TenantId = tenantA): Promise<string> => {
  const customers = new MongoCustomerRepository(database.models, database.vault);
  await customers.upsert(aCustomer({ tenantId, contacts: [aContact({ phone })] }));
  return (await customers.contactIdOf(tenantId, 'C001-1')) ?? '';
};

it('a contact of the books is looked for by the number: nobody until there is a conversation, and then also where the number was not written from', async () => {
  const contactId = await addToBooks();
  expect(await identities.find(tenantA, channel, sender({ phone }))).toBeNull();
  const opened = await identities.openConversation(tenantA, channel, contactId);
  const alias = identityKeyOf(database.vault, tenantA, channel, `phone:${phone}`);
  const { deletedCount } = await database.models
    .collection<{ _id: string }>('identities')
    .deleteOne({ _id: alias });
  expect(deletedCount).toBe(1);
  expect(await identities.find(tenantA, channel, sender({ phone }))).toEqual(opened);
});

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

  it('looked for: nobody, and nobody is made; once they are there, whoever is resolved', async () => {
    expect(await identities.find(tenantA, channel, sender({ phone }))).toBeNull();
    expect([await count('contacts'), await count('conversations')]).toEqual([0, 0]);
    const person = await resolve(identities, { phone });
    expect(await identities.find(tenantA, channel, sender({ phone }))).toEqual(person);
    expect(await identities.find(tenantB, channel, sender({ phone }))).toBeNull();
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

describe('what is said of new conversations', () => {
  const told: NewConversation[] = [];
  const onNew = (conversation: NewConversation): number => told.push(conversation);
  const senders = [sender({ phone, userId: 'TR.1' })];
  beforeEach(() => {
    told.length = 0;
  });

  it('somebody new, twice in one call and again later: told once, with names and address', async () => {
    const [person] = await identities.resolve(tenantA, channel, [...senders, ...senders], {
      ...{ verify: false, onNew },
    });
    await other.resolve(tenantA, channel, senders, { verify: false, onNew });

    expect(told).toEqual([
      {
        ...person,
        tenantId: tenantA,
        channelId: channel,
        language: 'tr',
        address: { phone, userId: 'TR.1' },
      },
    ]);
  });

  it('twenty calls at once in two processes: one at most is told, and of the conversation all get', async () => {
    const people = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 === 0 ? identities : other).resolve(tenantA, channel, senders, { verify: false, onNew }),
      ),
    );
    const ids = new Set(people.flat().map(({ conversationId }) => conversationId));

    expect(ids.size).toBe(1);
    expect(told.length).toBeLessThanOrEqual(1);
    expect(told.filter(({ conversationId }) => !ids.has(conversationId))).toEqual([]);
  });

  it('made by another process between look-up and write: nobody is told here', async () => {
    const late = interruptedBy(() => resolve(other, { phone, userId: 'TR.1' }));
    await late.resolve(tenantA, channel, senders, { verify: false, onNew });

    expect(told).toEqual([]);
  });

  it('a contact of the books who writes for the first time: nobody is told', async () => {
    await addToBooks();
    await identities.resolve(tenantA, channel, senders, { verify: false, onNew });

    expect(told).toEqual([]);
  });
});

describe('somebody new, between look-up and write', () => {
  it.each([
    ['both names', { phone, userId: 'TR.1' }],
    ['the user id alone', { userId: 'TR.1' }],
    ['the number alone', { phone }],
  ])('another process makes the person under %s: one person afterwards', async (_, names) => {
    const late = interruptedBy(() => resolve(other, names));
    const mine = await resolve(late, { phone, userId: 'TR.1' });

    expect(await oneConversationOf([{ phone }, { userId: 'TR.1' }, { phone, userId: 'TR.1' }])).toBe(
      mine.conversationId,
    );
  });

  it('another process gets as far as the stable name and dies: contact and conversation are made here', async () => {
    const _id = identityKeyOf(database.vault, tenantA, channel, 'user:TR.1');
    const half = { contactId: 'ct_half', conversationId: 'cnv_half' };
    const late = interruptedBy(() =>
      database.models.collection<IdentityDocument>('identities').insertOne({
        ...{ _id, tenantId: tenantA, channelId: channel, ...half },
        createdAt: startOfTests,
      }),
    );
    expect(await resolve(late, { phone, userId: 'TR.1' })).toEqual(half);
    expect([await count('contacts'), await count('conversations')]).toEqual([1, 1]);
    expect(await oneConversationOf([{ phone }, { userId: 'TR.1' }])).toBe('cnv_half');
  });

  it('the number goes into the books: who writes is that contact, and is written to in the same conversation', async () => {
    let booked = '';
    const late = interruptedBy(async () => {
      booked = await addToBooks();
    });
    const person = await resolve(late, { phone, userId: 'TR.1' });
    const customers = new MongoCustomerRepository(database.models, database.vault);
    const facts = await customers.factsOf(tenantA, [person.contactId]);

    expect(facts.get(person.contactId)).toMatchObject({ ref: 'C001-1', phone });
    expect(await other.openConversation(tenantA, channel, booked)).toMatchObject({
      conversationId: person.conversationId,
    });
  });

  it('many of one call, some of whom others make or the books name: each has one conversation', async () => {
    const phones = Array.from({ length: 8 }, (_, n) => `+90532100000${n + 1}`);
    const late = interruptedBy(() =>
      Promise.all([addToBooks(), ...phones.slice(3, 5).map((one) => resolve(other, { phone: one }))]),
    );
    const people = await late.resolve(
      ...([tenantA, channel, phones.map((one) => sender({ phone: one })), { verify: false }] as const),
    );

    expect(new Set(people.map(({ conversationId }) => conversationId)).size).toBe(phones.length);
    for (const [index, one] of phones.entries())
      expect(await oneConversationOf([{ phone: one }])).toBe(people[index]?.conversationId);
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

describe('a number that is written in two ways', () => {
  it.each([
    ['Brazil, without the ninth digit', '+5511987654321', '+551187654321'],
    ['Mexico, with the 1', '+525512345678', '+5215512345678'],
    ['Argentina, without the 9', '+5491123456789', '+541123456789'],
  ])('%s: the same contact, in both directions', async (_where, one, other) => {
    for (const [given, shown] of [
      [one, other],
      [other, one],
    ] as const) {
      const customers = new MongoCustomerRepository(database.models, database.vault);
      await customers.upsert(aCustomer({ contacts: [aContact({ phone: given })] }));
      const contactId = await customers.contactIdOf(tenantA, 'C001-1');
      const opened = await identities.openConversation(tenantA, channel, contactId ?? '');
      expect(await resolve(identities, { phone: shown })).toEqual(opened);
      await database.empty();
    }
  });
});

describe('keys of two contacts of the books in one message', () => {
  it('whatever was written first: the one with the user id, and each key stays where it was', async () => {
    for (const order of ['one', 'other'] as const) {
      const customers = new MongoCustomerRepository(database.models, database.vault);
      const people = [
        aContact({ ref: 'C001-1', phone }),
        aContact({ ref: 'C001-2', phone: '+905321000002' }),
      ];
      await customers.upsert(aCustomer({ contacts: order === 'one' ? people : [...people].reverse() }));
      const one = await resolve(identities, { phone, userId: 'TR.1' });
      const two = await resolve(identities, { phone: '+905321000002', userId: 'TR.2' });
      expect(await resolve(identities, { phone: '+905321000002', userId: 'TR.1' })).toEqual(one);
      expect(await resolve(identities, { phone, userId: 'TR.2' })).toEqual(two);
      expect(await resolve(other, { phone })).toEqual(one);
      expect(await resolve(other, { phone: '+905321000002' })).toEqual(two);
      await database.empty();
    }
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
  it.each([
    ['the stable name was written', ['phone']],
    ['the names were written', []],
  ])('%s and nothing else: left-over inputs make contact and conversation', async (_, missing) => {
    const names = { phone, userId: 'TR.1' };
    const person = await resolve(identities, names);
    const { models, vault } = database;
    await models.collection('conversations').deleteMany({});
    await models.collection('contacts').deleteMany({});
    for (const alias of ['contact', ...missing]) {
      const name = alias === 'contact' ? person.contactId : phone;
      const _id = identityKeyOf(vault, tenantA, channel, `${alias}:${name}`);
      expect((await models.collection('identities').deleteOne({ _id })).deletedCount).toBe(1);
    }
    const senders = [sender(names), sender(names)];

    expect(await other.resolve(tenantA, channel, senders, { verify: true })).toEqual([person, person]);
    expect([await count('contacts'), await count('conversations')]).toEqual([1, 1]);
    expect(await oneConversationOf([{ phone }, { userId: 'TR.1' }])).toBe(person.conversationId);
  });

  it('left-over inputs make the conversation again, once', async () => {
    const person = await resolve(identities, { phone });
    await database.models.collection('conversations').deleteOne({ _id: person.conversationId });
    const senders = [sender({ phone }), sender({ phone })];

    expect(await identities.resolve(tenantA, channel, senders, { verify: true })).toEqual([person, person]);
    expect(await count('conversations')).toBe(1);
  });
});
