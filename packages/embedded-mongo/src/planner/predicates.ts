import { equalValues } from '../bson/compare.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import type { Condition, Filter } from '../query/filter.ts';
import { compileCondition } from '../query/match.ts';
import { isTighter } from './bounds.ts';

/** Conditions that every matching document meets, by path. */
export type Predicates = ReadonlyMap<string, readonly Condition[]>;

function add(found: Map<string, Condition[]>, path: string, condition: Condition): void {
  const list = found.get(path);
  if (list === undefined) found.set(path, [condition]);
  else list.push(condition);
}

function collect(filter: Filter, prefix: string, found: Map<string, Condition[]>): void {
  if (filter.kind === 'and') {
    for (const part of filter.parts) collect(part, prefix, found);
    return;
  }
  if (filter.kind === 'or' && filter.parts.length === 1) return collect(filter.parts[0]!, prefix, found);
  if (filter.kind !== 'path' || filter.negate) return;
  const path = prefix + filter.path;
  const { condition } = filter;
  add(found, path, condition);
  if (condition.op === 'elemMatchObject') collect(condition.filter, `${path}.`, found);
  if (condition.op === 'elemMatchValue') {
    for (const { negate, all } of condition.conditions)
      if (!negate) for (const inner of all) add(found, path, inner);
  }
}

/** Collects the conditions that a filter puts on paths by conjunction. */
export function predicatesOf(filter: Filter): Predicates {
  const found = new Map<string, Condition[]>();
  collect(filter, '', found);
  return found;
}

function isNull(value: Value): boolean {
  return value.type === BsonType.null || value.type === BsonType.undefined;
}

/** Whether a condition can only be met by a field that is there and not null. */
export function excludesMissing(condition: Condition): boolean {
  switch (condition.op) {
    case 'in':
      return !condition.values.some(isNull);
    case 'eq':
    case 'gte':
    case 'lte':
      return !isNull(condition.value);
    default:
      return true;
  }
}

function implies(given: Condition, wanted: Condition): boolean {
  if (wanted.op === 'exists') return excludesMissing(given);
  if (wanted.op === 'type' && given.op === 'type')
    return given.types.every((type) => wanted.types.includes(type));
  if (given.op === 'eq') {
    if (wanted.op === 'eq') return equalValues(given.value, wanted.value);
    return compileCondition(wanted)(given.value);
  }
  if (given.op === 'in' && given.patterns.length === 0 && given.values.length > 0) {
    const test = compileCondition(wanted);
    return given.values.every((value) => test(value));
  }
  return isTighter(given, wanted);
}

/** Whether documents that match the predicates always match the filter of a partial index. */
export function impliesFilter(predicates: Predicates, partial: Filter): boolean {
  if (partial.kind === 'and') return partial.parts.every((part) => impliesFilter(predicates, part));
  if (partial.kind === 'or') return partial.parts.some((part) => impliesFilter(predicates, part));
  if (partial.kind !== 'path' || partial.negate) return false;
  const given = predicates.get(partial.path) ?? [];
  return given.some((condition) => implies(condition, partial.condition));
}
