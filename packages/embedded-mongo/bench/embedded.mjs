// Measures the embedded database through the unmodified driver: operations per second, and processor time per operation on
// each side of the socket. `node scripts/build.mjs && node packages/embedded-mongo/bench/embedded.mjs [directory]`. Linux only (reads /proc).
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { performance } from 'node:perf_hooks';
import path from 'node:path';
import { MongoClient } from 'mongodb';

const directory = await mkdtemp(path.join(process.argv[2] ?? tmpdir(), 'bench-'));
const engine = spawn(process.execPath, ['packages/embedded-mongo/dist/cli.js', '--directory', directory], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const uri = await new Promise((resolve) =>
  engine.stdout.once('data', (line) => resolve(line.toString().trim())),
);
const client = await new MongoClient(uri, { maxPoolSize: 64 }).connect();
const collection = client.db('bench').collection('items');
await collection.createIndex({ tenant: 1, at: 1 });

const engineMillis = async () => {
  const fields = (await readFile(`/proc/${engine.pid}/stat`, 'utf8')).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
};

async function measure(name, { writers, count }, operation) {
  const started = performance.now();
  const before = await engineMillis();
  const own = process.cpuUsage();
  let next = 0;
  const work = async () => {
    while (next < count) await operation(next++);
  };
  await Promise.all(Array.from({ length: writers }, work));
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(own);
  const engineMicros = (((await engineMillis()) - before) * 1000) / count;
  console.log(
    `${name.padEnd(34)} ${String(writers).padStart(3)} callers ${(count / seconds).toFixed(0).padStart(7)} /s   ` +
      `engine ${engineMicros.toFixed(0).padStart(5)} us   driver ${((used.user + used.system) / count).toFixed(0).padStart(5)} us`,
  );
}

const ids = [];
const make = (n) => {
  const _id = `doc-${n}-${Math.random()}`;
  ids.push(_id);
  const body = { text: 'hello world hello world', n, tags: ['a', 'b'] };
  return { _id, tenant: 't_demo', status: 'pending', at: new Date(), body };
};
const someId = (n) => ids[(n * 7919) % ids.length];
const many = { writers: 64, count: 10_000 };

await measure('(warming up)', { writers: 16, count: 3000 }, (n) => collection.insertOne(make(n)));
await measure('insertOne', { writers: 1, count: 1000 }, (n) => collection.insertOne(make(n)));
await measure('insertOne', { writers: 16, count: 5000 }, (n) => collection.insertOne(make(n)));
await measure('insertOne', many, (n) => collection.insertOne(make(n)));
await measure('insertMany of 100', { writers: 4, count: 200 }, () =>
  collection.insertMany(Array.from({ length: 100 }, (_, n) => make(n))),
);
await measure('updateOne $set $inc', many, (n) =>
  collection.updateOne({ _id: someId(n) }, { $set: { status: 'done', 'body.n': n }, $inc: { rev: 1 } }),
);
await measure('findOneAndUpdate compare-and-set', many, (n) =>
  collection.findOneAndUpdate(
    { _id: someId(n), tenant: 't_demo' },
    { $set: { status: 'done' }, $inc: { rev: 1 }, $push: { log: { $each: [n], $slice: -5 } } },
  ),
);
await measure('findOneAndUpdate claim ($$NOW)', many, (n) =>
  collection.findOneAndUpdate({ _id: someId(n), $expr: { $lt: ['$lease.until', '$$NOW'] } }, [
    { $set: { lease: { until: '$$NOW', token: { $add: [{ $ifNull: ['$lease.token', 0] }, 1] } } } },
  ]),
);
await measure('findOne by _id', many, (n) => collection.findOne({ _id: someId(n) }));
await measure('find by index, sorted, 10 of them', { writers: 64, count: 5000 }, () =>
  collection.find({ tenant: 't_demo' }).sort({ at: 1 }).limit(10).toArray(),
);
await client.close();
engine.kill('SIGTERM');
await new Promise((resolve) => engine.once('exit', resolve));
await rm(directory, { recursive: true });
