// Measures the embedded database through the unmodified driver: operations per second, and processor time per operation on
// each side of the socket. `node scripts/build.mjs && node packages/embedded-mongo/bench/embedded.mjs [directory]`. Linux only (reads /proc).
// On a directory in memory (/dev/shm/) the disk, which others use too, does not blur processor times; rates mean nothing there.
// PROFILE=folder writes a V8 profile of the engine.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { performance } from 'node:perf_hooks';
import path from 'node:path';
import { MongoClient } from 'mongodb';

const directory = await mkdtemp(path.join(process.argv[2] ?? tmpdir(), 'bench-'));
const profile = process.env.PROFILE;
const flags = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
const engine = spawn(
  process.execPath,
  [...flags, 'packages/embedded-mongo/dist/cli.js', '--directory', directory],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
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

// A queue, sessions with a compare-and-set, and results, written in groups of 16, with bodies nobody looks into.
const db = client.db('bench');
const [queue, sessions, results] = ['queue', 'sessions', 'results'].map((name) => db.collection(name));
const waiting = { partialFilterExpression: { status: 'pending' } };
const open = { partialFilterExpression: { settled: false } };
const isDate = (field) => ({ partialFilterExpression: { [field]: { $type: 'date' } } });
await queue.createIndex({ tenant: 1, status: 1, at: 1 }, waiting);
await queue.createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 });
await sessions.createIndex({ tenant: 1, nextAt: 1 }, isDate('nextAt'));
await sessions.createIndex({ tenant: 1, pendingSince: 1 }, isDate('pendingSince'));
await sessions.createIndex({ tenant: 1, lastAt: -1, _id: -1 });
await sessions.createIndex({ tenant: 1, refs: 1 });
await sessions.createIndex({ tenant: 1, contact: 1 });
await results.createIndex({ tenant: 1, session: 1, seq: 1 }, open);
await results.createIndex({ tenant: 1, state: 1, wakeAt: 1 }, open);
await results.createIndex({ tenant: 1, key: 1 }, { partialFilterExpression: { key: { $type: 'string' } } });

const tenant = 't_demo';
const groupOf = 16;
const groups = { writers: 8, count: 1000 };
const body = (bytes) => Buffer.alloc(bytes, 'x');
const idOf = (kind, group, at) => `${kind}_01JZ${String(group * groupOf + at).padStart(20, '0')}`;
const each = (make) => Array.from({ length: groupOf }, (_, at) => make(at));
const durable = { ordered: false, writeConcern: { w: 'majority', journal: true } };
// Several groups that run at once have sessions of their own, as conversations have.
const revisions = new Map();
const sessionOf = (group, at) => idOf('ses', group % groups.writers, at);

await sessions.insertMany(
  Array.from({ length: groups.writers }, (_, group) =>
    each((at) => ({
      ...{
        _id: sessionOf(group, at),
        tenant,
        channel: 'chn_1',
        contact: `con_${at}`,
        refs: ['C-1042'],
        rev: 0,
      },
      ...{ attempts: 0, lease: { owner: 'w1', token: 1, until: new Date() }, state: body(1500), applied: [] },
      ...{
        relays: [],
        pendingSince: null,
        nextAt: null,
        lastAt: new Date(),
        address: body(200),
        mode: 'bot',
      },
    })),
  ).flat(),
);

await measure(`insertMany into a queue, ${groupOf}`, groups, (group) =>
  queue.insertMany(
    each((at) => ({
      ...{ _id: idOf('in', group, at), tenant, channel: 'chn_1', status: 'pending', kind: 'message' },
      ...{
        session: sessionOf(group, at),
        at: new Date(),
        seq: group,
        reason: null,
        body: body(700),
        expireAt: null,
      },
    })),
    durable,
  ),
);
await measure(`compare-and-set of sessions, ${groupOf}`, { ...groups, writers: 1 }, async (group) => {
  const { modifiedCount } = await sessions.bulkWrite(
    each((at) => {
      const _id = sessionOf(group, at);
      const rev = revisions.get(_id) ?? 0;
      revisions.set(_id, rev + 1);
      return {
        updateOne: {
          filter: { _id, rev, 'lease.token': 1, tenant },
          update: {
            $set: {
              ...{ lastStep: `stp_${group}`, state: body(1500), applied: [idOf('in', group, at)] },
              ...{
                relays: [body(900)],
                pendingSince: new Date(),
                attempts: 0,
                nextAt: new Date(),
                windowAt: new Date(),
              },
              ...{
                lastAt: new Date(),
                paceUntil: Date.now(),
                address: body(200),
                mode: 'bot',
                language: 'tr',
              },
              ...{ open: [], refs: ['C-1042'], contact: `con_${at}` },
            },
            $inc: { rev: 1 },
          },
        },
      };
    }),
    durable,
  );
  if (modifiedCount !== groupOf) throw new Error(`${modifiedCount} sessions were written`);
});
await measure(`upsert of results, ${groupOf}`, groups, (group) =>
  results.bulkWrite(
    each((at) => ({
      updateOne: {
        filter: { _id: idOf('out', group, at) },
        update: {
          $setOnInsert: {
            ...{
              tenant,
              channel: 'chn_1',
              session: sessionOf(group, at),
              request: null,
              seq: group,
              state: 'sending',
            },
            ...{
              settled: false,
              outcome: null,
              attempt: 0,
              unknowns: 0,
              heldUntil: null,
              owner: 'w1',
              claim: 'c',
            },
            ...{ wakeAt: new Date(), reason: null, key: null, provider: null, statuses: [], body: body(900) },
          },
        },
        upsert: true,
      },
    })),
    durable,
  ),
);
await measure(`update of results, ${groupOf}`, groups, (group) =>
  results.bulkWrite(
    each((at) => ({
      updateOne: {
        filter: { _id: idOf('out', group, at), state: 'sending' },
        update: {
          $set: {
            state: 'sent',
            settled: true,
            wakeAt: null,
            key: idOf('key', group, at),
            provider: body(90),
          },
          $push: { statuses: { status: 'sent', at: new Date() } },
        },
      },
    })),
    durable,
  ),
);
await measure(`update of the queue by _id, ${groupOf}`, groups, (group) =>
  queue.bulkWrite(
    each((at) => ({
      updateOne: {
        filter: { _id: idOf('in', group, at) },
        update: { $set: { status: 'done', expireAt: new Date() } },
      },
    })),
    durable,
  ),
);
await client.close();
engine.kill('SIGTERM');
await new Promise((resolve) => engine.once('exit', resolve));
await rm(directory, { recursive: true });
