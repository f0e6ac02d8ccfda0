import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { MongoClient } from 'mongodb';
import type { Db, Document } from 'mongodb';
import { checkDatabase } from '../src/check.ts';
import { startEngine, temporaryDirectory } from './engines.ts';
import { runCli } from './run-cli.ts';

/** A file as the version before checksums left it: filled with `make(0)` to `make(119)`, then changed as `expected` says. */
const old = gunzipSync(readFileSync('packages/embedded-mongo/test/fixtures/before-checksums.mdb.gz'));

type Item = Document & { _id: string };

function make(n: number): Item {
  return {
    _id: `d${n}`,
    n,
    group: `g${n % 7}`,
    tags: [n % 5, `t${n % 3}`],
    at: new Date(Date.UTC(2026, 10, 1, 0, n)),
    text: n % 7 === 1 ? 'z' : n % 50 === 0 ? 'y'.repeat(9000) : 'x'.repeat((n * 37) % 90),
  };
}

const expected = Array.from({ length: 120 }, (_, n) => n)
  .filter((n) => n % 13 !== 1)
  .map(make);

const indexNames = ['_id_', 'at_1', 'group_1_n_-1', 'late', 'n_1', 'tags_1', 'text_1'];

async function expectAll(db: Db): Promise<void> {
  const items = db.collection<Item>('items');
  const byId = (a: Item, b: Item): number => Number(a['n']) - Number(b['n']);
  expect((await items.find().toArray()).sort(byId)).toEqual(expected);
  for (const hint of ['group_1_n_-1', 'n_1', 'text_1', 'at_1', 'tags_1'])
    expect((await items.find().hint(hint).toArray()).sort(byId)).toEqual(expected);
  expect(await items.countDocuments({ group: 'g2', n: { $gte: 100 } })).toBe(
    expected.filter(({ n, group }) => group === 'g2' && n >= 100).length,
  );
  expect((await items.indexes()).map(({ name }) => name).sort()).toEqual(indexNames);
  expect(await db.collection('others').find().toArray()).toEqual([
    { _id: 1, deep: { list: [{ a: 1 }, null] } },
  ]);
}

/** Opens the directory as a server, and expects everything in it, writable. */
async function expectServed(directory: string): Promise<void> {
  const engine = await startEngine(directory);
  const client = await new MongoClient(engine.uri).connect();
  const db = client.db('old');
  await expectAll(db);
  const items = db.collection<Item>('items');
  await expect(items.insertOne({ ...make(1), _id: 'twice', n: 2 })).rejects.toMatchObject({ code: 11000 });
  await items.insertOne(make(1));
  await items.deleteOne({ _id: 'd1' });
  await client.close();
  await engine.stop();
  const { findings, documents } = await checkDatabase(directory);
  expect({ findings, documents }).toEqual({ findings: [], documents: expected.length + 1 });
}

/** Kills the process that upgrades at a moment of the upgrade; without one, how many entries it wrote anew. */
async function upgradeUntil(directory: string, when: string): Promise<{ signal: unknown; entries: number }> {
  const runner = spawn(process.execPath, [
    'packages/embedded-mongo/test/upgrade-runner.mjs',
    directory,
    when,
  ]);
  let text = '';
  runner.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  const [, signal] = await once(runner, 'close');
  return { signal, entries: Number(text) };
}

describe('a database file from before checksums', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  const file = (): string => path.join(directory.path, 'data.mdb');

  beforeEach(async () => {
    directory = await temporaryDirectory();
    await writeFile(file(), old);
  });
  afterEach(() => directory.remove());

  it('opened by a server: has everything it had, takes writes, and passes the check', async () => {
    await expectServed(directory.path);
    // The second start finds the new format.
    await expectServed(directory.path);
  });

  it('opened by a server that is killed when it serves: is upgraded for good', async () => {
    const engine = await startEngine(directory.path);
    await engine.kill();
    expect((await checkDatabase(directory.path)).findings).toEqual([]);
    await expectServed(directory.path);
  });

  it('with the check before the first start: is not changed, and the check says what to do', async () => {
    const check = await runCli('check', '--directory', directory.path);
    expect(check.code).toBe(1);
    expect(check.stderr).toMatch(/without checksums.*Start the server on it once/);
    expect(readFileSync(file()).equals(old)).toBe(true);
  });

  it('opened by two servers at once: serves everything on both', async () => {
    const engines = await Promise.all([startEngine(directory.path), startEngine(directory.path)]);
    for (const engine of engines) {
      const client = await new MongoClient(engine.uri).connect();
      await expectAll(client.db('old'));
      await client.close();
    }
    for (const engine of engines) await engine.stop();
    expect((await checkDatabase(directory.path)).findings).toEqual([]);
  });

  it('with the process killed in the middle of the upgrade, at any moment: the next start finishes it', async () => {
    const whole = await temporaryDirectory();
    await copyFile(file(), path.join(whole.path, 'data.mdb'));
    const { entries } = await upgradeUntil(whole.path, 'never');
    await whole.remove();
    // Documents, entries of six indexes, the catalog and the mark of the format.
    expect(entries).toBeGreaterThan(6 * expected.length);
    for (const when of [1, 2, Math.floor(entries / 2), entries, 'commit']) {
      expect(await upgradeUntil(directory.path, String(when))).toMatchObject({ signal: 'SIGKILL' });
      const check = await runCli('check', '--directory', directory.path);
      expect([when, check.stderr]).toEqual([when, expect.stringMatching(/without checksums/)]);
    }
    await expectServed(directory.path);
  }, 60_000);
});
