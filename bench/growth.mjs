// What a message costs when much is stored: fills one directory with more and more conversations (bench/copies.mjs) and measures at
// each size. `npm run bench:growth -- [--most 100000] [--active 1000]`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { machine } from './compare.mjs';
import { Copies } from './copies.mjs';
import { measurePhase, startLoad } from './measure.mjs';
import { readOptions } from './options.mjs';
import { databaseBytes, databaseFile } from './processes.mjs';
import { startProduct } from './subjects.mjs';
import { fixed, table } from './table.mjs';

const options = readOptions({
  numbers: {
    least: { fallback: 1_000, most: 1_000_000 },
    most: { fallback: 100_000, most: 1_000_000 },
    messages: { fallback: 3, most: 100 },
    seconds: { fallback: 8, most: 600 },
    warm: { fallback: 3, most: 60 },
    connections: { fallback: 64, most: 1000 },
    active: { fallback: 1000, most: 1_000_000 },
    rate: { fallback: 0, most: 20_000 },
  },
  texts: { profile: '', keep: '' },
  flags: ['json'],
});
const say = (text) => console.error(text);
const originals = 20;
/** Numbers of the people who are copied, apart from those of the copies. */
const firstOriginal = 80_000_000;
/** Messages that may wait for their answer: the backlog is not what is measured. */
const mostWaiting = 400;

/** A few people write so many messages each and see the answers. */
const converse = async (dataDir) => {
  const load = await startLoad();
  const product = await startProduct({ graphUrl: load.url, dataDir });
  const once = { kind: 'status-batch', each: true, rate: 0, batch: 1, seconds: 60, connections: 8 };
  try {
    for (let n = 0; n < options.messages; n += 1)
      await load.ask('phase', { ...once, people: originals, first: firstOriginal, ports: product.ports });
  } finally {
    await product.stop();
    await load.stop();
  }
};

/** Fills up from `from` to `to` people; answers the documents of one person. */
const fill = async (dataDir, from, to) => {
  const begun = performance.now();
  const copies = await Copies.open(dataDir);
  try {
    await copies.read(Array.from({ length: originals }, (_, n) => firstOriginal + n));
    for (let n = from; n < to; n += 1) {
      await copies.add(n);
      if ((n + 1) % 10_000 === 0) say(`${n + 1} conversations`);
    }
    return copies.documentsPerPerson;
  } finally {
    await copies.close();
    say(`filled up to ${to} in ${fixed((performance.now() - begun) / 1000)} s`);
  }
};

/**
 * Starts the product on what is there and ends it. Two loads: as many people as at the least size write, spread over all that are
 * stored (what history costs); then anybody (what a conversation costs that nobody has at hand).
 */
const measureAt = async (dataDir, stored) => {
  const before = await databaseBytes(databaseFile(dataDir));
  const load = await startLoad();
  const subject = await startProduct({ graphUrl: load.url, dataDir, profile: options.profile });
  const { connections, rate, warm, seconds } = options;
  const active = Math.min(options.active, stored);
  const everybody = { people: stored, every: 1 };
  const loads = [{ people: active, every: Math.floor(stored / active) }];
  if (stored > active) loads.push(everybody);
  const rows = [];
  try {
    for (const who of loads) {
      const phase = { kind: 'known', ...who, connections, rate, batch: 1, shuffled: true, most: mostWaiting };
      await load.ask('phase', { ...phase, rate: 0, seconds: warm, ports: subject.ports });
      const measured = await measurePhase({ load, subject, phase: { ...phase, seconds } });
      rows.push({ stored, writing: who.people, bytes: before.used, startMs: subject.startMs, ...measured });
    }
    return rows;
  } finally {
    await subject.stop();
    await load.stop();
  }
};

const sizes = [];
for (let size = Math.max(originals, options.least); size < options.most; size *= 10) sizes.push(size);
sizes.push(options.most);

const columns = [
  { title: 'conversations', of: ({ stored }) => stored },
  { title: 'of them write', of: ({ writing }) => writing },
  { title: 'stored MB', of: ({ bytes }) => fixed(bytes / 2 ** 20) },
  { title: 'ready after ms', of: ({ startMs }) => fixed(startMs) },
  { title: 'msg/s', of: ({ perSecond }) => fixed(perSecond) },
  { title: 'CPU s/1000', of: ({ cpuPer1000 }) => fixed(cpuPer1000, 2) },
  { title: 'ack p50 ms', of: ({ ack }) => ack.p50 },
  { title: 'p99', of: ({ ack }) => ack.p99 },
  { title: 'reply p50 ms', of: ({ reply }) => reply.p50 },
  { title: 'p99', of: ({ reply }) => reply.p99 },
  { title: 'peak MB', of: ({ memoryMb }) => memoryMb },
  { title: 'its own', of: ({ ownMemoryMb }) => ownMemoryMb },
  { title: 'stored B/msg', of: ({ usedBytesPerMessage }) => fixed(usedBytesPerMessage) },
  {
    title: 'each once',
    of: ({ unanswered, extra, refused }) =>
      unanswered + extra + refused === 0
        ? 'yes'
        : `${unanswered} unanswered, ${extra} twice, ${refused} refused`,
  },
];

const dataDir = options.keep === '' ? await mkdtemp(path.join(tmpdir(), 'mutabik-growth-')) : options.keep;
say(`sizes ${sizes.join(', ')}, ${options.messages} messages of each person, in ${dataDir}`);
const rows = [];
try {
  await converse(dataDir);
  let from = 0;
  let documents = 0;
  for (const size of sizes) {
    documents = await fill(dataDir, from, size);
    from = size;
    for (const row of await measureAt(dataDir, size)) {
      rows.push(row);
      say(
        `${row.writing} of ${size} write: ready after ${fixed(row.startMs)} ms, ${fixed(row.perSecond)} answered/s, ` +
          `${fixed(row.cpuPer1000, 2)} CPU s per 1000`,
      );
    }
  }
  if (options.json) console.log(JSON.stringify({ machine, options, rows }, null, 2));
  else
    console.log(
      `${machine}\nknown people in any order, each with ${options.messages} messages before (${documents} documents), ` +
        `${options.seconds} s per size\n\n${table(columns, rows)}`,
    );
} finally {
  if (options.keep === '') await rm(dataDir, { recursive: true, force: true });
}
