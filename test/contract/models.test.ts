import mongoose from 'mongoose';
import type { ApiKeyRecord } from '../../src/api/api-key.ts';
import { connectDatabase } from '../../src/storage/connect.ts';
import { bulkWrite } from '../../src/storage/repositories/bulk-write.ts';
import { MongoApiKeyRepository } from '../../src/storage/repositories/mongo-api-key-repository.ts';
import { MongoRequestRepository } from '../../src/storage/repositories/mongo-request-repository.ts';
import { MongoRequestWorkRepository } from '../../src/storage/repositories/mongo-request-work-repository.ts';
import { MongoTaskRepository } from '../../src/storage/repositories/mongo-task-repository.ts';
import { startOfTests, tenantA } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aNewRequest } from '../support/records.ts';
import { aTask } from '../support/staff-records.ts';

const { CastError, StrictModeError, ValidationError } = mongoose.Error;
const anything = { $ne: null } as unknown as string;

let database: TestDatabase;
/** The models of the repositories, on the connection the product opens (`connectDatabase`). */
const requests = () => database.models.model('requests');

beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => new MongoRequestWorkRepository(database.models, database.vault).open([aNewRequest()]));
afterEach(() => database.empty());
afterAll(() => database.close());

/** A document that may be stored, but for `changes`. */
const aDocument = async (changes: object = {}) => ({
  ...(await requests().findOne({ _id: 'req_1' }).lean()),
  _id: 'req_2',
  ...changes,
});
const kindsOf = async (write: Promise<unknown>): Promise<Record<string, string>> => {
  await expect(write).rejects.toBeInstanceOf(ValidationError);
  const error = await write.catch((one: mongoose.Error.ValidationError) => one);
  const { errors } = error as mongoose.Error.ValidationError; // as was just expected
  return Object.fromEntries(Object.entries(errors).map(([path, { kind }]) => [path, kind]));
};
const stored = (): Promise<number> => database.models.collection('requests').countDocuments({});

describe('a document that a schema refuses', () => {
  it('once it is as its schema says: stored', async () => {
    await requests().create(await aDocument());
    expect(await stored()).toBe(2);
  });

  it('a field of no schema: refused as such, nothing is stored', async () => {
    await expect(requests().create(await aDocument({ note: 'x' }))).rejects.toBeInstanceOf(StrictModeError);
    expect(await stored()).toBe(1);
  });

  it.each([
    ['a word of no list', { status: 'halfway' }, { status: 'enum' }],
    ['a required field left out', { customerRef: undefined }, { customerRef: 'required' }],
    ['no hash where one belongs', { decision: aDecisionWith('ABC') }, { 'decision.shownHash': 'regexp' }],
    ['a number below its bound', { version: -1 }, { version: 'min' }],
    ['something that is no date', { dueAt: 'soon' }, { dueAt: 'date' }],
  ])('%s: refused by that field, nothing is stored', async (_, changes, expected) => {
    expect(await kindsOf(requests().create(await aDocument(changes)))).toMatchObject(expected);
    expect(await stored()).toBe(1);
  });

  it('one among others of a repository that adds many: an error, and not left out in silence', async () => {
    const tasks = new MongoTaskRepository(database.models, database.vault);
    const wrong = aTask('t2', { role: 'nobody' as 'staff' });
    await expect(tasks.open([aTask('t1'), wrong])).rejects.toThrow();
    await expect(tasks.open([aTask('t1'), wrong])).rejects.toThrow();
    expect(await tasks.find(tenantA, ['staff', 'accounting', 'compliance'], 't2')).toBeNull();
  });
});

describe('an operator that comes from input', () => {
  it('in a look-up by hash: refused, nobody is found', async () => {
    const keys = new MongoApiKeyRepository(database.models);
    const key: ApiKeyRecord = {
      id: 'k1',
      tenantId: tenantA,
      name: 'ERP',
      hash: 'a'.repeat(64),
      scopes: ['*'],
      createdAt: startOfTests,
      expiresAt: null,
      revokedAt: null,
      lastUsedAt: null,
    };
    await keys.create(key);
    expect(await keys.findByHash(key.hash)).toEqual(key);
    await expect(keys.findByHash(anything)).rejects.toBeInstanceOf(CastError);
    await expect(keys.revoke(tenantA, anything, startOfTests)).rejects.toBeInstanceOf(CastError);
    expect(await keys.findByHash(key.hash)).toEqual(key);
  });

  it('in a list’s filter and in its page: refused', async () => {
    const list = new MongoRequestRepository(database.models, database.vault);
    const page = { limit: 5, after: null };
    await expect(list.list(tenantA, { reference: anything }, page)).rejects.toBeInstanceOf(CastError);
    const after = { key: startOfTests.toISOString(), id: anything };
    await expect(list.list(tenantA, {}, { limit: 5, after })).rejects.toBeInstanceOf(CastError);
  });

  it('in a write, a removal and a write of many: refused, nothing changes', async () => {
    const filter = { reference: anything };
    const update = { $set: { status: 'closed' } };
    await expect(requests().updateMany(filter, update)).rejects.toBeInstanceOf(CastError);
    await expect(requests().deleteMany(filter)).rejects.toBeInstanceOf(CastError);
    await expect(bulkWrite(requests(), [{ updateMany: { filter, update } }])).rejects.toBeInstanceOf(
      CastError,
    );
    expect(await database.models.collection('requests').countDocuments({ status: 'open' } as object)).toBe(1);
  });

  it('a condition in JavaScript, and a field that no schema has: refused', async () => {
    await expect(requests().find({ $where: 'true' })).rejects.toThrow('$where');
    await expect(requests().find({ note: 'x' })).rejects.toBeInstanceOf(StrictModeError);
  });
});

describe('an update that a schema refuses', () => {
  const update = (change: object): Promise<unknown> => requests().updateOne({ _id: 'req_1' }, change).exec();
  const updateMany = (change: object): Promise<unknown> =>
    bulkWrite(requests(), [{ updateOne: { filter: { _id: 'req_1' }, update: change } }]);
  const before = () => database.models.collection('requests').findOne({ _id: 'req_1' });

  it.each([
    ['alone', update],
    ['in a write of many', updateMany],
  ])('%s: a field of no schema or a word of no list is refused, nothing changes', async (_, write) => {
    const was = await before();
    await expect(write({ $set: { note: 'x' } })).rejects.toBeInstanceOf(StrictModeError);
    expect(await kindsOf(write({ $set: { status: 'halfway' } }))).toEqual({ status: 'enum' });
    expect(Object.values(await kindsOf(write({ $push: { changes: 'a\u0000b' } })))).toContain('regexp');
    expect(await before()).toEqual(was);
  });
});

describe('a connection', () => {
  it('opened by the product: neither makes collections and indexes by itself nor keeps commands back', async () => {
    const { database: opened } = database.models;
    expect(opened.config).toMatchObject({ autoCreate: false, autoIndex: false, bufferCommands: false });
    await expect(
      connectDatabase({ uri: 'mongodb://127.0.0.1:1/', name: 'x', timeoutMs: 100 }),
    ).rejects.toThrow();
  });
});

function aDecisionWith(shownHash: string): object {
  return {
    id: 'dec_1',
    decidedAt: startOfTests,
    contactRef: 'C001-1',
    messageId: 'in_1',
    contentHash: 'c'.repeat(64),
    shownHash,
  };
}
