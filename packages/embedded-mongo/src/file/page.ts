import { readSync } from 'node:fs';
import { DamageFound } from '../unusable.ts';

/** Pages of an LMDB file (lmdb 3.5, data format 2): a header of 24 bytes, then content. All numbers little-endian. */
export const headerBytes = 24;

export const pageFlags = { branch: 0x01, leaf: 0x02, overflow: 0x04, meta: 0x08 } as const;

/** Node flag: the value lies on pages of its own. */
const bigData = 0x01;
/** What stands in a node for a value that lies elsewhere: page, transaction, number of pages. */
const referenceBytes = 24;
const nodeBytes = 8;

/** A page as it was read. */
export interface Page {
  readonly number: number;
  readonly bytes: Buffer;
  readonly flags: number;
}

/** A key of a branch page and the page below it. */
export interface Branch {
  readonly key: Buffer;
  readonly page: number;
}

/** An entry of a leaf page; `overflow` when its value lies on pages of its own. */
export interface Leaf {
  readonly key: Buffer;
  /** The value, when it lies in the page. */
  readonly value: Buffer | undefined;
  /** Key and value as they lie one after the other, when both are in the page. */
  readonly whole: Buffer | undefined;
  readonly size: number;
  readonly overflow: { readonly page: number; readonly pages: number } | undefined;
}

/** Reads a number of 64 bits that must be a page number or a count. */
export function numberAt(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at + 4) * 2 ** 32 + bytes.readUInt32LE(at);
}

/** Reads pages of an open file. */
export class PageReader {
  readonly pageSize: number;
  private readonly file: number;

  constructor(file: number, pageSize: number) {
    this.file = file;
    this.pageSize = pageSize;
  }

  bytes(number: number, pages: number): Buffer {
    const wanted = pages * this.pageSize;
    const bytes = Buffer.allocUnsafe(wanted);
    const got = readSync(this.file, bytes, 0, wanted, number * this.pageSize);
    if (got < wanted)
      throw new DamageFound(`it ends before page ${number}, which is in use (it was cut off)`);
    return bytes;
  }

  /** Reads a branch or leaf page and checks its header. `newest` is the transaction of the snapshot. */
  page(number: number, newest: number): Page {
    const bytes = this.bytes(number, 1);
    const flags = bytes.readUInt16LE(18);
    const isNumbered = numberAt(bytes, 0) === number;
    const isKnown = flags === pageFlags.branch || flags === pageFlags.leaf;
    if (!isNumbered || !isKnown) throw new DamageFound(`page ${number} has no valid header`);
    checkAge(bytes, number, newest);
    return { number, bytes, flags };
  }

  /** Reads the value of an entry that lies on pages of its own. */
  value(leaf: Leaf, newest: number): Buffer {
    const { page, pages } = leaf.overflow!;
    const needed = Math.floor((headerBytes - 1 + leaf.size) / this.pageSize) + 1;
    if (pages < needed) throw new DamageFound(`page ${page} is too small for its value`);
    const bytes = this.bytes(page, needed);
    const isRight =
      numberAt(bytes, 0) === page &&
      bytes.readUInt16LE(18) === pageFlags.overflow &&
      bytes.readUInt32LE(20) === pages;
    if (!isRight) throw new DamageFound(`page ${page} has no valid header`);
    checkAge(bytes, page, newest);
    return bytes.subarray(headerBytes, headerBytes + leaf.size);
  }
}

function checkAge(bytes: Buffer, number: number, newest: number): void {
  if (numberAt(bytes, 8) > newest) throw new DamageFound(`page ${number} is newer than the file says it is`);
}

interface Node {
  readonly at: number;
  readonly keyEnd: number;
}

function broken(page: Page): DamageFound {
  return new DamageFound(`page ${page.number} is not in order`);
}

/** The nodes of a page; their space must add up exactly, as LMDB keeps it. */
function nodesOf(page: Page, sizeOf: (at: number, keyBytes: number) => number): Node[] {
  const { bytes } = page;
  const count = bytes.readUInt16LE(20) >> 1;
  const upper = bytes.readUInt16LE(22);
  const room = bytes.length - headerBytes;
  if (bytes.readUInt16LE(20) !== count * 2 || count * 2 > upper || upper > room) throw broken(page);
  let used = 0;
  const nodes: Node[] = [];
  for (let index = 0; index < count; index++) {
    const offset = bytes.readUInt16LE(headerBytes + index * 2);
    if (offset < upper || offset + nodeBytes > room) throw broken(page);
    const at = headerBytes + offset;
    const keyEnd = at + nodeBytes + bytes.readUInt16LE(at + 6);
    const size = sizeOf(at, keyEnd - at - nodeBytes);
    if (at + size > bytes.length) throw broken(page);
    used += size + (size & 1);
    nodes.push({ at, keyEnd });
  }
  if (used !== room - upper) throw broken(page);
  return nodes;
}

/** The entries of a branch page. */
export function branchesOf(page: Page): Branch[] {
  const { bytes } = page;
  const nodes = nodesOf(page, (_at, keyBytes) => nodeBytes + keyBytes);
  if (nodes.length < 1) throw broken(page);
  return nodes.map(({ at, keyEnd }) => ({
    key: bytes.subarray(at + nodeBytes, keyEnd),
    page: bytes.readUInt32LE(at) + bytes.readUInt16LE(at + 4) * 2 ** 32,
  }));
}

/** The entries of a leaf page. */
export function leavesOf(page: Page): Leaf[] {
  const { bytes } = page;
  const inPage = (at: number): number => {
    const flags = bytes.readUInt16LE(at + 4);
    if (flags !== 0 && flags !== bigData) throw broken(page);
    return flags === bigData ? referenceBytes : bytes.readUInt32LE(at);
  };
  return nodesOf(page, (at, keyBytes) => nodeBytes + keyBytes + inPage(at)).map(({ at, keyEnd }) => {
    const size = bytes.readUInt32LE(at);
    const key = bytes.subarray(at + nodeBytes, keyEnd);
    if (bytes.readUInt16LE(at + 4) === 0) {
      const whole = bytes.subarray(at + nodeBytes, keyEnd + size);
      return { key, value: bytes.subarray(keyEnd, keyEnd + size), whole, size, overflow: undefined };
    }
    const overflow = { page: numberAt(bytes, keyEnd), pages: numberAt(bytes, keyEnd + 16) };
    return { key, value: undefined, whole: undefined, size, overflow };
  });
}
