import { fstatSync, readSync, writeSync } from 'node:fs';
import { DamageFound } from '../unusable.ts';
import { headerBytes, numberAt, pageFlags } from './page.ts';

const magic = 0xbeefc0de;
const dataVersion = 2;
/** Root of an empty tree. */
export const noPage = 2 ** 64;
/** MDB_INTEGERKEY of the free list, and MDB_NOSUBDIR: the file itself is the database. */
const freeFlags = 0x4008;
const metaBytes = 144;

/** Numbers of one tree, as its meta page gives them. */
export interface TreeNumbers {
  readonly flags: number;
  readonly depth: number;
  readonly branchPages: number;
  readonly leafPages: number;
  readonly overflowPages: number;
  readonly entries: number;
  readonly root: number;
}

/** One of the two meta pages. */
export interface Meta {
  readonly pageSize: number;
  readonly free: TreeNumbers;
  readonly main: TreeNumbers;
  readonly lastPage: number;
  readonly transaction: number;
}

function treeAt(bytes: Buffer, at: number): TreeNumbers {
  return {
    flags: bytes.readUInt16LE(at + 4),
    depth: bytes.readUInt16LE(at + 6),
    branchPages: numberAt(bytes, at + 8),
    leafPages: numberAt(bytes, at + 16),
    overflowPages: numberAt(bytes, at + 24),
    entries: numberAt(bytes, at + 32),
    root: numberAt(bytes, at + 40),
  };
}

function readMeta(file: number, page: number, pageSize: number): Meta {
  const bytes = Buffer.alloc(headerBytes + metaBytes);
  const got = readSync(file, bytes, 0, bytes.length, page * pageSize);
  if (got < bytes.length) throw new DamageFound('it ends within its first pages (it was cut off)');
  const isMeta =
    bytes.readUInt16LE(18) === pageFlags.meta &&
    numberAt(bytes, 0) === page &&
    bytes.readUInt32LE(headerBytes) === magic;
  if (!isMeta && page === 0)
    throw new DamageFound('it does not begin as a database file does (another kind of file, or overwritten)');
  if (!isMeta) throw new DamageFound('its second meta page is overwritten');
  if ((bytes.readUInt32LE(headerBytes + 4) & 0xffff) !== dataVersion)
    throw new DamageFound('it says it has another file format than version 2');
  const at = headerBytes + 24;
  const meta: Meta = {
    pageSize: bytes.readUInt32LE(at),
    free: treeAt(bytes, at),
    main: treeAt(bytes, at + 48),
    lastPage: numberAt(bytes, at + 96),
    transaction: numberAt(bytes, at + 104),
  };
  if (meta.free.flags !== freeFlags || meta.main.flags !== 0)
    throw new DamageFound(`meta page ${page} has settings this database never makes`);
  return meta;
}

/**
 * The two meta pages; `newest` is what readers go by. LMDB itself would fall back to the older one when the newer is unreadable
 * and so lose the last commit without a word: commit N is written to meta page N modulo 2, so the two always differ by one.
 */
export function readMetas(file: number): { readonly newest: Meta; readonly isPristine: boolean } {
  const { size } = fstatSync(file);
  if (size === 0) throw new DamageFound('it is empty');
  const first = readMeta(file, 0, 0);
  const { pageSize } = first;
  if (pageSize < 512 || pageSize > 65_536 || (pageSize & (pageSize - 1)) !== 0)
    throw new DamageFound(`it says its pages have ${pageSize} bytes`);
  const second = readMeta(file, 1, pageSize);
  if (second.pageSize !== pageSize) throw new DamageFound('its meta pages disagree about the size of pages');
  const isPristine = first.transaction === 0 && second.transaction === 0;
  const newest = first.transaction > second.transaction ? first : second;
  const isInTurn =
    Math.abs(first.transaction - second.transaction) === 1 &&
    first.transaction % 2 === 0 &&
    second.transaction % 2 === 1;
  if (!isPristine && !isInTurn)
    throw new DamageFound(
      `its meta pages are of commits ${first.transaction} and ${second.transaction}, which do not follow each other`,
    );
  if (newest.lastPage < 1 || newest.lastPage > 2 ** 40)
    throw new DamageFound('its number of pages is impossible');
  return { newest, isPristine };
}

/**
 * Gives a compact copy two meta pages that follow each other. LMDB leaves the first one empty and puts its commit on the second,
 * whatever its number: the next commit could then overwrite the only good one.
 */
export function alignMetas(file: number): void {
  const { pageSize } = readMeta(file, 0, 0);
  const { transaction } = readMeta(file, 1, pageSize);
  if (transaction === 0) return;
  const bytes = Buffer.alloc(headerBytes + metaBytes);
  readSync(file, bytes, 0, bytes.length, pageSize);
  for (const page of [0, 1]) {
    const number = transaction % 2 === page ? transaction : transaction - 1;
    bytes.writeBigUInt64LE(BigInt(page), 0);
    bytes.writeBigUInt64LE(BigInt(number), headerBytes + 24 + 104);
    writeSync(file, bytes, 0, bytes.length, page * pageSize);
  }
}
