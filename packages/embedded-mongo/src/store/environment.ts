import { chmodSync, statfsSync } from 'node:fs';
import type { RangeOptions } from 'lmdb';
import { tick } from '../deadline.ts';
import { verifyFile } from '../file/verify.ts';
import { DamageFound, DatabaseUnusable, asUnusable } from '../unusable.ts';
import { checksumBytes, isSealed, openEntry, sealEntry } from './checksum.ts';
import { DiskRoom } from './disk-room.ts';
import type { TreeSize } from './disk-room.ts';
import { EntryCheck, formatKey, formatValue } from './format.ts';
import { existingFile, openLmdb, prepareFile, syncDirectory } from './open-file.ts';
import type { Lmdb } from './open-file.ts';
import { space } from './spaces.ts';

export { space };

/** Up to this size every page and entry is checked when a file is opened; of a larger one the branches of the tree (docs/mongodb.md). */
const fullCheckBytes = 1024 ** 3;

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
  private readonly directory: string;
  private readonly db: Lmdb;
  /** Undefined when nothing is written. */
  private readonly room: DiskRoom | undefined;

  /** Opens a directory; with `forReading` it must have a file already, which is checked whole and not changed. */
  constructor(directory: string, forReading?: { readonly onPage: () => unknown }) {
    this.directory = directory;
    let opened: Lmdb | undefined;
    try {
      const file = forReading === undefined ? prepareFile(directory) : existingFile(directory);
      opened = openLmdb(file, forReading !== undefined);
      this.db = opened;
      this.room = forReading === undefined ? new DiskRoom(file) : undefined;
      if (forReading === undefined) {
        for (const made of [file, `${file}-lock`]) chmodSync(made, 0o600);
        // The name of a new file is only safe when its directory is on disk, too.
        syncDirectory(directory);
      }
      this.verify(file, forReading?.onPage);
    } catch (error) {
      void opened?.close();
      throw asUnusable(error, `${directory}/data.mdb`);
    }
  }

  /** Looks at the whole file before anything is read through LMDB, which trusts what it finds and may crash on damage. */
  private verify(file: string, onPage: (() => unknown) | undefined): void {
    const check = new EntryCheck();
    const branchesOnly = onPage === undefined && this.usedBytes() > fullCheckBytes;
    this.pinned(() =>
      verifyFile(file, { branchesOnly, visit: check.visit, ...(onPage === undefined ? {} : { onPage }) }),
    );
    const format = branchesOnly ? this.get(formatKey) : undefined;
    if (check.format === 'sealed' || format !== undefined) return;
    if (onPage !== undefined)
      throw new DatabaseUnusable(
        `The database file ${file} is of the version before, without checksums. Start the server on it once: that adds them.`,
      );
    this.write(() => this.upgrade());
  }

  private treeSize(): TreeSize {
    const found = this.db.getStats() as {
      pageSize: number;
      treeDepth: number;
      treeBranchPageCount: number;
      treeLeafPageCount: number;
      overflowPages: number;
      lastPageNumber: number;
    };
    const pages = found.treeBranchPageCount + found.treeLeafPageCount + found.overflowPages;
    return { pageSize: found.pageSize, depth: found.treeDepth, pages, lastPage: found.lastPageNumber };
  }

  /** Bytes of the file that hold something. */
  usedBytes(): number {
    const { lastPage, pageSize } = this.treeSize();
    return (lastPage + 1) * pageSize;
  }

  /** Runs an action while the newest snapshot is held, so that other processes do not reuse its pages. */
  pinned<T>(action: () => T): T {
    this.db.resetReadTxn();
    const reader = this.db.useReadTransaction();
    try {
      return action();
    } finally {
      reader.done();
    }
  }

  /** Adds the checksums to a file from before them, in one transaction. */
  private upgrade(): void {
    if (this.db.get(formatKey) !== undefined) return;
    let after: Buffer | undefined;
    for (;;) {
      const options: RangeOptions = { limit: 1000, exclusiveStart: after !== undefined };
      if (after !== undefined) options.start = after;
      const entries = [...this.db.getRange(options)] as unknown as Entry[];
      for (const { key, value } of entries) {
        if (isSealed(key, value)) throw new DamageFound('its format entry is missing');
        this.put(key, value);
      }
      after = entries.at(-1)?.key;
      if (entries.length < 1000) break;
    }
    this.put(formatKey, formatValue);
  }

  /** Runs writes in one transaction and returns when it is on disk; a thrown error leaves no trace. */
  write<T>(action: () => T): T {
    return this.db.transactionSync(() => {
      this.room?.begin();
      const before = this.treeSize();
      const result = action();
      this.room?.reserve(before, () => this.treeSize());
      return result;
    });
  }

  /** Makes the following reads see everything that any process has committed. */
  refresh(): void {
    this.db.resetReadTxn();
  }

  get(key: Buffer): Buffer | undefined {
    const stored = this.db.get(key);
    return stored === undefined ? undefined : openEntry(key, stored);
  }

  put(key: Buffer, value: Buffer): void {
    this.room?.note(value.length);
    this.db.putSync(key, sealEntry(key, value));
  }

  remove(key: Buffer): void {
    this.room?.note(0);
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
    for (const { key, value } of this.db.getRange(options) as unknown as Iterable<Entry>)
      found.push({ key, value: openEntry(key, value) });
    return found;
  }

  /** Number of entries in a range. */
  count(range: Range): number {
    return this.db.getKeysCount({ start: range.start, end: range.end });
  }

  /** Whether there is not a single document. */
  isEmpty(): boolean {
    const range = { start: Buffer.from([space.documents]), end: Buffer.from([space.documents + 1]) };
    return this.entries(range, 1, false).length === 0;
  }

  /** Number of entries in a range, and the bytes of their keys and values. */
  measure(range: Range): { readonly count: number; readonly bytes: number } {
    let count = 0;
    let bytes = 0;
    for (const { key, value } of this.db.getRange(range) as unknown as Iterable<Entry>) {
      tick();
      count++;
      bytes += key.length + value.length - checksumBytes;
    }
    return { count, bytes };
  }

  /** Bytes of the file system the data lie on. */
  diskBytes(): { readonly used: number; readonly total: number } {
    const { bsize, blocks, bfree } = statfsSync(this.directory);
    return { used: (blocks - bfree) * bsize, total: blocks * bsize };
  }

  /** Removes up to `limit` entries of a range; true when none is left. */
  removeSome(range: Range, limit: number): boolean {
    const options: RangeOptions = { start: range.start, end: range.end, limit: limit + 1 };
    const keys = [...this.db.getKeys(options)] as Buffer[];
    for (const key of keys.slice(0, limit)) this.remove(key);
    return keys.length <= limit;
  }

  /** Frees reader slots that dead processes left. */
  clearDeadReaders(): void {
    this.db.readerCheck();
  }

  /** Copies the newest snapshot, without the free pages, into a new file. */
  async copyTo(file: string): Promise<void> {
    await this.db.backup(file, true);
  }

  async close(): Promise<void> {
    this.room?.close();
    await this.db.close();
  }
}
