import type { Collection } from 'mongodb';
import { explainFind, ownEngine } from './client.ts';
import type { OwnEngine } from './client.ts';

describe('the plans of the embedded database', () => {
  let own: OwnEngine;
  let collection: Collection;

  beforeAll(async () => {
    own = await ownEngine();
    collection = own.db.collection('plans');
    await collection.createIndexes([
      { key: { tenant: 1, dueAt: 1 }, name: 'due' },
      { key: { tenant: 1, status: 1, n: -1 }, name: 'status' },
      { key: { 'items.id': 1 }, name: 'items' },
      { key: { key: 1 }, name: 'key', unique: true, sparse: true },
      { key: { open: 1 }, name: 'open', partialFilterExpression: { state: 'open' } },
      { key: { tenant: 1, wakeAt: 1 }, name: 'wake', partialFilterExpression: { wakeAt: { $type: 'date' } } },
      {
        key: { weight: 1 },
        name: 'weight',
        partialFilterExpression: { weight: { $type: ['string', 'number'] } },
      },
      { key: { long: 1 }, name: 'long' },
    ]);
    await collection.insertMany(
      Array.from({ length: 500 }, (_, n) => ({
        _id: `id-${n}` as never,
        tenant: `t${n % 2}`,
        dueAt: new Date(n * 1000),
        status: ['new', 'open', 'done'][n % 3],
        n,
        items: [{ id: `i${n}` }, { id: `j${n}` }],
        ...(n % 2 === 0 ? { key: `k${n}` } : {}),
        open: n,
        state: n % 10 === 0 ? 'open' : 'closed',
        wakeAt: n % 50 === 0 ? new Date(n) : null,
        weight: n % 50 === 1 ? `${n}` : n % 50 === 2 ? n : null,
      })),
    );
  });
  afterAll(() => own.close());

  it.each([
    ['an _id', { _id: 'id-7' }, {}, 'IDHACK', 1, 1],
    ['several _id', { _id: { $in: ['id-7', 'id-9', 'none'] } }, {}, 'IDHACK', 2, 2],
    [
      'an equality and a range, sorted by it',
      { tenant: 't1', dueAt: { $lte: new Date(9000) } },
      { dueAt: 1 },
      'IXSCAN',
      5,
      5,
    ],
    ['a compound equality', { tenant: 't0', status: 'open' }, {}, 'IXSCAN', 83, 83],
    ['a descending field', { tenant: 't0', status: 'open', n: { $gt: 480 } }, { n: -1 }, 'IXSCAN', 3, 3],
    ['an element of an array', { 'items.id': 'j44' }, {}, 'IXSCAN', 1, 1],
    ['an element by $elemMatch', { items: { $elemMatch: { id: 'i44' } } }, {}, 'IXSCAN', 1, 1],
    ['a unique sparse key', { key: 'k8' }, {}, 'IXSCAN', 1, 1],
    ['a partial index whose filter is implied', { state: 'open', open: { $lt: 45 } }, {}, 'IXSCAN', 5, 5],
    ['a partial index whose filter is not implied', { open: { $lt: 45 } }, {}, 'COLLSCAN', 45, 500],
    [
      'a partial index by type beside a range',
      { tenant: 't0', wakeAt: { $lte: new Date(200), $type: 'date' } },
      {},
      'IXSCAN',
      5,
      5,
    ],
    ['a partial index by one of its types', { weight: { $gte: '', $type: 'string' } }, {}, 'IXSCAN', 10, 10],
    [
      'a partial index by number, which is several types',
      { weight: { $gt: 1, $type: 'int' } },
      {},
      'IXSCAN',
      10,
      10,
    ],
    [
      'not by a partial index: another type too',
      { weight: { $gt: 1, $type: ['int', 'null'] } },
      {},
      'COLLSCAN',
      10,
      500,
    ],
    ['not by a partial index: no type', { weight: { $lt: true } }, {}, 'COLLSCAN', 0, 500],
    ['alternatives', { $or: [{ key: 'k8' }, { 'items.id': 'i3' }] }, {}, 'OR', 2, 2],
    ['a prefix', { 'items.id': { $regex: '^j49' } }, {}, 'IXSCAN', 11, 11],
    ['a field without index', { n: 3 }, {}, 'COLLSCAN', 1, 500],
  ])('finds %s', async (_what, filter, sort, stage, returned, examined) => {
    const { queryPlanner, executionStats } = await explainFind(collection, filter as never, sort);
    expect({
      stage: queryPlanner.winningPlan['stage'] as string,
      returned: executionStats.nReturned,
      examined: executionStats.totalDocsExamined,
    }).toEqual({ stage, returned, examined });
  });

  it('reads no more than the limit when the index gives the order', async () => {
    const { queryPlanner, executionStats } = await explainFind(
      collection,
      { tenant: 't1' },
      { dueAt: -1 },
      3,
    );
    expect(queryPlanner.winningPlan).toMatchObject({
      stage: 'IXSCAN',
      indexName: 'due',
      direction: 'backward',
    });
    expect(executionStats.totalDocsExamined).toBeLessThanOrEqual(3);
  });

  it('merges the ranges of $in in order', async () => {
    const filter = { tenant: { $in: ['t0', 't1'] } };
    const { queryPlanner, executionStats } = await explainFind(collection, filter, { dueAt: 1 }, 4);
    expect(queryPlanner.winningPlan['stage']).toBe('SORT_MERGE');
    expect(executionStats.totalDocsExamined).toBeLessThanOrEqual(8);
    const found = await collection.find(filter).sort({ dueAt: 1 }).limit(4).toArray();
    expect(found.map((each) => each['n'] as number)).toEqual([0, 1, 2, 3]);
  });

  it('obeys a hint and refuses one that names no index', async () => {
    const plan = await collection.find({ tenant: 't0' }).hint('status').explain('queryPlanner');
    expect(plan).toMatchObject({ queryPlanner: { winningPlan: { indexName: 'status' } } });
    await expect(collection.find({}).hint('nope').toArray()).rejects.toMatchObject({ code: 2 });
  });

  it('finds values too long for a key by their index', async () => {
    const long = 'x'.repeat(5000);
    await collection.insertMany([{ long: `${long}a` }, { long: `${long}b` }]);
    const { executionStats } = await explainFind(collection, { long: `${long}b` });
    expect(executionStats.nReturned).toBe(1);
    expect(executionStats.totalDocsExamined).toBeLessThanOrEqual(2);
    const ordered = await collection
      .find({ long: { $gt: 'x' } })
      .sort({ long: -1 })
      .toArray();
    expect(ordered.map((each) => String(each['long']).at(-1))).toEqual(['b', 'a']);
    await collection.deleteMany({ long: { $exists: true } });
  });
});
