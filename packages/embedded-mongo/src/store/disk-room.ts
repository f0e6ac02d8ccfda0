import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { CommandError } from '../errors.ts';

/** The file grows by at least this much, in zeros that later pages overwrite. */
const stepBytes = 1024 ** 2;
/** Pages that LMDB needs beside those of the tree: for its list of free pages. */
const sparePages = 64;
/** From this size on a value may lie on pages of its own. */
const bigValueBytes = 1000;

const zeros = Buffer.alloc(stepBytes);

/** Sizes of the tree and the file, as LMDB counts them. */
export interface TreeSize {
  readonly pageSize: number;
  readonly depth: number;
  readonly pages: number;
  readonly lastPage: number;
}

/** The disk, a quota or a limit has no room for a write (14031). */
function outOfDisk(message: string): CommandError {
  return new CommandError(14031, 'OutOfDiskSpace', `Out of disk space: ${message}`);
}

/**
 * Makes sure that a transaction finds room on the disk before LMDB writes its pages: on a disk that fills up while it writes, lmdb
 * 3.5 overruns the buffer of its own error message and aborts the process. The file is kept longer than what is used of it
 * by what a transaction can need at most; when it cannot be made longer, the transaction is given up before anything is written.
 */
export class DiskRoom {
  private readonly file: number;
  /** What the file is at least: who makes it shorter again had made it longer before. */
  private size = 0;
  private changes = 0;
  private bigPages = 0;

  constructor(path: string) {
    this.file = openSync(path, 'r+');
  }

  begin(): void {
    this.changes = 0;
    this.bigPages = 0;
  }

  /** Notes one entry that the transaction writes or removes. */
  note(bytes: number): void {
    this.changes++;
    if (bytes > bigValueBytes) this.bigPages += Math.ceil(bytes / 4096) + 1;
  }

  /** Reserves what the transaction can need; `sizeAfter` is asked only when the file is not long enough anyway. Throws 14031. */
  reserve(before: TreeSize, sizeAfter: () => TreeSize): void {
    if (this.changes === 0) return;
    // An entry can split each page on the way to it, and the root once more.
    const most = this.wanted(before, before.depth, this.changes * (before.depth + 2));
    if (this.size >= most) return;
    this.size = fstatSync(this.file).size;
    if (this.size >= most) return;
    const after = sizeAfter();
    const wanted = this.wanted(before, after.depth, Math.max(0, after.pages - before.pages));
    if (this.size < wanted) this.extend(this.size, wanted);
  }

  /** Length of the file that a transaction can need that makes the tree larger by `grown` pages. */
  private wanted(before: TreeSize, depth: number, grown: number): number {
    // Pages are never written in place: each one that changes needs a new one, on the way from the root to the entry.
    const copied = Math.min(before.pages, this.changes * (depth + 2));
    return (before.lastPage + 1 + grown + copied + this.bigPages + sparePages) * before.pageSize;
  }

  private extend(size: number, wanted: number): void {
    try {
      this.fill(size, Math.max(wanted, size + stepBytes));
    } catch {
      this.fillExactly(size, wanted);
    }
  }

  /** Less than a step is left on the disk: it is enough when it covers this transaction. */
  private fillExactly(size: number, wanted: number): void {
    try {
      this.fill(size, wanted);
    } catch (error) {
      // The room goes back: what the others on this disk need is more urgent.
      ftruncateSync(this.file, size);
      throw outOfDisk(error instanceof Error ? error.message : String(error));
    }
  }

  private fill(from: number, to: number): void {
    for (let at = from; at < to;) at += writeSync(this.file, zeros, 0, Math.min(stepBytes, to - at), at);
  }

  close(): void {
    closeSync(this.file);
  }
}

/** The first room of a file that is being made. */
export function makeFirstRoom(path: string): void {
  const file = openSync(path, 'r+');
  try {
    const { size } = fstatSync(file);
    for (let done = 0; done < stepBytes;) done += writeSync(file, zeros, done, stepBytes - done, size + done);
  } finally {
    closeSync(file);
  }
}
