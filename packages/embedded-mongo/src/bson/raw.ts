import { tick } from '../deadline.ts';
import { BsonType } from './types.ts';

/**
 * A BSON value where it lies: type byte, buffer and the range of its bytes. Documents are searched, compared, indexed and
 * updated in this form, so a field nobody touches keeps its bytes and nothing is decoded that is not looked at.
 */
export class Value {
  readonly type: number;
  readonly buf: Buffer;
  readonly start: number;
  readonly end: number;
  constructor(type: number, buf: Buffer, start: number, end: number) {
    this.type = type;
    this.buf = buf;
    this.start = start;
    this.end = end;
  }
}

/** One field of a document. */
export interface Element {
  readonly name: string;
  readonly value: Value;
}

/** A field name prepared for searching. `index` is its number when it can be an array position, else -1. */
export class FieldName {
  readonly text: string;
  readonly bytes: Buffer;
  readonly index: number;
  constructor(text: string) {
    this.text = text;
    this.bytes = Buffer.from(text, 'utf8');
    this.index = /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : -1;
  }
}

const knownPaths = new Map<string, readonly FieldName[]>();

/** Splits a dotted path; the results for recent paths are kept. */
export function parsePath(path: string): readonly FieldName[] {
  let parts = knownPaths.get(path);
  if (parts === undefined) {
    if (knownPaths.size > 5000) knownPaths.clear();
    parts = path.split('.').map((part) => new FieldName(part));
    knownPaths.set(path, parts);
  }
  return parts;
}

const nameSlots = 4096;
const longestKeptName = 40;
const knownNames = new Array<FieldName | undefined>(nameSlots);

/**
 * The text of a field name in a document. The same few names come again and again: each slot keeps the last one that fell
 * on it, which saves decoding it; a name that is invalid UTF-8 never equals its own text in bytes and is decoded each time.
 */
export function nameAt(buf: Buffer, start: number, end: number): string {
  const length = end - start;
  if (length > longestKeptName) return buf.toString('utf8', start, end);
  let hash = length;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + buf[at]!) | 0;
  const slot = (hash ^ (hash >>> 12)) & (nameSlots - 1);
  const known = knownNames[slot];
  if (known?.bytes.length === length) {
    const { bytes } = known;
    let same = 0;
    while (same < length && buf[start + same] === bytes[same]) same++;
    if (same === length) return known.text;
  }
  const name = new FieldName(buf.toString('utf8', start, end));
  knownNames[slot] = name;
  return name.text;
}

/** Reads a little-endian 32-bit integer. */
export function int32At(buf: Buffer, offset: number): number {
  return buf[offset]! | (buf[offset + 1]! << 8) | (buf[offset + 2]! << 16) | (buf[offset + 3]! << 24);
}

/** The offset after a zero-terminated string. */
function afterCString(buf: Buffer, offset: number): number {
  const end = buf.indexOf(0, offset);
  if (end < 0) throw new RangeError('unterminated name');
  return end + 1;
}

/** The offset after a value of the given type that starts at `offset`. */
export function valueEnd(type: number, buf: Buffer, offset: number): number {
  switch (type) {
    case BsonType.string:
    case BsonType.code:
    case BsonType.symbol:
      return offset + 4 + int32At(buf, offset);
    case BsonType.int32:
      return offset + 4;
    case BsonType.date:
    case BsonType.double:
    case BsonType.long:
    case BsonType.timestamp:
      return offset + 8;
    case BsonType.document:
    case BsonType.array:
    case BsonType.codeWithScope:
      return offset + int32At(buf, offset);
    case BsonType.boolean:
      return offset + 1;
    case BsonType.objectId:
      return offset + 12;
    case BsonType.null:
    case BsonType.undefined:
    case BsonType.minKey:
    case BsonType.maxKey:
      return offset;
    case BsonType.binary:
      return offset + 5 + int32At(buf, offset);
    case BsonType.decimal:
      return offset + 16;
    case BsonType.regex:
      return afterCString(buf, afterCString(buf, offset));
    case BsonType.dbPointer:
      return offset + 16 + int32At(buf, offset);
    default:
      throw new RangeError(`unknown BSON type 0x${type.toString(16)}`);
  }
}

/** Finds a field of the document that starts at `start`; undefined when it is missing. */
export function findField(buf: Buffer, start: number, name: FieldName): Value | undefined {
  const { bytes } = name;
  const length = bytes.length;
  const end = start + int32At(buf, start) - 1;
  let at = start + 4;
  while (at < end) {
    const type = buf[at++]!;
    let same = 0;
    while (same < length && buf[at + same] === bytes[same]) same++;
    at += same;
    if (same === length && buf[at] === 0) {
      at++;
      return new Value(type, buf, at, valueEnd(type, buf, at));
    }
    while (buf[at] !== 0) at++;
    at = valueEnd(type, buf, at + 1);
  }
  return undefined;
}

/** Finds a field by its text. */
export function getField(document: Value, name: string): Value | undefined {
  return findField(
    document.buf,
    document.start,
    parsePath(name).length === 1 ? parsePath(name)[0]! : new FieldName(name),
  );
}

/** Calls `visit` for each value of a document or array; stops and returns true as soon as it does. */
export function someValue(container: Value, visit: (value: Value) => boolean): boolean {
  const { buf } = container;
  const end = container.end - 1;
  let at = container.start + 4;
  while (at < end) {
    const type = buf[at++]!;
    while (buf[at] !== 0) at++;
    at++;
    const next = valueEnd(type, buf, at);
    tick();
    if (visit(new Value(type, buf, at, next))) return true;
    at = next;
  }
  return false;
}

/** The fields of a document, in order. */
export function elementsOf(container: Value): Element[] {
  const { buf } = container;
  const found: Element[] = [];
  const end = container.end - 1;
  let at = container.start + 4;
  while (at < end) {
    const type = buf[at++]!;
    const nameStart = at;
    while (buf[at] !== 0) at++;
    const name = nameAt(buf, nameStart, at);
    at++;
    const next = valueEnd(type, buf, at);
    tick();
    found.push({ name, value: new Value(type, buf, at, next) });
    at = next;
  }
  return found;
}

/** The values of an array, in order. */
export function valuesOf(container: Value): Value[] {
  const found: Value[] = [];
  someValue(container, (value) => {
    found.push(value);
    return false;
  });
  return found;
}

/** The name of the first field of a document, or undefined when it is empty. */
export function firstName(container: Value): string | undefined {
  if (container.end - container.start <= 5) return undefined;
  const { buf } = container;
  const from = container.start + 5;
  let end = from;
  while (buf[end] !== 0) end++;
  return nameAt(buf, from, end);
}

/** Wraps a whole document. */
export function wholeDocument(buf: Buffer): Value {
  return new Value(BsonType.document, buf, 0, buf.length);
}

/** The text of a string value. */
export function textOf(value: Value): string {
  return value.buf.toString('utf8', value.start + 4, value.end - 1);
}

/** The bytes of a value, without type and name. */
export function bytesOf(value: Value): Buffer {
  return value.buf.subarray(value.start, value.end);
}

/** A document value as a buffer of its own, ready to be stored or sent. */
export function documentBytes(value: Value): Buffer {
  return value.buf.subarray(value.start, value.end);
}

/** Up to this length a loop is faster than the call that compares. */
const shortCompare = 64;

/** Whether two values have the same type and the same bytes. */
export function sameBytes(a: Value, b: Value): boolean {
  const length = a.end - a.start;
  if (a.type !== b.type || length !== b.end - b.start) return false;
  if (length <= shortCompare) {
    let at = 0;
    while (at < length && a.buf[a.start + at] === b.buf[b.start + at]) at++;
    return at === length;
  }
  return a.buf.compare(b.buf, b.start, b.end, a.start, a.end) === 0;
}
