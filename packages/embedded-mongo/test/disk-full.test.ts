import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { temporaryDirectory } from './engines.ts';
import { runCli } from './run-cli.ts';

interface Item {
  _id: number;
  n: number;
  text: string;
}

/** A server whose files may have at most so many bytes: for the program the same as a full disk (EFBIG instead of ENOSPC). */
async function limitedEngine(directory: string, kibibytes: number) {
  const command = `ulimit -S -f ${kibibytes}; exec "${process.execPath}" packages/embedded-mongo/dist/cli.js --directory "${directory}"`;
  const child = spawn('bash', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  const uri = await new Promise<string>((resolve) =>
    child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim())),
  );
  return {
    uri,
    /** Gives the room back. */
    lift: () => spawnSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited']).status,
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

describe('a disk without room', () => {
  it('answers 14031 to what does not fit, keeps what was acknowledged and goes on when there is room again', async () => {
    const directory = await temporaryDirectory();
    const engine = await limitedEngine(directory.path, 6 * 1024);
    const client = await new MongoClient(engine.uri).connect();
    const collection = client.db('full').collection<Item>('items');
    await collection.createIndex({ n: 1 });
    const acknowledged: number[] = [];
    const refusals: unknown[] = [];
    for (let id = 0; id < 200; id++) {
      await collection.insertOne({ _id: id, n: id, text: 'x'.repeat(40_000) }).then(
        () => acknowledged.push(id),
        (error: { code?: number }) => refusals.push(error.code),
      );
    }
    expect(acknowledged.length).toBeGreaterThan(50);
    expect(refusals.length).toBeGreaterThan(20);
    expect(new Set(refusals)).toEqual(new Set([14031]));
    const together = await Promise.allSettled(
      Array.from({ length: 30 }, (_, n) =>
        collection.insertOne({ _id: 1000 + n, n, text: 'y'.repeat(50_000) }),
      ),
    );
    expect(together.every((each) => each.status === 'rejected')).toBe(true);
    const ids = async () => (await collection.find({}).sort({ _id: 1 }).toArray()).map((each) => each._id);
    expect(await ids()).toEqual(acknowledged);
    expect(engine.lift()).toBe(0);
    await collection.insertOne({ _id: 5000, n: 5000, text: 'z'.repeat(40_000) });
    expect(await ids()).toEqual([...acknowledged, 5000]);
    await client.close();
    expect(await engine.stop()).toEqual([0, null]);
    expect(await runCli('check', '--directory', directory.path)).toMatchObject({ code: 0 });
    await directory.remove();
  }, 60_000);

  it('has no room for an index: createIndexes answers 14031 and leaves none, reads go on', async () => {
    const directory = await temporaryDirectory();
    const engine = await limitedEngine(directory.path, 8 * 1024);
    const client = await new MongoClient(engine.uri).connect();
    const collection = client.db('full').collection<Item>('items');
    for (let from = 0; from < 8000; from += 500) {
      const documents = Array.from({ length: 500 }, (_, k) => ({
        _id: from + k,
        n: from + k,
        text: 'x'.repeat(300),
      }));
      await collection.insertMany(documents).catch(() => undefined);
    }
    const count = await collection.countDocuments({});
    await expect(collection.createIndex({ text: 1, n: 1 })).rejects.toMatchObject({ code: 14031 });
    expect(await collection.countDocuments({ n: { $gte: 0 } })).toBe(count);
    await client.close();
    expect(await engine.stop()).toEqual([0, null]);
    await directory.remove();
  }, 60_000);
});

describe('a directory that cannot be used', () => {
  const refused = async (directory: string): Promise<string> => {
    const { code, stderr, stdout } = await runCli('--directory', directory);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    return stderr;
  };

  it('is told in one sentence and with exit code 1, a file in its place or on its way', async () => {
    const directory = await temporaryDirectory();
    const file = path.join(directory.path, 'file');
    await writeFile(file, 'text');
    expect(await refused(file)).toMatch(/a file of this name is in the way/);
    expect(await refused(path.join(file, 'below'))).toMatch(/a part of its path is a file/);
    await directory.remove();
  });

  it('is told in one sentence and with exit code 1, a directory in place of the file', async () => {
    const directory = await temporaryDirectory();
    await mkdir(path.join(directory.path, 'data.mdb'));
    expect(await refused(directory.path)).toMatch(/it is a directory where a file is expected/);
    await directory.remove();
  });

  // Permissions do not bind the superuser.
  const asUser = process.getuid?.() === 0 ? it.skip : it;
  asUser('is told in one sentence and with exit code 1, without the right to write', async () => {
    const directory = await temporaryDirectory();
    await chmod(directory.path, 0o500);
    expect(await refused(directory.path)).toMatch(/may not be read and written by this user/);
    await chmod(directory.path, 0o700);
    expect((await stat(directory.path)).isDirectory()).toBe(true);
    await directory.remove();
  });
});
