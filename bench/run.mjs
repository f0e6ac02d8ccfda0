// Messages answered per second, end to end: signed webhook in, step, stored intent, call to the Graph API out.
// `npm run bench -- [--seconds 15] [--connections 32] [--people 4000] [--batch 1]`. Loopback only; starts everything
// itself (the built product on a throwaway embedded database, bench/mock-graph.mjs, bench/load.mjs) and stops it again.
import { fork, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '15' },
    connections: { type: 'string', default: '32' },
    people: { type: 'string', default: '4000' },
    batch: { type: 'string', default: '1' },
    rate: { type: 'string', default: '0' },
    profile: { type: 'string', default: '' },
  },
});
const seconds = Number(values.seconds);
const secret = 'bench-app-secret';
const phoneNumberId = '410000000000001';
const ticksPerSecond = 100;

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** CPU seconds a process has used so far, all its threads. */
const cpuSeconds = async (pid) => {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
};

const memoryMb = async (pid) => {
  const text = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1024);
};

const startGraph = () =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['bench/mock-graph.mjs'], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.setEncoding('utf8').once('data', (text) => resolve({ child, url: text.trim() }));
  });

const startProduct = async (graphUrl, dataDir) => {
  const port = await freePort();
  const profile = values.profile === '' ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
  const child = spawn(process.execPath, [...profile, '--disable-proto=delete', 'dist/src/main.js'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      API_KEY: 'bench-key',
      WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
      WHATSAPP_WABA_ID: '301122334455667',
      WHATSAPP_ACCESS_TOKEN: 'EAAbench',
      WHATSAPP_APP_SECRET: secret,
      WHATSAPP_VERIFY_TOKEN: 'bench',
      WHATSAPP_GRAPH_URL: graphUrl,
      NUMBER_RATE_PER_SECOND: '100000',
      RECIPIENT_INTERVAL_MS: '1',
      RECIPIENT_BURST: '1000',
      SEND_CONCURRENCY: '256',
      MAX_INFLIGHT_WEBHOOKS: '2000',
    },
  });
  for (let n = 0; n < 300; n += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return { child, port };
    await pause(100);
  }
  throw new Error('the product did not become ready');
};

/** Runs the load in its own process; resolves with what it measured. */
const runLoad = (options) =>
  new Promise((resolve) => {
    const child = fork('bench/load.mjs', [JSON.stringify(options)]);
    child.once('message', resolve);
  });

const ended = (child) =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', resolve);
  });

const answeredSoFar = async (graphUrl) => (await (await fetch(`${graphUrl}/count`)).json()).accepted;
const latencies = async (graphUrl) => (await fetch(`${graphUrl}/times`)).json();

const percentile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const dataDir = await mkdtemp(path.join(tmpdir(), 'mutabik-bench-'));
const graph = await startGraph();
let product = null;
try {
  product = await startProduct(graph.url, dataDir);
  const load = (forSeconds) => ({
    port: product.port,
    secret,
    phoneNumberId,
    seconds: forSeconds,
    connections: Number(values.connections),
    people: Number(values.people),
    batch: Number(values.batch),
    rate: Number(values.rate),
  });
  // Warm: the compiler has seen the code and half of the people have a conversation.
  await runLoad(load(Math.min(5, seconds)));
  await pause(500);

  const before = { cpu: await cpuSeconds(product.child.pid), answered: await answeredSoFar(graph.url) };
  const begun = performance.now();
  const measured = await runLoad(load(seconds));
  const answeredInTime = (await answeredSoFar(graph.url)) - before.answered;
  const loadSeconds = (performance.now() - begun) / 1000;
  let answered = answeredInTime;
  for (let idle = 0; idle < 10; idle += 1) {
    await pause(200);
    const now = (await answeredSoFar(graph.url)) - before.answered;
    if (now !== answered) idle = 0;
    answered = now;
  }
  const cpu = (await cpuSeconds(product.child.pid)) - before.cpu;
  const times = await latencies(graph.url);
  const sent = new Map(measured.sentAt);
  const toAnswer = times
    .flatMap(([to, at]) => (sent.has(to) ? [at - sent.get(to)] : []))
    .sort((a, b) => a - b);
  const acks = measured.ackMs.sort((a, b) => a - b);
  const round = (number) => Math.round(number * 10) / 10;
  console.log(
    JSON.stringify(
      {
        machine: `${availableParallelism()} cores, ${cpus()[0]?.model ?? ''}, ${Math.round(totalmem() / 2 ** 30)} GB`,
        node: process.version,
        options: values,
        acknowledged: measured.acknowledged,
        refused: measured.refused,
        acknowledgedPerSecond: round(measured.acknowledged / measured.seconds),
        answered,
        answeredPerSecond: round(answeredInTime / loadSeconds),
        answeredAfterTheLoad: answered - answeredInTime,
        ackMs: { p50: round(percentile(acks, 0.5)), p99: round(percentile(acks, 0.99)) },
        answerMs: {
          p50: round(percentile(toAnswer, 0.5)),
          p99: round(percentile(toAnswer, 0.99)),
          of: toAnswer.length,
        },
        productCpuSecondsPer1000: round((cpu / Math.max(1, answered)) * 1000),
        productPeakMemoryMb: await memoryMb(product.child.pid),
      },
      null,
      2,
    ),
  );
} finally {
  if (product !== null) {
    product.child.kill('SIGTERM');
    await ended(product.child);
  }
  graph.child.kill('SIGTERM');
  await ended(graph.child);
  await rm(dataDir, { recursive: true, force: true });
}
