// One subject under one load: starts both, brings the subject into the state that the load is about, measures, ends both.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { kinds } from './kinds.mjs';
import { cpuSeconds, databaseBytes, endProcess, forkNode, memoryMb } from './processes.mjs';

/** The people and the platform in a process of their own; `ask(command, options)` resolves with its answer. */
export const startLoad = async () => {
  const child = forkNode('bench/load.mjs');
  const answer = () =>
    new Promise((resolve, reject) => {
      const gone = () => reject(new Error('the load ended early'));
      child.once('exit', gone);
      child.once('message', (message) => {
        child.off('exit', gone);
        resolve(message);
      });
    });
  const { url } = await answer();
  const ask = (command, options) => {
    const answered = answer();
    child.send({ command, options });
    return answered;
  };
  return { url, ask, pid: child.pid, stop: () => endProcess(child) };
};

const allCpu = async (pids) => {
  const each = await Promise.all(pids.map(cpuSeconds));
  return each.reduce((sum, seconds) => sum + seconds, 0);
};

/** Resident memory in MB: the most so far, and what is the processes' own now. */
const allMemory = async (pids) => {
  const each = await Promise.all(pids.map(memoryMb));
  const sumOf = (of) => each.reduce((sum, one) => sum + of(one), 0);
  return { memoryMb: sumOf(({ peak }) => peak), ownMemoryMb: sumOf(({ anonymous }) => anonymous) };
};

/** Runs one phase on a started subject; answers what was measured, with the subject's processor time, memory and file. */
export const measurePhase = async ({ load, subject, phase }) => {
  const [cpu, loadCpu] = [await allCpu(subject.pids), await cpuSeconds(load.pid)];
  const bytes = await databaseBytes(subject.file);
  const result = await load.ask('phase', { ...phase, ports: subject.ports });
  const used = (await allCpu(subject.pids)) - cpu;
  const loadCores = ((await cpuSeconds(load.pid)) - loadCpu) / (result.tookMs / 1000);
  const after = await databaseBytes(subject.file);
  const answered = Math.max(1, result.answered);
  const grown = (of) => (after === null || bytes === null ? null : (after[of] - bytes[of]) / answered);
  return {
    ...result,
    cpuPer1000: (used / answered) * 1000,
    loadCores,
    ...(await allMemory(subject.pids)),
    usedBytesPerMessage: grown('used'),
    fileBytesPerMessage: grown('file'),
    diskBytesPerMessage: grown('disk'),
  };
};

/** Customers and first messages, as the kind of load wants them. */
export const prepare = async ({ load, subject, phase, knowsCustomers }) => {
  const kind = kinds[phase.kind];
  if (kind.inBooks === true && knowsCustomers === true)
    await load.ask('customers', { ports: subject.ports, people: phase.people });
  if (kind.greets !== true) return;
  // A closed loop without statuses: everybody writes once.
  const greeting = {
    ...phase,
    kind: 'known',
    each: true,
    rate: 0,
    batch: 1,
    seconds: 60,
    ports: subject.ports,
  };
  await load.ask('phase', greeting);
};

/**
 * One round: a fresh subject on a fresh directory. `options`: `{ phase, warmSeconds, processes, profile }`; `say(text)` hears
 * what is going on. Answers what `measurePhase` answers and how long the subject took to start.
 */
export const measureRound = async (subjectOf, options, say = () => {}) => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'mutabik-bench-'));
  const load = await startLoad();
  let subject = null;
  try {
    subject = await subjectOf.start({ graphUrl: load.url, dataDir, ...options });
    const { phase, warmSeconds } = options;
    say('preparing');
    await prepare({ load, subject, phase, knowsCustomers: subjectOf.knowsCustomers });
    await load.ask('phase', { ...phase, rate: 0, seconds: warmSeconds, ports: subject.ports });
    say('measuring');
    const measured = await measurePhase({ load, subject, phase });
    return { ...measured, startMs: subject.startMs };
  } finally {
    await subject?.stop();
    await load.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};
