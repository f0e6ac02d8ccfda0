import { compareValues, equalValues } from '../bson/compare.ts';
import { encodeKey } from '../bson/key.ts';
import { fitsLong } from '../bson/make.ts';
import type { Value } from '../bson/raw.ts';
import { sameBytes, someValue, textOf, valuesOf } from '../bson/raw.ts';
import { BsonType, typeRank } from '../bson/types.ts';
import type { Comparison, Condition, Filter, Matcher, ValueFilter } from './filter.ts';
import { wholeOf } from './numbers.ts';
import type { Pattern } from './pattern.ts';
import { someAtPath } from './walk.ts';
import type { LeafTest } from './walk.ts';

const nullRank = typeRank(BsonType.null);

function isNullish(value: Value | undefined): boolean {
  return value === undefined || value.type === BsonType.null || value.type === BsonType.undefined;
}

function isNaNValue(value: Value): boolean {
  return value.type === BsonType.double && Number.isNaN(value.buf.readDoubleLE(value.start));
}

function compileComparison(op: Comparison, operand: Value): LeafTest {
  const rank = typeRank(operand.type);
  if (rank === nullRank) return op === 'gt' || op === 'lt' ? () => false : isNullish;
  if (op === 'eq') {
    if (operand.type === BsonType.string || operand.type === BsonType.objectId) {
      return (value) =>
        value !== undefined &&
        (value.type === operand.type ? sameBytes(value, operand) : equalValues(value, operand));
    }
    return (value) => value !== undefined && equalValues(value, operand);
  }
  const isExtreme = operand.type === BsonType.minKey || operand.type === BsonType.maxKey;
  // NaN equals only NaN: every order comparison with it is false but the inclusive ones with itself.
  const operandIsNaN = isNaNValue(operand);
  const accepts = {
    gt: (c: number) => c > 0,
    gte: (c: number) => c >= 0,
    lt: (c: number) => c < 0,
    lte: (c: number) => c <= 0,
  }[op];
  return (value) => {
    if (value === undefined) return isExtreme && accepts(nullRank < rank ? -1 : 1);
    if (typeRank(value.type) !== rank) return isExtreme && accepts(compareValues(value, operand));
    if (operandIsNaN || isNaNValue(value)) return operandIsNaN && isNaNValue(value) && accepts(0);
    return accepts(compareValues(value, operand));
  };
}

function compileIn(values: readonly Value[], patterns: readonly Pattern[]): LeafTest {
  const hasNull = values.some(isNullish);
  const matchesPattern = (value: Value): boolean =>
    value.type === BsonType.string && patterns.some((pattern) => pattern.test(textOf(value)));
  if (values.length <= 8) {
    return (value) => {
      if (value === undefined) return hasNull;
      if (hasNull && isNullish(value)) return true;
      return (
        values.some((wanted) => equalValues(value, wanted)) || (patterns.length > 0 && matchesPattern(value))
      );
    };
  }
  const keys = new Set(values.map((value) => encodeKey(value).toString('latin1')));
  return (value) => {
    if (value === undefined) return hasNull;
    if (hasNull && isNullish(value)) return true;
    return keys.has(encodeKey(value).toString('latin1')) || (patterns.length > 0 && matchesPattern(value));
  };
}

/** Whether a condition looks at the value itself only, never into the elements of an array at the end of the path. */
function seesWhole(condition: Condition): boolean {
  return (
    condition.op === 'size' ||
    condition.op === 'exists' ||
    condition.op === 'elemMatchObject' ||
    condition.op === 'elemMatchValue'
  );
}

/** Compiles a condition into a test of one value. */
export function compileCondition(condition: Condition): LeafTest {
  switch (condition.op) {
    case 'in':
      return compileIn(condition.values, condition.patterns);
    case 'exists':
      return (value) => value !== undefined;
    case 'type':
      return (value) => value !== undefined && condition.types.includes(value.type);
    case 'regex':
      return (value) => {
        if (value === undefined) return false;
        if (value.type === BsonType.string || value.type === BsonType.symbol)
          return condition.pattern.test(textOf(value));
        return (
          value.type === BsonType.regex &&
          condition.literal.type === BsonType.regex &&
          sameBytes(value, condition.literal)
        );
      };
    case 'mod':
      return (value) => {
        const whole = value === undefined ? undefined : wholeOf(value);
        return whole !== undefined && fitsLong(whole) && whole % condition.divisor === condition.remainder;
      };
    case 'size':
      return (value) => value?.type === BsonType.array && valuesOf(value).length === condition.size;
    case 'elemMatchObject': {
      const matches = compileFilter(condition.filter);
      const isMatch = (item: Value): boolean =>
        (item.type === BsonType.document || item.type === BsonType.array) && matches(item.buf, item.start);
      return (value) => value?.type === BsonType.array && someValue(value, isMatch);
    }
    case 'elemMatchValue': {
      const matches = compileValueFilters(condition.conditions);
      return (value) => value?.type === BsonType.array && someValue(value, matches);
    }
    default:
      return compileComparison(condition.op, condition.value);
  }
}

/** Compiles conditions on a single value, without looking into arrays. */
export function compileValueFilters(filters: readonly ValueFilter[]): LeafTest {
  const tests = filters.map(({ negate, all }) => {
    const each = all.map(compileCondition);
    return (value: Value | undefined): boolean => each.every((test) => test(value)) !== negate;
  });
  return (value) => tests.every((test) => test(value));
}

/** Compiles a filter into a test of documents in their stored form. */
export function compileFilter(filter: Filter): Matcher {
  switch (filter.kind) {
    case 'expression':
      return filter.test;
    case 'not': {
      const inner = compileFilter(filter.part);
      return (buf, start) => !inner(buf, start);
    }
    case 'path': {
      const { names, negate } = filter;
      const expand = !seesWhole(filter.condition);
      const test = compileCondition(filter.condition);
      return (buf, start) => someAtPath(buf, start, names, 0, expand, test) !== negate;
    }
    default:
      return compileGroup(filter.kind, filter.parts.map(compileFilter));
  }
}

function compileGroup(kind: 'and' | 'or' | 'nor', parts: readonly Matcher[]): Matcher {
  if (kind === 'and') {
    const [first, second] = parts;
    if (first === undefined) return () => true;
    if (second === undefined) return first;
    if (parts.length === 2) return (buf, start) => first(buf, start) && second(buf, start);
    return (buf, start) => {
      for (const part of parts) if (!part(buf, start)) return false;
      return true;
    };
  }
  const wanted = kind === 'or';
  return (buf, start) => {
    for (const part of parts) if (part(buf, start)) return wanted;
    return !wanted;
  };
}
