// The product for many minutes at half of what it can: does memory stay, does the file grow only by what is stored?
// `npm run bench:soak -- [--minutes 20] [--rate 0] [--kind status-batch]`. Ends with 1 when something is not as it should be.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { machine, phaseOf } from './compare.mjs';
import { kinds } from './kinds.mjs';
import { measurePhase, prepare, startLoad } from './measure.mjs';
import { readOptions } from './options.mjs';
import { databaseBytes, memoryMb, openHandles, pause } from './processes.mjs';
import { judgeSoak } from './soak-verdict.mjs';
import { startProduct } from './subjects.mjs';
import { fixed, table } from './table.mjs';

const options = readOptions({
  numbers: {
    minutes: { fallback: 20, most: 24 * 60 },
    every: { fallback: 10, most: 600 },
    rate: { fallback: 0, most: 20_000 },
    share: { fallback: 0.5, most: 1 },
    warm: { fallback: 5, most: 60 },
    seconds: { fallback: 10, most: 60 },
    connections: { fallback: 64, most: 1000 },
    people: { fallback: 0, most: 100_000 },
    batch: { fallback: 1, most: 100 },
  },
  texts: { kind: 'known' },
  flags: ['json'],
});
/** Connections the product may keep: 128 to the platform, 24 to its database with both ends, and what it opens at start. */
const ownPools = 256;
const say = (text) => console.error(text);

const gauges = async (port) => {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const of = (name) =>
    Number(new RegExp(`^${name}(?:\\{[^}]*\\})? ([0-9.e+]+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
  return {
    heapMb: Math.round(of('nodejs_heap_size_used_bytes') / 2 ** 20),
    inboxPending: of('inbox_pending'),
    outboxQueued: of('outbox_queued'),
    outboxUnknown: of('outbox_unknown'),
  };
};

const sampleOf = async (subject, seconds, rate) => {
  const [pid] = subject.pids;
  const { now, anonymous } = await memoryMb(pid);
  const bytes = await databaseBytes(subject.file);
  const seen = await gauges(subject.ports[0]);
  return {
    seconds,
    answered: seconds * rate,
    residentMb: now,
    memoryMb: anonymous,
    ...seen,
    waiting: seen.inboxPending + seen.outboxQueued,
    usedBytes: bytes.used,
    fileBytes: bytes.file,
    handles: await openHandles(pid),
  };
};

/** Samples until `work` is done, at most until the load's end. */
const sampleDuring = async (work, subject, rate) => {
  const begun = performance.now();
  const samples = [];
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  // Rejections are seen by whoever waits for the work.
  over.catch(() => {});
  const end = options.minutes * 60;
  for (let at = 0; !isOver && at <= end; at += options.every) {
    await Promise.race([over.catch(() => {}), pause(Math.max(0, begun + at * 1000 - performance.now()))]);
    if (isOver) break;
    const sample = await sampleOf(subject, (performance.now() - begun) / 1000, rate);
    samples.push(sample);
    say(
      `${fixed(sample.seconds)} s: ${sample.residentMb} MB (${sample.memoryMb} its own, heap ${sample.heapMb}), ` +
        `${fixed(sample.usedBytes / 2 ** 20, 1)} MB stored, ${sample.handles} handles, ${sample.waiting} waiting`,
    );
  }
  return samples;
};

const columns = [
  { title: 's', of: ({ seconds }) => fixed(seconds) },
  { title: 'resident MB', of: ({ residentMb }) => residentMb },
  { title: 'its own MB', of: ({ memoryMb: own }) => own },
  { title: 'heap MB', of: ({ heapMb }) => heapMb },
  { title: 'stored MB', of: ({ usedBytes }) => fixed(usedBytes / 2 ** 20, 1) },
  { title: 'file MB', of: ({ fileBytes }) => fixed(fileBytes / 2 ** 20, 1) },
  { title: 'handles', of: ({ handles }) => handles },
  { title: 'inbox pending', of: ({ inboxPending }) => inboxPending },
  { title: 'outbox queued', of: ({ outboxQueued }) => outboxQueued },
  { title: 'unknown', of: ({ outboxUnknown }) => outboxUnknown },
];

/** Of many samples about twenty, evenly. */
const some = (samples) => {
  const step = Math.ceil(samples.length / 20);
  return samples.filter((_, n) => n % step === 0 || n === samples.length - 1);
};

const report = ({ rate, samples, measured }) => {
  const { unanswered, extra, refused } = measured;
  const findings = [
    ...judgeSoak(samples, { rate, pooled: options.connections + ownPools }),
    {
      what: 'each message is answered once',
      isGood: unanswered + extra + refused === 0,
      says: `${measured.answered} answered, ${unanswered} not, ${extra} twice, ${refused} refused`,
    },
  ];
  const verdict = findings.map(({ what, isGood, says }) => `${isGood ? 'pass' : 'FAIL'}  ${what}: ${says}`);
  console.log(
    [
      machine,
      `${kinds[options.kind].says}; ${fixed(rate)} a second for ${options.minutes} minutes`,
      '',
      table(columns, some(samples)),
      '',
      `CPU s per 1000: ${fixed(measured.cpuPer1000, 2)}; ack p50 ${measured.ack.p50}, p99 ${measured.ack.p99} ms; ` +
        `reply p50 ${measured.reply.p50}, p99 ${measured.reply.p99} ms`,
      '',
      ...verdict,
    ].join('\n'),
  );
  if (!findings.every(({ isGood }) => isGood)) process.exitCode = 1;
};

const dataDir = await mkdtemp(path.join(tmpdir(), 'mutabik-soak-'));
const load = await startLoad();
const subject = await startProduct({ graphUrl: load.url, dataDir });
try {
  const phase = phaseOf(options);
  await prepare({ load, subject, phase, knowsCustomers: true });
  const full = { ...phase, rate: 0, ports: subject.ports };
  await load.ask('phase', { ...full, seconds: options.warm });
  const { perSecond } = await load.ask('phase', full);
  const rate = options.rate || Math.max(1, Math.round(perSecond * options.share));
  say(`${fixed(perSecond)} a second is the full rate, ${rate} a second for ${options.minutes} minutes`);
  const soaked = { ...phase, rate, seconds: options.minutes * 60 };
  const work = measurePhase({ load, subject, phase: soaked });
  const samples = await sampleDuring(work, subject, rate);
  const measured = await work;
  if (samples.length < 4) throw new Error('too few samples: more --minutes, or smaller --every');
  if (options.json) console.log(JSON.stringify({ machine, options, rate, samples, measured }, null, 2));
  report({ rate, samples, measured });
} finally {
  await subject.stop();
  await load.stop();
  await rm(dataDir, { recursive: true, force: true });
}
