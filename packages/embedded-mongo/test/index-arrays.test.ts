import { Binary, serialize } from 'bson';
import { MongoClient } from 'mongodb';
import type { Collection, Document } from 'mongodb';
import { wholeDocument } from '../src/bson/raw.ts';
import { choosePlan } from '../src/planner/plan.ts';
import { parseFilter } from '../src/query/parse-filter.ts';
import { parseFindSort } from '../src/query/sort.ts';
import { Catalog } from '../src/store/catalog.ts';
import { Environment, space } from '../src/store/environment.ts';
import { explainFind, ownEngine } from './client.ts';
import type { OwnEngine } from './client.ts';
import { startEngine, temporaryDirectory } from './engines.ts';

type Sort = Record<string, 1 | -1>;

/** The stage, how many documents were looked at, and what came, by `n`. */
async function ask(
  collection: Collection,
  filter: Document,
  sort: Sort,
  limit: number,
): Promise<[string, number, unknown[]]> {
  const { queryPlanner, executionStats } = await explainFind(collection, filter, sort, limit);
  const found = await collection.find(filter).sort(sort).limit(limit).toArray();
  const stage = queryPlanner.winningPlan['stage'] as string;
  return [stage, executionStats.totalDocsExamined, found.map((each) => each['n'] as unknown)];
}

describe('the order of an index with arrays', () => {
  let own: OwnEngine;
  let collection: Collection;

  beforeAll(async () => {
    own = await ownEngine();
    collection = own.db.collection('tagged');
    await collection.createIndex({ tenant: 1, tags: 1, n: 1 }, { name: 'tags' });
    await collection.insertMany(
      Array.from({ length: 60 }, (_, n) => ({
        tenant: `t${n % 2}`,
        tags: ['all', `x${n % 3}`, `x${(n + 1) % 3}`],
        n,
      })),
    );
  });
  afterAll(() => own.close());

  it('one element asked for, by the field behind it: no more is read than the limit, either way', async () => {
    const filter = { tenant: 't0', tags: 'all' };

    expect(await ask(collection, filter, { n: 1 }, 3)).toEqual(['IXSCAN', 3, [0, 2, 4]]);
    expect(await ask(collection, filter, { n: -1 }, 3)).toEqual(['IXSCAN', 3, [58, 56, 54]]);
    expect(await ask(collection, { ...filter, tags: 'x1', n: { $gt: 4 } }, { tenant: 1, n: 1 }, 3)).toEqual([
      'IXSCAN',
      3,
      [6, 10, 12],
    ]);
  });

  it('several elements, or several values before one: everything is sorted, and comes once', async () => {
    const elements = { tenant: 't0', tags: { $in: ['x0', 'x1', 'x2'] } };
    const values = { tenant: { $in: ['t0', 't1'] }, tags: 'all' };

    expect(await ask(collection, elements, { n: 1 }, 4)).toEqual(['SORT', 60, [0, 2, 4, 6]]);
    expect(await ask(collection, values, { n: 1 }, 4)).toEqual(['SORT', 60, [0, 1, 2, 3]]);
    const both = { ...values, tags: { $in: ['x0', 'x1', 'x2'] } };
    const [, , came] = await ask(collection, both, { tenant: -1 }, 60);
    expect(new Set(came).size).toBe(60);
    expect(came.slice(0, 30).every((n) => Number(n) % 2 === 1)).toBe(true);
  });

  it('by the field with the arrays: is of whole arrays, which the index does not know', async () => {
    const filter = { tenant: { $in: ['t0', 't1'] }, tags: 'all' };

    expect(await ask(collection, filter, { tags: -1, n: 1 }, 3)).toEqual(['SORT', 60, [1, 2, 4]]);
    expect(await ask(collection, { tenant: 't0' }, { tags: -1, n: 1 }, 3)).toEqual(['SORT', 90, [2, 4, 8]]);
  });

  it('in another process on the same directory: is known from what is stored', async () => {
    const engine = await startEngine(own.directory);
    const client = await new MongoClient(engine.uri).connect();
    try {
      const there = client.db('test').collection('tagged');
      expect(await ask(there, { tenant: 't1', tags: 'all' }, { n: 1 }, 2)).toEqual(['IXSCAN', 2, [1, 3]]);
    } finally {
      await client.close();
      await engine.stop();
    }
  });

  it('by a field in which a document gets an array later: everything is sorted from then on', async () => {
    const filter = { tenant: 't0', tags: 'all' };
    await collection.insertOne({ tenant: 't0', tags: 'all', n: [-1, 900] });

    expect(await ask(collection, filter, { n: 1 }, 2)).toEqual(['SORT', 32, [[-1, 900], 0]]);
    expect(await ask(collection, filter, { n: -1 }, 2)).toEqual(['SORT', 32, [[-1, 900], 58]]);
    await collection.deleteOne({ n: 900 });
    expect(await ask(collection, filter, { n: 1 }, 2)).toEqual(['SORT', 30, [0, 2]]);
  });

  it('of an index from before its arrays were counted: is none', async () => {
    const directory = await temporaryDirectory();
    const environment = new Environment(directory.path);
    try {
      const stored = serialize({
        id: 1,
        uuid: new Binary(Buffer.alloc(16), Binary.SUBTYPE_UUID),
        indexes: [
          {
            id: 2,
            multikey: true,
            shortened: false,
            specification: { key: { tags: 1, n: 1 }, name: 'tags' },
          },
        ],
      });
      environment.write(() => {
        environment.put(
          Buffer.concat([Buffer.from([space.meta, 0x63]), Buffer.from('db\0old')]),
          Buffer.from(stored),
        );
        environment.put(Buffer.from([space.meta, 0x76]), Buffer.from('0000000000000001', 'hex'));
      });
      const catalog = new Catalog(environment);
      catalog.refresh();
      const old = catalog.find('db', 'old')!;
      const bson = (document: Document) => wholeDocument(Buffer.from(serialize(document)));
      const plan = () =>
        choosePlan({
          collection: old,
          filter: parseFilter(bson({ tags: 'a' }), undefined),
          sort: parseFindSort(bson({ n: 1 })),
        });

      expect(plan()).toMatchObject({ stage: 'IXSCAN', isSorted: false });
      old.indexes[0]!.arrays = 1;
      expect(plan()).toMatchObject({ stage: 'IXSCAN', isSorted: true });
    } finally {
      await environment.close();
      await directory.remove();
    }
  });
});
