// Starting, watching and ending the processes of a measurement. Linux only (reads /proc).
import { fork, spawn } from 'node:child_process';
import { closeSync, openSync, readSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';

const ticksPerSecond = 100;
const running = new Set();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const watched = (child) => {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
};

/** A Node process of ours; what it prints goes nowhere, except to `stdout` when that is given. */
export const startNode = (args, { env, stdout = 'ignore' } = {}) =>
  watched(
    spawn(process.execPath, args, {
      stdio: ['ignore', stdout, 'inherit'],
      env: { PATH: process.env.PATH, ...env },
    }),
  );

/** The same with a channel for messages. */
export const forkNode = (file, args = []) => watched(fork(file, args));

/** Ends a process and waits until it is gone; by force after 30 s. */
export const endProcess = async (child) => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const force = setTimeout(() => child.kill('SIGKILL'), 30_000);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(force);
};

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Waits until this address answers 200; answers the milliseconds that took. Throws after a minute or when the process ended. */
export const untilReady = async (url, child, patienceMs = 60_000) => {
  const begun = performance.now();
  while (performance.now() - begun < patienceMs) {
    const answer = await fetch(url).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return performance.now() - begun;
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended: ${child.spawnargs}`);
    await pause(25);
  }
  throw new Error(`not ready: ${url}`);
};

/** CPU seconds a process has used so far, all its threads. */
export const cpuSeconds = async (pid) => {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond;
};

/** Resident memory in MB: the highest so far, now, and of that its own (`anonymous`: without pages of mapped files). */
export const memoryMb = async (pid) => {
  const text = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '');
  const of = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1] ?? 0) / 1024);
  return { peak: of('VmHWM'), now: of('VmRSS'), anonymous: of('RssAnon') };
};

export const openHandles = async (pid) => (await readdir(`/proc/${pid}/fd`).catch(() => [])).length;

/** Pages in use and number of the commit, by one of the two meta pages of an LMDB file. */
const readMeta = (file, at) => {
  const header = 24;
  const bytes = Buffer.alloc(header + 144);
  readSync(file, bytes, 0, bytes.length, at);
  const number = (where) => Number(bytes.readBigUInt64LE(header + where));
  // Everything lies in one tree: its branch, leaf and overflow pages.
  const pages = number(80) + number(88) + number(96);
  return { pageSize: bytes.readUInt32LE(header + 24), pages, transaction: number(128) };
};

/**
 * Bytes of an LMDB file: `used` by pages that hold something, `file` with freed pages and the room that is kept ahead, `disk` as
 * blocks on the disk. Null: no such file.
 */
export const databaseBytes = async (file) => {
  const found = await stat(file).catch(() => null);
  if (found === null) return null;
  const handle = openSync(file, 'r');
  try {
    const first = readMeta(handle, 0);
    const second = readMeta(handle, first.pageSize);
    const newest = first.transaction > second.transaction ? first : second;
    return { used: newest.pages * first.pageSize, file: found.size, disk: found.blocks * 512 };
  } finally {
    closeSync(handle);
  }
};

/** Where the built-in database keeps its file. */
export const databaseFile = (dataDir) => path.join(dataDir, 'db', 'data.mdb');
