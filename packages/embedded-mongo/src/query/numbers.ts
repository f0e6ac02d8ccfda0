import { decimalToDouble, exactDecimal, wholeDecimal } from '../bson/decimal.ts';
import { int32At } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';

/** The number of a numeric value as a double; undefined for other types. */
export function numberOf(value: Value): number | undefined {
  switch (value.type) {
    case BsonType.int32:
      return int32At(value.buf, value.start);
    case BsonType.double:
      return value.buf.readDoubleLE(value.start);
    case BsonType.long:
      return Number(value.buf.readBigInt64LE(value.start));
    case BsonType.decimal:
      return decimalToDouble(exactDecimal(value.buf, value.start));
    default:
      return undefined;
  }
}

/** Whether a value counts as true in MongoDB: everything but false, null, undefined and zero. */
export function isTruthy(value: Value): boolean {
  if (value.type === BsonType.boolean) return value.buf[value.start] === 1;
  if (value.type === BsonType.null || value.type === BsonType.undefined) return false;
  const number = numberOf(value);
  return number === undefined || number !== 0;
}

/** A numeric value without its fraction, exactly; undefined for other types, NaN and infinities. */
export function wholeOf(value: Value): bigint | undefined {
  if (value.type === BsonType.long) return value.buf.readBigInt64LE(value.start);
  if (value.type === BsonType.decimal) return wholeDecimal(exactDecimal(value.buf, value.start));
  const number = numberOf(value);
  return number === undefined || !Number.isFinite(number) ? undefined : BigInt(Math.trunc(number));
}
