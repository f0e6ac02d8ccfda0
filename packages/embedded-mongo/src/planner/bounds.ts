import { compareValues } from '../bson/compare.ts';
import { encodeKey, successor } from '../bson/key.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType, typeRank } from '../bson/types.ts';
import { makeValue, nullValue } from '../bson/writer.ts';
import type { Condition } from '../query/filter.ts';

/** A range of encoded values: `low` inclusive, `high` exclusive. A point covers one value only. */
export interface Interval {
  readonly low: Buffer;
  readonly high: Buffer;
  readonly isPoint: boolean;
}

function point(encoded: Buffer): Interval {
  return { low: encoded, high: successor(encoded), isPoint: true };
}

const nullPoints = [point(Buffer.from([typeRank(BsonType.undefined)])), point(encodeKey(nullValue))];

function pointsOf(value: Value): Interval[] | undefined {
  if (value.type === BsonType.array) return undefined;
  if (value.type === BsonType.null || value.type === BsonType.undefined) return nullPoints;
  return [point(encodeKey(value))];
}

function sorted(intervals: readonly Interval[]): Interval[] {
  const ordered = [...intervals].sort((a, b) => a.low.compare(b.low));
  return ordered.filter((interval, at) => at === 0 || !interval.low.equals(ordered[at - 1]!.low));
}

function rangeOf(op: 'gt' | 'gte' | 'lt' | 'lte', value: Value): Interval[] | undefined {
  const { type } = value;
  if (
    type === BsonType.array ||
    type === BsonType.minKey ||
    type === BsonType.maxKey ||
    type === BsonType.undefined
  )
    return undefined;
  if (type === BsonType.null) return op === 'gte' || op === 'lte' ? nullPoints : [];
  const encoded = encodeKey(value);
  const rank = typeRank(type);
  const low = op === 'gte' ? encoded : op === 'gt' ? successor(encoded) : Buffer.from([rank]);
  const high = op === 'lt' ? encoded : op === 'lte' ? successor(encoded) : Buffer.from([rank + 1]);
  return low.compare(high) < 0 ? [{ low, high, isPoint: false }] : [];
}

/** The index intervals that hold every value a condition accepts; undefined when an index cannot narrow it. */
export function intervalsOf(condition: Condition): Interval[] | undefined {
  switch (condition.op) {
    case 'eq':
      return pointsOf(condition.value);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return rangeOf(condition.op, condition.value);
    case 'in': {
      if (condition.patterns.length > 0) return undefined;
      const all: Interval[] = [];
      for (const value of condition.values) {
        const points = pointsOf(value);
        if (points === undefined) return undefined;
        all.push(...points);
      }
      return sorted(all);
    }
    case 'regex': {
      if (condition.prefix === undefined) return undefined;
      const prefix = condition.prefix;
      const encoded = encodeKey(makeValue((writer) => writer.string('', prefix)));
      const low = encoded.subarray(0, encoded.length - 2);
      const range: Interval = { low, high: successor(low), isPoint: false };
      return condition.literal.type === BsonType.regex
        ? sorted([range, point(encodeKey(condition.literal))])
        : [range];
    }
    default:
      return undefined;
  }
}

/** The values in both of two sorted lists of intervals. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const common: Interval[] = [];
  for (const x of a) {
    for (const y of b) {
      const low = x.low.compare(y.low) >= 0 ? x.low : y.low;
      const high = x.high.compare(y.high) <= 0 ? x.high : y.high;
      if (low.compare(high) < 0) common.push({ low, high, isPoint: x.isPoint || y.isPoint });
    }
  }
  return common;
}

function inverted(bytes: Buffer): Buffer {
  const result = Buffer.allocUnsafe(bytes.length);
  for (let at = 0; at < bytes.length; at++) result[at] = bytes[at]! ^ 0xff;
  return result;
}

/** The same intervals for a descending field, whose keys are inverted. */
export function descending(intervals: readonly Interval[]): Interval[] {
  return intervals
    .map(({ low, high, isPoint }) => {
      if (isPoint) return point(inverted(low));
      return { low: successor(inverted(high)), high: successor(inverted(low)), isPoint };
    })
    .reverse();
}

/** Whether every value that `given` accepts is accepted by `wanted`, where both are ranges in the same direction. */
export function isTighter(given: Condition, wanted: Condition): boolean {
  if (!('value' in given) || !('value' in wanted)) return false;
  if (typeRank(given.value.type) !== typeRank(wanted.value.type)) return false;
  const order = compareValues(given.value, wanted.value);
  const isLower = (op: string): boolean => op === 'gt' || op === 'gte';
  const isUpper = (op: string): boolean => op === 'lt' || op === 'lte';
  const strictEnough = order !== 0 || given.op === wanted.op || wanted.op === 'gte' || wanted.op === 'lte';
  if (isLower(given.op) && isLower(wanted.op)) return order >= 0 && strictEnough;
  if (isUpper(given.op) && isUpper(wanted.op)) return order <= 0 && strictEnough;
  return false;
}
