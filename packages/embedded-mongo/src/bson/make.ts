import { tick } from '../deadline.ts';
import { Value } from './raw.ts';
import { BsonType } from './types.ts';
import { BsonWriter, makeValue } from './writer.ts';

const minInt32 = -0x80000000n;
const maxInt32 = 0x7fffffffn;
const minLong = -(1n << 63n);
const maxLong = (1n << 63n) - 1n;

const trueValue: Value = new Value(BsonType.boolean, Buffer.from([1]), 0, 1);
const falseValue: Value = new Value(BsonType.boolean, Buffer.from([0]), 0, 1);

/** Stands for a missing value where values are compared: smaller than null, as in MongoDB's expressions. */
export const undefinedValue: Value = new Value(BsonType.undefined, Buffer.alloc(0), 0, 0);

export function boolValue(value: boolean): Value {
  return value ? trueValue : falseValue;
}

export function int32Value(value: number): Value {
  return makeValue((writer) => writer.int32('', value));
}

export function doubleValue(value: number): Value {
  return makeValue((writer) => writer.double('', value));
}

export function stringValue(text: string): Value {
  return makeValue((writer) => writer.string('', text));
}

/** Whether a whole number fits into 64 bits. */
export function fitsLong(value: bigint): boolean {
  return value >= minLong && value <= maxLong;
}

/** A 64-bit integer; the caller has checked that it fits. */
export function longValue(value: bigint): Value {
  return makeValue((writer) => writer.long('', value));
}

/** An int32 when the number fits, else a 64-bit integer. */
export function intOrLongValue(value: bigint): Value {
  return value >= minInt32 && value <= maxInt32 ? int32Value(Number(value)) : longValue(value);
}

/** A date, in milliseconds since 1970; the caller has checked that it fits into 64 bits. */
export function dateValue(millis: bigint): Value {
  return makeValue((writer) => {
    writer.header(BsonType.date, '');
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeBigInt64LE(millis);
    writer.bytes(bytes);
  });
}

/** An array of values; a missing one becomes null, as in MongoDB's expressions. */
export function arrayValue(items: readonly (Value | undefined)[]): Value {
  const writer = new BsonWriter();
  const mark = writer.open();
  items.forEach((item, index) => {
    tick();
    if (item === undefined) writer.null(String(index));
    else writer.value(String(index), item);
  });
  writer.close(mark);
  return new Value(BsonType.array, writer.result(), 0, writer.at);
}
