// Reads damaged copies of a database in a process of its own, so that a crash of native code is seen as one. For each line on standard input
// ({ directory, expected: number of documents }) it prints one line: what came of opening the directory and reading everything in it.
import { createInterface } from 'node:readline';
import { Environment } from '../dist/store/environment.js';
import { DatabaseUnusable } from '../dist/unusable.js';
import { CommandError } from '../dist/errors.js';

const documents = { start: Buffer.from([2]), end: Buffer.from([3]) };
const entries = { start: Buffer.from([3]), end: Buffer.from([4]) };

function readAll(environment) {
  const found = [];
  for (const range of [documents, entries]) {
    let after;
    for (;;) {
      const chunk = environment.entries(range, 500, false, after);
      for (const { key, value } of chunk) {
        const again = environment.get(key);
        found.push(
          key.toString('hex'),
          value.toString('hex'),
          again?.equals(value) === true ? 'same' : 'differs',
        );
      }
      if (chunk.length < 500) break;
      after = chunk.at(-1).key;
    }
  }
  return found.join('\n');
}

async function look(directory) {
  let environment;
  try {
    environment = new Environment(directory);
  } catch (error) {
    if (error instanceof DatabaseUnusable) return { outcome: 'refused', why: error.message };
    return { outcome: 'error', why: String(error?.stack) };
  }
  try {
    return { outcome: 'served', contents: readAll(environment) };
  } catch (error) {
    if (error instanceof CommandError && error.code === 301)
      return { outcome: 'corrupt', why: error.message };
    return { outcome: 'error', why: String(error?.stack) };
  } finally {
    await environment.close();
  }
}

const { createHash } = await import('node:crypto');
for await (const directory of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify({ directory, outcome: 'started' })}\n`);
  const { contents, ...result } = await look(directory);
  const hash = contents === undefined ? undefined : createHash('sha256').update(contents).digest('hex');
  process.stdout.write(`${JSON.stringify({ directory, ...result, hash })}\n`);
}
