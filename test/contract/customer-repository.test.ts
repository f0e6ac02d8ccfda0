import { serialize } from 'bson';
import type { Customer } from '../../src/customers/customer.ts';
import { ContactPhoneTaken } from '../../src/customers/customer.repository.ts';
import type { CollectionName, Models } from '../../src/storage/models.ts';
import { MongoCustomerRepository } from '../../src/storage/repositories/mongo-customer-repository.ts';
import { MongoIdentityRepository } from '../../src/storage/repositories/mongo-identity-repository.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aContact, aCustomer, minutes, readAll } from '../support/records.ts';
import { storeConversation } from '../support/stored-conversation.ts';

const phoneA = '+905321000001';
const phoneB = '+905321000002';

describe('customer repository', () => {
  let database: TestDatabase;
  let customers: MongoCustomerRepository;
  let identities: MongoIdentityRepository;

  beforeAll(async () => {
    database = await openTestDatabase();
    customers = new MongoCustomerRepository(database.models, database.vault);
    identities = new MongoIdentityRepository(database.models, database.vault, {
      now: () => startOfTests,
      defaultLanguage: () => Promise.resolve('tr'),
    });
  });
  afterEach(async () => {
    for (const name of ['customers', 'contacts', 'identities', 'conversations', 'accounts'] as const) {
      await database.empty(name);
    }
  });
  afterAll(() => database.close());

  const whoWrites = async (phone: string): Promise<string> => {
    const sender = { phone, userId: null, profileName: 'typed by hand' };
    const [person] = await identities.resolve(
      tenantA,
      'ch_1',
      [sender as Parameters<MongoIdentityRepository['resolve']>[2][number]],
      { verify: false },
    );
    return person?.contactId ?? '';
  };
  /** Conversation and person of whoever writes from this number. */
  const conversationOf = async (phone: string): Promise<[string, string]> => {
    const contactId = await whoWrites(phone);
    const found = await database.models.collection('identities').findOne({ contactId });
    return [String((found as { conversationId?: string } | null)?.conversationId), contactId];
  };
  const factsOf = async (contactId: string) => (await customers.factsOf(tenantA, [contactId])).get(contactId);
  const factsOfRef = async (ref: string) => factsOf((await customers.contactIdOf(tenantA, ref)) ?? '');
  const put = (changes: Partial<Customer>): Promise<Customer> => customers.upsert(aCustomer(changes));

  describe('reached', () => {
    it('customers without balances by page, narrowed by refs, with who of their contacts stopped messages', async () => {
      const at = (last: number, ref: string, role: 'reports' | 'owner') =>
        aContact({ ref, phone: `+90532100010${last}`, roles: [role] });
      const accounts = [{ accountNo: '120.01', lines: [], asOf: startOfTests }];
      await put({ ref: 'C001', contacts: [at(1, 'C001-1', 'reports'), at(2, 'C001-2', 'owner')], accounts });
      await put({ ref: 'C002', contacts: [at(3, 'C002-1', 'owner')], labels: ['vip'] });
      await put({ ref: 'C003', contacts: [at(4, 'C003-1', 'reports')] });
      await put({ ref: 'C001', tenantId: tenantB, contacts: [] });
      const [conversationId] = await conversationOf('+905321000102');
      await customers.noteStop(tenantA, conversationId, { phone: '+905321000102', stoppedAt: minutes(1) });
      const read = async (filter: Parameters<typeof customers.listReached>[1], limit = 10) => {
        const found = await readAll((page) => customers.listReached(tenantA, filter, page), limit);
        return found.map(({ customer, stopped }) => [customer.ref, ...stopped]);
      };
      const all = [['C001', 'C001-2'], ['C002'], ['C003']];
      expect(await read({})).toEqual(all);
      expect(await read({}, 1)).toEqual(all);
      expect(await read({ refs: ['C003', 'C001', 'C009'] }, 1)).toEqual([['C001', 'C001-2'], ['C003']]);
      expect(await read({ refs: ['C003', 'C002', 'C001'] }, 1)).toEqual(all);
      expect(await read({ refs: [] })).toEqual([]);
      const [one] = (await customers.listReached(tenantA, {}, { limit: 1, after: null })).items;
      expect(one?.customer).toMatchObject({ accounts: [], contacts: [{ ref: 'C001-1' }, { ref: 'C001-2' }] });
    });
  });

  describe('upsert', () => {
    it('a new customer: is found with its contacts as they were given', async () => {
      const customer = aCustomer({
        contacts: [
          aContact(),
          aContact({
            ref: 'C001-2',
            phone: phoneB,
            name: 'Mehmet',
            language: 'en',
            canBind: false,
            limits: [],
          }),
        ],
      });
      expect(await customers.upsert(customer)).toEqual({ ...customer, rev: 1 });
      expect(await customers.find(tenantA, 'C001')).toEqual({ ...customer, rev: 1 });
    });

    it('customers asked for together, only for who may act: each as stored, but without balances', async () => {
      const lines = [{ unit: 'HAS', quantity: '1.000', side: 'B' as const }];
      await put({ accounts: [{ accountNo: '120', lines, asOf: minutes(1) }] });
      await put({ ref: 'C002', contacts: [] });
      expect((await customers.find(tenantA, 'C001'))?.accounts).toHaveLength(1);
      const asked = ['C001', 'C002', 'C003', 'C001'].map((ref) => customers.findActing(tenantA, ref));
      expect(await Promise.all(asked)).toEqual([
        aCustomer({ accounts: [], rev: 1 }),
        aCustomer({ ref: 'C002', contacts: [], accounts: [], rev: 1 }),
        null,
        aCustomer({ accounts: [], rev: 1 }),
      ]);
    });

    it('an existing customer: everything is replaced but createdAt', async () => {
      await put({});
      const changed = aCustomer({
        name: 'Yeni Ad',
        language: 'en',
        createdAt: minutes(5),
        updatedAt: minutes(5),
      });
      const expected = { ...changed, createdAt: startOfTests, rev: 2 };
      expect(await customers.upsert(changed)).toEqual(expected);
      expect(await customers.find(tenantA, 'C001')).toEqual(expected);
    });

    it('two who saw the same, at once: one writes, the other changes nothing, not even rights', async () => {
      const seen = (await put({})).rev ?? 0;
      const other = new MongoCustomerRepository(database.models, database.vault);
      const writes = [
        customers.upsert(aCustomer({ name: 'Bir', contacts: [] }), seen),
        other.upsert(aCustomer({ name: 'İki', contacts: [aContact({ canBind: false })] }), seen),
      ];
      const ended = await Promise.allSettled(writes);
      expect(ended.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const lost = ended.find((one) => one.status === 'rejected');
      expect(lost?.reason).toMatchObject({ code: 'precondition_failed' });
      const stored = await customers.find(tenantA, 'C001');
      expect(stored?.rev).toBe(seen + 1);
      const facts = await factsOfRef('C001-1');
      expect(facts?.customerRefs ?? []).toEqual(stored?.name === 'Bir' ? [] : ['C001']);
    });

    it('to be made, and somebody made it meanwhile: theirs stays, numbers too; at once, one alone does', async () => {
      const other = new MongoCustomerRepository(database.models, database.vault);
      const making = (name: string, from = customers) =>
        from.upsert(aCustomer({ name, contacts: [aContact({ name })] }), 'none');
      const ended = await Promise.allSettled([making('Bir'), making('İki', other)]);
      expect(ended.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const stored = await customers.find(tenantA, 'C001');
      expect(stored).toMatchObject({ rev: 1, contacts: [{ name: stored?.name, phone: aContact().phone }] });

      await expect(making('Üç')).rejects.toMatchObject({ code: 'precondition_failed' });
      expect(await customers.find(tenantA, 'C001')).toEqual(stored);
    });

    it('a writer that died in between: whoever saw the same waits for it ten seconds, no longer', async () => {
      const seen = (await put({})).rev ?? 0;
      await database.models
        .model('customers')
        .updateOne({ ref: 'C001' }, { $set: { edit: { token: 'edit_dead', until: minutes(1) } } });
      const write = (updatedAt: Date) => customers.upsert(aCustomer({ name: 'Sonra', updatedAt }), seen);

      await expect(write(minutes(0))).rejects.toMatchObject({ code: 'precondition_failed' });
      expect((await write(minutes(1))).name).toBe('Sonra');
      const [document] = await database.models.model('customers').find({}).lean();
      expect(document).not.toHaveProperty('edit');
    });

    it('the same twice: one customer, one contact, the same contact id', async () => {
      await put({});
      const before = await customers.contactIdOf(tenantA, 'C001-1');
      await put({});
      expect(await customers.contactIdOf(tenantA, 'C001-1')).toBe(before);
      expect(await database.models.collection('contacts').countDocuments({})).toBe(1);
      expect((await factsOfRef('C001-1'))?.memberships).toHaveLength(1);
    });

    it('a contact left out: loses what it could do for this customer and keeps the rest', async () => {
      await put({});
      await put({ ref: 'C002', contacts: [aContact({ roles: ['invoice'], canBind: false })] });
      await put({ contacts: [] });
      expect((await customers.find(tenantA, 'C001'))?.contacts).toEqual([]);
      const facts = await factsOfRef('C001-1');
      expect(facts).toMatchObject({ customerRefs: ['C002'], canBind: false, roles: ['invoice'] });
    });

    it('a contact left out of its only customer: is nobody any more', async () => {
      await put({});
      await put({ contacts: [] });
      expect(await factsOfRef('C001-1')).toBeUndefined();
      expect((await customers.listContacts(tenantA, {}, { limit: 10, after: null })).items).toEqual([]);
    });

    it('rights of a contact changed: the facts of the contact say the new ones', async () => {
      await put({});
      await put({ contacts: [aContact({ canBind: false, limits: [], roles: [] })] });
      expect(await factsOfRef('C001-1')).toMatchObject({ canBind: false, limits: [], roles: [] });
    });

    it('a person who wrote earlier: becomes the contact and keeps the conversation', async () => {
      const stranger = await whoWrites(phoneA);
      expect(await factsOf(stranger)).toBeUndefined();
      await put({});
      expect(await customers.contactIdOf(tenantA, 'C001-1')).toBe(stranger);
      expect((await factsOf(stranger))?.ref).toBe('C001-1');
    });

    it('a known contact gets the number of a person who wrote earlier: the person is that contact', async () => {
      await put({});
      const known = await customers.contactIdOf(tenantA, 'C001-1');
      const stranger = await whoWrites(phoneB);
      await put({ contacts: [aContact({ phone: phoneB })] });
      expect(await customers.contactIdOf(tenantA, 'C001-1')).toBe(known);
      expect((await factsOf(await whoWrites(phoneB)))?.ref).toBe('C001-1');
      expect((await factsOf(stranger))?.ref).toBe('C001-1');
    });

    it('a contact gets another number: the new one leads to its conversation, the old one to a stranger', async () => {
      await put({});
      const before = await whoWrites(phoneA);
      await put({ contacts: [aContact({ phone: phoneB })] });
      expect((await customers.find(tenantA, 'C001'))?.contacts[0]?.phone).toBe(phoneB);
      expect(await whoWrites(phoneB)).toBe(before);
      const other = await whoWrites(phoneA);
      expect(other).not.toBe(before);
      expect(await factsOf(other)).toBeUndefined();
    });

    it('two contacts exchange their numbers: each is reached under the new one', async () => {
      const two = [aContact(), aContact({ ref: 'C001-2', phone: phoneB, name: 'Mehmet' })];
      await put({ contacts: two });
      await Promise.all([whoWrites(phoneA), whoWrites(phoneB)]);
      await put({
        contacts: [aContact({ phone: phoneB }), aContact({ ref: 'C001-2', phone: phoneA, name: 'Mehmet' })],
      });
      expect((await factsOf(await whoWrites(phoneA)))?.ref).toBe('C001-2');
      expect((await factsOf(await whoWrites(phoneB)))?.ref).toBe('C001-1');
    });

    it('a number of another contact: refused, and nothing is changed', async () => {
      await put({});
      await put({ ref: 'C002', contacts: [aContact({ ref: 'C002-1', phone: phoneB })] });
      const before = await customers.find(tenantA, 'C002');
      const wrong = [
        aContact({ ref: 'C002-9', phone: '+905321000009' }),
        aContact({ ref: 'C002-1', phone: phoneA }),
      ];
      await expect(put({ ref: 'C002', name: 'Changed', contacts: wrong })).rejects.toBeInstanceOf(
        ContactPhoneTaken,
      );
      expect(await customers.find(tenantA, 'C002')).toEqual(before);
      expect(await customers.contactIdOf(tenantA, 'C002-9')).toBeNull();
      expect((await factsOfRef('C001-1'))?.customerRefs).toEqual(['C001']);
    });

    it('one number twice in one customer: refused', async () => {
      const twice = [aContact(), aContact({ ref: 'C001-2' })];
      await expect(put({ contacts: twice })).rejects.toBeInstanceOf(ContactPhoneTaken);
      expect(await customers.find(tenantA, 'C001')).toBeNull();
    });

    it('a contact gets another ref: the same person goes on under it', async () => {
      await put({});
      const before = await whoWrites(phoneA);
      await put({ contacts: [aContact({ ref: 'C001-7' })] });
      expect(await customers.contactIdOf(tenantA, 'C001-7')).toBe(before);
      expect(await customers.contactIdOf(tenantA, 'C001-1')).toBeNull();
    });

    it('a number used in another tenant: has nothing to do with it', async () => {
      await put({});
      await put({ tenantId: tenantB, contacts: [aContact({ ref: 'X-1' })] });
      expect((await customers.find(tenantB, 'C001'))?.contacts[0]?.ref).toBe('X-1');
      expect((await customers.find(tenantA, 'C001'))?.contacts[0]?.ref).toBe('C001-1');
    });

    it('many at once with different contacts: rights and customer agree in the end', async () => {
      const refs = Array.from({ length: 6 }, (_, index) => `C001-${index}`);
      const contacts = refs.map((ref, index) => aContact({ ref, phone: `+90532100010${index}` }));
      await Promise.all(contacts.map((_, index) => put({ contacts: contacts.slice(index) })));
      const stored = (await customers.find(tenantA, 'C001'))?.contacts.map(({ ref }) => ref) ?? [];
      const listed = await customers.listContacts(
        tenantA,
        { customerRef: 'C001' },
        { limit: 50, after: null },
      );
      expect(stored.length).toBeGreaterThan(0);
      expect(listed.items.map(({ ref }) => ref)).toEqual([...stored].sort());
    });
  });

  describe('upsert that ends half way', () => {
    const phoneC = '+905321000003';
    const before = [
      aContact({ ref: 'stays', canBind: true }),
      aContact({ ref: 'leaves', phone: phoneB, canBind: true }),
    ];
    const after = [
      aContact({ ref: 'stays', canBind: false, phone: phoneC }),
      aContact({ ref: 'comes', canBind: true, limits: [] }),
    ];

    const crash = (): object => {
      const gone = Promise.reject(new Error('crashed'));
      return Object.assign(gone, { exec: () => gone });
    };
    /** Its writes up to this number happen, all later ones fail as those of a process that is gone. */
    const crashingAfter = (writes: number): MongoCustomerRepository => {
      let done = 0;
      const models = Object.assign(Object.create(database.models) as Models, {
        model: (name: CollectionName) =>
          new Proxy(database.models.model(name), {
            get(target, property) {
              const member: unknown = Reflect.get(target, property, target);
              if (typeof member !== 'function') return member;
              const isWrite = /^(create|insert|update|delete|replace|bulkWrite|findOneAnd)/.test(
                String(property),
              );
              if (isWrite && (done += 1) > writes) return crash;
              return member.bind(target) as unknown;
            },
          }),
      });
      return new MongoCustomerRepository(models, database.vault);
    };

    it('at any write: nobody has rights that were not asked for, and the same write again completes it', async () => {
      let crashes = 0;
      for (let writes = 0; ; writes += 1) {
        await put({ contacts: [] });
        await put({ contacts: before });
        await whoWrites(phoneA);
        const crashed = await crashingAfter(writes)
          .upsert(aCustomer({ contacts: after }))
          .then(
            () => false,
            () => true,
          );
        const [stays, leaves, comes] = await Promise.all(['stays', 'leaves', 'comes'].map(factsOfRef));
        const isWritten = (await customers.find(tenantA, 'C001'))?.contacts.every(
          ({ ref }) => ref !== 'leaves',
        );
        if (isWritten === true) {
          expect(leaves).toBeUndefined();
          expect(stays?.canBind).not.toBe(true);
        } else expect(comes).toBeUndefined();

        await put({ contacts: after });
        // Another number is nobody's before it is proved.
        expect((await customers.find(tenantA, 'C001'))?.contacts).toEqual(
          after.map((contact) => ({ ...contact, phoneVerified: contact.ref !== 'stays' })),
        );
        expect(await factsOfRef('leaves')).toBeUndefined();
        expect(await factsOfRef('stays')).toMatchObject({ canBind: false, customerRefs: ['C001'] });
        expect(await factsOfRef('comes')).toMatchObject({ canBind: true, customerRefs: ['C001'] });
        expect((await factsOf(await whoWrites(phoneC)))?.ref).toBe('stays');
        expect((await factsOf(await whoWrites(phoneA)))?.ref).toBe('comes');
        if (!crashed) break;
        crashes += 1;
      }
      expect(crashes).toBeGreaterThanOrEqual(4);
    });

    it('at any write of an unlinking: the contact is not written to, and the same again completes it', async () => {
      for (let writes = 0; ; writes += 1) {
        for (const name of ['customers', 'contacts', 'identities', 'conversations'] as const)
          await database.empty(name);
        await put({});
        const [conversationId] = await conversationOf(phoneA);
        const unlinked = crashingAfter(writes).unlinkPhone(tenantA, { conversationId }, minutes(1));
        const crashed = await unlinked.then(
          () => false,
          () => true,
        );
        expect((await factsOfRef('C001-1'))?.phone).toBe(writes === 0 ? phoneA : null);
        await customers.unlinkPhone(tenantA, { conversationId }, minutes(1));
        expect((await factsOfRef('C001-1'))?.phone).toBeNull();
        const [later, writer] = await conversationOf(phoneA);
        expect([later, await factsOf(writer)]).toEqual([conversationId, undefined]);
        const inIt = await database.models.collection('conversations').findOne({ _id: conversationId });
        expect(inIt).toMatchObject({ contactId: writer });
        if (!crashed) break;
      }
    });
  });

  describe('facts of contacts', () => {
    it('a contact of two customers: rights of each, those of the first also flat', async () => {
      await put({});
      await put({ ref: 'C002', contacts: [aContact({ roles: ['owner'], limits: [] })] });
      expect(await factsOfRef('C001-1')).toEqual({
        ref: 'C001-1',
        phone: '+905321000001',
        phoneSince: startOfTests.toISOString(),
        phoneBy: 'system',
        vouchedAt: startOfTests.toISOString(),
        phoneVerified: true,
        name: 'Ayşe Yılmaz',
        accounts: [],
        roles: ['reconcile'],
        canBind: true,
        limits: [{ unit: 'HAS', quantity: '500.000' }],
        customerRefs: ['C001', 'C002'],
        memberships: [
          {
            customerRef: 'C001',
            ref: 'C001-1',
            roles: ['reconcile'],
            canBind: true,
            limits: [{ unit: 'HAS', quantity: '500.000' }],
          },
          { customerRef: 'C002', ref: 'C001-1', roles: ['owner'], canBind: true, limits: [] },
        ],
      });
    });

    it('ids of another tenant: nothing', async () => {
      await put({});
      const id = (await customers.contactIdOf(tenantA, 'C001-1')) ?? '';
      expect((await customers.factsOf(tenantB, [id])).size).toBe(0);
      expect(await customers.contactIdOf(tenantB, 'C001-1')).toBeNull();
    });
  });

  describe('accounts', () => {
    const has = [{ unit: 'HAS', quantity: '10.000', side: 'B' as const }];
    const account = { accountNo: '120.01.0001', lines: has, asOf: minutes(1) };

    it('reported with the customer: are read with it, kept when left out, never made older', async () => {
      expect((await put({ accounts: [account] })).accounts).toEqual([account]);
      expect((await put({ name: 'Başka', accounts: undefined as never })).accounts).toEqual([account]);
      const older = { ...account, lines: [], asOf: minutes(0) };
      expect((await put({ accounts: [older] })).accounts).toEqual([account]);
      const other = { accountNo: '120.01.0000', lines: [], asOf: minutes(2) };
      await put({ accounts: [other] });
      expect((await customers.find(tenantA, 'C001'))?.accounts).toEqual([other, account]);
      expect((await customers.list(tenantA, { limit: 5, after: null })).items[0]?.accounts).toEqual([
        other,
        account,
      ]);
    });

    it('in the facts of a contact: those of the customers whose balances his roles let him see', async () => {
      const approver = aContact({ ref: 'C001-2', phone: phoneB, roles: ['approve', 'documents'] });
      await put({ accounts: [account], contacts: [aContact(), approver] });
      await put({ ref: 'C002', accounts: [account], contacts: [aContact({ roles: ['invoice'] })] });
      expect((await factsOfRef('C001-1'))?.accounts).toEqual([
        { ...account, customerRef: 'C001', asOf: minutes(1).toISOString(), movements: [] },
      ]);
      expect(await factsOfRef('C001-2')).not.toHaveProperty('accounts');
    });

    it('kind of recipient and contract: as they were given', async () => {
      const known = {
        recipientType: 'BIREYSEL',
        writtenAccountContract: true,
        taxNumber: '10000000146',
        labels: ['vip'],
      } as const;
      expect(await put(known)).toMatchObject(known);
      expect(await customers.find(tenantA, 'C001')).toMatchObject(known);
    });
  });

  describe('verification of a number', () => {
    const verified = async (): Promise<unknown> => (await factsOfRef('C001-1'))?.phoneVerified;

    it('left out: true for a new contact, otherwise as it was; another number: false, whatever is given', async () => {
      await put({ contacts: [aContact({ phoneVerified: undefined })] });
      expect(await verified()).toBe(true);
      await put({ contacts: [aContact({ phoneVerified: false })] });
      await put({ contacts: [aContact({ phoneVerified: undefined })] });
      expect(await verified()).toBe(false);
      await put({ contacts: [aContact({ phoneVerified: undefined, phone: phoneB })] });
      expect(await verified()).toBe(false);
      await put({ contacts: [aContact({ phoneVerified: true, phone: phoneB })] });
      await put({ contacts: [aContact({ phoneVerified: undefined })] });
      expect(await verified()).toBe(false);
      await put({ contacts: [aContact({ phoneVerified: true })] });
      expect(await verified()).toBe(false);
    });

    it('taken back for an unchanged number: a doubt, once; the proof of before it counts for nothing, one of after it does', async () => {
      const doubtedAt = async () => (await factsOfRef('C001-1'))?.doubtedAt;
      await put({ contacts: [aContact({ phoneVerified: undefined })] });
      await put({ contacts: [aContact({ phoneVerified: false })], updatedAt: minutes(2) });
      expect(await doubtedAt()).toBe(minutes(2).toISOString());
      await put({ contacts: [aContact({ phoneVerified: false })], updatedAt: minutes(3) });
      expect(await doubtedAt()).toBe(minutes(2).toISOString());
      const [conversationId = ''] = await conversationOf(phoneA);
      const keys = { phone: phoneA, userId: null };
      await customers.proveKeys(tenantA, conversationId, { keys, at: minutes(1) });
      expect(await verified()).toBe(false);
      await customers.proveKeys(tenantA, conversationId, { keys, at: minutes(4) });
      expect(await verified()).toBe(true);
      await put({ contacts: [aContact({ phoneVerified: false })], updatedAt: minutes(5) });
      expect(await doubtedAt()).toBeUndefined();
    });

    it('taken back, then given again by the books: verified; taken back again: a doubt again', async () => {
      for (const round of [0, 10]) {
        await put({ contacts: [aContact({ phoneVerified: true })], updatedAt: minutes(round + 1) });
        expect(await factsOfRef('C001-1')).toMatchObject({ phoneVerified: true });
        expect((await factsOfRef('C001-1'))?.doubtedAt).toBeUndefined();
        await put({ contacts: [aContact({ phoneVerified: false })], updatedAt: minutes(round + 2) });
        expect((await factsOfRef('C001-1'))?.doubtedAt).toBe(minutes(round + 2).toISOString());
      }
    });

    it('false from the beginning: no doubt, however often it is said', async () => {
      for (const round of [1, 2, 3]) {
        await put({ contacts: [aContact({ phoneVerified: false })], updatedAt: minutes(round) });
        expect(await factsOfRef('C001-1')).toMatchObject({ phoneVerified: false });
        expect((await factsOfRef('C001-1'))?.doubtedAt).toBeUndefined();
      }
    });

    it('proved in the chat, then another number: unverified again; a late repetition of the proof changes nothing', async () => {
      await put({ contacts: [aContact({ phoneVerified: false })] });
      const [conversationId] = await conversationOf(phoneA);
      await customers.markVerified(tenantA, { conversationId }, minutes(1));
      await put({ contacts: [aContact({ phoneVerified: undefined })] });
      expect(await verified()).toBe(true);

      const moved = [aContact({ phoneVerified: undefined, phone: phoneB })];
      await put({ contacts: moved, updatedAt: minutes(2) });
      expect(await verified()).toBe(false);
      await customers.markVerified(tenantA, { conversationId }, minutes(1));
      expect(await verified()).toBe(false);
      await customers.markVerified(tenantA, { conversationId }, minutes(3));
      expect(await verified()).toBe(true);
    });

    it('unverified and unlinked, then another number: still unverified', async () => {
      await put({ contacts: [aContact({ phoneVerified: false })] });
      await customers.unlinkPhone(tenantA, { contactRef: 'C001-1' }, minutes(1));
      await put({ contacts: [aContact({ phoneVerified: undefined, phone: phoneB })] });
      expect(await verified()).toBe(false);
    });

    it('proved in the chat: the contact is verified, a stranger stays one', async () => {
      await put({ contacts: [aContact({ phoneVerified: false })] });
      const [conversationId] = await conversationOf(phoneA);
      await customers.markVerified(tenantA, { conversationId }, minutes(1));
      expect(await verified()).toBe(true);
      expect((await customers.find(tenantA, 'C001'))?.contacts[0]?.phoneVerified).toBe(true);
      const [strange] = await conversationOf(phoneB);
      await customers.markVerified(tenantA, { conversationId: strange }, minutes(1));
      await customers.markVerified(tenantB, { conversationId }, minutes(1));
      expect(await factsOf(await whoWrites(phoneB))).toBeUndefined();
    });
  });

  describe('a number that is somebody else’s', () => {
    const at = minutes(10);
    const stored = async () => (await customers.find(tenantA, 'C001'))?.contacts[0];
    const personIn = async (conversationId: string): Promise<unknown> =>
      database.models.collection('conversations').findOne({ _id: conversationId });

    it('said in the chat: the contact keeps its record without the number, whoever writes from it is a stranger', async () => {
      await put({});
      const [conversationId, contactId] = await conversationOf(phoneA);
      await customers.unlinkPhone(tenantA, { conversationId }, at);

      expect(await factsOf(contactId)).toMatchObject({ ref: 'C001-1', phone: null, phoneVerified: false });
      expect(await stored()).toMatchObject({ phone: phoneA, phoneVerified: false, phoneUnlinkedAt: at });
      const [later, writer] = await conversationOf(phoneA);
      expect(later).toBe(conversationId);
      expect(writer).not.toBe(contactId);
      expect(await factsOf(writer)).toBeUndefined();
      expect(await personIn(conversationId)).toMatchObject({
        contactId: writer,
        contactRef: null,
        customerRefs: [],
      });
    });

    it('said twice, or again by a process that died: one change', async () => {
      await put({});
      const [conversationId] = await conversationOf(phoneA);
      await customers.unlinkPhone(tenantA, { conversationId }, at);
      const once = await conversationOf(phoneA);
      await customers.unlinkPhone(tenantA, { conversationId }, at);
      expect(await conversationOf(phoneA)).toEqual(once);
      expect(await database.models.collection('contacts').countDocuments({})).toBe(2);
    });

    it('the same number in the books again: stays apart, however often, also after the contact was left out', async () => {
      await put({});
      const [conversationId] = await conversationOf(phoneA);
      await customers.unlinkPhone(tenantA, { conversationId }, at);
      await put({ contacts: [aContact({ phoneVerified: undefined, name: 'Ayşe Y.' })] });
      await put({ contacts: [] });
      const answer = await put({ contacts: [aContact({ phoneVerified: undefined })] });
      expect(answer.contacts[0]).toMatchObject({ phone: phoneA, phoneVerified: false, phoneUnlinkedAt: at });
      expect((await factsOfRef('C001-1'))?.phone).toBeNull();
      expect(await factsOf(await whoWrites(phoneA))).toBeUndefined();
    });

    it('another number in the books: a conversation of its own, the stranger keeps the old one', async () => {
      await put({});
      const [conversationId, contactId] = await conversationOf(phoneA);
      await customers.unlinkPhone(tenantA, { conversationId }, at);
      await put({ contacts: [aContact({ phoneVerified: undefined, phone: phoneB })] });
      expect(await stored()).toEqual(aContact({ phone: phoneB, phoneVerified: false }));
      const opened = await identities.openConversation(tenantA, 'ch_1', contactId);
      expect(opened?.conversationId).not.toBe(conversationId);
      expect((await conversationOf(phoneB))[0]).toBe(opened?.conversationId);
      expect((await factsOf(await whoWrites(phoneB)))?.ref).toBe('C001-1');
      expect(await factsOf(await whoWrites(phoneA))).toBeUndefined();
    });

    it('given as verified: it is the contact’s again, a late repetition of the first word changes nothing', async () => {
      await put({});
      const [conversationId, contactId] = await conversationOf(phoneA);
      await customers.unlinkPhone(tenantA, { conversationId }, at);
      await put({ contacts: [aContact({ phoneVerified: true })] });
      await customers.unlinkPhone(tenantA, { conversationId }, at);
      expect(await stored()).toEqual(aContact());
      expect((await factsOf(await whoWrites(phoneA)))?.ref).toBe('C001-1');
      const opened = await identities.openConversation(tenantA, 'ch_1', contactId);
      expect(opened?.conversationId).toBe(conversationId);
    });

    it('given to another contact: that one is who writes from it', async () => {
      await put({});
      const [conversationId] = await conversationOf(phoneA);
      await customers.unlinkPhone(tenantA, { conversationId }, at);
      await put({ ref: 'C002', contacts: [aContact({ ref: 'C002-1' })] });
      expect((await factsOf(await whoWrites(phoneA)))?.ref).toBe('C002-1');
      await expect(put({ contacts: [aContact({ phoneVerified: true })] })).rejects.toBeInstanceOf(
        ContactPhoneTaken,
      );
    });

    it('of somebody who wrote before the books named the number: a person of their own again', async () => {
      await put({ contacts: [aContact({ phone: phoneB })] });
      const stranger = await whoWrites(phoneA);
      await put({});
      expect((await factsOf(stranger))?.ref).toBe('C001-1');
      const [conversationId] = await conversationOf(phoneA);
      await customers.unlinkPhone(tenantA, { conversationId }, at);
      expect(await whoWrites(phoneA)).toBe(stranger);
      expect(await factsOf(stranger)).toBeUndefined();
      expect((await factsOfRef('C001-1'))?.phone).toBeNull();
    });

    it('said by somebody who writes under another name: the number of the books stays', async () => {
      await put({});
      await conversationOf(phoneA);
      const bookId = (await customers.contactIdOf(tenantA, 'C001-1')) ?? '';
      await storeConversation(database, 'cnv_other', { contactId: bookId });
      await customers.unlinkPhone(tenantA, { conversationId: 'cnv_other' }, at);
      expect((await factsOfRef('C001-1'))?.phone).toBe(phoneA);
      expect((await factsOf(await whoWrites(phoneA)))?.ref).toBe('C001-1');
      expect(await personIn('cnv_other')).not.toMatchObject({ contactId: bookId });
    });

    it('said by staff of a contact who never wrote, and in another tenant: the number is gone here only', async () => {
      await put({});
      await customers.unlinkPhone(tenantB, { contactRef: 'C001-1' }, at);
      expect((await factsOfRef('C001-1'))?.phone).toBe(phoneA);
      await customers.unlinkPhone(tenantA, { contactRef: 'C001-1' }, at);
      expect((await factsOfRef('C001-1'))?.phone).toBeNull();
      expect(await factsOf(await whoWrites(phoneA))).toBeUndefined();
    });
  });

  describe('lists', () => {
    it('customers, page by page: each once, by ref, of this tenant only', async () => {
      const refs = ['C003', 'C001', 'C010', 'C002', 'C004'];
      for (const ref of refs) await put({ ref, contacts: [] });
      await put({ tenantId: tenantB, ref: 'C000', contacts: [] });
      const found = await readAll((page) => customers.list(tenantA, page), 2);
      expect(found.map(({ ref }) => ref)).toEqual([...refs].sort());
    });

    it('contacts, page by page: by ref, with the customers they act for', async () => {
      await put({ contacts: [aContact(), aContact({ ref: 'C001-2', phone: phoneB })] });
      await put({ ref: 'C002', contacts: [aContact()] });
      await whoWrites('+905329999999');
      const all = await readAll((page) => customers.listContacts(tenantA, {}, page), 1);
      expect(all.map(({ ref, customerRefs }) => [ref, customerRefs])).toEqual([
        ['C001-1', ['C001', 'C002']],
        ['C001-2', ['C001']],
      ]);
      const ofSecond = await readAll(
        (page) => customers.listContacts(tenantA, { customerRef: 'C002' }, page),
        5,
      );
      expect(ofSecond.map(({ ref }) => ref)).toEqual(['C001-1']);
    });
  });

  it('what is stored, read without keys: holds no name and no number', async () => {
    await put({});
    const names = ['customers', 'contacts'] as const;
    const stored = await Promise.all(
      names.map((name) => database.models.collection(name).find({}).toArray()),
    );
    const bytes = Buffer.concat(stored.flat().map((document) => serialize(document)));
    for (const secret of ['Yıldız', 'Ayşe', '5321000001']) expect(bytes.includes(secret)).toBe(false);
    expect(bytes.includes('C001-1')).toBe(true);
  });
});
