import { closeSync, openSync } from 'node:fs';
import { DamageFound } from '../unusable.ts';
import type { Meta } from './meta.ts';
import { readMetas } from './meta.ts';
import { PageReader, numberAt } from './page.ts';
import type { EntryVisitor } from './walk.ts';
import { TreeWalk, UsedPages } from './walk.ts';

/** How a file is verified. */
export interface VerifyOptions {
  /** Only the meta pages, the free list and the branches of the tree: about a hundredth of the file. */
  readonly branchesOnly: boolean;
  readonly visit: EntryVisitor;
  /** Called after each page of the tree that was read. */
  readonly onPage?: () => unknown;
}

/** Reads the meta pages again when another process commits at this very moment. */
const attempts = 50;

/** The newest meta page. */
function metaOf(file: number): Meta {
  for (let attempt = 1; ; attempt++) {
    try {
      return readMetas(file).newest;
    } catch (error) {
      if (!(error instanceof DamageFound) || attempt === attempts || isStill(file)) throw error;
    }
  }
}

function withFile<T>(path: string, action: (file: number) => T): T {
  const file = openSync(path, 'r');
  try {
    return action(file);
  } finally {
    closeSync(file);
  }
}

/** Whether nobody else changes the file: both looks see the same. */
function isStill(file: number): boolean {
  const look = (): string => {
    try {
      return String(readMetas(file).newest.transaction);
    } catch (error) {
      return String(error);
    }
  };
  const before = look();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  return look() === before;
}

/** Checks the first pages of a file, which LMDB trusts when it opens it. Throws `DamageFound`. */
export function verifyMetas(path: string): Meta {
  return withFile(path, metaOf);
}

/** Ids of the free list: pages, or a negative length followed by the first page of a row; zero is an empty place. */
function takeFree(value: Buffer, used: UsedPages): void {
  const count = numberAt(value, 0);
  if (count * 8 + 8 > value.length) throw new DamageFound('its list of free pages is not in order');
  let pages = 1;
  for (let index = 1; index <= count; index++) {
    const id = Number(value.readBigInt64LE(index * 8));
    if (id < 0) pages = -id;
    else if (id > 0) {
      used.take(id, pages);
      pages = 1;
    }
  }
}

function compareNumbers(a: Buffer, b: Buffer): number {
  if (a.length !== 8 || b.length !== 8) throw new DamageFound('its list of free pages is not in order');
  return numberAt(a, 0) - numberAt(b, 0);
}

/**
 * Reads a data file page by page, without LMDB, and checks its structure: that every page is what it says and used once, that keys
 * are in order, that counts agree, that no page in use is listed as free. The caller checks the entries. The snapshot must be
 * held by a reader when other processes write. Throws `DamageFound` with what it found first.
 */
export function verifyFile(path: string, options: VerifyOptions): Meta {
  return withFile(path, (file) => {
    const meta = metaOf(file);
    const reader = new PageReader(file, meta.pageSize);
    const used = new UsedPages(meta.lastPage);
    const common = { reader, meta, used };
    const free: Buffer[] = [];
    new TreeWalk({
      ...common,
      tree: meta.free,
      compare: compareNumbers,
      visit: (_leaf, value) => free.push(value()),
      branchesOnly: false,
    }).run();
    new TreeWalk({
      ...common,
      tree: meta.main,
      compare: (a, b) => Buffer.compare(a, b),
      visit: options.visit,
      branchesOnly: options.branchesOnly,
      onPage: options.onPage,
    }).run();
    for (const value of free) takeFree(value, used);
    return meta;
  });
}
