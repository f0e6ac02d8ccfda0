import { readFileSync } from 'node:fs';
import type { Document } from 'mongodb';
import { accumulators } from '../src/aggregation/accumulators.ts';
import { stageCompilers } from '../src/aggregation/stages.ts';
import { transformStages } from '../src/aggregation/transform.ts';
import { commands } from '../src/commands/table.ts';
import { expressionOperators } from '../src/expression/operators.ts';
import { filterOperators } from '../src/query/parse-filter.ts';
import { updateOperators } from '../src/update/modifiers.ts';
import { ownEngine } from './client.ts';
import type { OwnEngine } from './client.ts';

const page = readFileSync('docs/mongodb.md', 'utf8');

/** The names in a row of the table of what works. */
function documented(row: string): string[] {
  const line = page.split('\n').find((each) => each.startsWith(`| ${row} `));
  return (/`([^`]*)`/.exec(line ?? '')?.[1] ?? '').split(' ').sort();
}

const tables: Readonly<Record<string, Iterable<string>>> = {
  commands: commands.keys(),
  filters: filterOperators,
  updates: updateOperators.keys(),
  'pipelines in updates': transformStages.keys(),
  stages: stageCompilers.keys(),
  accumulators: accumulators.keys(),
  expressions: expressionOperators.keys(),
};

describe('the lists of docs/mongodb.md', () => {
  it.each(Object.entries(tables))(
    '%s, the row: names what the code has, no more and no less',
    (row, names) => {
      expect(documented(row)).toEqual([...names].sort());
    },
  );
});

/** A filter for each operator, over `{ _id: 1, n: 1, s: 'a', l: [1, 2] }`, `{ _id: 2, n: 2 }`, with what it finds. */
const filters: Readonly<Record<string, readonly [filter: Document, ids: number[]]>> = {
  $eq: [{ n: { $eq: 1 } }, [1]],
  $ne: [{ n: { $ne: 1 } }, [2]],
  $gt: [{ n: { $gt: 1 } }, [2]],
  $gte: [{ n: { $gte: 1 } }, [1, 2]],
  $lt: [{ n: { $lt: 2 } }, [1]],
  $lte: [{ n: { $lte: 1 } }, [1]],
  $in: [{ n: { $in: [2, 3] } }, [2]],
  $nin: [{ n: { $nin: [2, 3] } }, [1]],
  $and: [{ $and: [{ n: 1 }, { s: 'a' }] }, [1]],
  $or: [{ $or: [{ n: 2 }, { s: 'a' }] }, [1, 2]],
  $nor: [{ $nor: [{ n: 2 }] }, [1]],
  $not: [{ n: { $not: { $gt: 1 } } }, [1]],
  $exists: [{ s: { $exists: false } }, [2]],
  $type: [{ s: { $type: 'string' } }, [1]],
  $regex: [{ s: { $regex: '^a' } }, [1]],
  $options: [{ s: { $regex: '^A', $options: 'i' } }, [1]],
  $mod: [{ n: { $mod: [2, 0] } }, [2]],
  $size: [{ l: { $size: 2 } }, [1]],
  $all: [{ l: { $all: [1, 2] } }, [1]],
  $elemMatch: [{ l: { $elemMatch: { $gt: 1 } } }, [1]],
  $expr: [{ $expr: { $eq: ['$n', 2] } }, [2]],
  $comment: [{ n: 2, $comment: 'why' }, [2]],
};

/** An update for each operator of `{ _id: 1, n: 1, s: 'a', l: [1, 2] }`, with a field it changes and the value it gets. */
const updates: Readonly<Record<string, readonly [update: Document, field: string, value: unknown]>> = {
  $set: [{ $set: { n: 5 } }, 'n', 5],
  $unset: [{ $unset: { s: '' } }, 's', undefined],
  $setOnInsert: [{ $setOnInsert: { n: 5 } }, 'n', 1],
  $inc: [{ $inc: { n: 2 } }, 'n', 3],
  $mul: [{ $mul: { n: 3 } }, 'n', 3],
  $min: [{ $min: { n: 0 } }, 'n', 0],
  $max: [{ $max: { n: 7 } }, 'n', 7],
  $rename: [{ $rename: { s: 't' } }, 't', 'a'],
  $currentDate: [{ $currentDate: { n: true } }, 'n', expect.any(Date)],
  $bit: [{ $bit: { n: { or: 4 } } }, 'n', 5],
  $push: [{ $push: { l: 3 } }, 'l', [1, 2, 3]],
  $addToSet: [{ $addToSet: { l: 2 } }, 'l', [1, 2]],
  $pull: [{ $pull: { l: 1 } }, 'l', [2]],
  $pullAll: [{ $pullAll: { l: [1, 2] } }, 'l', []],
  $pop: [{ $pop: { l: 1 } }, 'l', [1]],
};

/** A stage for each name, over the same documents in the order of `_id`. */
const stages: Readonly<Record<string, readonly [specification: unknown, result: Document[]]>> = {
  $match: [{ n: 2 }, [{ _id: 2, n: 2 }]],
  $project: [
    { n: 1 },
    [
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ],
  ],
  $addFields: [
    { s: '$n', l: '$$REMOVE' },
    [
      { _id: 1, n: 1, s: 1 },
      { _id: 2, n: 2, s: 2 },
    ],
  ],
  $set: [
    { s: 'x', l: '$none' },
    [
      { _id: 1, n: 1, s: 'x' },
      { _id: 2, n: 2, s: 'x' },
    ],
  ],
  $unset: [
    ['s', 'l'],
    [
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ],
  ],
  $replaceRoot: [{ newRoot: { m: '$n' } }, [{ m: 1 }, { m: 2 }]],
  $replaceWith: [{ m: '$n' }, [{ m: 1 }, { m: 2 }]],
  $group: [
    { _id: '$s', n: { $sum: '$n' } },
    [
      { _id: 'a', n: 1 },
      { _id: null, n: 2 },
    ],
  ],
  $sort: [
    { n: -1 },
    [
      { _id: 2, n: 2 },
      { _id: 1, n: 1, s: 'a', l: [1, 2] },
    ],
  ],
  $skip: [1, [{ _id: 2, n: 2 }]],
  $limit: [1, [{ _id: 1, n: 1, s: 'a', l: [1, 2] }]],
  $count: ['total', [{ total: 2 }]],
  $unwind: [
    '$l',
    [
      { _id: 1, n: 1, s: 'a', l: 1 },
      { _id: 1, n: 1, s: 'a', l: 2 },
    ],
  ],
  $lookup: [
    { from: 'lists', localField: 'n', foreignField: 'l', as: 'l', pipeline: [{ $project: { _id: 1 } }] },
    [
      { _id: 1, n: 1, s: 'a', l: [{ _id: 1 }] },
      { _id: 2, n: 2, l: [{ _id: 1 }] },
    ],
  ],
  $facet: [{ all: [{ $count: 'n' }], none: [{ $match: { n: 3 } }] }, [{ all: [{ n: 2 }], none: [] }]],
  $sortByCount: ['$none', [{ _id: null, count: 2 }]],
};

const results: Readonly<Record<string, readonly [argument: unknown, value: unknown]>> = {
  $sum: ['$n', 3],
  $avg: ['$n', 1.5],
  $min: ['$n', 1],
  $max: ['$n', 2],
  $first: ['$s', 'a'],
  $last: ['$s', null],
  $push: ['$s', ['a']],
  $addToSet: ['$s', ['a']],
  $count: [{}, 2],
};

describe('every name of the tables', () => {
  let own: OwnEngine;
  const collection = () => own.db.collection<Document & { _id: number }>('lists');

  beforeAll(async () => {
    own = await ownEngine();
  });
  beforeEach(async () => {
    await collection().deleteMany({});
    await collection().insertMany([
      { _id: 1, n: 1, s: 'a', l: [1, 2] },
      { _id: 2, n: 2 },
    ]);
  });
  afterAll(() => own.close());

  it.each([...filterOperators])('filter operator %s, in a find: selects', async (name) => {
    const [filter, ids] = filters[name]!;
    const found = await collection().find(filter).sort({ _id: 1 }).toArray();
    expect(found.map((each) => each._id)).toEqual(ids);
  });

  it.each([...updateOperators.keys()])('update operator %s, of one document: changes it', async (name) => {
    const [update, field, value] = updates[name]!;
    const after = await collection().findOneAndUpdate({ _id: 1 }, update, { returnDocument: 'after' });
    expect(after?.[field]).toEqual(value);
  });

  it.each([...stageCompilers.keys()])('stage %s, alone: gives its documents', async (name) => {
    const [specification, result] = stages[name]!;
    expect(
      await collection()
        .aggregate([{ [name]: specification }])
        .toArray(),
    ).toEqual(result);
  });

  it.each([...accumulators.keys()])('accumulator %s, of all documents: gives its value', async (name) => {
    const [argument, value] = results[name]!;
    const group = { $group: { _id: null, value: { [name]: argument } } };
    expect(await collection().aggregate([group]).toArray()).toEqual([{ _id: null, value }]);
  });

  /** Commands that take any field, as MongoDB's do, or that only acknowledge. */
  const lenient = new Set([
    ...['hello', 'isMaster', 'ismaster', 'ping', 'buildInfo', 'buildinfo', 'hostInfo', 'connectionStatus'],
    ...['getParameter', 'endSessions', 'refreshSessions', 'killSessions'],
    // Its fields name the sections to be shown or left out.
    'serverStatus',
  ]);
  const strict = [...commands.keys()].filter((name) => !lenient.has(name));

  it.each(strict)('command %s, with a field nobody knows: is refused by its name', async (name) => {
    const target = name === 'explain' ? { find: 'lists' } : 'lists';
    await expect(own.db.command({ [name]: target, nobodyKnows: 1 })).rejects.toMatchObject({
      code: 40415,
      message: expect.stringContaining('nobodyKnows') as unknown,
    });
  });
});
