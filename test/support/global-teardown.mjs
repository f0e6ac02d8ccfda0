import { rm } from 'node:fs/promises';

/** Stops the database of the run, by its process id, and removes its directory. */
export default async function globalTeardown() {
  const started = globalThis.__testEngine;
  if (started === undefined) return;
  const { engine, pid, directory } = started;
  engine.removeAllListeners('exit');
  const ended = new Promise((resolve) => engine.once('exit', resolve));
  process.kill(pid, 'SIGTERM');
  await ended;
  await rm(directory, { recursive: true, force: true });
}
