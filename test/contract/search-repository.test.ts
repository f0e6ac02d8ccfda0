import { jest } from '@jest/globals';
import fc from 'fast-check';
import { Binary, type Db } from 'mongodb';
import type { Customer } from '../../src/customers/customer.ts';
import { searchTermsOf } from '../../src/search/search-terms.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import { MongoContactLinkRepository } from '../../src/storage/repositories/mongo-contact-link-repository.ts';
import { MongoCustomerRepository } from '../../src/storage/repositories/mongo-customer-repository.ts';
import { MongoRequestWorkRepository } from '../../src/storage/repositories/mongo-request-work-repository.ts';
import { MongoSearchRepository } from '../../src/storage/repositories/mongo-search-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { explainCommand, recordCommands } from '../support/recorded-commands.ts';
import { aContact, aCustomer, aNewRequest, minutes, readAll } from '../support/records.ts';

describe('search repository', () => {
  let database: TestDatabase;
  let search: MongoSearchRepository;
  let customers: MongoCustomerRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    search = new MongoSearchRepository(database.models, database.vault);
    customers = new MongoCustomerRepository(database.models, database.vault);
  });
  afterEach(() => database.empty('customers', 'contacts', 'requests'));
  afterAll(() => database.close());

  const put = (changes: Partial<Customer> = {}): Promise<Customer> => customers.upsert(aCustomer(changes));
  const customersBy = async (q: string, tenantId: TenantId = tenantA, limit = 10): Promise<string[]> =>
    (await readAll((page) => search.findCustomers(tenantId, searchTermsOf(q), page), limit)).map(
      ({ ref }) => ref,
    );
  const contactsBy = async (q: string, tenantId: TenantId = tenantA): Promise<string[]> =>
    (await readAll((page) => search.findContacts(tenantId, searchTermsOf(q), page), 10)).map(
      ({ ref }) => ref,
    );

  it('a customer: is found by beginnings of its words, labels, tax number and reference, and shown by name', async () => {
    await put({ name: 'Işıklar Kuyumculuk A.Ş.', labels: ['toptan'], taxNumber: '1234567890', contacts: [] });
    await put({ ref: 'D002', name: 'Işın Sarraf', contacts: [] });
    await put({ ref: 'INV-1', name: 'Öteki', contacts: [] });

    for (const q of ['İNV-1', 'ınv', 'inv-', 'Inv'])
      expect([q, await customersBy(q)]).toEqual([q, ['INV-1']]);
    for (const q of ['Isik', 'Işık', 'IŞIK', 'ışıklar kuyum', 'kuy ış', 'toptan', '123 456 78 90', 'c00'])
      expect([q, await customersBy(q)]).toEqual([q, ['C001']]);
    expect(await customersBy('ışı')).toEqual(['C001', 'D002']);
    for (const q of ['şık', 'ışıkların', 'ışıklar sarraf', '12345678', '7890', 'ar kuyum', '00'])
      expect([q, await customersBy(q)]).toEqual([q, []]);
    const { items } = await search.findCustomers(tenantA, searchTermsOf('isik'), { limit: 5, after: null });
    expect(items).toEqual([{ kind: 'customer', ref: 'C001', name: 'Işıklar Kuyumculuk A.Ş.' }]);
  });

  it('initials, with and without dots: are one beside a longer word', async () => {
    await put({ name: 'Işıklar Kuyumculuk A.Ş.', contacts: [] });
    await put({ ref: 'D002', name: 'Pırıl Rafineri AŞ', contacts: [] });
    await put({ ref: 'E003', name: 'Işın Sarraf', contacts: [] });

    for (const q of ['ışıklar aş', 'AŞ ışıklar kuyum', 'ışıklar a.ş.', 'kuyum A Ş', 'a.ş.'])
      expect([q, await customersBy(q)]).toEqual([q, ['C001']]);
    for (const q of ['pırıl a.ş.', 'Pırıl AŞ', 'pırıl a'])
      expect([q, await customersBy(q)]).toEqual([q, ['D002']]);
    for (const q of ['ışıklar şa', 'pırıl ş', 'ışın a.ş.', 'Işın AŞ'])
      expect([q, await customersBy(q)]).toEqual([q, []]);
  });

  it('a contact: is found by name, reference and the last digits of the number, however it is written', async () => {
    await put();

    for (const q of ['Ayse', 'AYŞE YIL', 'yıl', '+90 532 100 00 01', '0532 1000001', '905321000001', '0001'])
      expect([q, await contactsBy(q)]).toEqual([q, ['C001-1']]);
    expect(await contactsBy('c001-')).toEqual(['C001-1']);
    for (const q of ['0002', '5321', '001', 'Kuyum']) expect([q, await contactsBy(q)]).toEqual([q, []]);
    const { items } = await search.findContacts(tenantA, searchTermsOf('ayse'), { limit: 5, after: null });
    expect(items).toEqual([
      {
        ...{ kind: 'contact', ref: 'C001-1', name: 'Ayşe Yılmaz', phone: '+905321000001' },
        ...{ phoneVerified: true, customerRefs: ['C001'] },
      },
    ]);
  });

  it('a number that is nobody’s for sure: is found, and said to be unverified, as in the list of contacts', async () => {
    const unproved = aContact({ ref: 'C001-2', name: 'Veli', phone: '+905321000002', phoneVerified: false });
    await put({ contacts: [aContact(), unproved] });
    const shown = async (q: string): Promise<unknown> =>
      (await search.findContacts(tenantA, searchTermsOf(q), { limit: 5, after: null })).items;

    expect(await shown('0002')).toMatchObject([{ phone: '+905321000002', phoneVerified: false }]);
    expect(await shown('0001')).toMatchObject([{ phone: '+905321000001', phoneVerified: true }]);
    await new MongoContactLinkRepository(database.models, database.vault).unlinkPhone(
      ...([tenantA, { contactRef: 'C001-1' }, minutes(5)] as const),
    );
    expect(await shown('0001')).toMatchObject([{ phone: '+905321000001', phoneVerified: false }]);
  });

  it('names and numbers: nothing of them is in the record, and tenants, customers and contacts share no hash of one', async () => {
    await put({ name: 'Canary Kuyumculuk', contacts: [aContact({ name: 'Canary Kişi' })] });
    await put({ tenantId: tenantB, name: 'Canary Sarraf', contacts: [aContact({ name: 'Canary Başka' })] });

    const raw = await Promise.all(
      (['customers', 'contacts'] as const).map((name) => database.models.collection(name).find().toArray()),
    );
    expect(JSON.stringify(raw)).not.toMatch(/canary|kuyum|5321000001/i);
    const records = raw.flat() as unknown as { tenantId: string; ref: string; foundBy: string[] }[];
    const hashes = records.map(({ foundBy }) => foundBy);
    const ofCustomer = records.find(({ tenantId, ref }) => tenantId === tenantA && ref === 'C001');
    expect(ofCustomer?.foundBy).toHaveLength(4 + 8);
    expect(hashes.map(({ length }) => length >= 8)).toEqual([true, true, true, true]);
    expect(new Set(hashes.flat()).size).toBe(hashes.flat().length);
    for (const q of ['kişi', 'kuyum'])
      expect([q, await contactsBy(q, tenantB), await customersBy(q, tenantB)]).toEqual([q, [], []]);
    const { items } = await search.findCustomers(tenantB, searchTermsOf('canary'), { limit: 5, after: null });
    expect(items).toMatchObject([{ name: 'Canary Sarraf' }]);
  });

  it('a changed name, number or membership: is found by what it is now', async () => {
    await put();
    await put({ name: 'Yeni Sarraf', contacts: [aContact({ name: 'Fatma Kaya', phone: '+905329998877' })] });

    expect([await customersBy('yıldız'), await customersBy('yeni')]).toEqual([[], ['C001']]);
    expect([await contactsBy('ayşe'), await contactsBy('0001')]).toEqual([[], []]);
    expect([await contactsBy('fatma'), await contactsBy('8877')]).toEqual([['C001-1'], ['C001-1']]);
    await new MongoContactLinkRepository(database.models, database.vault).unlinkPhone(
      ...([tenantA, { contactRef: 'C001-1' }, minutes(5)] as const),
    );
    expect(await contactsBy('8877')).toEqual(['C001-1']);
    await put({ contacts: [] });
    expect([await contactsBy('fatma'), await contactsBy('8877'), await contactsBy('c001-1')]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('many by one word, or by two that many have: every page goes on where the last ended', async () => {
    const refs = Array.from({ length: 7 }, (_, n) => `C00${n}`);
    for (const ref of refs) await put({ ref, name: `Yıldız Kuyumculuk ${ref}`, contacts: [] });
    await put({ ref: 'D001', name: 'Kuyumculuk Ay', contacts: [] });

    for (const limit of [1, 2, 7, 50])
      for (const q of ['yil', 'kuyum yıldız', 'c00'])
        expect([q, limit, await customersBy(q, tenantA, limit)]).toEqual([q, limit, refs]);
    expect(await customersBy('kuyumculuk ay', tenantA, 1)).toEqual(['D001']);
  });

  it('text that would be an operator or a pattern: is text', async () => {
    await put();

    for (const q of ['.*.*', '^C001', '{"$gt":""}', '$where', 'C001|D', 'C0.1', '\\w+\\w', 'Y%ld'])
      expect([q, await customersBy(q), await contactsBy(q)]).toEqual([q, [], []]);
  });

  it('a request: is found by how its reference begins, in order, of its tenant alone', async () => {
    const store = new MongoRequestWorkRepository(database.models, database.vault);
    const open = (requestId: string, reference: string, tenantId = tenantA) =>
      store.open([aNewRequest({ requestId, reference }, { tenantId })]);
    await open('req_2', 'MUT-2');
    await open('req_1', 'MUT-1');
    await open('req_3', 'MUT-1');
    await open('req_4', 'mut-9');
    await open('req_5', 'NUT-1');
    await open('req_6', 'MUT-1', tenantB);

    const by = async (q: string, limit: number): Promise<string[]> =>
      (await readAll((page) => search.findRequests(tenantA, searchTermsOf(q), page), limit)).map(
        ({ id }) => id,
      );
    for (const limit of [1, 2, 10]) {
      expect(await by('mut-', limit)).toEqual(['req_1', 'req_3', 'req_2', 'req_4']);
      expect(await by('MUT-1', limit)).toEqual(['req_1', 'req_3']);
    }
    expect([await by('UT-', 5), await by('MUT.', 5), await by('mut-1x', 5)]).toEqual([[], [], []]);
    const { items } = await search.findRequests(tenantA, searchTermsOf('MUT-2'), { limit: 1, after: null });
    expect(items).toMatchObject([{ kind: 'request', requestKind: 'reconciliation', status: 'open' }]);
  });

  it('records of before: become findable a hundred at a time, once, and a writer in between counts', async () => {
    await put();
    await put({ ref: 'C002', name: 'Öteki Sarraf', contacts: [] });
    for (const name of ['customers', 'contacts'] as const)
      await database.models.collection(name).updateMany({}, { $unset: { foundBy: '' } });
    await put({ ref: 'C002', name: 'Beriki Sarraf', contacts: [] });
    expect([await customersBy('yıldız'), await contactsBy('ayşe')]).toEqual([[], []]);

    expect([await search.fillSome(tenantB), await search.fillSome(tenantA)]).toEqual([
      { lookedAt: 0, unopened: 0 },
      { lookedAt: 2, unopened: 0 },
    ]);
    expect(await search.fillSome(tenantA)).toEqual({ lookedAt: 0, unopened: 0 });
    expect([await customersBy('yıldız'), await contactsBy('0001')]).toEqual([['C001'], ['C001-1']]);
    expect(await customersBy('sarraf')).toEqual(['C002']);
  });

  it('records of before, one of which cannot be opened: it is looked at once, and the others become findable', async () => {
    await put({ contacts: [] });
    await put({ ref: 'C002', name: 'Öteki Sarraf', contacts: [] });
    const stored = database.models.collection('customers');
    await stored.updateMany({}, { $unset: { foundBy: '' } });
    await stored.updateOne({ ref: 'C001' }, { $set: { body: new Binary(Buffer.alloc(64)) } });
    const own = new MongoSearchRepository(database.models, database.vault);

    expect(await own.fillSome(tenantA)).toEqual({ lookedAt: 2, unopened: 1 });
    expect(await own.fillSome(tenantA)).toEqual({ lookedAt: 0, unopened: 0 });
    expect(await customersBy('öteki')).toEqual(['C002']);
  });

  it('a person who is taken out of the books while their record is filled: is found by nothing', async () => {
    await put();
    const stored = database.models.collection('contacts');
    await stored.updateMany({}, { $unset: { foundBy: '' } });
    const model = database.models.model('contacts');
    const write = model.updateOne.bind(model);
    const between = jest.spyOn(model, 'updateOne').mockImplementationOnce(((
      filter: object,
      update: object,
    ) => ({
      exec: async () => {
        await stored.updateMany({}, { $set: { ref: null, sameAs: 'ct_other', foundBy: [] } });
        await write(filter as never, update as never).exec();
      },
    })) as never);

    expect(await search.fillSome(tenantA)).toEqual({ lookedAt: 1, unopened: 0 });
    expect(between).toHaveBeenCalledTimes(1);
    between.mockRestore();
    expect(await stored.find().toArray()).toMatchObject([{ ref: null, foundBy: [] }]);
  });

  it('every beginning of three letters and more, of any word of any name: finds the record', async () => {
    const word = fc.string({
      unit: fc.constantFrom(...'abcçdefgğhıiİjklmnoöprsştuüvyzIĞŞ0ب'),
      minLength: 3,
      maxLength: 16,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 3 }), fc.nat(), async (words, at) => {
        await put({ name: words.join(' '), contacts: [] });
        for (const one of words) {
          const letters = [...one];
          const q = letters.slice(0, 3 + (at % (letters.length - 2))).join('');
          expect(await customersBy(q)).toEqual(['C001']);
        }
      }),
      { numRuns: 20 },
    );
  });
});

/** Another server has another `explain`. */
const ofBuiltIn = process.env.MONGODB_TEST_URI === undefined ? describe : describe.skip;

ofBuiltIn('what a search looks at, three of sixty records that all share it', () => {
  let database: TestDatabase;
  let search: MongoSearchRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    search = new MongoSearchRepository(database.models, database.vault);
    const customers = new MongoCustomerRepository(database.models, database.vault);
    for (let n = 10; n < 70; n += 1)
      await customers.upsert(
        aCustomer({
          ...{ ref: `C${n}`, name: 'Ender Sarraf' },
          contacts: [aContact({ ref: `C${n}-1`, name: 'Ender Ad', phone: `+9053210000${n}` })],
        }),
      );
  }, 60_000);
  afterAll(() => database.close());

  /** Of each `find` that was sent: where, how many came, and how many were looked at. */
  const looked = async (ask: () => Promise<unknown>): Promise<[string, number, number][]> => {
    const { database: connection } = database.models;
    const recorded = recordCommands(connection.getClient());
    await ask();
    const finds = [...recorded].filter(([, { name }]) => name === 'find');
    const plans = await Promise.all(
      finds.map(([shape, one]) => explainCommand(connection.db as Db, shape, one)),
    );
    return plans.map(({ collection, returned, documentsExamined }) => [
      collection,
      returned,
      documentsExamined,
    ]);
  };
  const page = { limit: 3, after: null };

  it('by how the reference begins: the page and one more', async () => {
    const terms = { words: [], digits: [], references: ['C'] };

    expect(await looked(() => search.findCustomers(tenantA, terms, page))).toEqual([['customers', 4, 4]]);
    expect(await looked(() => search.findContacts(tenantA, terms, page))).toEqual([['contacts', 4, 4]]);
  });

  it('by a word, at the beginning and behind it: the page and one more', async () => {
    const terms = { words: ['ender'], digits: [], references: [] };
    const behind = { limit: 3, after: { key: 'C40-1', id: 'C40-1' } };

    expect(await looked(() => search.findCustomers(tenantA, terms, page))).toEqual([['customers', 4, 4]]);
    expect(await looked(() => search.findContacts(tenantA, terms, page))).toEqual([['contacts', 4, 4]]);
    expect(await looked(() => search.findContacts(tenantA, terms, behind))).toEqual([['contacts', 4, 4]]);
  });

  it('what lacks its hashes: that alone', async () => {
    const stored = database.models.collection('customers');
    const forget = () => stored.updateMany({ ref: { $in: ['C68', 'C69'] } }, { $unset: { foundBy: '' } });
    const fillAndForget = async (): Promise<void> => {
      await search.fillSome(tenantA);
      await forget();
    };
    await forget();

    expect(await looked(fillAndForget)).toEqual([
      ['customers', 2, 2],
      ['contacts', 0, 0],
    ]);
  });
});
