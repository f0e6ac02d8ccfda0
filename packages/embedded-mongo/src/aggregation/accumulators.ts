import { compareValues, equalValues } from '../bson/compare.ts';
import { encodeKey } from '../bson/key.ts';
import { arrayValue, doubleValue, intOrLongValue } from '../bson/make.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType, isNumberType } from '../bson/types.ts';
import { typeMismatch } from '../errors.ts';
import { NumberSum } from '../expression/number-sum.ts';
import { isNullish } from '../expression/operands.ts';

/** What a `$group` keeps for one field of one group. */
export interface Accumulator {
  /** Takes the value of one document; returns how many bytes it keeps because of it. */
  add(value: Value | undefined): number;
  /** The field of the group; undefined shows as null. */
  result(): Value | undefined;
}

/** How an accumulator is made; `argument` is checked once, when the stage is compiled. */
export interface AccumulatorKind {
  readonly make: () => Accumulator;
  /** Refuses an argument that is no expression for it. */
  readonly check?: (argument: Value) => void;
}

function sum(): Accumulator {
  const total = new NumberSum();
  return {
    add(value) {
      if (value !== undefined && isNumberType(value.type)) total.add('$sum', value);
      return 0;
    },
    result: () => total.result(),
  };
}

function average(): Accumulator {
  const total = new NumberSum();
  let count = 0;
  return {
    add(value) {
      if (value === undefined || !isNumberType(value.type)) return 0;
      total.add('$avg', value);
      count++;
      return 0;
    },
    result: () => (count === 0 ? undefined : doubleValue(total.total() / count)),
  };
}

function count(): Accumulator {
  let n = 0n;
  return {
    add() {
      n++;
      return 0;
    },
    result: () => intOrLongValue(n),
  };
}

function extreme(wanted: -1 | 1): Accumulator {
  let best: Value | undefined;
  return {
    add(value) {
      if (value === undefined || isNullish(value)) return 0;
      if (best === undefined || compareValues(value, best) * wanted > 0) best = value;
      return 0;
    },
    result: () => best,
  };
}

function first(): Accumulator {
  let isSet = false;
  let kept: Value | undefined;
  return {
    add(value) {
      if (!isSet) kept = value;
      isSet = true;
      return 0;
    },
    result: () => kept,
  };
}

function last(): Accumulator {
  let kept: Value | undefined;
  return {
    add(value) {
      kept = value;
      return 0;
    },
    result: () => kept,
  };
}

function push(): Accumulator {
  const items: Value[] = [];
  return {
    add(value) {
      if (value === undefined) return 0;
      items.push(value);
      return value.end - value.start + 32;
    },
    result: () => arrayValue(items),
  };
}

function addToSet(): Accumulator {
  const items = new Map<string, Value>();
  return {
    add(value) {
      if (value === undefined) return 0;
      const key = encodeKey(value).toString('latin1');
      const same = items.get(key);
      if (same !== undefined && equalValues(same, value)) return 0;
      items.set(key, value);
      return value.end - value.start + key.length + 32;
    },
    result: () => arrayValue([...items.values()]),
  };
}

function checkNothing(argument: Value): void {
  if (argument.type !== BsonType.document || argument.end - argument.start > 5)
    throw typeMismatch('$count takes no arguments, i.e. $count:{}');
}

/** The accumulators of `$group`, by name; there are no others. */
export const accumulators: ReadonlyMap<string, AccumulatorKind> = new Map<string, AccumulatorKind>([
  ['$addToSet', { make: addToSet }],
  ['$avg', { make: average }],
  ['$count', { make: count, check: checkNothing }],
  ['$first', { make: first }],
  ['$last', { make: last }],
  ['$max', { make: () => extreme(1) }],
  ['$min', { make: () => extreme(-1) }],
  ['$push', { make: push }],
  ['$sum', { make: sum }],
]);
