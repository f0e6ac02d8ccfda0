import { BSON, Long, MongoServerError, ObjectId } from 'mongodb';
import type { Document } from 'mongodb';
import { ownEngine } from './client.ts';
import type { OwnEngine } from './client.ts';

type AnyId = Document & { _id: unknown };

describe('what MongoDB 7.0 refuses', () => {
  let own: OwnEngine;
  let counter = 0;
  const fresh = () => own.db.collection<AnyId>(`refused${counter++}`);

  beforeAll(async () => {
    own = await ownEngine();
  });
  afterAll(() => own.close());

  async function codeOf(promise: Promise<unknown>): Promise<number | string> {
    try {
      await promise;
      return 'accepted';
    } catch (error) {
      if (error instanceof MongoServerError) return Number(error.code);
      throw error;
    }
  }

  const badIds: readonly (readonly [what: string, id: unknown, code: number])[] = [
    ['an array', [1], 53],
    ['a pattern', new BSON.BSONRegExp('a'), 53],
    ['a document with a dollar name', { $a: 1 }, 52],
    ['a document with a dollar name deep inside', { a: { b: [{ $c: 1 }] } }, 52],
    ['a document with a dollar name after another', { a: 1, $b: 1 }, 52],
    ['half a reference', { $id: 1 }, 52],
  ];

  it.each(badIds)('an _id that is %s, however it would get there: is refused', async (_what, id, code) => {
    const collection = fresh();
    const update = (statement: Document) =>
      own.db.command({ update: collection.collectionName, updates: [{ upsert: true, ...statement }] });
    const failure = async (statement: Document): Promise<unknown> =>
      ((await update(statement)).writeErrors as Document[] | undefined)?.[0]?.['code'];
    expect(await codeOf(collection.insertOne({ _id: id }))).toBe(code);
    expect(await failure({ q: { a: 1 }, u: { _id: id, a: 1 } })).toBe(code);
    expect(await failure({ q: { a: 1 }, u: { $set: { _id: id } } })).toBe(code);
    expect(await failure({ q: { a: 1 }, u: { $setOnInsert: { _id: id } } })).toBe(code);
    expect(await failure({ q: { a: 1 }, u: [{ $set: { _id: { $literal: id } } }] })).toBe(code);
    const modify = { findAndModify: collection.collectionName, query: { a: 1 }, upsert: true };
    expect(await codeOf(own.db.command({ ...modify, update: { _id: id } }))).toBe(code);
    expect(await collection.countDocuments()).toBe(0);
  });

  it('an _id of every other type, inserted: is accepted', async () => {
    const collection = fresh();
    const reference = new BSON.DBRef('people', new ObjectId());
    const ids = [1, 'a', null, true, { a: 1 }, { 'a.b': 1, c$: 2 }, new Date(0), reference, new ObjectId()];
    for (const id of ids) await collection.insertOne({ _id: id });
    expect(await collection.countDocuments()).toBe(ids.length);
  });

  const idChanges: readonly (readonly [what: string, update: Document | Document[]])[] = [
    ['$unset', { $unset: { _id: '' } }],
    ['$set', { $set: { _id: 2 } }],
    ['$set inside', { $set: { '_id.x': 2 } }],
    ['$inc', { $inc: { _id: 1 } }],
    ['$mul', { $mul: { _id: 2 } }],
    ['$min', { $min: { _id: 0 } }],
    ['$max', { $max: { _id: 9 } }],
    ['$bit', { $bit: { _id: { or: 4 } } }],
    ['$currentDate', { $currentDate: { _id: true } }],
    ['$rename from', { $rename: { _id: 'other' } }],
    ['$rename to', { $rename: { n: '_id' } }],
    ['a replacement', { _id: 2, n: 5 }],
    ['a pipeline that sets', [{ $set: { _id: 2 } }]],
    ['a pipeline that replaces', [{ $replaceWith: { _id: 2 } }]],
  ];

  it.each(idChanges)(
    'a change of _id by %s, also in an upsert: is refused with its document kept',
    async (_w, u) => {
      for (const upsert of [false, true]) {
        const collection = fresh();
        if (!upsert) await collection.insertOne({ _id: 1, n: 5 });
        const command = { update: collection.collectionName, updates: [{ q: { _id: 1 }, u, upsert }] };
        const failure = ((await own.db.command(command)).writeErrors as Document[] | undefined)?.[0];
        // A field that is not there cannot be renamed, and a path cannot be made inside a number.
        const text = JSON.stringify(u);
        const isNothing = upsert && text.includes('"$rename":{"n"');
        const expected = text.includes('_id.x') ? 28 : 66;
        expect(failure?.['code']).toBe(isNothing ? undefined : expected);
        const left = isNothing ? [{ _id: 1 }] : upsert ? [] : [{ _id: 1, n: 5 }];
        expect(await collection.find().toArray()).toEqual(left);
      }
    },
  );

  it('an update that leaves _id as it is, by any way: is accepted', async () => {
    const collection = fresh();
    await collection.insertOne({ _id: 1, n: 1 });
    const ways: (Document | Document[])[] = [
      { $set: { _id: 1, n: 2 } },
      { $inc: { _id: 0, n: 1 } },
      { $min: { _id: 5 }, $set: { n: 4 } },
      { $setOnInsert: { _id: 7 }, $set: { n: 5 } },
      [{ $project: { _id: 0, n: { $literal: 6 } } }],
      [{ $unset: '_id' }, { $set: { n: 7 } }],
      [{ $replaceWith: { n: 8 } }],
    ];
    const seen: unknown[] = [];
    for (const u of ways) {
      const command = { update: collection.collectionName, updates: [{ q: { _id: 1 }, u }] };
      expect(await own.db.command(command)).toMatchObject({ ok: 1, n: 1, nModified: 1 });
      seen.push(await collection.findOne());
    }
    expect(seen).toEqual([2, 3, 4, 5, 6, 7, 8].map((n) => ({ _id: 1, n })));
  });

  it.each<readonly [update: Document | Document[], code: number]>([
    [{ $nope: { a: 1 } }, 9],
    [{ $nope: {} }, 9],
    [{ $constructor: {} }, 9],
    [{ $set: { a: 1 }, $nope: {} }, 9],
    [{ $set: { a: 1 }, b: 1 }, 9],
    [{ $set: 5 }, 9],
    [{ $set: { a: 1 }, $inc: { a: 1 } }, 40],
    [[{ $match: {} }], 72],
    [[{ $group: { _id: 1 } }], 72],
    [[{ $set: { a: 1 }, $unset: 'b' }], 40323],
    [[{ $set: { a: { $nope: 1 } } }], 168],
    [[{ $set: {} }], 40177],
    [{ a: 1, $set: { b: 1 } }, 52],
  ])('the update %j, of one document: is refused', async (u, code) => {
    const collection = fresh();
    await collection.insertOne({ _id: 1, a: 0 });
    const reply = await own.db.command({ update: collection.collectionName, updates: [{ q: {}, u }] });
    expect((reply['writeErrors'] as Document[])[0]).toMatchObject({ code });
    expect(await collection.findOne()).toEqual({ _id: 1, a: 0 });
  });

  it.each<readonly [command: Document, code: number]>([
    [{ update: 'c', updates: [{ q: {}, u: { $set: { a: 1 } }, sort: { a: 1 } }] }, 40415],
    [{ update: 'c', updates: [{ q: {}, u: { $set: { a: 1 } }, lsid: {} }] }, 40415],
    [{ update: 'c', updates: [{ q: {}, u: [{ $set: { a: 1 } }], c: { x: 1 } }] }, 238],
    [{ update: 'c', updates: [{ q: {}, u: { $set: { a: 1 } }, collation: { locale: 'tr' } }] }, 238],
    [{ delete: 'c', deletes: [{ q: {}, limit: 1, sort: { a: 1 } }] }, 40415],
    [{ delete: 'c', deletes: [{ q: {}, limit: 2 }] }, 9],
    [{ delete: 'c', deletes: [{ q: {} }] }, 40414],
  ])('the statement of %j: is refused', async (command, code) => {
    const reply = await own.db.command(command);
    expect((reply['writeErrors'] as Document[])[0]).toMatchObject({ code });
  });

  it.each<readonly [command: Document, code: number]>([
    [{ find: 'c', returnKey: true }, 238],
    [{ find: 'c', showRecordId: true }, 238],
    [{ find: 'c', min: { a: 1 }, hint: { a: 1 } }, 238],
    [{ find: 'c', max: { a: 1 } }, 238],
    [{ find: 'c', tailable: true }, 238],
    [{ find: 'c', awaitData: true }, 238],
    [{ find: 'c', rawData: true }, 40415],
    [{ find: 'c', autocommit: true }, 40415],
    [{ find: 'c', startTransaction: true }, 263],
    [{ create: 'c', capped: true, size: 5 }, 238],
    [{ create: 'c', validator: { a: 1 } }, 238],
    [{ create: 'c', viewOn: 'd', pipeline: [] }, 238],
    [{ create: 'c', nope: 1 }, 40415],
    [{ find: 'c', limit: -1 }, 51024],
    [{ find: 'c', let: { X: 1 } }, 16867],
    [{ find: 'c', filter: { a: { $comment: 'x' } } }, 2],
    [{ find: 'c', filter: { a: { $type: 99 } } }, 2],
    [{ find: 'c', filter: { a: { $ne: undefined } }, stmtId: 1 }, 40415],
    [{ insert: 'c', documents: [{}], sort: {} }, 40415],
    [{ insert: 'c', documents: [{}], collectionUUID: new BSON.UUID() }, 238],
    [{ findAndModify: 'c', query: {}, update: { $set: { a: 1 } }, multi: true }, 40415],
    [{ aggregate: 'c', pipeline: [], cursor: { limit: 1 } }, 40415],
    [{ aggregate: 'c', pipeline: [], cursor: {}, sort: {} }, 40415],
    [{ aggregate: 'c', pipeline: [] }, 9],
    [{ aggregate: 'c', pipeline: [{ $match: {}, $limit: 1 }], cursor: {} }, 40323],
    [{ aggregate: 'c', pipeline: [{}], cursor: {} }, 40323],
    [{ aggregate: 'c', pipeline: [5], cursor: {} }, 14],
    [{ count: 'c', sort: {} }, 40415],
    [{ distinct: 'c', key: 'a', hint: { a: 1 } }, 40415],
    [{ explain: { find: 'c', nope: 1 } }, 40415],
    [{ explain: { find: 'c' }, verbosity: 'loud' }, 2],
    [{ explain: { ping: 1 } }, 2],
  ])('the command %j: is refused', async (command, code) => {
    expect(await codeOf(own.db.command(command))).toBe(code);
  });

  it.each<Document>([
    { find: 'c', returnKey: false, showRecordId: false, tailable: false, awaitData: false },
    { find: 'c', min: {}, max: {}, noCursorTimeout: true, allowPartialResults: true, allowDiskUse: true },
    { find: 'c', oplogReplay: true, comment: { any: 'thing' }, singleBatch: true, batchSize: 0 },
    { find: 'c', let: { a: 1 }, collation: { locale: 'simple' } },
    {
      aggregate: 'c',
      pipeline: [],
      cursor: { batchSize: 0 },
      allowDiskUse: true,
      bypassDocumentValidation: true,
    },
    { insert: 'c', documents: [{}], bypassDocumentValidation: true, ordered: false, comment: 'x' },
    { count: 'c', fields: {}, comment: 'x' },
    { explain: { find: 'c', comment: 'x' }, verbosity: 'queryPlanner' },
  ])('the command %j, whose options have no effect here: is accepted', async (command) => {
    expect(await own.db.command(command)).toMatchObject({ ok: 1 });
  });

  it('an upsert, whose filter demands one place twice: is refused with 54', async () => {
    const upsert = async (q: Document, u: Document = { $set: { z: 1 } }) => {
      const collection = fresh();
      const command = { update: collection.collectionName, updates: [{ q, u, upsert: true }] };
      const reply = await own.db.command(command);
      const document = await collection.findOne({}, { projection: { _id: 0 } });
      return (reply['writeErrors'] as Document[] | undefined)?.[0]?.['code'] ?? document;
    };
    expect(await upsert({ a: 1, $and: [{ a: 1 }] })).toBe(54);
    expect(await upsert({ a: 1, 'a.b': 1 })).toBe(54);
    expect(await upsert({ 'a.b': 1, a: { b: 1 } })).toBe(54);
    expect(await upsert({ a: { $all: [1, 2] } })).toBe(54);
    expect(await upsert({ 'a.b': 1, 'a.c': 2, ab: 3 })).toEqual({ a: { b: 1, c: 2 }, ab: 3, z: 1 });
    expect(await upsert({ $and: [{ a: { $eq: 1 } }, { $or: [{ b: 2 }] }] })).toEqual({ a: 1, b: 2, z: 1 });
    expect(await upsert({ $or: [{ a: 1 }, { b: 2 }], c: { $in: [3] }, d: { $in: [4, 5] } })).toEqual({
      c: 3,
      z: 1,
    });
    expect(await upsert({ a: { $gt: 1 }, b: { $not: { $eq: 2 } }, $nor: [{ c: 3 }] })).toEqual({ z: 1 });
    expect(await upsert({ a: 1, $and: [{ a: 1 }] }, { r: 1 })).toEqual({ r: 1 });
  });

  it('count, with a hint: reads that index and refuses one that is not there', async () => {
    const collection = fresh();
    await collection.insertMany([{ _id: 1, a: 1 }, { _id: 2 }]);
    await collection.createIndex({ a: 1 }, { sparse: true });
    const count = (hint: unknown) => own.db.command({ count: collection.collectionName, hint });
    expect(await count({ a: 1 })).toMatchObject({ n: 1 });
    expect(await count('_id_')).toMatchObject({ n: 2 });
    expect(await codeOf(count('nope'))).toBe(2);
  });

  it('$mod, of integers beyond 2^53: counts exactly', async () => {
    const collection = fresh();
    await collection.insertMany([
      { _id: 1, n: Long.fromString('9007199254740993') },
      { _id: 2, n: Long.fromString('9007199254740992') },
      { _id: 3, n: -3 },
      { _id: 4, n: 3.9 },
      { _id: 5, n: NaN },
      { _id: 6, n: 'text' },
    ]);
    const ids = async (mod: unknown[]) =>
      (await collection.find({ n: { $mod: mod } }, { sort: { _id: 1 } }).toArray()).map((each) => each._id);
    expect(await ids([2, 1])).toEqual([1, 4]);
    expect(await ids([2, -1])).toEqual([3]);
    expect(await ids([2, 0])).toEqual([2]);
    expect(await ids([Long.fromString('9007199254740993'), 0])).toEqual([1]);
  });
});

describe('the API version of a client', () => {
  let own: OwnEngine;
  beforeAll(async () => {
    own = await ownEngine();
  });
  afterAll(() => own.close());

  it('1, with and without strictness: serves what belongs to it', async () => {
    for (const strict of [false, true]) {
      const client = await own.connect({ serverApi: { version: '1', strict, deprecationErrors: true } });
      const collection = client.db('api').collection<{ _id: number; n: number }>(`strict${strict}`);
      await collection.insertMany([1, 2, 3].map((n) => ({ _id: n, n })));
      await collection.createIndex({ n: 1 }, { unique: true });
      await collection.updateOne({ _id: 1 }, { $set: { n: 9 } });
      await collection.findOneAndUpdate({ _id: 2 }, { $inc: { n: 5 } });
      expect(await collection.find({}, { batchSize: 1 }).toArray()).toHaveLength(3);
      expect(await collection.countDocuments({ n: { $gt: 3 } })).toBe(2);
      expect(await collection.estimatedDocumentCount()).toBe(3);
    }
  });

  it.each<readonly [command: Document, code: number]>([
    [{ ping: 1, apiVersion: '2' }, 322],
    [{ ping: 1, apiVersion: '' }, 322],
    [{ ping: 1, apiVersion: 1 }, 14],
    [{ ping: 1, apiStrict: true }, 4886600],
    [{ ping: 1, apiDeprecationErrors: true }, 4886600],
    [{ ping: 1, apiVersion: '1', apiStrict: 'yes' }, 14],
    [{ distinct: 'c', key: 'a', apiVersion: '1', apiStrict: true }, 323],
    [{ buildInfo: 1, apiVersion: '1', apiStrict: true }, 323],
    [{ isMaster: 1, apiVersion: '1', apiStrict: true }, 323],
    [{ find: 'c', noCursorTimeout: true, apiVersion: '1', apiStrict: true }, 323],
    [{ find: 'c', tailable: true, apiVersion: '1', apiStrict: true }, 323],
    [{ create: 'c', capped: true, size: 5, apiVersion: '1', apiStrict: true }, 323],
    [
      {
        createIndexes: 'c',
        indexes: [{ key: { a: 1 }, name: 'a', sparse: true }],
        apiVersion: '1',
        apiStrict: true,
      },
      323,
    ],
    [{ nonsense: 1, apiVersion: '1' }, 59],
  ])('%j: is refused', async (command, code) => {
    await expect(own.db.command(command)).rejects.toMatchObject({ code });
  });

  it('1, without strictness: serves what does not belong to it', async () => {
    expect(await own.db.command({ distinct: 'c', key: 'a', apiVersion: '1' })).toMatchObject({ ok: 1 });
    expect(await own.db.command({ ping: 1, apiVersion: '1', apiStrict: true })).toMatchObject({ ok: 1 });
  });
});
