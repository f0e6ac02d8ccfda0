import { MongoServerError } from 'mongodb';
import type { Document } from 'mongodb';
import { ownEngine } from './client.ts';
import type { OwnEngine } from './client.ts';

const left = [
  { _id: 1, k: 'a' },
  { _id: 2, k: ['a', 'b'] },
  { _id: 3, k: null },
  { _id: 4 },
  { _id: 5, k: [] },
  { _id: 6, d: [{ k: 'a' }, { z: 1 }] },
];
const right = [
  { _id: 10, f: 'a' },
  { _id: 11, f: ['b', 'c'] },
  { _id: 12, f: null },
  { _id: 13 },
  { _id: 14, f: /a/ },
];
const joins: readonly (readonly [what: string, lookup: Document, ids: Record<number, number[]> | number])[] =
  [
    [
      'by equality',
      { localField: 'k', foreignField: 'f', as: 'j' },
      { 1: [10], 2: [10, 11], 3: [12, 13], 4: [12, 13], 5: [], 6: [12, 13] },
    ],
    [
      'through an array of documents',
      { localField: 'd.k', foreignField: 'f', as: 'j' },
      { 1: [12, 13], 2: [12, 13], 3: [12, 13], 4: [12, 13], 5: [12, 13], 6: [10] },
    ],
    [
      'by a pipeline and a variable',
      { let: { k: '$k' }, pipeline: [{ $match: { $expr: { $eq: ['$f', '$$k'] } } }], as: 'j' },
      { 1: [10], 2: [], 3: [12], 4: [13], 5: [], 6: [13] },
    ],
    [
      'by both',
      {
        localField: 'k',
        foreignField: 'f',
        pipeline: [{ $match: { _id: { $gt: 10 } } }, { $limit: 1 }],
        as: 'j',
      },
      { 1: [], 2: [11], 3: [12], 4: [12], 5: [], 6: [12] },
    ],
    [
      'without a condition',
      { pipeline: [{ $limit: 1 }], as: 'j' },
      { 1: [10], 2: [10], 3: [10], 4: [10], 5: [10], 6: [10] },
    ],
    ['without from', { from: undefined, pipeline: [], as: 'j' }, 9],
    ['without as', { pipeline: [] }, 9],
    ['with half of the fields', { localField: 'k', as: 'j' }, 9],
    ['without fields and pipeline', { as: 'j' }, 9],
    ['with an unknown argument', { pipeline: [], as: 'j', nope: 1 }, 9],
    ['with a pipeline that is none', { pipeline: {}, as: 'j' }, 9],
    ['with an unknown stage inside', { pipeline: [{ $nope: 1 }], as: 'j' }, 40324],
    ['with an unknown variable inside', { pipeline: [{ $match: { $expr: '$$v' } }], as: 'j' }, 17276],
    ['with a variable in capitals', { let: { K: 1 }, pipeline: [], as: 'j' }, 16867],
  ];

describe('$lookup', () => {
  let own: OwnEngine;
  let counter = 0;

  beforeAll(async () => {
    own = await ownEngine();
  });
  afterAll(() => own.close());

  async function outcome(documents: Document[], pipeline: Document[]): Promise<Document[] | number> {
    const collection = own.db.collection(`left${counter++}`);
    if (documents.length > 0) await collection.insertMany(documents as { _id: never }[]);
    try {
      return await collection.aggregate(pipeline).toArray();
    } catch (error) {
      if (error instanceof MongoServerError) return Number(error.code);
      throw error;
    }
  }

  it.each(joins)('%s, as documented: joins what is documented, or is refused', async (_what, lookup, ids) => {
    const from = `right${counter}`;
    await own.db.collection<Document & { _id: number }>(from).insertMany(right);
    const given = Object.entries({ from, ...lookup }).filter(([, value]) => value !== undefined);
    const pipeline = [{ $lookup: Object.fromEntries(given) as Document }, { $sort: { _id: 1 } }];
    const result = await outcome(left, pipeline);
    const found =
      typeof result === 'number'
        ? result
        : Object.fromEntries(
            result.map((each) => [
              Number(each['_id']),
              (each['j'] as Document[]).map((joined) => Number(joined['_id'])).sort(),
            ]),
          );
    expect(found).toEqual(ids);
    // A wrong one is refused also when there is nothing to join.
    if (typeof ids === 'number') expect(await outcome([], pipeline)).toBe(ids);
  });
});
