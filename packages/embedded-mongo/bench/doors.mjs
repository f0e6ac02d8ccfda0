// What another way into the embedded database would save: the same commands through the driver as the product sends them, as
// bare messages on the same socket, as bare messages on a port between two threads, and in the caller's own thread.
// `node scripts/build.mjs && node packages/embedded-mongo/bench/doors.mjs [directory]`; processor time of both threads together.
// On a directory in memory (/dev/shm/) the disk does not blur it.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { BSON, MongoClient } from 'mongodb';
import { Activity } from '../dist/commands/activity.js';
import { Cursors } from '../dist/commands/cursors.js';
import { Dispatcher } from '../dist/dispatcher.js';
import { startEmbeddedDatabase } from '../dist/start.js';
import { Catalog } from '../dist/store/catalog.js';
import { Environment } from '../dist/store/environment.js';
import { Framing } from '../dist/wire/framing.js';
import { parseMessage } from '../dist/wire/message.js';

const openEngine = (directory) => {
  const environment = new Environment(directory);
  const engine = {
    environment,
    catalog: new Catalog(environment),
    cursors: new Cursors(),
    activity: new Activity(),
    address: '',
  };
  const dispatcher = new Dispatcher(engine);
  const handle = (bytes, respond) => dispatcher.handle(parseMessage(bytes), 1, respond);
  return { handle, close: () => environment.close() };
};

if (!isMainThread) {
  const { handle, close } = openEngine(workerData);
  parentPort.on('message', (bytes) => {
    if (bytes === null) return void close().then(() => parentPort.close());
    handle(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), (reply) =>
      parentPort.postMessage(Uint8Array.from(reply)),
    );
  });
}

/** An OP_MSG with one document in its body. */
const messageOf = (command, requestId) => {
  const body = BSON.serialize({ ...command, $db: 'bench' });
  const message = Buffer.allocUnsafe(21 + body.length);
  [message.length, requestId, 0, 2013, 0].forEach((field, index) => message.writeInt32LE(field, index * 4));
  message[20] = 0;
  message.set(body, 21);
  return message;
};
const answerOf = (message) => BSON.deserialize(message.subarray(21), { promoteBuffers: false });
const replyTo = (message) => message.readInt32LE(8);

/** Calls over something that sends messages and hands back replies, in whatever order. */
const callsOver = (send) => {
  const waiting = new Map();
  let requests = 0;
  const take = (message) => {
    waiting.get(replyTo(message))(answerOf(message));
    waiting.delete(replyTo(message));
  };
  const call = (command) =>
    new Promise((resolve) => {
      requests += 1;
      waiting.set(requests, resolve);
      send(messageOf(command, requests));
    });
  return { call, take };
};

const doors = {
  'driver, socket': async (directory) => {
    const database = await startEmbeddedDatabase({ directory });
    const client = await new MongoClient(database.uri, { maxPoolSize: 64 }).connect();
    const db = client.db('bench');
    return {
      call: (command) => db.command(command),
      close: () => client.close().then(() => database.close()),
    };
  },
  'message, socket': async (directory) => {
    const database = await startEmbeddedDatabase({ directory });
    const socket = connect(decodeURIComponent(/\/\/(.*)\/\?/.exec(database.uri)[1]));
    await once(socket, 'connect');
    const { call, take } = callsOver((message) => socket.write(message));
    const framing = new Framing();
    socket.on('data', (chunk) => {
      for (const message of framing.push(chunk)) take(message);
    });
    return { call, close: () => (socket.destroy(), database.close()) };
  },
  'message, port between threads': async (directory) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: directory });
    const { call, take } = callsOver((message) =>
      worker.postMessage(message, message.buffer.byteLength === message.length ? [message.buffer] : []),
    );
    worker.on('message', (bytes) => take(Buffer.from(bytes.buffer)));
    return { call, close: () => (worker.postMessage(null), once(worker, 'exit')) };
  },
  'message, own thread': async (directory) => {
    const { handle, close } = openEngine(directory);
    const { call, take } = callsOver((message) => handle(message, take));
    return { call, close };
  },
};

const sealed = new BSON.Binary(Buffer.alloc(1300, 7));
const ids = Array.from({ length: 400 }, (_, n) => `conversation-${n}`);
const insert = {
  insert: 'items',
  documents: ids.map((_id) => ({ _id, rev: 0, tenantId: 't', body: sealed })),
};
const commit = (n, group) => ({
  update: 'items',
  updates: Array.from({ length: group }, (_, k) => ({
    q: { _id: ids[(n * 7919 + k) % 400], tenantId: 't' },
    u: { $set: { body: sealed }, $inc: { rev: 1 } },
  })),
  ordered: false,
  writeConcern: { w: 'majority', j: true },
});
const read = (n, group) => ({
  find: 'items',
  filter: { _id: { $in: Array.from({ length: group }, (_, k) => ids[(n * 7919 + k) % 400]) }, tenantId: 't' },
  batchSize: 1000,
  readConcern: { level: 'majority' },
});

/** Processor time of one command in microseconds, all threads, and commands per second. */
const measure = async (call, make, { callers, count, group }) => {
  let next = 0;
  const work = async () => {
    while (next < count) await call(make(next++, group));
  };
  const begun = process.hrtime.bigint();
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: callers }, work));
  const { user, system } = process.cpuUsage(before);
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  return { micros: Math.round((user + system) / count), rate: Math.round(count / seconds) };
};

if (isMainThread) {
  const kinds = [
    ['read of 1, alone', read, { callers: 1, count: 4000, group: 1 }],
    ['read of 16, two at a time', read, { callers: 2, count: 2000, group: 16 }],
    ['commit of 1, alone', commit, { callers: 1, count: 2000, group: 1 }],
    ['commit of 16, two at a time', commit, { callers: 2, count: 1000, group: 16 }],
  ];
  for (const [name, open] of Object.entries(doors)) {
    const directory = await mkdtemp(path.join(process.argv[2] ?? tmpdir(), 'doors-'));
    const { call, close } = await open(directory);
    const { n } = await call(insert);
    if (n !== ids.length) throw new Error(`${name}: ${n} documents inserted`);
    for (const [, make, how] of kinds) await measure(call, make, how);
    const figures = [];
    for (const [kind, make, how] of kinds) {
      const { micros, rate } = await measure(call, make, how);
      figures.push(`${kind} ${micros} us, ${rate}/s`);
    }
    console.log(`${name.padEnd(30)} ${figures.join('   ')}`);
    await close();
    await rm(directory, { recursive: true, force: true });
  }
}
