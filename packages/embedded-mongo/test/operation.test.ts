import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { BSON, MongoClient } from 'mongodb';
import { backupDatabase } from '../src/backup.ts';
import { checkDatabase } from '../src/check.ts';
import { ownEngine } from './client.ts';
import { startEngine, temporaryDirectory } from './engines.ts';
import { runCli } from './run-cli.ts';

interface Item {
  _id: number;
  n: number;
}

describe('a backup', () => {
  it('made while the server writes, opens, passes the check and holds everything acknowledged before it', async () => {
    const own = await ownEngine();
    const target = await temporaryDirectory();
    const collection = own.db.collection<Item>('items');
    await collection.createIndex({ n: 1 }, { unique: true });
    let next = 0;
    let running = true;
    const writer = async (): Promise<void> => {
      while (running) {
        const id = next++;
        await collection.insertOne({ _id: id, n: id });
      }
    };
    const writers = Array.from({ length: 4 }, writer);
    while (next < 300) await new Promise((resolve) => setImmediate(resolve));
    const before = await collection.find({}).toArray();
    const file = path.join(target.path, 'copy.mdb');
    await backupDatabase(own.directory, file);
    running = false;
    await Promise.all(writers);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(target.path)).toEqual(['copy.mdb']);
    const restored = path.join(target.path, 'restored');
    await mkdir(restored);
    await rename(file, path.join(restored, 'data.mdb'));
    expect((await checkDatabase(restored)).findings).toEqual([]);
    // Started, killed and started again: the copy has both meta pages that a crash needs.
    await (await startEngine(restored)).kill();
    const engine = await startEngine(restored);
    const client = await new MongoClient(engine.uri).connect();
    const copy = client.db('test').collection<Item>('items');
    const ids = new Set((await copy.find({}).toArray()).map((each) => each._id));
    expect(before.filter((each) => !ids.has(each._id))).toEqual([]);
    await copy.insertOne({ _id: -1, n: -1 });
    await expect(copy.insertOne({ _id: -2, n: 5 })).rejects.toMatchObject({ code: 11000 });
    await client.close();
    await engine.stop();
    expect((await checkDatabase(restored)).findings).toEqual([]);
    await own.close();
    await target.remove();
  }, 60_000);

  it('by the command line, says so; a file that is there already is kept, and so is the temporary name', async () => {
    const own = await ownEngine();
    await own.db.collection<Item>('items').insertOne({ _id: 1, n: 1 });
    const target = await temporaryDirectory();
    const file = path.join(target.path, 'copy.mdb');
    const args = ['backup', '--directory', own.directory, '--to', file];
    expect(await runCli(...args)).toMatchObject({ code: 0, stdout: `The backup is complete: ${file}\n` });
    const { mtimeMs } = await stat(file);
    expect(await runCli(...args)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/exists already; nothing is overwritten/),
    });
    expect((await stat(file)).mtimeMs).toBe(mtimeMs);
    expect(await readdir(target.path)).toEqual(['copy.mdb']);
    expect(
      await runCli('backup', '--directory', path.join(target.path, 'none'), '--to', `${file}2`),
    ).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/There is no database file/),
    });
    expect(existsSync(`${file}2`)).toBe(false);
    await own.close();
    await target.remove();
  });
});

describe('the numbers of a server', () => {
  it('are those of MongoDB for serverStatus, dbStats and collStats', async () => {
    const own = await ownEngine();
    const collection = own.db.collection<Item>('items');
    await collection.createIndex({ n: 1 });
    const documents = Array.from({ length: 50 }, (_, n) => ({ _id: n, n }));
    await collection.insertMany(documents);
    await collection.find({}).toArray();
    const bytes = documents.reduce((sum, each) => sum + BSON.calculateObjectSize(each), 0);
    const stats = await own.db.command({ collStats: 'items' });
    expect(stats).toMatchObject({
      ns: 'test.items',
      count: 50,
      nindexes: 2,
      capped: false,
      scaleFactor: 1,
      ok: 1,
    });
    expect(stats['size']).toBeGreaterThanOrEqual(bytes);
    expect(stats['indexSizes']).toMatchObject({ _id_: 0, n_1: stats['totalIndexSize'] as number });
    expect(await own.db.command({ collStats: 'items', scale: 1024 })).toMatchObject({
      size: Math.floor((stats['size'] as number) / 1024),
      scaleFactor: 1024,
    });
    expect(await own.db.command({ collStats: 'none' })).toMatchObject({ count: 0, size: 0, ok: 1 });
    expect(await own.db.stats()).toMatchObject({
      db: 'test',
      collections: 1,
      objects: 50,
      indexes: 2,
      dataSize: stats['size'] as number,
    });
    const status = await own.db.admin().serverStatus();
    expect(status).toMatchObject({
      process: 'mongod',
      opcounters: { insert: 1, query: 1, update: 0, delete: 0, getmore: 0 },
      storageEngine: { name: 'lmdb', persistent: true },
    });
    const { connections } = status as { connections: { current: number } };
    expect(connections.current).toBeGreaterThan(0);
    await own.close();
  });
});
