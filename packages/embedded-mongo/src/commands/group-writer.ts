import { performance } from 'node:perf_hooks';
import { CommandError } from '../errors.ts';
import type { Catalog } from '../store/catalog.ts';
import type { Environment } from '../store/environment.ts';

/** A write command waiting for its turn. */
export interface WriteJob {
  /** Applies the write inside the transaction; reports its own refusals into the reply, throws only what must undo it. */
  run(): void;
  /** Reports an error that undid the write. */
  fail(error: unknown): void;
  /** Called when the write is on disk (or has failed): the reply may go out. */
  done(): void;
  /** The write must not share a transaction: when it fails half way all of it is undone. */
  readonly isAlone: boolean;
}

/** Numbers about commits, for tests and the log. */
export interface WriterStatistics {
  commits: number;
  jobs: number;
  largestGroup: number;
}

/** A group takes no longer than this before it is committed, so that no writer waits long for the others. */
const maxGroupMillis = 20;

/**
 * Gathers the writes that arrive in one turn of the event loop into one transaction: one wait for the disk serves all of
 * them. There is no timer: whoever is there when the turn ends goes, the rest goes with the next turn.
 */
export class GroupWriter {
  readonly statistics: WriterStatistics = { commits: 0, jobs: 0, largestGroup: 0 };
  private readonly environment: Environment;
  private readonly catalog: Catalog;
  private queue: WriteJob[] = [];
  private scheduled = false;
  private isClosed = false;

  constructor(environment: Environment, catalog: Catalog) {
    this.environment = environment;
    this.catalog = catalog;
  }

  submit(job: WriteJob): void {
    if (this.isClosed) {
      job.fail(new CommandError(91, 'ShutdownInProgress', 'the database is stopping'));
      return job.done();
    }
    this.queue.push(job);
    this.schedule();
  }

  /** Runs an action in a transaction of its own; rejects with what undid it. */
  transaction<T>(action: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      let end: () => void;
      this.submit({
        isAlone: true,
        run: () => {
          const result = action();
          end = () => resolve(result);
        },
        fail: (error) => {
          end = () => reject(error instanceof Error ? error : new Error(String(error)));
        },
        done: () => end(),
      });
    });
  }

  /** Writes everything that waits and takes nothing more. */
  close(): void {
    while (this.queue.length > 0) this.flush();
    this.isClosed = true;
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => this.flush());
  }

  private takeGroup(): WriteJob[] {
    const first = this.queue[0];
    if (first === undefined) return [];
    if (first.isAlone) return this.queue.splice(0, 1);
    const end = this.queue.findIndex((job) => job.isAlone);
    return this.queue.splice(0, end < 0 ? this.queue.length : end);
  }

  /** Writes everything that waits. */
  flush(): void {
    this.scheduled = false;
    for (let group = this.takeGroup(); group.length > 0; group = this.takeGroup()) {
      const rest = this.commit(group);
      this.queue.unshift(...rest);
      if (rest.length > 0) break;
    }
    if (this.queue.length > 0) this.schedule();
  }

  private commit(group: readonly WriteJob[]): readonly WriteJob[] {
    let taken = 0;
    try {
      this.environment.write(() => {
        this.catalog.refresh();
        const until = performance.now() + maxGroupMillis;
        do group[taken++]!.run();
        while (taken < group.length && performance.now() < until);
      });
    } catch (error) {
      this.catalog.forget();
      return this.recover(group, taken, error);
    }
    this.note(taken);
    for (const job of group.slice(0, taken)) job.done();
    return group.slice(taken);
  }

  /** A write broke off: alone it has failed, of a group each is tried by itself so that only the guilty one fails. */
  private recover(group: readonly WriteJob[], taken: number, error: unknown): readonly WriteJob[] {
    if (taken === 1) {
      group[0]!.fail(error);
      group[0]!.done();
      return group.slice(1);
    }
    for (const job of group.slice(0, taken)) this.commit([job]);
    return group.slice(taken);
  }

  private note(size: number): void {
    this.statistics.commits++;
    this.statistics.jobs += size;
    this.statistics.largestGroup = Math.max(this.statistics.largestGroup, size);
  }
}

const noRoom = [
  'MDB_MAP_FULL',
  'ENOSPC',
  'EDQUOT',
  'EFBIG',
  'No space left on device',
  'Disk quota exceeded',
  'File too large',
  // What LMDB makes of a page that was written in part only, which is how a disk fills up.
  'Input/output error',
];
const damage = ['MDB_CORRUPTED', 'MDB_PAGE_NOTFOUND', 'MDB_PANIC', 'MDB_INVALID'];

/** Any error as one the client understands. LMDB tells most of them in words only. */
export function asCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (noRoom.some((part) => message.includes(part)))
    return new CommandError(14031, 'OutOfDiskSpace', message);
  if (damage.some((part) => message.includes(part)))
    return new CommandError(301, 'DataCorruptionDetected', message);
  return new CommandError(1, 'InternalError', message);
}
