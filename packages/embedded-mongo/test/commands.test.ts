import {
  Decimal128,
  Double,
  GridFSBucket,
  Int32,
  Long,
  MongoServerError,
  ObjectId,
  Timestamp,
  UUID,
} from 'mongodb';
import type { Document } from 'mongodb';
import mongoose from 'mongoose';
import { BSON } from 'bson';
import { ownEngine } from './client.ts';
import type { OwnEngine } from './client.ts';

async function errorOf(promise: Promise<unknown>): Promise<MongoServerError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof MongoServerError) return error;
    throw error;
  }
  throw new Error('expected the server to refuse');
}

type TestDocument = Document & { _id: ObjectId | number | string };

describe('the commands of the embedded database', () => {
  let own: OwnEngine;
  let counter = 0;
  const fresh = () => own.db.collection<TestDocument>(`c${counter++}`);

  beforeAll(async () => {
    own = await ownEngine();
  });
  afterAll(() => own.close());

  it('keeps every BSON type byte for byte, also through an update of another field', async () => {
    const collection = fresh();
    const document = {
      _id: new ObjectId(),
      int: new Int32(5),
      double: new Double(5),
      long: Long.fromString('9007199254740993'),
      smallLong: Long.fromNumber(7),
      decimal: Decimal128.fromString('1250.3400'),
      date: new Date(1_700_000_000_000),
      uuid: new UUID('3b241101-e2bb-4255-8caf-4136c566a962'),
      binary: Buffer.from([0, 1, 255]),
      regex: new BSON.BSONRegExp('^a.*', 'i'),
      stamp: new Timestamp({ t: 5, i: 6 }),
      min: new BSON.MinKey(),
      max: new BSON.MaxKey(),
      code: new BSON.Code('x'),
      nothing: null,
      nested: { list: [new Double(1), 'ç', { deep: true }] },
    };
    await collection.insertOne(document);
    await collection.updateOne({ _id: document._id }, { $set: { added: 1 } });
    await collection.updateOne({ _id: document._id }, [{ $set: { 'nested.more': { $add: [1, 2] } } }]);
    const [raw] = await collection.find({}, { raw: true }).toArray();
    const expected = { ...document, nested: { ...document.nested, more: 3 }, added: 1 };
    expect(Buffer.from(raw as unknown as Uint8Array).equals(Buffer.from(BSON.serialize(expected)))).toBe(
      true,
    );
  });

  it('reports a duplicate key as MongoDB does, through Mongoose too', async () => {
    const connection = await mongoose
      .createConnection(own.engine.uri, { dbName: 'test', autoIndex: false })
      .asPromise();
    const schema = new mongoose.Schema({ email: { type: String, required: true } });
    schema.index({ email: 1 }, { unique: true });
    const Person = connection.model(`Person${counter++}`, schema);
    await Person.createIndexes();
    await Person.create({ email: 'a@b.c' });
    const error = await errorOf(Person.create({ email: 'a@b.c' }));
    expect({ code: error.code, pattern: error['keyPattern'], value: error['keyValue'] }).toEqual({
      code: 11000,
      pattern: { email: 1 },
      value: { email: 'a@b.c' },
    });
    expect(error.message).toMatch(
      /^E11000 duplicate key error collection: test\..* index: email_1 dup key: \{ email: "a@b.c" \}/,
    );
    await expect(Person.create({})).rejects.toThrow(mongoose.Error.ValidationError);
    const doc = await Person.findOneAndUpdate(
      { email: 'a@b.c' },
      { $set: { email: 'd@e.f' } },
      { returnDocument: 'after' },
    );
    expect(doc?.email).toBe('d@e.f');
    await connection.close();
  });

  it('runs bulk writes ordered and unordered, and says which statements failed', async () => {
    const collection = fresh();
    const error = await collection
      .bulkWrite(
        [
          { insertOne: { document: { _id: 1 } } },
          { insertOne: { document: { _id: 1 } } },
          { updateOne: { filter: { _id: 2 }, update: { $set: { a: 1 } }, upsert: true } },
          { deleteOne: { filter: { _id: 1 } } },
        ],
        { ordered: false },
      )
      .catch(
        (thrown: unknown) => thrown as { writeErrors: { index: number; code: number }[]; result: Document },
      );
    expect(error).toMatchObject({
      writeErrors: [{ index: 1, code: 11000 }],
      result: { insertedCount: 1, upsertedCount: 1, deletedCount: 1 },
    });
    const ordered = await collection
      .insertMany([{ _id: 5 }, { _id: 5 }, { _id: 6 }])
      .catch((thrown: unknown) => thrown as Document);
    expect(ordered).toMatchObject({ insertedCount: 1 });
    expect(await collection.countDocuments({ _id: 6 })).toBe(0);
  });

  it('uses one clock per command for $$NOW and $currentDate', async () => {
    const collection = fresh();
    await collection.insertMany([{ _id: 1 }, { _id: 2 }]);
    await collection.updateMany({}, [{ $set: { at: '$$NOW', until: { $add: ['$$NOW', 1000] } } }]);
    const [a, b] = await collection.find().toArray();
    expect(a?.['at']).toEqual(b?.['at']);
    expect(Number(a?.['until']) - Number(a?.['at'])).toBe(1000);
    await collection.updateOne({ _id: 1 }, { $currentDate: { touched: true } });
    expect((await collection.findOne({ _id: 1 }))?.['touched']).toBeInstanceOf(Date);
  });

  it('claims by the database clock and fences by revision', async () => {
    const collection = fresh();
    await collection.insertOne({ _id: 'c', rev: 0 });
    const claim = (owner: string) =>
      collection.findOneAndUpdate(
        { _id: 'c', $expr: { $lt: ['$lease.until', '$$NOW'] } },
        [
          {
            $set: {
              lease: {
                owner,
                until: { $add: ['$$NOW', 60_000] },
                token: { $add: [{ $ifNull: ['$lease.token', 0] }, 1] },
              },
            },
          },
        ],
        { returnDocument: 'after' },
      );
    const results = await Promise.all(['a', 'b', 'c'].map(claim));
    expect(results.filter((each) => each !== null)).toHaveLength(1);
    const stale = await collection.findOneAndUpdate(
      { _id: 'c', rev: 0, 'lease.token': 9 },
      { $inc: { rev: 1 } },
    );
    expect(stale).toBeNull();
  });

  it('hands results over in batches and closes cursors', async () => {
    const collection = fresh();
    await collection.insertMany(Array.from({ length: 1000 }, (_, n) => ({ _id: n, n: 999 - n })));
    const cursor = collection.find({ n: { $gte: 0 } }, { batchSize: 7 }).sort({ n: 1 });
    expect((await cursor.toArray()).map((each) => each['n'] as number)).toEqual(
      Array.from({ length: 1000 }, (_, n) => n),
    );
    const open = collection.find({}, { batchSize: 2 });
    await open.next();
    const id = open.id;
    await open.close();
    const error = await errorOf(own.db.command({ getMore: id, collection: collection.collectionName }));
    expect(error.code).toBe(43);
    expect(await collection.find().skip(990).limit(20).toArray()).toHaveLength(10);
  });

  it('takes documents up to 16 MiB and refuses larger ones', async () => {
    const collection = fresh();
    const size = 16 * 1024 * 1024 - 100;
    await collection.insertOne({ _id: 'big', text: 'x'.repeat(size) });
    expect((await collection.findOne({ _id: 'big' }))?.['text']).toHaveLength(size);
    const error = await errorOf(collection.updateOne({ _id: 'big' }, { $set: { more: 'y'.repeat(200) } }));
    expect(error.code).toBe(17419);
  });

  it('serves GridFS', async () => {
    const bucket = new GridFSBucket(own.db, { bucketName: `fs${counter++}` });
    const bytes = Buffer.alloc(700_000, 'abc');
    const upload = bucket.openUploadStream('paper.pdf');
    await new Promise<void>((resolve, reject) =>
      upload.end(bytes, (error?: Error | null) => (error ? reject(error) : resolve())),
    );
    await new Promise<void>((resolve, reject) => {
      if (upload.writableFinished) resolve();
      upload.once('finish', () => resolve()).once('error', reject);
    });
    const chunks: Buffer[] = [];
    for await (const chunk of bucket.openDownloadStream(upload.id)) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
  });

  it('joins, facets and counts', async () => {
    const left = fresh();
    const right = fresh();
    await left.insertMany([
      { _id: 1, ref: 'a' },
      { _id: 2, ref: 'z' },
    ]);
    await right.insertMany([
      { _id: 10, key: 'a', n: 1 },
      { _id: 11, key: 'a', n: 2 },
    ]);
    const joined = await left
      .aggregate([
        { $lookup: { from: right.collectionName, localField: 'ref', foreignField: 'key', as: 'found' } },
        { $sort: { _id: 1 } },
      ])
      .toArray();
    expect(joined.map((each) => (each['found'] as unknown[]).length)).toEqual([2, 0]);
    const piped = await left
      .aggregate([
        { $match: { _id: 1 } },
        {
          $lookup: {
            from: right.collectionName,
            let: { key: '$ref' },
            pipeline: [
              { $match: { $expr: { $and: [{ $eq: ['$key', '$$key'] }, { $gt: ['$n', 1] }] } } },
              { $project: { _id: 0, n: 1 } },
            ],
            as: 'found',
          },
        },
      ])
      .toArray();
    expect(piped[0]?.['found']).toEqual([{ n: 2 }]);
  });

  it.each([
    ['an unknown command', { nonsense: 1 }, 59],
    ['JavaScript in a filter', { find: 'c', filter: { $where: 'true' } }, 238],
    [
      'JavaScript in an expression',
      {
        aggregate: 'c',
        pipeline: [{ $project: { a: { $function: { body: 'f', args: [], lang: 'js' } } } }],
        cursor: {},
      },
      238,
    ],
    ['an unknown operator', { find: 'c', filter: { a: { $nope: 1 } } }, 2],
    ['an unknown top-level operator', { find: 'c', filter: { $nope: 1 } }, 2],
    [
      'an unknown expression',
      { aggregate: 'c', pipeline: [{ $project: { a: { $nope: 1 } } }], cursor: {} },
      168,
    ],
    ['an unknown stage', { aggregate: 'c', pipeline: [{ $nope: 1 }], cursor: {} }, 40324],
    ['writing aggregations', { aggregate: 'c', pipeline: [{ $out: 'x' }], cursor: {} }, 238],
    ['change streams', { aggregate: 'c', pipeline: [{ $changeStream: {} }], cursor: {} }, 238],
    ['tailable cursors', { find: 'c', tailable: true }, 238],
    ['collations', { find: 'c', collation: { locale: 'tr' } }, 238],
    ['unknown options', { find: 'c', nope: 1 }, 40415],
    ['a bad collection name', { find: 'a$b' }, 73],
    ['a text index', { createIndexes: 'c', indexes: [{ key: { a: 'text' }, name: 'a' }] }, 238],
    ['a snapshot read', { find: 'c', readConcern: { level: 'snapshot' } }, 72],
  ])('refuses %s', async (_what, command, code) => {
    expect((await errorOf(own.db.command(command))).code).toBe(code);
  });

  it('refuses multi-document transactions', async () => {
    const session = own.client.startSession();
    session.startTransaction();
    const error = await errorOf(fresh().insertOne({ _id: 1 }, { session }));
    expect(error.code).toBe(263);
    await session.abortTransaction().catch(() => undefined);
    await session.endSession();
  });

  it('gives up when the time is over', async () => {
    const collection = fresh();
    await collection.insertMany(
      Array.from({ length: 20_000 }, (_, n) => ({ _id: n, text: 'abc'.repeat(20) })),
    );
    const error = await errorOf(
      collection.find({ $expr: { $eq: ['$text', 'no'] } }, { maxTimeMS: 1 }).toArray(),
    );
    expect(error.code).toBe(50);
  });

  it('lists and drops collections, indexes and databases', async () => {
    const database = own.client.db(`other${counter++}`);
    await database.createCollection('empty');
    await database.collection('full').createIndex({ a: 1, 'b.c': -1 }, { unique: true, name: 'mine' });
    expect((await database.listCollections().toArray()).map((each) => each.name).sort()).toEqual([
      'empty',
      'full',
    ]);
    expect(await database.collection('full').indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, 'b.c': -1 }, name: 'mine', unique: true },
    ]);
    expect((await errorOf(database.collection('full').createIndex({ a: 1 }, { name: 'mine' }))).code).toBe(
      86,
    );
    await database.collection('full').dropIndex('mine');
    expect(await database.collection('full').indexes()).toHaveLength(1);
    await database.dropDatabase();
    expect(await database.listCollections().toArray()).toEqual([]);
  });

  it('leaves no half-built index when a unique one cannot be built', async () => {
    const collection = fresh();
    await collection.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ]);
    expect((await errorOf(collection.createIndex({ a: 1 }, { unique: true }))).code).toBe(11000);
    expect(await collection.indexes()).toHaveLength(1);
    expect(await collection.countDocuments({ a: 1 })).toBe(2);
  });
});
