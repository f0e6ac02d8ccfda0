import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * The disk's syncs are no part of what these tests ask (those about durability have an engine of their own on a real disk), and
 * they are a third of the time of a short test: in memory, where there is room.
 */
const placeOfData = async () => {
  const memory = '/dev/shm';
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= 2 * 1024 ** 3 ? memory : tmpdir();
};

/** Builds, and starts the one database that the whole run shares: the embedded one, unless MONGODB_TEST_URI names another. */
export default async function globalSetup() {
  const built = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
  if (built.status !== 0) throw new Error('scripts/build.mjs failed');
  if (process.env.MONGODB_TEST_URI) {
    process.env.MUTABIK_TEST_URI = process.env.MONGODB_TEST_URI;
    return;
  }
  const directory = await mkdtemp(path.join(await placeOfData(), 'mutabik-test-'));
  const engine = spawn(
    process.execPath,
    // Tests date what they store by fake clocks: nothing of it may expire by the machine's.
    ['packages/embedded-mongo/dist/cli.js', '--directory', directory, '--sweep-ms', String(24 * 60 * 60_000)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  process.env.MUTABIK_TEST_URI = await new Promise((resolve, reject) => {
    let text = '';
    engine.stdout.setEncoding('utf8');
    engine.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    engine.once('error', reject);
    engine.once('exit', (code) => reject(new Error(`the test database ended with code ${code}`)));
  });
  globalThis.__testEngine = { pid: engine.pid, directory, engine };
}
