import { decimalDistance, decimalToDouble, exactDecimal } from './decimal.ts';
import { tick } from '../deadline.ts';
import { BsonType, typeRank } from './types.ts';
import { Value } from './raw.ts';

/** Up to this length a loop is faster than the call that copies. */
const shortCopy = 64;

/**
 * Encodes values so that comparing the bytes compares the values in MongoDB's order. Every encoding says itself where it
 * ends, so encodings can be put one after the other (compound indexes), and a descending field is its bytes inverted.
 */
export class KeyWriter {
  buf: Buffer = Buffer.allocUnsafe(1024);
  length = 0;

  reset(): this {
    this.length = 0;
    return this;
  }

  /** A copy of what was written. */
  bytes(): Buffer {
    const { buf, length } = this;
    const copy = Buffer.allocUnsafe(length);
    if (length > shortCopy) buf.copy(copy, 0, 0, length);
    else for (let at = 0; at < length; at++) copy[at] = buf[at]!;
    return copy;
  }

  private room(size: number): void {
    if (this.length + size <= this.buf.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buf.length * 2, this.length + size));
    this.buf.copy(larger, 0, 0, this.length);
    this.buf = larger;
  }

  byte(value: number): void {
    this.room(1);
    this.buf[this.length++] = value;
  }

  uint32(value: number): void {
    this.room(4);
    this.length = this.buf.writeUInt32BE(value >>> 0, this.length);
  }

  raw(source: Buffer, start = 0, end = source.length): void {
    this.room(end - start);
    source.copy(this.buf, this.length, start, end);
    this.length += end - start;
  }

  /** Writes bytes with zero bytes escaped and a terminator that sorts before any continuation. */
  private text(source: Buffer, start: number, end: number): void {
    this.room((end - start) * 2 + 2);
    const { buf } = this;
    let to = this.length;
    for (let at = start; at < end; at++) {
      const byte = source[at]!;
      buf[to++] = byte;
      if (byte === 0) buf[to++] = 0xff;
    }
    buf[to++] = 0;
    buf[to++] = 0x01;
    this.length = to;
  }

  /** Eight bytes whose order is the order of doubles; NaN comes first, as in MongoDB. */
  private double(value: number): void {
    this.room(8);
    const { buf, length } = this;
    if (Number.isNaN(value)) buf.fill(0, length, length + 8);
    else {
      buf.writeDoubleBE(value === 0 ? 0 : value, length);
      if (buf[length]! >= 0x80) for (let at = length; at < length + 8; at++) buf[at] = buf[at]! ^ 0xff;
      else buf[length] = buf[length]! ^ 0x80;
    }
    this.length += 8;
  }

  /** A number as its nearest double, then how far the exact value is from it (64-bit integers and decimals). */
  private number(near: number, distance: bigint): void {
    this.double(near);
    if (distance === 0n) return this.byte(0x80);
    this.byte(distance < 0n ? 0x7f : 0x81);
    this.room(16);
    const shifted = distance < 0n ? distance + (1n << 127n) : distance;
    this.buf.writeBigUInt64BE(shifted >> 64n, this.length);
    this.buf.writeBigUInt64BE(shifted & 0xffffffffffffffffn, this.length + 8);
    this.length += 16;
  }

  private long(value: bigint): void {
    const near = Number(value);
    const rest = value - BigInt(near);
    // Beyond 2^53 a long lies within 512 of its double; as a fraction of the double's last bit it keeps the order of decimals.
    if (rest === 0n) return this.number(near, 0n);
    const lastBit = BigInt(2 ** Math.max(0, Math.floor(Math.log2(Math.abs(near))) - 52));
    this.number(near, (rest << 112n) / lastBit);
  }

  private decimal(buf: Buffer, start: number): void {
    const exact = exactDecimal(buf, start);
    const near = decimalToDouble(exact);
    const isExact = exact.kind !== 'finite' || !Number.isFinite(near);
    this.number(near, isExact ? 0n : decimalDistance(exact, near));
  }

  private container(value: Value, isArray: boolean): void {
    const { buf } = value;
    const end = value.end - 1;
    let at = value.start + 4;
    while (at < end) {
      const type = buf[at++]!;
      const nameStart = at;
      while (buf[at] !== 0) at++;
      const nameEnd = at++;
      if (!isArray) {
        this.byte(typeRank(type));
        this.text(buf, nameStart, nameEnd);
      }
      at = this.typed(type, buf, at);
    }
    this.byte(0);
  }

  /** Writes a value; undefined (missing) is written as null, as MongoDB's indexes do. */
  value(value: Value | undefined): void {
    if (value === undefined) this.byte(typeRank(BsonType.null));
    else this.typed(value.type, value.buf, value.start);
  }

  private typed(type: number, buf: Buffer, start: number): number {
    this.byte(typeRank(type));
    switch (type) {
      case BsonType.string:
      case BsonType.symbol:
      case BsonType.code: {
        const end = start + 4 + buf.readInt32LE(start);
        this.text(buf, start + 4, end - 1);
        return end;
      }
      case BsonType.int32:
        this.number(buf.readInt32LE(start), 0n);
        return start + 4;
      case BsonType.double:
        this.number(buf.readDoubleLE(start), 0n);
        return start + 8;
      case BsonType.long:
        this.long(buf.readBigInt64LE(start));
        return start + 8;
      case BsonType.decimal:
        this.decimal(buf, start);
        return start + 16;
      case BsonType.document:
      case BsonType.array: {
        const end = start + buf.readInt32LE(start);
        this.container(new Value(type, buf, start, end), type === BsonType.array);
        return end;
      }
      case BsonType.objectId:
        this.raw(buf, start, start + 12);
        return start + 12;
      case BsonType.boolean:
        this.byte(buf[start]!);
        return start + 1;
      case BsonType.date:
        this.uint32(buf.readUInt32LE(start + 4) ^ 0x80000000);
        this.uint32(buf.readUInt32LE(start));
        return start + 8;
      case BsonType.timestamp:
        this.uint32(buf.readUInt32LE(start + 4));
        this.uint32(buf.readUInt32LE(start));
        return start + 8;
      default:
        return this.rare(type, buf, start);
    }
  }

  private rare(type: number, buf: Buffer, start: number): number {
    switch (type) {
      case BsonType.binary: {
        const size = buf.readInt32LE(start);
        this.uint32(size);
        this.raw(buf, start + 4, start + 5 + size);
        return start + 5 + size;
      }
      case BsonType.regex: {
        const middle = buf.indexOf(0, start);
        const end = buf.indexOf(0, middle + 1);
        this.text(buf, start, middle);
        this.text(buf, middle + 1, end);
        return end + 1;
      }
      case BsonType.dbPointer:
      case BsonType.codeWithScope: {
        const size = type === BsonType.dbPointer ? 16 + buf.readInt32LE(start) : buf.readInt32LE(start);
        this.uint32(size);
        this.raw(buf, start, start + size);
        return start + size;
      }
      default:
        return start;
    }
  }

  /** Inverts the bytes from `from` on: the field is descending. */
  invert(from: number): void {
    for (let at = from; at < this.length; at++) this.buf[at] = this.buf[at]! ^ 0xff;
  }
}

const shared = new KeyWriter();

/** The ordered encoding of one value. */
export function encodeKey(value: Value | undefined): Buffer {
  tick();
  shared.reset().value(value);
  return shared.bytes();
}

/** The smallest byte string greater than every string that starts with `prefix`. */
export function successor(prefix: Buffer): Buffer {
  let length = prefix.length;
  while (length > 0 && prefix[length - 1] === 0xff) length--;
  if (length === 0) return Buffer.alloc(64, 0xff);
  const next = Buffer.from(prefix.subarray(0, length));
  next[length - 1] = next[length - 1]! + 1;
  return next;
}
