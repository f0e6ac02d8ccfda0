import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { open } from 'lmdb';
import type { Key, RangeOptions, RootDatabase } from 'lmdb';

/** Key spaces of the one tree that holds everything. */
export const space = { meta: 0x01, documents: 0x02, index: 0x03, retries: 0x04 } as const;

/** Address space reserved for the file; it grows on demand, pages are taken only as data comes. */
const mapSize = 64 * 1024 ** 3;

/** One entry of a range. */
export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** Where a range starts and ends: `start` inclusive, `end` exclusive. */
export interface Range {
  readonly start: Buffer;
  readonly end: Buffer;
}

/**
 * The LMDB environment. Everything lies in one tree, so that a document, its index entries and the record of its retry
 * change in one transaction that is on disk when it returns.
 */
export class Environment {
  private readonly db: RootDatabase<Buffer, Key>;

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const file = path.join(directory, 'data.mdb');
    this.db = open<Buffer, Key>({
      path: file,
      noSubdir: true,
      encoding: 'binary',
      keyEncoding: 'binary',
      compression: false,
      cache: false,
      // Commits wait for the disk themselves: a reply never leaves before its data is safe.
      overlappingSync: false,
      mapSize,
      maxReaders: 512,
    });
    for (const made of [file, `${file}-lock`]) chmodSync(made, 0o600);
    // The name of a new file is only safe when its directory is on disk, too.
    const folder = openSync(directory, 'r');
    fsyncSync(folder);
    closeSync(folder);
  }

  /** Runs writes in one transaction and returns when it is on disk; a thrown error leaves no trace. */
  write<T>(action: () => T): T {
    return this.db.transactionSync(action);
  }

  /** Makes the following reads see everything that any process has committed. */
  refresh(): void {
    this.db.resetReadTxn();
  }

  get(key: Buffer): Buffer | undefined {
    return this.db.get(key);
  }

  put(key: Buffer, value: Buffer): void {
    this.db.putSync(key, value);
  }

  remove(key: Buffer): void {
    this.db.removeSync(key);
  }

  /** Up to `limit` entries of a range, after `after` when given. */
  entries(range: Range, limit: number, reverse: boolean, after?: Buffer): Entry[] {
    const options: RangeOptions = reverse
      ? {
          start: after ?? range.end,
          end: range.start,
          reverse: true,
          exclusiveStart: true,
          inclusiveEnd: true,
          limit,
        }
      : { start: after ?? range.start, end: range.end, exclusiveStart: after !== undefined, limit };
    const found: Entry[] = [];
    for (const entry of this.db.getRange(options)) found.push(entry as unknown as Entry);
    return found;
  }

  /** Number of entries in a range. */
  count(range: Range): number {
    return this.db.getKeysCount({ start: range.start, end: range.end });
  }

  /** Removes all entries of a range. */
  removeRange(range: Range): void {
    for (;;) {
      const keys = this.entries(range, 10_000, false).map((entry) => entry.key);
      for (const key of keys) this.db.removeSync(key);
      if (keys.length < 10_000) return;
    }
  }

  /** Frees reader slots that dead processes left. */
  clearDeadReaders(): void {
    this.db.readerCheck();
  }

  async close(): Promise<void> {
    await this.db.close();
  }
}
