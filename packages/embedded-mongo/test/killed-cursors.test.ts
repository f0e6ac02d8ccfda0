import type { AggregationCursor, Collection, Document, FindCursor } from 'mongodb';
import { MongoClient } from 'mongodb';
import { startEngine } from './engines.ts';
import type { EngineProcess } from './engines.ts';
import { ownEngine } from './client.ts';
import type { OwnEngine } from './client.ts';

type Numbered = Document & { _id: number };
type Opened = FindCursor<Document> | AggregationCursor;
type Numbers = Collection<Numbered>;

const batchSize = 16;
const size = 300;

const ways: Readonly<Record<string, (collection: Numbers) => Opened>> = {
  'a find': (collection) => collection.find({}, { batchSize }),
  'a find by an index': (collection) => collection.find({ n: { $gte: 0 } }, { batchSize }),
  'a find in the order of an index': (collection) => collection.find({}, { batchSize }).sort({ n: 1 }),
  'a find that was sorted': (collection) => collection.find({}, { batchSize }).sort({ m: -1 }).hint('n_1'),
  'a find with alternatives': (collection) =>
    collection.find({ $or: [{ n: { $lt: 200 } }, { k: { $gt: 100 } }] }, { batchSize }),
  'a find with a projection': (collection) =>
    collection.find({ n: { $gte: 0 } }, { batchSize, projection: { n: 1 } }),
  'an aggregation': (collection) => collection.aggregate([{ $match: { n: { $gte: 0 } } }], { batchSize }),
  'an aggregation with stages': (collection) =>
    collection.aggregate([{ $match: { n: { $gte: 0 } } }, { $addFields: { more: 1 } }], { batchSize }),
  'an aggregation that was sorted': (collection) =>
    collection.aggregate([{ $match: { n: { $gte: 0 } } }, { $sort: { m: -1 } }], { batchSize }),
  'an aggregation that was grouped': (collection) =>
    collection.aggregate([{ $match: { n: { $gte: 0 } } }, { $group: { _id: '$n' } }], { batchSize }),
};

const drops: Readonly<Record<string, (collection: Numbers) => Promise<unknown>>> = {
  'the collection dropped': (collection) => collection.drop(),
  'the collection dropped and made again': async (collection) => {
    await collection.drop();
    await fill(collection);
  },
  'its database dropped': (collection) => collection.db.dropDatabase(),
  'its database dropped and made again': async (collection) => {
    await collection.db.dropDatabase();
    await fill(collection);
  },
};

const indexDrops: Readonly<Record<string, (collection: Numbers) => Promise<unknown>>> = {
  'its index dropped': (collection) => collection.dropIndex('n_1'),
  'its index dropped and made again': async (collection) => {
    await collection.dropIndex('n_1');
    await collection.createIndex({ n: 1 });
  },
  'all indexes dropped': (collection) => collection.dropIndexes(),
};

async function fill(collection: Numbers): Promise<void> {
  await collection.createIndexes([{ key: { n: 1 } }, { key: { k: 1 } }]);
  await collection.insertMany(Array.from({ length: size }, (_, n) => ({ _id: n, n, m: n % 7, k: size - n })));
}

describe('a cursor that rests between two batches', () => {
  let own: OwnEngine;
  let second: EngineProcess;
  let others: Readonly<Record<string, MongoClient>>;
  let counter = 0;

  beforeAll(async () => {
    own = await ownEngine();
    second = await startEngine(own.directory);
    others = {
      'by another connection': await own.connect(),
      'by another process': await new MongoClient(second.uri).connect(),
    };
  });
  afterAll(async () => {
    await others['by another process']?.close();
    await second.stop();
    await own.close();
  });

  async function opened(way: (collection: Numbers) => Opened): Promise<{ cursor: Opened; there: Numbers[] }> {
    const name = `killed${counter++}`;
    const here = own.client.db(name).collection<Numbered>('numbers');
    await fill(here);
    const cursor = way(here);
    for (let read = 0; read < batchSize; read++) await cursor.next();
    return {
      cursor,
      there: Object.values(others).map((client) => client.db(name).collection<Numbered>('numbers')),
    };
  }

  const everyDrop = Object.entries(drops).flatMap(([what, drop]) =>
    Object.entries(ways).map(([name, way]) => [name, what, way, drop] as const),
  );
  const everyIndexDrop = Object.entries(indexDrops).flatMap(([what, drop]) =>
    Object.entries(ways)
      .filter(([name]) => name !== 'a find')
      .map(([name, way]) => [name, what, way, drop] as const),
  );

  it.each([...everyDrop, ...everyIndexDrop])(
    'of %s, %s by another connection or process: is killed with 175',
    async (_name, _what, way, drop) => {
      for (const at of [0, 1]) {
        const { cursor, there } = await opened(way);
        await drop(there[at]!);
        await expect(cursor.toArray()).rejects.toMatchObject({ code: 175, codeName: 'QueryPlanKilled' });
        const id = cursor.id;
        expect(id === undefined || id.isZero()).toBe(true);
      }
    },
  );

  it('that does not use the dropped index, also of another process: goes on to its end', async () => {
    for (const at of [0, 1]) {
      const { cursor, there } = await opened((collection) => collection.find({}, { batchSize }));
      await there[at]!.dropIndexes();
      await there[at]!.createIndex({ m: 1 });
      expect(await cursor.toArray()).toHaveLength(size - batchSize);
    }
  });

  it('that was killed, asked again: is not found', async () => {
    const { cursor, there } = await opened((collection) => collection.find({}, { batchSize }));
    const { id } = cursor;
    await there[0]!.drop();
    const more = () => there[0]!.db.command({ getMore: id, collection: 'numbers' });
    await expect(more()).rejects.toMatchObject({ code: 175 });
    await expect(more()).rejects.toMatchObject({ code: 43 });
  });
});
