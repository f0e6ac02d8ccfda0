// Tries the ways out of the process that looks at files, and tells its parent what came of each.
import '../../src/files/close-doors.mjs';
import { spawn } from 'node:child_process';
import dns from 'node:dns';
import { readFile, writeFile } from 'node:fs/promises';
import net from 'node:net';
import process from 'node:process';
import { Worker } from 'node:worker_threads';

const outcome = async (attempt) => {
  try {
    await attempt();
    return 'done';
  } catch (error) {
    return error.cause?.message ?? error.code ?? error.message;
  }
};
const started = (emitter) =>
  new Promise((resolve, reject) =>
    emitter.once('error', reject).once('spawn', resolve).once('online', resolve),
  );

process.once('message', async ({ port, file }) => {
  const outcomes = {
    read: await outcome(() => readFile('/etc/passwd')),
    environment: await outcome(() => readFile('/proc/self/environ')),
    write: await outcome(() => writeFile(file, 'here')),
    program: await outcome(() => started(spawn('/bin/true'))),
    thread: await outcome(() => started(new Worker('', { eval: true }))),
    connect: await outcome(() => net.connect(port, '127.0.0.1')),
    fetch: await outcome(() => fetch(`http://127.0.0.1:${port}/`)),
    lookup: await outcome(() => dns.promises.lookup('localhost')),
    variables: Object.keys(process.env).filter((name) => name !== 'NODE_CHANNEL_FD').length,
  };
  process.send(outcomes);
});
