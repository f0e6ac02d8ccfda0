import { Value, findField, valuesOf } from '../bson/raw.ts';
import type { FieldName } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import type { Condition, Filter } from './filter.ts';
import { compileCondition, compileFilter, compileValueFilters } from './match.ts';
import { someAtPath } from './walk.ts';

function elementMatches(condition: Condition, item: Value, rest: readonly FieldName[]): boolean {
  if (condition.op === 'elemMatchObject' && rest.length === 0) {
    return item.type === BsonType.document && compileFilter(condition.filter)(item.buf, item.start);
  }
  if (condition.op === 'elemMatchValue' && rest.length === 0)
    return compileValueFilters(condition.conditions)(item);
  const test = compileCondition(condition);
  if (rest.length === 0) return test(item);
  return item.type === BsonType.document && someAtPath(item.buf, item.start, rest, 0, true, test);
}

function positionAlong(
  document: Value,
  names: readonly FieldName[],
  condition: Condition,
): number | undefined {
  let current: Value | undefined = document;
  for (let at = 0; at < names.length; at++) {
    if (current === undefined || current.type !== BsonType.document) return undefined;
    current = findField(current.buf, current.start, names[at]!);
    if (current?.type !== BsonType.array) continue;
    const rest = names.slice(at + 1);
    if (rest[0] !== undefined && rest[0].index >= 0) return rest[0].index;
    const found = valuesOf(current).findIndex((item) => elementMatches(condition, item, rest));
    return found < 0 ? undefined : found;
  }
  return undefined;
}

/**
 * The array position that made a document match, for the positional operator `$`: of the last condition of the filter that
 * goes through an array, as in MongoDB.
 */
export function matchedPosition(filter: Filter, document: Buffer): number | undefined {
  const whole = new Value(BsonType.document, document, 0, document.length);
  if (filter.kind === 'path' && !filter.negate) return positionAlong(whole, filter.names, filter.condition);
  if (filter.kind === 'and') {
    return filter.parts.reduce<number | undefined>(
      (found, part) => matchedPosition(part, document) ?? found,
      undefined,
    );
  }
  if (filter.kind === 'or') {
    const part = filter.parts.find((each) => compileFilter(each)(document, 0));
    return part === undefined ? undefined : matchedPosition(part, document);
  }
  return undefined;
}
