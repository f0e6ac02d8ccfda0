import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { MongoClient } from 'mongodb';
import type { Collection } from 'mongodb';
import { startEngine, temporaryDirectory } from './engines.ts';
import { runCli } from './run-cli.ts';

interface Item {
  _id: string;
  n: number;
  group: string;
  text: string;
}

const pageBytes = 4096;
const documents = 2000;

async function fill(collection: Collection<Item>): Promise<void> {
  await collection.createIndexes([{ key: { n: 1 }, unique: true }, { key: { group: 1, n: -1 } }]);
  const make = (n: number): Item => ({
    _id: `d${n}`,
    n,
    group: `g${n % 7}`,
    text: n % 100 === 0 ? 'y'.repeat(9000) : 'x'.repeat((n * 37) % 300),
  });
  for (let from = 0; from < documents; from += 500)
    await collection.insertMany(Array.from({ length: 500 }, (_, k) => make(from + k)));
  await collection.deleteMany({ n: { $mod: [13, 1] } });
  await collection.updateMany({ n: { $mod: [7, 1] } }, { $set: { text: 'z' } });
}

/** A database file as a server leaves it. */
async function makeFile(): Promise<Buffer> {
  const directory = await temporaryDirectory();
  const engine = await startEngine(directory.path);
  const client = await new MongoClient(engine.uri).connect();
  await fill(client.db('damage').collection<Item>('items'));
  await client.close();
  await engine.kill();
  const bytes = await readFile(path.join(directory.path, 'data.mdb'));
  await directory.remove();
  return bytes;
}

interface Outcome {
  readonly outcome: 'refused' | 'corrupt' | 'served' | 'error';
  readonly why?: string;
  readonly hash?: string;
}

/** Opens files in a process of its own and tells what came of each; rejects when that process dies. */
class Reader {
  private readonly child = spawn(process.execPath, ['packages/embedded-mongo/test/damage-runner.mjs'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  private readonly lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  private counter = 0;
  private readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  async read(bytes: Buffer): Promise<Outcome> {
    const directory = path.join(this.root, String(this.counter++));
    await mkdir(directory);
    await writeFile(path.join(directory, 'data.mdb'), bytes);
    this.child.stdin.write(`${directory}\n`);
    await this.lines.next();
    const line = await this.lines.next();
    await rm(directory, { recursive: true });
    if (line.done === true) throw new Error(`the reader died: ${String(this.child.signalCode)}`);
    return JSON.parse(line.value) as Outcome;
  }

  async close(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.stdin.end();
    await exited;
  }
}

/** Repeatable random numbers below one. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

function withZeros(bytes: Buffer, from: number, length: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0, from, from + length);
  return copy;
}

/** Page of the newer meta page: commit N lies on page N modulo 2. */
function newerMeta(bytes: Buffer): number {
  return bytes.readBigUInt64LE(152) > bytes.readBigUInt64LE(pageBytes + 152) ? 0 : 1;
}

describe('a damaged database file', () => {
  let good: Buffer;
  let hash: string | undefined;
  let reader: Reader;
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;

  beforeAll(async () => {
    directory = await temporaryDirectory();
    good = await makeFile();
    reader = new Reader(directory.path);
    ({ hash } = await reader.read(good));
  });
  afterAll(async () => {
    await reader.close();
    await directory.remove();
  });

  it('is served whole when nothing is wrong with it', async () => {
    expect(hash).toHaveLength(64);
    expect(await reader.read(good)).toMatchObject({ outcome: 'served', hash });
  });

  it.each([
    ['empty', () => Buffer.alloc(0), /is empty/],
    ['a text', () => Buffer.from('hello\n'.repeat(4000)), /another kind of file/],
    ['zeros', () => Buffer.alloc(3 * pageBytes), /another kind of file/],
    ['a few bytes', () => good.subarray(0, 100), /cut off/],
    ['one page', () => good.subarray(0, pageBytes), /cut off/],
    ['without its first meta page', () => withZeros(good, 0, pageBytes), /another kind of file|overwritten/],
    ['without its second meta page', () => withZeros(good, pageBytes, pageBytes), /meta page is overwritten/],
    [
      'without its newer meta page',
      () => withZeros(good, newerMeta(good) * pageBytes, pageBytes),
      /overwritten|another kind/,
    ],
    [
      'without the content of its newer meta page',
      () => withZeros(good, newerMeta(good) * pageBytes + 24, 144),
      /overwritten|another kind/,
    ],
    ['without both meta pages', () => withZeros(good, 0, 2 * pageBytes), /another kind of file/],
    [
      'without the root of its tree',
      () =>
        withZeros(
          good,
          Number(good.readBigUInt64LE(newerMeta(good) * pageBytes + 136)) * pageBytes,
          pageBytes,
        ),
      /has no valid header/,
    ],
  ])('is refused in words, %s', async (_what, make, words) => {
    const result = await reader.read(make());
    expect(result).toMatchObject({ outcome: 'refused' });
    expect(result.why).toMatch(words);
    expect(result.why).toMatch(/restore the last backup/);
  });

  it('is refused in words, with meta pages that do not follow each other', async () => {
    const older = Buffer.from(good);
    const at = (newerMeta(good) === 0 ? 0 : pageBytes) + 152;
    older.writeBigUInt64LE(older.readBigUInt64LE(at) - 4n, at);
    const result = await reader.read(older);
    expect(result.why).toMatch(/do not follow each other/);
  });

  it('cut off at any length, is refused or served whole, never in part', async () => {
    for (let part = 1; part <= 40; part++) {
      const length = Math.floor((good.length * part) / 41);
      const result = await reader.read(good.subarray(0, length - (part % 3 === 0 ? 1 : length % pageBytes)));
      if (result.outcome === 'served') expect(result.hash).toBe(hash);
      else expect(result.outcome).toBe('refused');
    }
  });

  it('with one flipped bit anywhere, is refused, answered with an error or served right: never wrong data', async () => {
    const random = randomFrom(20_261_128);
    const counts = { refused: 0, served: 0, corrupt: 0, error: 0 };
    for (let attempt = 0; attempt < 120; attempt++) {
      const bytes = Buffer.from(good);
      // A third of them hit the headers of pages, another third the meta pages, where one bit decides most.
      const page = attempt % 3 === 1 ? attempt % 2 : Math.floor((random() * good.length) / pageBytes);
      const at = page * pageBytes + Math.floor(random() * [pageBytes, 168, 64][attempt % 3]!);
      bytes[at]! ^= 1 << Math.floor(random() * 8);
      const result = await reader.read(bytes);
      counts[result.outcome]++;
      if (result.outcome === 'served') expect([at, result.hash]).toEqual([at, hash]);
    }
    expect(counts.error).toBe(0);
    expect(counts.refused).toBeGreaterThan(20);
  }, 120_000);
});

describe('a database that is damaged while it is served', () => {
  it('answers 301 for the entry that changed on the disk and goes on serving the others', async () => {
    const directory = await temporaryDirectory();
    const engine = await startEngine(directory.path);
    const client = await new MongoClient(engine.uri).connect();
    const collection = client.db('damage').collection<Item>('items');
    await collection.insertMany([
      { _id: 'a', n: 1, group: 'g', text: 'first text' },
      { _id: 'b', n: 2, group: 'g', text: 'second text' },
    ]);
    const file = path.join(directory.path, 'data.mdb');
    const bytes = await readFile(file);
    const handle = await open(file, 'r+');
    for (let at = bytes.indexOf('first text'); at >= 0; at = bytes.indexOf('first text', at + 1))
      await handle.write(Buffer.from('F'), 0, 1, at);
    await handle.close();
    const damaged = { code: 301, codeName: 'DataCorruptionDetected' };
    await expect(collection.findOne({ _id: 'a' })).rejects.toMatchObject(damaged);
    await expect(collection.find({}).toArray()).rejects.toMatchObject(damaged);
    await expect(collection.updateMany({}, { $set: { n: 3 } })).rejects.toMatchObject({ code: 301 });
    expect(await collection.findOne({ _id: 'b' })).toMatchObject({ n: 2, text: 'second text' });
    expect(await collection.insertOne({ _id: 'c', n: 3, group: 'g', text: '' })).toMatchObject({
      acknowledged: true,
    });
    await client.close();
    await engine.stop();
    const check = await runCli('check', '--directory', directory.path);
    expect(check.code).toBe(1);
    expect(check.stderr).toMatch(/does not match its checksum/);
    await directory.remove();
  });

  it('says why and ends with 1 when the file cannot be served, without a stack', async () => {
    const directory = await temporaryDirectory();
    const engine = await startEngine(directory.path);
    await engine.stop();
    await truncate(path.join(directory.path, 'data.mdb'), 5000);
    const refused = await runCli('--directory', directory.path);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^The database file .*data\.mdb is damaged: .*restore the last backup/);
    expect(refused.stderr).not.toMatch(/ at .*\.js/);
    await rm(path.join(directory.path, 'data.mdb'));
    const missing = await runCli('--directory', directory.path);
    expect([missing.code, missing.stderr]).toEqual([
      1,
      expect.stringMatching(/is missing, but its lock file is there/),
    ]);
    await directory.remove();
  });
});
