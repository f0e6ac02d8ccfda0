import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Unavailable } from '../shared/errors.ts';
import { refusalReasons } from './file-record.ts';

/** What the process may use. */
export interface InspectionBounds {
  timeoutMs: number;
  /** All memory of the process, decoders included. */
  maxMemoryBytes: number;
  /** Processes at once; more jobs wait their turn. */
  concurrent: number;
}

export const defaultInspectionBounds: InspectionBounds = {
  timeoutMs: 30_000,
  maxMemoryBytes: 900_000_000,
  concurrent: 2,
};

export type InspectionJob =
  | { kind: 'pdf'; content: Buffer; limits: { maxPages: number } }
  | { kind: 'image'; content: Buffer; limits: { maxPixels: number; format: 'jpeg' | 'png' | 'webp' } };

/** The process has looked at hostile bytes: what it says is checked like anybody's input. */
const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('refused'), reason: z.enum(refusalReasons) }),
  z.strictObject({ kind: z.literal('pdf'), pages: z.int().min(1) }),
  z.strictObject({
    kind: z.literal('image'),
    width: z.int().min(1),
    height: z.int().min(1),
    view: z.instanceof(Uint8Array),
  }),
]);
export type InspectionAnswer = z.infer<typeof answerSchema>;

const entry = fileURLToPath(new URL('./inspect-process.mjs', import.meta.url));
const heapMegabytes = 384;
const watchEveryMs = 100;
const unreadable: InspectionAnswer = { kind: 'refused', reason: 'unreadable' };

const start = (): ChildProcess =>
  fork(entry, [], {
    // No secrets, no proxies, no options of this process.
    env: {},
    cwd: '/',
    execArgv: [`--max-old-space-size=${heapMegabytes}`, '--disable-proto=delete'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });

/** Resident memory in bytes; null where the system does not tell. */
const memoryOf = async (pid: number | undefined): Promise<number | null> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
};

const runOnce = (job: InspectionJob, bounds: InspectionBounds): Promise<InspectionAnswer> => {
  const child = start();
  return new Promise<InspectionAnswer>((resolve, reject) => {
    const deadline = setTimeout(() => resolve(unreadable), bounds.timeoutMs);
    const watch = setInterval(() => {
      void memoryOf(child.pid).then((used) => {
        if (used !== null && used > bounds.maxMemoryBytes) resolve(unreadable);
      });
    }, watchEveryMs);
    child.once('exit', () => {
      clearTimeout(deadline);
      clearInterval(watch);
      // It ended without an answer: the file broke it.
      resolve(unreadable);
    });
    child.once('message', (message) => {
      const answer = answerSchema.safeParse(message);
      resolve(answer.success ? answer.data : unreadable);
    });
    child.once('error', (error) => {
      clearTimeout(deadline);
      clearInterval(watch);
      // No process could be started: that says nothing about the file.
      if (child.pid === undefined) reject(new Unavailable('files cannot be looked at now', {}, error));
      else resolve(unreadable);
    });
    child.send(job, (error) => {
      if (error !== null && child.pid !== undefined) resolve(unreadable);
    });
  }).finally(() => child.kill('SIGKILL'));
};

/**
 * Looks at files in a process of its own each: a decoder that crashes, hangs or eats memory takes nothing else with it, and
 * the file counts as unreadable. Throws `Unavailable` when no process can be started.
 */
export const makeInspectionRunner = (
  bounds: InspectionBounds = defaultInspectionBounds,
): ((job: InspectionJob) => Promise<InspectionAnswer>) => {
  const waiting: (() => void)[] = [];
  let running = 0;
  const turn = async (): Promise<void> => {
    if (running >= bounds.concurrent) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
  };
  const done = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return async (job) => {
    await turn();
    try {
      return await runOnce(job, bounds);
    } finally {
      done();
    }
  };
};
