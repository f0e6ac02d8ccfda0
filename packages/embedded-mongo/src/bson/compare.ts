import { tick } from '../deadline.ts';
import { encodeKey } from './key.ts';
import { int32At, sameBytes } from './raw.ts';
import type { Value } from './raw.ts';
import { BsonType, typeRank } from './types.ts';

/** The number of an int32 or double; NaN for other types. Longs and decimals take the exact way through keys. */
function smallNumber(value: Value): number {
  return value.type === BsonType.int32
    ? int32At(value.buf, value.start)
    : value.buf.readDoubleLE(value.start);
}

function isSmallNumber(value: Value): boolean {
  return value.type === BsonType.int32 || value.type === BsonType.double;
}

function compareSmall(a: Value, b: Value): number {
  const x = smallNumber(a);
  const y = smallNumber(b);
  if (x === y) return 0;
  if (Number.isNaN(x)) return Number.isNaN(y) ? 0 : -1;
  if (Number.isNaN(y)) return 1;
  return x < y ? -1 : 1;
}

/** Compares two values in MongoDB's order across all types; a missing value counts as null. */
export function compareValues(a: Value, b: Value): number {
  tick();
  const ranks = typeRank(a.type) - typeRank(b.type);
  if (ranks !== 0) return ranks < 0 ? -1 : 1;
  if (isSmallNumber(a) && isSmallNumber(b)) return compareSmall(a, b);
  switch (a.type) {
    case BsonType.string:
      return a.buf.compare(b.buf, b.start + 4, b.end - 1, a.start + 4, a.end - 1);
    case BsonType.objectId:
    case BsonType.boolean:
      return a.buf.compare(b.buf, b.start, b.end, a.start, a.end);
    case BsonType.date: {
      const x = a.buf.readBigInt64LE(a.start);
      const y = b.buf.readBigInt64LE(b.start);
      return x < y ? -1 : x > y ? 1 : 0;
    }
    default:
      return sameBytes(a, b) ? 0 : encodeKey(a).compare(encodeKey(b));
  }
}

/** Whether two values are equal in MongoDB's sense (1, 1.0 and NumberLong(1) are). */
export function equalValues(a: Value, b: Value): boolean {
  tick();
  if (a.type === b.type && a.type !== BsonType.double) {
    if (sameBytes(a, b)) return true;
    if (a.type === BsonType.string || a.type === BsonType.objectId || a.type === BsonType.int32) return false;
  }
  return typeRank(a.type) === typeRank(b.type) && compareValues(a, b) === 0;
}
