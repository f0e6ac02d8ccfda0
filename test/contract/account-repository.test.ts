import { serialize } from 'bson';
import { Binary } from 'mongodb';
import type { AccountMovement } from '../../src/vocabulary/contact-facts.ts';
import { MongoAccountRepository } from '../../src/storage/repositories/mongo-account-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes } from '../support/records.ts';

const has = (quantity: string) => ({ unit: 'HAS', quantity, side: 'B' as const });
const movement = (minute: number): AccountMovement => ({
  movementId: `MV-${minute}`,
  movementType: 'sale',
  line: has('1.000'),
  postedAt: minutes(minute).toISOString(),
  documentNo: 'GP-1',
});

describe('account repository', () => {
  let database: TestDatabase;
  let accounts: MongoAccountRepository;

  beforeAll(async () => {
    database = await openTestDatabase();
    accounts = new MongoAccountRepository(database.models, database.vault);
  });
  afterEach(() => database.empty('accounts'));
  afterAll(() => database.close());

  it('a report and a movement: balances of the movement, asked for by customer in order', async () => {
    await accounts.report(tenantA, 'C001', '120.01.0001', [has('10.000')], minutes(1));
    await accounts.addMovement(tenantA, 'C001', '120.01.0001', movement(2), [has('9.000')], minutes(2));
    await accounts.report(tenantA, 'C000', '1', [], minutes(1));
    await accounts.report(tenantB, 'C001', '120.01.0001', [has('7.000')], minutes(9));
    expect(await accounts.ofCustomers(tenantA, ['C001', 'C000', 'C777'])).toEqual([
      { customerRef: 'C000', accountNo: '1', lines: [], asOf: minutes(1).toISOString(), movements: [] },
      {
        customerRef: 'C001',
        accountNo: '120.01.0001',
        lines: [has('9.000')],
        asOf: minutes(2).toISOString(),
        movements: [movement(2)],
      },
    ]);
    expect(await accounts.ofCustomers(tenantA, [])).toEqual([]);
  });

  it('an account at hand, its box changed or another put in its place: it is refused', async () => {
    await accounts.report(tenantA, 'C001', 'A', [has('10.000')], minutes(1));
    await accounts.report(tenantA, 'C002', 'B', [has('20.000')], minutes(1));
    const collection = database.models.collection<{ _id: string; customerRef: string; body: Binary }>(
      'accounts',
    );
    const [first, second] = await collection.find({}).sort({ customerRef: 1 }).toArray();
    if (first === undefined || second === undefined) throw new Error('two were reported');
    const changed = Buffer.from(first.body.value());
    changed[20] = (changed[20] ?? 0) ^ 1;
    for (const body of [new Binary(changed), second.body]) {
      await collection.updateOne({ _id: first._id }, { $set: { body } });
      await expect(accounts.ofCustomers(tenantA, ['C001'])).rejects.toThrow();
    }
    expect(await accounts.ofCustomers(tenantA, ['C002'])).toMatchObject([{ lines: [has('20.000')] }]);
  });

  it('an older report, and a movement told twice: nothing changes', async () => {
    await accounts.report(tenantA, 'C001', 'A', [has('10.000')], minutes(5));
    await accounts.report(tenantA, 'C001', 'A', [has('1.000')], minutes(4));
    for (const _ of [1, 2])
      await accounts.addMovement(tenantA, 'C001', 'A', movement(6), [has('9.000')], minutes(6));
    const [account] = await accounts.ofCustomers(tenantA, ['C001']);
    expect(account).toMatchObject({ lines: [has('9.000')], movements: [movement(6)] });
  });

  it('many movements at once: none is lost', async () => {
    const all = [1, 2, 3, 4, 5, 6, 7, 8];
    await Promise.all(
      all.map((minute) =>
        accounts.addMovement(tenantA, 'C001', 'A', movement(minute), [has(`${minute}.000`)], minutes(minute)),
      ),
    );
    const [account] = await accounts.ofCustomers(tenantA, ['C001']);
    expect(account?.lines).toEqual([has('8.000')]);
    expect(account?.movements).toEqual([...all].reverse().map(movement));
  });

  it('two processes, movements of many accounts at once: none is lost, in whatever group it was written', async () => {
    const other = new MongoAccountRepository(database.models, database.vault);
    const numbers = ['A', 'B', 'C'];
    await Promise.all(
      [1, 2, 3, 4, 5, 6].flatMap((minute) =>
        numbers.map((accountNo) =>
          (minute % 2 === 0 ? accounts : other).addMovement(
            ...([tenantA, 'C001', accountNo, movement(minute), [], minutes(minute)] as const),
          ),
        ),
      ),
    );
    const found = await accounts.ofCustomers(tenantA, ['C001']);
    expect(found.map(({ accountNo }) => accountNo)).toEqual(numbers);
    for (const { movements } of found)
      expect(movements).toEqual([6, 5, 4, 3, 2, 1].map((minute) => movement(minute)));
  });

  it('what is stored, read without keys: holds no figure', async () => {
    await accounts.addMovement(tenantA, 'C001', 'A', movement(1), [has('123.456')], minutes(1));
    const stored = await database.models.collection('accounts').find({}).toArray();
    const bytes = Buffer.concat(stored.map((document) => serialize(document)));
    for (const secret of ['123.456', 'MV-1', 'GP-1']) expect(bytes.includes(secret)).toBe(false);
  });
});
