import { Long, UUID } from 'bson';
import type { Document } from 'bson';
import { MongoClient } from 'mongodb';
import type { Collection } from 'mongodb';
import { startEngine, temporaryDirectory } from './engines.ts';
import { ownEngine, until } from './client.ts';
import { rawClient } from './raw-client.ts';

interface Item {
  _id: number;
  n: number;
  group: string;
  tags: string[];
}

/** Every document must be found through every index, and an index must know no others. */
async function expectConsistent(collection: Collection<Item>): Promise<Item[]> {
  const all = await collection.find({}).hint({ $natural: 1 }).sort({ _id: 1 }).toArray();
  for (const hint of ['n', 'group', 'tags']) {
    const filter =
      hint === 'tags' ? { tags: { $gte: '' } } : hint === 'n' ? { n: { $gte: 0 } } : { group: { $gte: '' } };
    const found = await collection.find(filter).hint(hint).toArray();
    expect(found.sort((a, b) => a._id - b._id)).toEqual(all);
  }
  return all;
}

describe('what the embedded database keeps', () => {
  it('has every acknowledged write after being killed at any moment, with indexes that agree', async () => {
    const directory = await temporaryDirectory();
    const acknowledged = new Map<number, number>();
    const deleted = new Set<number>();
    let next = 0;
    for (let round = 0; round < 20; round++) {
      const engine = await startEngine(directory.path);
      const client = await new MongoClient(engine.uri, {
        retryWrites: false,
        serverSelectionTimeoutMS: 500,
      }).connect();
      const collection = client.db('crash').collection<Item>('items');
      await collection.createIndexes([
        { key: { n: 1 }, name: 'n' },
        { key: { group: 1, n: -1 }, name: 'group' },
        { key: { tags: 1 }, name: 'tags' },
      ]);
      const before = await expectConsistent(collection);
      for (const [id, n] of acknowledged) {
        const found = before.find((each) => each._id === id);
        if (deleted.has(id)) continue;
        expect(found === undefined ? 'lost' : found.n >= n).toBe(true);
      }
      let running = true;
      const writer = async (): Promise<void> => {
        while (running) {
          const id = next++;
          try {
            await collection.insertOne({ _id: id, n: 1, group: `g${id % 3}`, tags: ['a', `t${id}`] });
            acknowledged.set(id, 1);
            await collection.updateOne({ _id: id }, { $inc: { n: 1 }, $set: { tags: ['b', `t${id}`] } });
            acknowledged.set(id, 2);
            if (id % 5 !== 0) continue;
            deleted.add(id);
            await collection.deleteOne({ _id: id });
          } catch {
            return;
          }
        }
      };
      const writers = Array.from({ length: 6 }, writer);
      const target = acknowledged.size + 5 + Math.floor(Math.random() * 40);
      while (acknowledged.size < target) await new Promise((resolve) => setImmediate(resolve));
      await engine.kill();
      running = false;
      await client.close();
      await Promise.all(writers);
    }
    expect(acknowledged.size).toBeGreaterThan(100);
    await directory.remove();
  }, 120_000);

  it('lets two processes write one directory: no duplicate is accepted and no increment is lost', async () => {
    const directory = await temporaryDirectory();
    const engines = [await startEngine(directory.path), await startEngine(directory.path)];
    const clients = await Promise.all(engines.map((engine) => new MongoClient(engine.uri).connect()));
    const [first, second] = clients.map((client) =>
      client.db('shared').collection<{ _id: string; n?: number; key?: number }>('items'),
    );
    if (first === undefined || second === undefined) throw new Error('two engines were started');
    await first.insertOne({ _id: 'counter', n: 0 });
    // An index that one process makes must be kept by the other from its next write on.
    await second.createIndex({ key: 1 }, { unique: true, sparse: true });
    const attempts = Array.from({ length: 200 }, (_, n) => n);
    const results = await Promise.all(
      attempts.map(async (n) => {
        const target = n % 2 === 0 ? first : second;
        await target.findOneAndUpdate({ _id: 'counter' }, { $inc: { n: 1 } });
        return target.insertOne({ _id: `item-${n}`, key: Math.floor(n / 2) }).then(
          () => 'stored',
          (error: { code?: number }) => error.code,
        );
      }),
    );
    expect(results.filter((each) => each === 'stored')).toHaveLength(100);
    expect(results.filter((each) => each === 11000)).toHaveLength(100);
    expect(await first.findOne({ _id: 'counter' })).toMatchObject({ n: 200 });
    expect(await second.findOne({ _id: 'counter' })).toMatchObject({ n: 200 });
    await first.drop();
    expect(await second.countDocuments({})).toBe(0);
    await Promise.all(clients.map((client) => client.close()));
    await Promise.all(engines.map((engine) => engine.stop()));
    await directory.remove();
  });

  it('answers a repeated write with the recorded result, also after a restart', async () => {
    const directory = await temporaryDirectory();
    const lsid = { id: new UUID('3b241101-e2bb-4255-8caf-4136c566a962') };
    const numbered = (n: number, command: Document): Document => ({
      ...command,
      $db: 'retry',
      lsid,
      txnNumber: Long.fromNumber(n),
    });
    const increment = numbered(1, {
      findAndModify: 'c',
      query: { _id: 1 },
      update: { $inc: { n: 1 } },
      upsert: true,
      new: true,
    });
    const insert = numbered(2, { insert: 'c', documents: [{ _id: 2 }] });
    let engine = await startEngine(directory.path);
    let client = await rawClient(engine.uri);
    const once = await client.command(increment);
    expect(await client.command(increment)).toMatchObject({ value: once['value'] as object });
    // The response is lost: nobody listens any more when it comes.
    await client.sendAndHangUp(insert);
    client = await rawClient(engine.uri);
    expect(await client.command(insert)).toMatchObject({ n: 1, ok: 1 });
    client.close();
    await engine.kill();
    engine = await startEngine(directory.path);
    client = await rawClient(engine.uri);
    const again = await client.command(insert);
    expect(again).toMatchObject({ n: 1, ok: 1 });
    expect(again['writeErrors']).toBeUndefined();
    expect(await client.command({ count: 'c', $db: 'retry' })).toMatchObject({ n: 2 });
    expect(await client.command(increment)).toMatchObject({
      ok: 0,
      code: 225,
      codeName: 'TransactionTooOld',
    });
    client.close();
    await engine.stop();
    await directory.remove();
  });

  it('removes expired documents of a TTL index, and only those', async () => {
    const own = await ownEngine(['--sweep-ms', '20']);
    const collection = own.db.collection<{ _id: number; at: unknown }>('ttl');
    await collection.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    const old = new Date(Date.now() - 3_600_000);
    await collection.insertMany([
      { _id: 1, at: old },
      { _id: 2, at: new Date() },
      { _id: 3, at: 'text' },
      { _id: 4, at: [new Date(), old] },
    ]);
    await until(async () => (await collection.countDocuments({})) === 2);
    expect((await collection.find().sort({ _id: 1 }).toArray()).map((each) => each._id)).toEqual([2, 3]);
    await own.close();
  });

  it('keeps other writes of a group when one fails', async () => {
    const own = await ownEngine();
    const collection = own.db.collection<{ _id: number; n?: number }>('group');
    await collection.createIndex({ n: 1 }, { unique: true });
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, (_, id) => collection.insertOne({ _id: id, n: Math.floor(id / 4) })),
    );
    expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(50);
    expect(await collection.countDocuments({})).toBe(50);
    expect(
      await collection
        .find({ n: { $gte: 0 } })
        .hint('n_1')
        .toArray(),
    ).toHaveLength(50);
    await own.close();
  });
});
