import { BSONRegExp, deserialize, serialize } from 'bson';
import { BsonWriter } from './writer.ts';
import { Value, documentBytes, elementsOf, int32At, textOf } from './raw.ts';
import { BsonType } from './types.ts';

/** A decoded document, as `mingo` takes it. */
export type JsDocument = Record<string, unknown>;

/** Decodes a document for `mingo`: numbers and safe 64-bit integers as numbers, everything else as BSON or plain types. */
export function decodeDocument(bytes: Buffer): JsDocument {
  return deserialize(bytes, { promoteLongs: true, promoteBuffers: false, bsonRegExp: true });
}

/** Decodes one value. */
export function decodeValue(value: Value): unknown {
  switch (value.type) {
    case BsonType.string:
      return textOf(value);
    case BsonType.int32:
      return int32At(value.buf, value.start);
    case BsonType.double:
      return value.buf.readDoubleLE(value.start);
    case BsonType.boolean:
      return value.buf[value.start] === 1;
    case BsonType.null:
      return null;
    case BsonType.date:
      return new Date(Number(value.buf.readBigInt64LE(value.start)));
    case BsonType.document:
      return decodeDocument(documentBytes(value));
    default: {
      const writer = new BsonWriter(value.end - value.start + 16);
      const mark = writer.open();
      writer.value('v', value);
      writer.close(mark);
      return decodeDocument(writer.result())['v'];
    }
  }
}

function isScalarSame(now: unknown, before: unknown): boolean {
  if (now === before) return true;
  if (typeof now === 'number' && typeof before === 'number') return Object.is(now, before);
  if (now instanceof Date && before instanceof Date) return now.getTime() === before.getTime();
  return false;
}

function writeNumber(writer: BsonWriter, name: string, value: number): void {
  if (!Number.isInteger(value) || Object.is(value, -0)) writer.double(name, value);
  else if (value >= -0x80000000 && value <= 0x7fffffff) writer.int32(name, value);
  else if (Number.isSafeInteger(value)) writer.long(name, BigInt(value));
  else writer.double(name, value);
}

function isPlain(value: object): value is JsDocument {
  return (
    !('_bsontype' in value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp) &&
    !ArrayBuffer.isView(value)
  );
}

function writeOther(writer: BsonWriter, name: string, value: object): void {
  const held =
    value instanceof RegExp ? new BSONRegExp(value.source, value.flags.replace(/[^imsx]/g, '')) : value;
  const bytes = Buffer.from(serialize({ v: held }));
  const [only] = elementsOf(new Value(BsonType.document, bytes, 0, bytes.length));
  if (only !== undefined) writer.value(name, only.value);
}

function writeField(writer: BsonWriter, name: string, value: unknown, before: Value | undefined): void {
  if (value === null) return void writer.null(name);
  if (before !== undefined && before.type !== BsonType.document && before.type !== BsonType.array) {
    if (isScalarSame(value, decodeValue(before))) return void writer.value(name, before);
  }
  switch (typeof value) {
    case 'string':
      return void writer.string(name, value);
    case 'number':
      return writeNumber(writer, name, value);
    case 'boolean':
      return void writer.bool(name, value);
    case 'bigint':
      return void writer.long(name, value);
    case 'object':
      break;
    default:
      return void writer.null(name);
  }
  if (value === null) return;
  if (value instanceof Date) return void writer.date(name, value.getTime());
  if (Array.isArray(value)) {
    const mark = writer.openArray(name);
    const old = before?.type === BsonType.array ? elementsOf(before) : [];
    value.forEach((item: unknown, index) =>
      writeField(writer, String(index), item === undefined ? null : item, old[index]?.value),
    );
    return writer.close(mark);
  }
  if (!isPlain(value)) return writeOther(writer, name, value);
  const mark = writer.openDocument(name);
  writeFields(writer, value, before?.type === BsonType.document ? before : undefined);
  writer.close(mark);
}

function writeFields(writer: BsonWriter, document: JsDocument, before: Value | undefined): void {
  const old = new Map(
    before === undefined ? [] : elementsOf(before).map((element) => [element.name, element.value]),
  );
  for (const name of Object.keys(document)) {
    const value = document[name];
    if (value !== undefined && typeof value !== 'symbol') writeField(writer, name, value, old.get(name));
  }
}

/**
 * Encodes a document that `mingo` computed. Where a value equals the one of `before` at the same place, its bytes are taken
 * over, so that types JavaScript cannot tell apart (int32, double, long) survive; new whole numbers become int32 or long.
 */
export function encodeDocument(document: JsDocument, before?: Value): Buffer {
  const writer = new BsonWriter();
  const mark = writer.open();
  writeFields(writer, document, before);
  writer.close(mark);
  return writer.result();
}

/** Encodes one value. */
export function encodeValue(value: unknown): Value {
  const bytes = encodeDocument({ v: value === undefined ? null : value });
  const [only] = elementsOf(new Value(BsonType.document, bytes, 0, bytes.length));
  return only!.value;
}
