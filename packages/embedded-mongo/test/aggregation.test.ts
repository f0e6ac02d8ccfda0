import { Decimal128, Double, EJSON, Long } from 'bson';
import { MongoServerError } from 'mongodb';
import type { Document } from 'mongodb';
import { ownEngine } from './client.ts';
import type { OwnEngine } from './client.ts';

const long = (value: number | bigint): Long => Long.fromBigInt(BigInt(value));
const maxLong = long(2n ** 63n - 1n);

/** A pipeline over some documents, and what comes out of it or the code of the error. */
type Case = readonly [what: string, documents: Document[], pipeline: Document[], result: Document[] | number];

const group = (value: Document, id: unknown = null): Document => ({ $group: { _id: id, value } });
const values = (...each: unknown[]): Document[] => each.map((n, at) => ({ _id: at, n }));
const one = (value: unknown): Document[] => [{ _id: null, value }];

const groups: readonly Case[] = [
  ['$sum of ints stays int', values(1, 2), [group({ $sum: '$n' })], one(3)],
  ['$sum beyond int32 is long', values(2 ** 31 - 1, 1), [group({ $sum: '$n' })], one(long(2 ** 31))],
  ['$sum with a long is long', values(1, long(2)), [group({ $sum: '$n' })], one(long(3))],
  ['$sum of longs is exact', values(long(2n ** 53n), 1), [group({ $sum: '$n' })], one(long(2n ** 53n + 1n))],
  ['$sum beyond 64 bits is double', values(maxLong, 1), [group({ $sum: '$n' })], one(new Double(2 ** 63))],
  ['$sum with a double is double', values(1, new Double(2)), [group({ $sum: '$n' })], one(new Double(3))],
  [
    '$sum carries its rounding errors',
    values(0.1, 0.2, 0.3, -0.6),
    [group({ $sum: '$n' })],
    one(new Double(2.7755575615628914e-17)),
  ],
  ['$sum ignores what is no number', values(1, 'x', null, [5], true), [group({ $sum: '$n' })], one(1)],
  ['$sum of nothing is 0', values('x'), [group({ $sum: '$none' })], one(0)],
  ['$sum of a constant counts', values(1, 1, 1), [group({ $sum: 2 })], one(6)],
  ['$sum refuses decimals', values(Decimal128.fromString('1')), [group({ $sum: '$n' })], 238],
  ['$avg is double', values(1, 3), [group({ $avg: '$n' })], one(new Double(2))],
  ['$avg ignores what is no number', values(1, 'x', null), [group({ $avg: '$n' })], one(new Double(1))],
  ['$avg of nothing is null', values('x'), [group({ $avg: '$n' })], one(null)],
  ['$avg refuses decimals', values(Decimal128.fromString('1')), [group({ $avg: '$n' })], 238],
  ['$min goes by type, then value', values('a', 2, long(1), null), [group({ $min: '$n' })], one(long(1))],
  ['$max goes by type, then value', values('a', 2, [0], null), [group({ $max: '$n' })], one([0])],
  ['$min of nothing is null', values(null), [group({ $min: '$none' })], one(null)],
  ['$first of a missing field is null', [{ _id: 0 }, { _id: 1, n: 1 }], [group({ $first: '$n' })], one(null)],
  ['$last is the last one', values(1, 2), [group({ $last: '$n' })], one(2)],
  [
    '$push leaves missing values out',
    [{ _id: 0 }, ...values(1, null).map((d) => ({ ...d, _id: `${d._id}` }))],
    [{ $sort: { n: -1 } }, group({ $push: '$n' })],
    one([1, null]),
  ],
  [
    '$push of documents keeps null',
    values(null),
    [group({ $push: { n: '$n', m: '$none' } })],
    one([{ n: null }]),
  ],
  [
    '$addToSet takes equal numbers once',
    values(1, long(1), new Double(1), 2),
    [group({ $addToSet: '$n' })],
    one([1, 2]),
  ],
  ['$addToSet leaves missing values out', [{ _id: 0 }], [group({ $addToSet: '$n' })], one([])],
  ['$count counts', values(1, null), [group({ $count: {} })], one(2)],
  [
    'equal numbers are one group',
    values(1, long(1), new Double(1)),
    [{ $group: { _id: '$n', value: { $sum: 1 } } }],
    [{ _id: 1, value: 3 }],
  ],
  ['null and missing are one group', [{ _id: 0 }, { _id: 1, n: null }], [group({ $sum: 1 }, '$n')], one(2)],
  [
    'a group by a document leaves missing fields out',
    values(1),
    [{ $group: { _id: { n: '$n', m: '$none' } } }],
    [{ _id: { n: 1 } }],
  ],
  ['a group of nothing is nothing', [], [group({ $sum: 1 })], []],
  ['$group without _id', values(1), [{ $group: { n: { $sum: 1 } } }], 15955],
  ['$group of a number', values(1), [{ $group: 5 }], 15947],
  ['an unknown accumulator', values(1), [group({ $nope: 1 })], 15952],
  ['an accumulator that is left out', values(1), [group({ $mergeObjects: '$$ROOT' })], 15952],
  ['a field without accumulator', values(1), [{ $group: { _id: 1, value: 5 } }], 40234],
  ['two accumulators', values(1), [group({ $sum: 1, $max: 1 })], 40238],
  ['a dot in a field of $group', values(1), [{ $group: { _id: 1, 'a.b': { $sum: 1 } } }], 40235],
  ['a dollar in a field of $group', values(1), [{ $group: { _id: 1, $a: { $sum: 1 } } }], 40236],
  ['an accumulator of a list', values(1), [group({ $sum: ['$n', 1] })], 40237],
  ['$count with an argument', values(1), [group({ $count: 1 })], 14],
];

const lists = [{ _id: 1, l: [5, 6] }, { _id: 2, l: [] }, { _id: 3, l: null }, { _id: 4 }, { _id: 5, l: 7 }];
const kept = { path: '$l', preserveNullAndEmptyArrays: true };
const unwinds: readonly Case[] = [
  [
    '$unwind leaves out what has no element',
    lists,
    [{ $unwind: '$l' }],
    [
      { _id: 1, l: 5 },
      { _id: 1, l: 6 },
      { _id: 5, l: 7 },
    ],
  ],
  [
    '$unwind can keep it',
    lists,
    [{ $unwind: kept }],
    [{ _id: 1, l: 5 }, { _id: 1, l: 6 }, { _id: 2 }, { _id: 3, l: null }, { _id: 4 }, { _id: 5, l: 7 }],
  ],
  [
    'the index of $unwind is a long, or null',
    lists,
    [{ $unwind: { ...kept, includeArrayIndex: 'at' } }],
    [
      { _id: 1, l: 5, at: long(0) },
      { _id: 1, l: 6, at: long(1) },
      { _id: 2, at: null },
      { _id: 3, l: null, at: null },
      { _id: 4, at: null },
      { _id: 5, l: 7, at: null },
    ],
  ],
  [
    '$unwind of a nested path',
    [{ _id: 1, a: { l: [1, 2], z: 0 } }],
    [{ $unwind: { path: '$a.l', includeArrayIndex: 'a.at' } }],
    [
      { _id: 1, a: { l: 1, z: 0, at: long(0) } },
      { _id: 1, a: { l: 2, z: 0, at: long(1) } },
    ],
  ],
  ['$unwind does not go through arrays', [{ _id: 1, a: [{ l: [1] }] }], [{ $unwind: '$a.l' }], []],
  ['$unwind of no path', lists, [{ $unwind: {} }], 28812],
  ['$unwind without dollar', lists, [{ $unwind: 'l' }], 28818],
  ['$unwind of a number', lists, [{ $unwind: 5 }], 15981],
  ['$unwind of a path that is a number', lists, [{ $unwind: { path: 5 } }], 28808],
  ['$unwind with an unknown option', lists, [{ $unwind: { path: '$l', nope: 1 } }], 28811],
  [
    '$unwind with a flag that is none',
    lists,
    [{ $unwind: { path: '$l', preserveNullAndEmptyArrays: 1 } }],
    28809,
  ],
  ['$unwind with an empty index', lists, [{ $unwind: { path: '$l', includeArrayIndex: '' } }], 28810],
  ['$unwind with an index of dollars', lists, [{ $unwind: { path: '$l', includeArrayIndex: '$at' } }], 28822],
];

const nested = [{ _id: 1, a: { b: 1, c: 2 }, l: [{ x: 1, y: 2 }, 5, [{ x: 3 }]], n: 3 }];
const transforms: readonly Case[] = [
  [
    '$addFields merges documents',
    nested,
    [{ $addFields: { a: { d: '$n' } } }, { $project: { a: 1 } }],
    [{ _id: 1, a: { b: 1, c: 2, d: 3 } }],
  ],
  [
    '$addFields enters arrays',
    nested,
    [{ $addFields: { 'l.z': '$n' } }, { $project: { l: 1 } }],
    [{ _id: 1, l: [{ x: 1, y: 2, z: 3 }, { z: 3 }, [{ x: 3, z: 3 }]] }],
  ],
  [
    '$addFields replaces what is no document',
    nested,
    [{ $addFields: { 'n.z': 1 } }, { $project: { n: 1 } }],
    [{ _id: 1, n: { z: 1 } }],
  ],
  [
    '$addFields reads the document as it came',
    nested,
    [{ $addFields: { n: 9, m: '$n' } }, { $project: { n: 1, m: 1 } }],
    [{ _id: 1, n: 9, m: 3 }],
  ],
  [
    '$addFields of a missing field removes',
    nested,
    [{ $addFields: { a: '$none', l: '$$REMOVE' } }],
    [{ _id: 1, n: 3 }],
  ],
  [
    '$addFields of a missing field makes its way',
    nested,
    [{ $project: { n: 1 } }, { $addFields: { 'x.y': '$none' } }],
    [{ _id: 1, n: 3, x: {} }],
  ],
  ['$addFields of an empty document', nested, [{ $addFields: { a: {} } }], 40180],
  ['$addFields of nothing', nested, [{ $addFields: {} }], 40177],
  ['$addFields of overlapping paths', nested, [{ $addFields: { a: 1, 'a.b': 2 } }], 40176],
  ['$addFields of a dotted name inside', nested, [{ $addFields: { a: { 'b.c': 1 } } }], 40183],
  ['$addFields of a dollar name', nested, [{ $addFields: { $a: 1 } }], 16410],
  [
    '$project keeps the order of the document',
    nested,
    [{ $project: { n: 1, 'a.c': 1 } }],
    [{ _id: 1, a: { c: 2 }, n: 3 }],
  ],
  ['$project enters arrays', nested, [{ $project: { 'l.x': 1 } }], [{ _id: 1, l: [{ x: 1 }, [{ x: 3 }]] }]],
  [
    '$project drops in arrays',
    nested,
    [{ $project: { 'l.x': 0, a: 0 } }],
    [{ _id: 1, l: [{ y: 2 }, 5, [{}]], n: 3 }],
  ],
  ['$project takes documents for paths', nested, [{ $project: { a: { b: 1 }, _id: 0 } }], [{ a: { b: 1 } }]],
  [
    '$project computes after the others',
    nested,
    [{ $project: { sum: { $add: ['$n', 1] }, n: 1, 'a.s': '$n', 'a.b': 1 } }],
    [{ _id: 1, a: { b: 1, s: 3 }, n: 3, sum: 4 }],
  ],
  [
    '$project of texts and nulls computes',
    nested,
    [{ $project: { n: '$a.b', m: 'text', o: null, p: [1, '$none'] } }],
    [{ _id: 1, n: 1, m: 'text', o: null, p: [1, null] }],
  ],
  ['$project of _id alone', nested, [{ $project: { _id: 0 } }, { $project: { a: 0, l: 0 } }], [{ n: 3 }]],
  ['$project that mixes, wanted first', nested, [{ $project: { a: 1, n: 0 } }], 31254],
  ['$project that mixes, unwanted first', nested, [{ $project: { a: 0, n: 1 } }], 31253],
  ['$project that computes while it drops', nested, [{ $project: { a: 0, n: '$n' } }], 31252],
  ['$project of one place twice', nested, [{ $project: { a: 1, 'a.b': 1 } }], 31249],
  ['$project of a place and its document', nested, [{ $project: { 'a.b': 1, a: 1 } }], 31250],
  ['$project of an empty document', nested, [{ $project: { a: {} } }], 51270],
  ['$project of nothing', nested, [{ $project: {} }], 51272],
  ['$project of a number', nested, [{ $project: 5 }], 15969],
  ['the positional $ in $project', nested, [{ $project: { 'l.$': 1 } }], 31324],
  ['$slice in $project', nested, [{ $project: { l: { $slice: ['$l', 1] } } }], 168],
  ['$unset of several', nested, [{ $unset: ['a.b', 'l', 'none'] }], [{ _id: 1, a: { c: 2 }, n: 3 }]],
  ['$unset of nothing', nested, [{ $unset: [] }], 31002],
  ['$unset of a number', nested, [{ $unset: 5 }], 31002],
  ['$replaceRoot of no document', nested, [{ $replaceRoot: { newRoot: '$n' } }], 40228],
  ['$replaceRoot without newRoot', nested, [{ $replaceRoot: {} }], 40231],
  ['$replaceRoot of a text', nested, [{ $replaceRoot: '$a' }], 40229],
  ['$replaceRoot with more', nested, [{ $replaceRoot: { newRoot: '$a', more: 1 } }], 40415],
  ['$replaceWith of a missing field', nested, [{ $replaceWith: '$none' }], 40228],
];

const others: readonly Case[] = [
  ['$count of nothing is nothing', [], [{ $count: 'n' }], []],
  ['$count of no text', [], [{ $count: 5 }], 40156],
  ['$count of an empty text', [], [{ $count: '' }], 40157],
  ['$count of a dollar', [], [{ $count: '$n' }], 40158],
  ['$count of a path', [], [{ $count: 'a.b' }], 40160],
  ['$limit of 0', [], [{ $limit: 0 }], 15958],
  ['$limit of a text', [], [{ $limit: '1' }], 5107201],
  ['$limit of less than 0', [], [{ $limit: -1 }], 5107201],
  ['$skip of less than 0', [], [{ $skip: -1 }], 5107200],
  [
    '$skip beyond the end',
    values(1, 2),
    [{ $match: { n: { $gt: 0 } } }, { $addFields: { m: 1 } }, { $skip: 5 }],
    [],
  ],
  [
    '$skip and $limit in any order',
    values(1, 2, 3, 4),
    [{ $limit: 3 }, { $skip: 1 }, { $limit: 1 }],
    [{ _id: 1, n: 2 }],
  ],
  ['$sort of no key', [], [{ $sort: {} }], 15976],
  ['$sort of a text', [], [{ $sort: 'n' }], 15973],
  ['$sort of a direction that is none', [], [{ $sort: { n: 2 } }], 15975],
  ['$match of a text', [], [{ $match: 'n' }], 15959],
  ['$sortByCount of a text', [], [{ $sortByCount: 'n' }], 40148],
  ['$sortByCount of a document', [], [{ $sortByCount: { a: 1 } }], 40147],
  ['$sortByCount of a number', [], [{ $sortByCount: 5 }], 40149],
  ['$facet of nothing', [], [{ $facet: {} }], 40169],
  ['$facet of no pipeline', [], [{ $facet: { a: 1 } }], 40170],
  ['$facet inside $facet', [], [{ $facet: { a: [{ $facet: { b: [] } }] } }], 40600],
  ['$facet of no documents', [], [{ $facet: { a: [], n: [{ $count: 'n' }] } }], [{ a: [], n: [] }]],
  ['a stage that is left out', [], [{ $bucket: { groupBy: '$n', boundaries: [0, 1] } }], 238],
  ['a stage that is left out, behind others', [], [{ $match: {} }, { $unionWith: 'x' }], 238],
  ['a stage of an object of JavaScript', [], [{ constructor: 1 }], 40324],
  [
    'an expression of $match, with $expr',
    values(1, 5),
    [{ $sort: { n: -1 } }, { $limit: 2 }, { $match: { $expr: { $gt: ['$n', 2] } } }],
    [{ _id: 1, n: 5 }],
  ],
];

describe('aggregations', () => {
  let own: OwnEngine;
  let counter = 0;

  beforeAll(async () => {
    own = await ownEngine();
  });
  afterAll(() => own.close());

  async function outcome(documents: Document[], pipeline: Document[]): Promise<Document[] | number> {
    const collection = own.db.collection(`a${counter++}`);
    if (documents.length > 0) await collection.insertMany(documents as { _id: never }[]);
    try {
      return await collection.aggregate(pipeline, { promoteValues: false }).toArray();
    } catch (error) {
      if (error instanceof MongoServerError) return Number(error.code);
      throw error;
    }
  }

  const exactly = (result: Document[] | number): string => EJSON.stringify({ result }, { relaxed: false });

  it.each([...groups, ...unwinds, ...transforms, ...others])(
    '%s, as documented: gives the documented result or code',
    async (_what, documents, pipeline, result) => {
      expect(exactly(await outcome(documents, pipeline))).toBe(exactly(result));
    },
  );

  it('a result beyond 16 MiB, of $push: is refused', async () => {
    const text = 'x'.repeat(9 * 1024 * 1024);
    const result = await outcome(
      [
        { _id: 1, text },
        { _id: 2, text },
      ] as Document[],
      [{ $group: { _id: null, all: { $push: '$text' } } }],
    );
    expect(result).toBe(10334);
  });
});
