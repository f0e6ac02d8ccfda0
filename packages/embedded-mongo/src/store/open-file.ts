import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { open } from 'lmdb';
import type { Key, RootDatabase } from 'lmdb';
import { verifyMetas } from '../file/verify.ts';
import { DatabaseUnusable } from '../unusable.ts';
import { sealEntry } from './checksum.ts';
import { makeFirstRoom } from './disk-room.ts';
import { formatKey, formatValue } from './format.ts';

/** Address space reserved for the file; it grows on demand, pages are taken only as data comes. */
const mapSize = 64 * 1024 ** 3;

export type Lmdb = RootDatabase<Buffer, Key>;

/** Opens a file with LMDB. The caller has looked at its first pages. */
export function openLmdb(file: string, readOnly = false): Lmdb {
  return open<Buffer, Key>({
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
    readOnly,
  });
}

/** Makes what a directory lists durable. */
export function syncDirectory(directory: string): void {
  const folder = openSync(directory, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Makes the file under another name first: `data.mdb` is complete from the moment it exists, so an empty one is damage. */
function createFile(directory: string, file: string): void {
  const aside = path.join(directory, `${process.pid}-${Date.now().toString(36)}.new`);
  const db = openLmdb(aside);
  try {
    makeFirstRoom(aside);
    db.transactionSync(() => db.putSync(formatKey, sealEntry(formatKey, formatValue)));
  } finally {
    void db.close();
  }
  try {
    linkSync(aside, file);
  } catch (error) {
    // Another process that started at the same moment was first: its file is as good.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    for (const made of [aside, `${aside}-lock`]) rmSync(made, { force: true });
  }
  syncDirectory(directory);
}

/** The name of the data file in its directory. */
const fileName = 'data.mdb';

function checkFile(file: string, mode: number): void {
  if (!statSync(file).isFile()) throw Object.assign(new Error('not a file'), { code: 'EISDIR' });
  accessSync(file, mode);
  verifyMetas(file);
}

/** The data file of a directory, checked as far as LMDB trusts it blindly; made when the directory never had one. */
export function prepareFile(directory: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  const file = path.join(directory, fileName);
  if (!existsSync(file)) {
    if (existsSync(`${file}-lock`)) {
      throw new DatabaseUnusable(
        `The database file ${file} is missing, but its lock file is there: the directory had data. Put the last backup in its ` +
          'place (docs/operations.md, Backup); or, to begin with an empty database, remove the lock file as well.',
      );
    }
    createFile(directory, file);
  }
  checkFile(file, constants.R_OK | constants.W_OK);
  return file;
}

/** The data file of a directory that must have one. */
export function existingFile(directory: string): string {
  const file = path.join(directory, fileName);
  if (!existsSync(file)) throw new DatabaseUnusable(`There is no database file ${file}.`);
  checkFile(file, constants.R_OK);
  return file;
}
