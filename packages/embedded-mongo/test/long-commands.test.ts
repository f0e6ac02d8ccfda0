import { Long, MongoClient } from 'mongodb';
import type { Collection, Document, MongoServerError } from 'mongodb';
import { stageCompilers } from '../src/aggregation/stages.ts';
import { commands } from '../src/commands/table.ts';
import { ownEngine, until } from './client.ts';
import type { OwnEngine } from './client.ts';
import { startEngine, temporaryDirectory } from './engines.ts';
import { runCli } from './run-cli.ts';

interface Item {
  _id: number;
  n: number;
  group: string;
  text: string;
}

const many = 20_000;

async function fill(collection: Collection<Item>, count: number): Promise<void> {
  for (let from = 0; from < count; from += 5000) {
    const size = Math.min(5000, count - from);
    await collection.insertMany(
      Array.from({ length: size }, (_, k) => ({
        _id: from + k,
        n: from + k,
        group: `g${(from + k) % 50}`,
        text: 'abc '.repeat(10),
      })),
    );
  }
}

async function codeOf(promise: Promise<unknown>): Promise<number | string | undefined> {
  return promise.then(
    () => 'done',
    (error: MongoServerError) => error.code,
  );
}

describe('building an index', () => {
  let own: OwnEngine;
  let collection: Collection<Item>;
  beforeEach(async () => {
    own = await ownEngine(['--sweep-ms', '50']);
    collection = own.db.collection<Item>('items');
  });
  afterEach(() => own.close());

  const throughIndex = (hint: string) =>
    collection
      .find({ n: { $gte: 0 } })
      .hint(hint)
      .toArray();

  it('on a large collection, with writes meanwhile: others are answered and the index holds every document', async () => {
    // Enough for many slices; what is written between two of them is written side by side, since a slow disk takes as long for
    // one as for all.
    const large = 4 * many;
    await fill(collection, large);
    let done = false;
    const building = collection.createIndex({ n: 1, group: 1 }).finally(() => {
      done = true;
    });
    let writes = 0;
    while (!done) {
      const id = large + writes;
      await Promise.all([
        collection.insertOne({ _id: id, n: id, group: 'new', text: '' }),
        collection.updateOne({ _id: writes }, { $set: { n: 1_000_000 + writes } }),
        collection.deleteOne({ _id: large - 1 - writes }),
      ]);
      writes++;
    }
    expect(await building).toBe('n_1_group_1');
    expect(writes).toBeGreaterThan(5);
    const all = await collection.find({}).hint({ $natural: 1 }).toArray();
    const found = await throughIndex('n_1_group_1');
    expect(found.sort((a, b) => a._id - b._id)).toEqual(all.sort((a, b) => a._id - b._id));
  }, 60_000);

  it('is not used by a query before it is complete', async () => {
    await fill(collection, many);
    const building = collection.createIndex({ n: 1 });
    await collection.updateOne({ _id: 0 }, { $set: { text: 'seen' } });
    expect(await codeOf(throughIndex('n_1'))).toBe(2);
    expect(await collection.indexes()).toHaveLength(1);
    expect(await collection.countDocuments({ n: { $gte: 0 } })).toBe(many);
    await building;
    expect(await collection.indexes()).toHaveLength(2);
    expect(await throughIndex('n_1')).toHaveLength(many);
  }, 60_000);

  it('unique, with a duplicate at the end: answers 11000 and leaves nothing, not even of its companions', async () => {
    await fill(collection, many);
    await collection.updateOne({ _id: many - 1 }, { $set: { n: 5 } });
    const created = collection.createIndexes([{ key: { group: 1 } }, { key: { n: 1 }, unique: true }]);
    expect(await codeOf(created)).toBe(11000);
    expect(await collection.indexes()).toHaveLength(1);
    expect(await codeOf(collection.insertOne({ _id: -1, n: 5, group: '', text: '' }))).toBe('done');
    await own.engine.stop();
    expect(await runCli('check', '--directory', own.directory)).toMatchObject({ code: 0 });
  }, 60_000);

  it('unique, with a duplicate written and taken away meanwhile: holds the entry of the one that stays', async () => {
    await fill(collection, many);
    const building = collection.createIndex({ n: 1 }, { unique: true });
    // The other document with this number is reached at the end of the build.
    const added = await codeOf(collection.insertOne({ _id: -1, n: many - 1, group: '', text: '' }));
    await collection.deleteOne({ _id: -1 });
    expect(added).toBe('done');
    await building;
    expect(
      await collection
        .find({ n: many - 1 })
        .hint('n_1')
        .toArray(),
    ).toMatchObject([{ _id: many - 1 }]);
    expect(await codeOf(collection.insertOne({ _id: -2, n: many - 1, group: '', text: '' }))).toBe(11000);
  }, 60_000);

  it('asked for twice at once, answers both when it is complete', async () => {
    await fill(collection, many);
    const second = await own.connect();
    const again = second.db('test').collection<Item>('items');
    await Promise.all([collection.createIndex({ n: 1 }), again.createIndex({ n: 1 })]);
    expect(await throughIndex('n_1')).toHaveLength(many);
  }, 60_000);

  it('with too little time: answers 50 and leaves none', async () => {
    await fill(collection, many);
    expect(await codeOf(collection.createIndex({ n: 1, text: 1 }, { maxTimeMS: 30 }))).toBe(50);
    expect(await collection.indexes()).toHaveLength(1);
  }, 60_000);

  it('dropped meanwhile: answers 276', async () => {
    await fill(collection, many);
    const building = codeOf(collection.createIndex({ n: 1 }));
    await collection.updateOne({ _id: 0 }, { $set: { text: 'seen' } });
    await collection.dropIndex('n_1');
    expect(await building).toBe(276);
  }, 60_000);
});

describe('an index build that a killed process left', () => {
  it('is not used, is kept by writers, and is finished by the next process', async () => {
    const directory = await temporaryDirectory();
    const first = await startEngine(directory.path);
    let client = await new MongoClient(first.uri).connect();
    const items = () => client.db('test').collection<Item>('items');
    await fill(items(), many);
    const building = codeOf(items().createIndex({ n: 1 }));
    await items().updateOne({ _id: 0 }, { $set: { text: 'seen' } });
    await first.kill();
    await building;
    await client.close();
    expect(await runCli('check', '--directory', directory.path)).toMatchObject({ code: 0 });
    const second = await startEngine(directory.path, ['--sweep-ms', '50']);
    client = await new MongoClient(second.uri).connect();
    await items().insertOne({ _id: -1, n: -1, group: '', text: '' });
    await until(async () => (await items().indexes()).length === 2);
    expect(
      await items()
        .find({ n: { $gte: -1 } })
        .hint('n_1')
        .toArray(),
    ).toHaveLength(many + 1);
    await client.close();
    await second.stop();
    await directory.remove();
  }, 60_000);

  it('is finished by the next createIndexes that asks for it', async () => {
    const directory = await temporaryDirectory();
    const first = await startEngine(directory.path);
    let client = await new MongoClient(first.uri).connect();
    const items = () => client.db('test').collection<Item>('items');
    await fill(items(), many);
    const building = codeOf(items().createIndex({ n: 1 }));
    await items().updateOne({ _id: 0 }, { $set: { text: 'seen' } });
    await first.kill();
    await building;
    await client.close();
    const second = await startEngine(directory.path);
    client = await new MongoClient(second.uri).connect();
    await items().createIndex({ n: 1 });
    expect(
      await items()
        .find({ n: { $gte: 0 } })
        .hint('n_1')
        .toArray(),
    ).toHaveLength(many);
    await client.close();
    await second.stop();
    await directory.remove();
  }, 60_000);
});

describe('a command with maxTimeMS', () => {
  let own: OwnEngine;
  let collection: Collection<Item>;
  beforeAll(async () => {
    own = await ownEngine();
    collection = own.db.collection<Item>('items');
    await fill(collection, many);
  }, 60_000);
  afterAll(() => own.close());

  const slowly = { $regex: '(a|b|c| )*x', $options: '' };
  const all = (...pipeline: Document[]): Document => ({ aggregate: 'items', pipeline, cursor: {} });
  const joined = { from: 'items', localField: 'text', foreignField: 'group', as: 'x' };

  /** Each stage alone; those that would end by themselves are made to read on. */
  const stages: Readonly<Record<string, Document>> = {
    $addFields: all({ $addFields: { x: { $concat: ['$text', '$group'] } } }, { $match: { x: 1 } }),
    $count: all({ $match: { text: slowly } }, { $count: 'n' }),
    $facet: all({ $facet: { a: [{ $count: 'n' }], b: [{ $group: { _id: '$text' } }] } }),
    $group: all({ $group: { _id: '$n', all: { $push: '$text' } } }),
    $limit: all({ $set: { x: 1 } }, { $limit: many }, { $match: { x: 2 } }),
    $lookup: all({ $lookup: joined }),
    $match: all({ $match: { text: slowly } }),
    $project: all({ $project: { x: { $concat: ['$text', '$group'] } } }, { $count: 'n' }),
    $replaceRoot: all({ $replaceRoot: { newRoot: { x: '$text' } } }, { $count: 'n' }),
    $replaceWith: all({ $replaceWith: { x: '$text' } }, { $count: 'n' }),
    $set: all({ $set: { x: [1, 2, '$n'] } }, { $count: 'n' }),
    $skip: all({ $skip: many }),
    $sort: all({ $set: { x: 1 } }, { $sort: { text: 1 } }),
    $sortByCount: all({ $sortByCount: '$text' }),
    $unset: all({ $unset: 'text' }, { $count: 'n' }),
    $unwind: all({ $set: { l: [1, 2, 3] } }, { $unwind: '$l' }, { $count: 'n' }),
  };

  /** Commands that read or write what a collection holds. */
  const long: readonly (readonly [what: string, command: Document])[] = [
    ['find', { find: 'items', filter: { text: slowly } }],
    ['find with a sort', { find: 'items', filter: {}, sort: { text: 1, n: -1 } }],
    ['count', { count: 'items', query: { text: slowly } }],
    ['distinct', { distinct: 'items', key: 'n' }],
    [
      'update of many',
      { update: 'items', updates: [{ q: {}, u: { $set: { text: 'changed' } }, multi: true }] },
    ],
    [
      'update by pipeline',
      { update: 'items', updates: [{ q: {}, u: [{ $set: { text: 'changed' } }], multi: true }] },
    ],
    ['delete of many', { delete: 'items', deletes: [{ q: {}, limit: 0 }] }],
    [
      'findAndModify',
      { findAndModify: 'items', query: {}, sort: { text: 1 }, update: { $set: { text: 'changed' } } },
    ],
    ['insert', { insert: 'other', documents: Array.from({ length: 20_000 }, (_, n) => ({ _id: n })) }],
    ['createIndexes', { createIndexes: 'items', indexes: [{ key: { text: 1, n: 1 }, name: 'slow' }] }],
    ['explain', { explain: { find: 'items', filter: { text: slowly } }, verbosity: 'executionStats' }],
    ['collStats', { collStats: 'items' }],
    ['dbStats', { dbStats: 1 }],
    ['dbstats', { dbstats: 1 }],
    ['find, by an expression', { find: 'items', filter: { $expr: { $eq: ['$n', -1] } } }],
    [
      'find, projected',
      { find: 'items', projection: { x: { $concat: ['$text', 'x'] } }, batchSize: many, singleBatch: true },
    ],
    ['aggregate', stages['$match']!],
    ['findandmodify', { findandmodify: 'items', query: { text: slowly }, remove: true }],
  ];

  it.each([...long, ...Object.entries(stages)])(
    'answers 50 after its time and changes nothing, %s',
    async (_what, command) => {
      expect(await codeOf(own.db.command({ ...command, maxTimeMS: 5 }))).toBe(50);
      expect(await own.db.command({ count: 'items', query: {} })).toMatchObject({ n: many });
      expect(await own.db.command({ count: 'other' })).toMatchObject({ n: 0 });
      expect(await collection.countDocuments({ text: 'changed' })).toBe(0);
      expect(await collection.indexes()).toHaveLength(1);
    },
  );

  it('answers 50 within a batch of a cursor, getMore', async () => {
    const first = await own.db.command({ find: 'items', filter: { n: { $gte: 0 } }, batchSize: 1 });
    const { id } = (first as { cursor: { id: unknown } }).cursor;
    const more = { getMore: Long.fromValue(id as Long), collection: 'items', batchSize: many, maxTimeMS: 1 };
    expect(await codeOf(own.db.command(more))).toBe(50);
    expect(await codeOf(own.db.command({ ...more, maxTimeMS: 0 }))).toBe(43);
  });

  it('is in the lists of this test, every stage and every command that grows with the data', () => {
    expect(Object.keys(stages).sort()).toEqual([...stageCompilers.keys()].sort());
    // These look at the catalog, at nothing, or remove a bounded number of entries; getMore has its own test.
    const short = new Set([
      ...['hello', 'isMaster', 'ismaster', 'ping', 'buildInfo', 'buildinfo', 'hostInfo', 'connectionStatus'],
      ...['getParameter', 'endSessions', 'refreshSessions', 'killSessions', 'killCursors', 'serverStatus'],
      ...['listCollections', 'listIndexes', 'listDatabases', 'create', 'drop', 'dropDatabase', 'dropIndexes'],
      ...['deleteIndexes', 'collMod', 'getMore'],
    ]);
    const tested = new Set(long.map(([, command]) => Object.keys(command)[0]));
    expect([...commands.keys()].filter((name) => !short.has(name) && !tested.has(name))).toEqual([]);
  });

  it('counts its own work only: a cursor that rested longer than that goes on', async () => {
    const cursor = collection.find({}, { batchSize: 2, maxTimeMS: 200 });
    await cursor.next();
    await cursor.next();
    const rested = Date.now() + 300;
    await until(() => Promise.resolve(Date.now() > rested));
    expect(await cursor.next()).toMatchObject({ _id: 2 });
    await cursor.close();
  });
});

describe('dropping a large collection', () => {
  it('answers at once, a new one of the same name is empty, and the space is emptied behind it', async () => {
    const own = await ownEngine(['--sweep-ms', '20']);
    const collection = own.db.collection<Item>('items');
    await collection.createIndex({ n: 1 });
    await fill(collection, 10_000);
    await collection.drop();
    expect(await collection.countDocuments({})).toBe(0);
    await collection.insertOne({ _id: 1, n: 1, group: '', text: '' });
    expect(await collection.find({}).toArray()).toHaveLength(1);
    const entries = async (): Promise<number> => {
      const { stdout } = await runCli('check', '--directory', own.directory);
      return Number(/(\d+) index entries/.exec(stdout)?.[1] ?? -1);
    };
    expect(await entries()).toBe(0);
    await own.close();
  }, 60_000);
});
