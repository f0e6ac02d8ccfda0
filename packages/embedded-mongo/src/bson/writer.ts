import { Value } from './raw.ts';
import { BsonType } from './types.ts';

/** Up to this length a loop is faster than the call that copies or encodes. */
const shortText = 24;
const shortCopy = 48;

/** Writes a text as UTF-8 and returns the offset after it. */
function writeText(buf: Buffer, text: string, from: number): number {
  if (text.length > shortText) return from + buf.write(text, from, 'utf8');
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return from + buf.write(text, from, 'utf8');
    buf[from + at] = code;
  }
  return from + text.length;
}

/** Writes a BSON document front to back. */
export class BsonWriter {
  buf: Buffer;
  at = 0;

  constructor(size = 512) {
    this.buf = Buffer.allocUnsafe(size);
  }

  private room(size: number): void {
    if (this.at + size <= this.buf.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buf.length * 2, this.at + size));
    this.buf.copy(larger, 0, 0, this.at);
    this.buf = larger;
  }

  /** Starts a document (the outermost one, or one whose element header was written); returns the mark for `close`. */
  open(): number {
    this.room(4);
    const mark = this.at;
    this.at += 4;
    return mark;
  }

  close(mark: number): void {
    this.room(1);
    this.buf[this.at++] = 0;
    this.buf.writeInt32LE(this.at - mark, mark);
  }

  header(type: number, name: string): void {
    this.room(2 + name.length * 3);
    const { buf } = this;
    buf[this.at++] = type;
    const end = writeText(buf, name, this.at);
    buf[end] = 0;
    this.at = end + 1;
  }

  openDocument(name: string): number {
    this.header(BsonType.document, name);
    return this.open();
  }

  openArray(name: string): number {
    this.header(BsonType.array, name);
    return this.open();
  }

  bytes(source: Buffer, start = 0, end = source.length): void {
    const length = end - start;
    this.room(length);
    const { buf, at } = this;
    if (length > shortCopy) source.copy(buf, at, start, end);
    else for (let offset = 0; offset < length; offset++) buf[at + offset] = source[start + offset]!;
    this.at = at + length;
  }

  value(name: string, value: Value): this {
    this.header(value.type, name);
    this.bytes(value.buf, value.start, value.end);
    return this;
  }

  document(name: string, bytes: Buffer): this {
    this.header(BsonType.document, name);
    this.bytes(bytes);
    return this;
  }

  int32(name: string, value: number): this {
    this.header(BsonType.int32, name);
    this.room(4);
    this.at = this.buf.writeInt32LE(value, this.at);
    return this;
  }

  double(name: string, value: number): this {
    this.header(BsonType.double, name);
    this.room(8);
    this.at = this.buf.writeDoubleLE(value, this.at);
    return this;
  }

  long(name: string, value: bigint): this {
    this.header(BsonType.long, name);
    this.room(8);
    this.at = this.buf.writeBigInt64LE(value, this.at);
    return this;
  }

  /** A count: int32 when it fits, else a 64-bit integer. */
  count(name: string, value: number): this {
    return value <= 0x7fffffff ? this.int32(name, value) : this.long(name, BigInt(value));
  }

  date(name: string, millis: number): this {
    this.header(BsonType.date, name);
    this.room(8);
    this.at = this.buf.writeBigInt64LE(BigInt(millis), this.at);
    return this;
  }

  timestamp(name: string, seconds: number, increment: number): this {
    this.header(BsonType.timestamp, name);
    this.room(8);
    this.at = this.buf.writeUInt32LE(increment, this.at);
    this.at = this.buf.writeUInt32LE(seconds, this.at);
    return this;
  }

  bool(name: string, value: boolean): this {
    this.header(BsonType.boolean, name);
    this.room(1);
    this.buf[this.at++] = value ? 1 : 0;
    return this;
  }

  null(name: string): this {
    this.header(BsonType.null, name);
    return this;
  }

  string(name: string, value: string): this {
    this.header(BsonType.string, name);
    this.room(5 + value.length * 3);
    const end = writeText(this.buf, value, this.at + 4);
    this.buf.writeInt32LE(end - this.at - 3, this.at);
    this.buf[end] = 0;
    this.at = end + 1;
    return this;
  }

  binary(name: string, value: Buffer, subtype: number): this {
    this.header(BsonType.binary, name);
    this.room(5);
    this.at = this.buf.writeInt32LE(value.length, this.at);
    this.buf[this.at++] = subtype;
    this.bytes(value);
    return this;
  }

  /** What was written so far; shares memory with the writer. */
  result(): Buffer {
    return this.buf.subarray(0, this.at);
  }
}

/** Builds one document. */
export function buildDocument(fill: (writer: BsonWriter) => void): Buffer {
  const writer = new BsonWriter();
  const mark = writer.open();
  fill(writer);
  writer.close(mark);
  return writer.result();
}

/** Builds one value that stands on its own, e.g. a number an update computed. */
export function makeValue(write: (writer: BsonWriter) => void): Value {
  const writer = new BsonWriter(32);
  write(writer);
  const type = writer.buf[0]!;
  return new Value(type, writer.buf, 2, writer.at);
}

/** Null, as a value of its own. */
export const nullValue: Value = new Value(BsonType.null, Buffer.alloc(0), 0, 0);
