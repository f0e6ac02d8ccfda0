import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Unavailable } from '../shared/errors.ts';
import { refusalReasons } from './file-record.ts';
import { foundTypes } from './found-type.ts';
import type { InspectionAnswer, InspectionJob } from './inspect-content.ts';

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

const naturalOrNull = z.int().min(1).nullable();

/** The process has looked at hostile bytes: what it says is checked like anybody's input. */
const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('refused'), reason: z.enum(refusalReasons) }),
  z.strictObject({
    kind: z.literal('accepted'),
    type: z.enum(foundTypes),
    pages: naturalOrNull,
    width: naturalOrNull,
    height: naturalOrNull,
    view: z.instanceof(Uint8Array).nullable(),
  }),
]);

// The built files also where this runs from its source: the process is plain Node, which reads no types.
const built = new URL(import.meta.url.endsWith('.ts') ? '../../dist/src/files/' : './', import.meta.url);
const entry = fileURLToPath(new URL('inspect-process.js', built));
const heapMegabytes = 384;
const watchEveryMs = 100;
const unreadable: InspectionAnswer = { kind: 'refused', reason: 'unreadable' };

const permission = ['--permission', '--experimental-permission'].find((flag) =>
  process.allowedNodeEnvironmentFlags.has(flag),
);

/** Where its code lies, and that of the libraries, which lie in one of the folders above. */
const readable = (): string[] => {
  const folders = [fileURLToPath(built)];
  for (let at = new URL('./', built); ; at = new URL('../', at)) {
    folders.push(fileURLToPath(new URL('node_modules/', at)), fileURLToPath(new URL('package.json', at)));
    if (at.pathname === new URL('../', at).pathname) return folders.filter((path) => existsSync(path));
  }
};

/**
 * What the process is started with: no files but its own code, no programs, no threads. `native`: the decoder of images is no
 * JavaScript, and only images get it.
 */
export const inspectionArguments = (native: boolean): string[] => [
  `--max-old-space-size=${heapMegabytes}`,
  '--disable-proto=delete',
  ...(permission === undefined
    ? []
    : [
        permission,
        '--no-warnings',
        ...readable().map((path) => `--allow-fs-read=${path}`),
        ...(native ? ['--allow-addons'] : []),
      ]),
];

const imageStarts = ['ffd8ff', '89504e47', '52494646'];
const mayBeImage = (content: Buffer): boolean =>
  imageStarts.some((start) => content.toString('hex', 0, start.length / 2) === start);

const start = (job: InspectionJob): ChildProcess =>
  fork(entry, [], {
    // No secrets, no proxies, no options of this process.
    env: {},
    cwd: '/',
    execArgv: inspectionArguments(mayBeImage(job.content)),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });

/** The most memory that was resident at once, in bytes; null where the system does not tell. */
const memoryOf = async (pid: number | undefined): Promise<number | null> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
};

const runOnce = (job: InspectionJob, bounds: InspectionBounds): Promise<InspectionAnswer> => {
  const child = start(job);
  const isTooMuch = (used: number | null): boolean => used !== null && used > bounds.maxMemoryBytes;
  return new Promise<InspectionAnswer>((resolve, reject) => {
    const deadline = setTimeout(() => resolve(unreadable), bounds.timeoutMs);
    const watch = setInterval(() => {
      void memoryOf(child.pid).then((used) => {
        if (isTooMuch(used)) resolve(unreadable);
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
      // Looked at once more: between two looks it may have used more and answered.
      void memoryOf(child.pid).then((used) =>
        resolve(answer.success && !isTooMuch(used) ? answer.data : unreadable),
      );
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
