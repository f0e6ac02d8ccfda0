import { Decimal128, Double, Int32, Long, Timestamp } from 'mongodb';
import type { Document } from 'mongodb';
import { EJSON } from 'bson';
import { ownEngine } from './client.ts';
import type { OwnEngine } from './client.ts';

type Any = Document & { _id: number | string | Timestamp };

const long = (value: number | bigint): Long => Long.fromBigInt(BigInt(value));
const exactly = (value: unknown): string => EJSON.stringify({ value }, { relaxed: false });

describe('answers that are easily a little wrong', () => {
  let own: OwnEngine;
  let counter = 0;
  const fresh = () => own.db.collection<Any>(`quiet${counter++}`);

  beforeAll(async () => {
    own = await ownEngine();
  });
  afterAll(() => own.close());

  it.each<readonly [before: unknown, update: Document, after: unknown]>([
    [new Int32(2 ** 31 - 1), { $inc: { n: 1 } }, long(2 ** 31)],
    [new Int32(-(2 ** 31)), { $inc: { n: -1 } }, long(-(2 ** 31) - 1)],
    [long(2n ** 53n), { $inc: { n: 1 } }, long(2n ** 53n + 1n)],
    [new Int32(1), { $inc: { n: long(1) } }, long(2)],
    [new Int32(1), { $inc: { n: new Double(1) } }, new Double(2)],
    [new Int32(2 ** 30), { $mul: { n: 4 } }, long(2 ** 32)],
    [undefined, { $inc: { n: long(5) } }, long(5)],
    [undefined, { $mul: { n: long(5) } }, long(0)],
    [undefined, { $mul: { n: new Double(5) } }, new Double(0)],
    [new Int32(1), { $set: { n: new Double(1) } }, new Double(1)],
    [new Int32(1), { $set: { n: long(1) } }, long(1)],
    [[new Int32(1)], { $set: { n: [new Double(1)] } }, [new Double(1)]],
    [new Double(0), { $set: { n: new Double(-0) } }, new Double(-0)],
    [
      Decimal128.fromString('1.0'),
      { $set: { n: Decimal128.fromString('1.00') } },
      Decimal128.fromString('1.00'),
    ],
    [new Int32(5), { $min: { n: long(5) } }, new Int32(5)],
    [new Int32(5), { $min: { n: 'text' } }, new Int32(5)],
    [new Int32(5), { $max: { n: 'text' } }, 'text'],
    [new Int32(5), { $min: { n: null } }, null],
    [null, { $max: { n: null } }, null],
    [undefined, { $min: { n: null } }, null],
    [new Int32(5), { $min: { n: new Double(NaN) } }, new Double(NaN)],
    ['text', { $max: { n: [1] } }, [new Int32(1)]],
    [[1, 2], { $addToSet: { n: new Double(1) } }, [new Int32(1), new Int32(2)]],
    [[1, [2]], { $addToSet: { n: [2] } }, [new Int32(1), [new Int32(2)]]],
    [
      [{ a: 1, b: 2 }],
      { $addToSet: { n: { b: 2, a: 1 } } },
      [
        { a: new Int32(1), b: new Int32(2) },
        { b: new Int32(2), a: new Int32(1) },
      ],
    ],
    [[1, 2, 3], { $unset: { 'n.1': '' } }, [new Int32(1), null, new Int32(3)]],
    [[1], { $set: { 'n.3': 4 } }, [new Int32(1), null, null, new Int32(4)]],
    [{ 0: 'a' }, { $set: { 'n.1': 'b' } }, { 0: 'a', 1: 'b' }],
  ])('%j changed by %j: is %j, type and all', async (before, update, after) => {
    const collection = fresh();
    await collection.insertOne(before === undefined ? { _id: 1 } : { _id: 1, n: before });
    await collection.updateOne({ _id: 1 }, update);
    const found = await collection.findOne({ _id: 1 }, { promoteValues: false });
    expect(exactly(found?.['n'])).toBe(exactly(after));
  });

  it.each<readonly [update: Document, code: number]>([
    [{ $inc: { l: 1 } }, 2],
    [{ $mul: { l: 2 } }, 2],
    [{ $inc: { d: 1 } }, 238],
    [{ $inc: { s: 1 } }, 14],
    [{ $inc: { n: 'x' } }, 14],
    [{ $inc: { none: 'x' } }, 14],
    [{ $set: { 'n.x': 1 } }, 28],
    [{ $push: { n: 1 } }, 2],
    [{ $set: { 'a.x': 1 } }, 28],
    [{ $set: { 'a.$': 1 } }, 2],
    [{ $set: { 'a.$[x]': 1 } }, 2],
    [{ $set: { '': 1 } }, 56],
    [{ $set: { 'n..x': 1 } }, 56],
  ])('%j: is refused and changes nothing', async (update, code) => {
    const collection = fresh();
    const document = { _id: 1, l: Long.MAX_VALUE, d: Decimal128.fromString('1'), s: 'x', n: 1, a: [1] };
    await collection.insertOne(document);
    const reply = await own.db.command({
      update: collection.collectionName,
      updates: [{ q: {}, u: update }],
    });
    expect((reply['writeErrors'] as Document[])[0]).toMatchObject({ code });
    expect(exactly(await collection.findOne({}, { promoteValues: false }))).toBe(
      exactly({ ...document, _id: new Int32(1), n: new Int32(1), a: [new Int32(1)] }),
    );
  });

  const sorted: readonly Document[] = [
    { _id: 'missing' },
    { _id: 'null', n: null },
    { _id: 'empty', n: [] },
    { _id: 'one', n: 1 },
    { _id: 'list', n: [5, -5] },
    { _id: 'nan', n: NaN },
    { _id: 'text', n: 'a' },
    { _id: 'object', n: { a: 1 } },
    { _id: 'true', n: true },
    { _id: 'date', n: new Date(0) },
    { _id: 'big', n: long(2n ** 53n + 1n) },
    { _id: 'double', n: 2 ** 53 },
  ];

  it('a sort over all types and lists, with and without an index: is the one of MongoDB', async () => {
    const ascending = [
      'empty',
      'missing',
      'null',
      'nan',
      'list',
      'one',
      'double',
      'big',
      'text',
      'object',
      'true',
      'date',
    ];
    const descending = [
      'date',
      'true',
      'object',
      'text',
      'big',
      'double',
      'list',
      'one',
      'nan',
      'missing',
      'null',
      'empty',
    ];
    for (const isIndexed of [false, true]) {
      const collection = fresh();
      await collection.insertMany(sorted as Any[]);
      if (isIndexed) await collection.createIndex({ n: 1 });
      const ids = async (direction: 1 | -1) =>
        (await collection.find().sort({ n: direction, _id: 1 }).toArray()).map((each) => each._id);
      expect([isIndexed, await ids(1)]).toEqual([isIndexed, ascending]);
      expect([isIndexed, await ids(-1)]).toEqual([isIndexed, descending]);
    }
  });

  it('null, in filters: is missing as well where MongoDB says so', async () => {
    const collection = fresh();
    await collection.insertMany([
      { _id: 1 },
      { _id: 2, n: null },
      { _id: 3, n: 1 },
      { _id: 4, n: [null] },
      { _id: 5, n: [] },
    ] as Any[]);
    const ids = async (filter: Document) =>
      (await collection.find(filter).sort({ _id: 1 }).toArray()).map((each) => each._id);
    for (const isIndexed of [false, true]) {
      if (isIndexed) await collection.createIndex({ n: 1 }, { sparse: true });
      expect(await ids({ n: null })).toEqual([1, 2, 4]);
      expect(await ids({ n: { $ne: null } })).toEqual([3, 5]);
      expect(await ids({ n: { $in: [null, 1] } })).toEqual([1, 2, 3, 4]);
      expect(await ids({ n: { $nin: [null] } })).toEqual([3, 5]);
      expect(await ids({ n: { $gte: null } })).toEqual([1, 2, 4]);
      expect(await ids({ n: { $exists: true } })).toEqual([2, 3, 4, 5]);
      expect(await ids({ n: { $type: 'null' } })).toEqual([2, 4]);
      expect(await ids({ $expr: { $eq: ['$n', null] } })).toEqual([2]);
    }
  });

  it('a unique index, sparse or not: takes null and missing as MongoDB does', async () => {
    const plain = fresh();
    await plain.createIndex({ n: 1 }, { unique: true });
    await plain.insertOne({ _id: 1 });
    await expect(plain.insertOne({ _id: 2, n: null })).rejects.toMatchObject({ code: 11000 });
    await expect(plain.insertOne({ _id: 3 })).rejects.toMatchObject({ code: 11000 });
    const sparse = fresh();
    await sparse.createIndex({ n: 1 }, { unique: true, sparse: true });
    await sparse.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, n: null }]);
    await expect(sparse.insertOne({ _id: 4, n: null })).rejects.toMatchObject({ code: 11000 });
    await expect(sparse.insertOne({ _id: 5, n: [7, 7] })).resolves.toBeDefined();
    await expect(sparse.insertOne({ _id: 6, n: new Double(7) })).rejects.toMatchObject({ code: 11000 });
  });

  it.each<readonly [sort: Document, code: number]>([
    [{ $natural: 1, n: 1 }, 2],
    [{ n: 1, $natural: 1 }, 2],
    [{ $natural: 2 }, 15975],
    [{ '': 1 }, 15998],
    [{ 'a..b': 1 }, 15998],
    [{ 'a.': 1 }, 40353],
    [{ $n: 1 }, 16410],
    [{ n: 0 }, 15975],
    [{ n: 'x' }, 15975],
    [{ n: { $meta: 'textScore' } }, 238],
  ])('the sort %j: is refused', async (sort, code) => {
    await expect(own.db.command({ find: 'c', sort })).rejects.toMatchObject({ code });
    const pipeline = [{ $sort: sort }];
    const inPipeline = Object.keys(sort).includes('$natural') && code === 2 ? 16410 : code;
    await expect(own.db.command({ aggregate: 'c', pipeline, cursor: {} })).rejects.toMatchObject({
      code: inPipeline,
    });
  });

  it('empty timestamps, inserted or replacing: are filled in at the top and nowhere else', async () => {
    const collection = fresh();
    const empty = new Timestamp({ t: 0, i: 0 });
    await collection.insertOne({ _id: 1, a: empty, b: empty, c: { d: empty } });
    await collection.insertOne({ _id: empty, a: 1 });
    const first = await collection.findOne({ _id: 1 });
    expect(first?.['a'].equals(first['b'])).toBe(false);
    expect((first?.['a'] as Timestamp).getHighBits()).toBeGreaterThan(1_700_000_000);
    expect(first?.['c']).toEqual({ d: empty });
    expect(await collection.countDocuments({ _id: empty })).toBe(1);
    await collection.replaceOne({ _id: 1 }, { e: empty });
    await collection.updateOne({ _id: 1 }, { $set: { f: empty } });
    const second = await collection.findOne({ _id: 1 });
    expect((second?.['e'] as Timestamp).getHighBits()).toBeGreaterThan(1_700_000_000);
    expect(second?.['f']).toEqual(empty);
  });
});
