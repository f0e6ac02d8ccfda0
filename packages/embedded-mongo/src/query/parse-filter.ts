import { compileExpressionFilter } from '../expression/filter-expression.ts';
import type { EvaluationScope } from '../expression/scope.ts';
import { elementsOf, firstName, parsePath, textOf, valuesOf } from '../bson/raw.ts';
import type { Element, Value } from '../bson/raw.ts';
import { BsonType, typeNames, typeRank } from '../bson/types.ts';
import { CommandError, badValue, notImplemented } from '../errors.ts';
import { matchAll } from './filter.ts';
import type { Comparison, Condition, Filter, ValueFilter } from './filter.ts';
import { isTruthy, numberOf, wholeOf } from './numbers.ts';
import { literalPrefix, toPattern } from './pattern.ts';
import type { Pattern } from './pattern.ts';

/** A condition on a value; `negate` for `$ne`, `$nin` and `$exists: false`. */
interface ParsedOperator {
  readonly condition: Condition;
  readonly negate: boolean;
}

/** Parses the operand of an operator; `options` is the `$options` beside a `$regex`. */
type OperatorParser = (value: Value, options: Value | undefined) => ParsedOperator;

/** Operators of MongoDB that are refused as such (238), rather than as unknown. */
const refused = new Set([
  ...['$where', '$text', '$near', '$nearSphere', '$geoWithin', '$geoIntersects', '$within', '$uniqueDocs'],
  ...['$jsonSchema', '$bitsAllSet', '$bitsAnySet', '$bitsAllClear', '$bitsAnyClear', '$sampleRate'],
]);

function unknownOperator(name: string): CommandError {
  return refused.has(name)
    ? notImplemented(`the query operator ${name}`)
    : badValue(`unknown operator: ${name}`);
}

function isOperatorObject(value: Value): boolean {
  return (
    value.type === BsonType.document && firstName(value)?.startsWith('$') === true && !isReference(value)
  );
}

/** A DBRef is a value, although its first name starts with a dollar. */
function isReference(value: Value): boolean {
  const name = firstName(value);
  return name === '$ref' || name === '$id';
}

function arrayOf(value: Value, what: string): Value[] {
  if (value.type !== BsonType.array) throw badValue(`${what} needs an array`);
  return valuesOf(value);
}

/** A path condition, or a negated one. */
function atPath(path: string, condition: Condition, negate = false): Filter {
  return { kind: 'path', path, names: parsePath(path), condition, negate };
}

function parseTypes(value: Value): readonly number[] {
  const wanted = value.type === BsonType.array ? valuesOf(value) : [value];
  if (wanted.length === 0) throw badValue(' must match at least one type');
  return wanted.flatMap((item) => {
    if (item.type === BsonType.string) {
      const types = typeNames.get(textOf(item));
      if (types === undefined) throw badValue(`Unknown type name alias: ${textOf(item)}`);
      return types;
    }
    const code = numberOf(item);
    if (code === undefined)
      throw new CommandError(14, 'TypeMismatch', 'type must be represented as a number or a string');
    const type = code === -1 ? BsonType.minKey : code;
    if (code > 0xf0 || typeRank(type) === 0) throw badValue(`Invalid numerical type code: ${code}`);
    return [type];
  });
}

function parseMod(value: Value): Condition {
  const parts = arrayOf(value, 'malformed mod,').map(wholeOf);
  const [divisor, remainder] = parts;
  if (parts.length !== 2)
    throw badValue('malformed mod, ' + (parts.length < 2 ? 'not enough elements' : 'too many elements'));
  if (divisor === undefined || remainder === undefined)
    throw badValue('malformed mod, divisor or remainder not a number');
  if (divisor === 0n) throw badValue('divisor cannot be 0');
  return { op: 'mod', divisor, remainder };
}

function parseIn(value: Value, name: string): Condition {
  const values: Value[] = [];
  const patterns: Pattern[] = [];
  for (const item of arrayOf(value, name)) {
    if (isOperatorObject(item)) throw badValue(`cannot nest $ under ${name}`);
    values.push(item);
    if (item.type === BsonType.regex) patterns.push(toPattern(item));
  }
  return { op: 'in', values, patterns };
}

function parseSize(value: Value): Condition {
  const size = numberOf(value);
  if (size === undefined || !Number.isInteger(size))
    throw badValue('Failed to parse $size. Expected a number in: $size');
  if (size < 0) throw badValue('Failed to parse $size. Expected a non-negative number in: $size');
  return { op: 'size', size };
}

function parseComparison(op: Comparison, value: Value): Condition {
  if (value.type === BsonType.regex && op !== 'eq')
    throw badValue(`Can't have RegEx as arg to predicate over field`);
  if (value.type === BsonType.undefined) throw badValue('cannot compare to undefined');
  return { op, value };
}

const positive = (condition: Condition): ParsedOperator => ({ condition, negate: false });

/** The operators that put a condition on a value, by name. */
const valueOperators: ReadonlyMap<string, OperatorParser> = new Map<string, OperatorParser>([
  ...(['eq', 'gt', 'gte', 'lt', 'lte'] as const).map((op): [string, OperatorParser] => [
    `$${op}`,
    (value) => positive(parseComparison(op, value)),
  ]),
  [
    '$ne',
    (value) => {
      if (value.type === BsonType.regex) throw badValue("Can't have regex as arg to $ne.");
      return { condition: parseComparison('eq', value), negate: true };
    },
  ],
  ['$in', (value) => positive(parseIn(value, '$in'))],
  ['$nin', (value) => ({ condition: parseIn(value, '$nin'), negate: true })],
  ['$exists', (value) => ({ condition: { op: 'exists' }, negate: !isTruthy(value) })],
  ['$type', (value) => positive({ op: 'type', types: parseTypes(value) })],
  ['$mod', (value) => positive(parseMod(value))],
  ['$size', (value) => positive(parseSize(value))],
  [
    '$regex',
    (value, options) => {
      const pattern = toPattern(value, options);
      return positive({ op: 'regex', pattern, literal: value, prefix: literalPrefix(pattern) });
    },
  ],
  ['$elemMatch', (value) => positive(parseElemMatch(value))],
]);

function parseOperator(element: Element, options: Value | undefined): ParsedOperator {
  const parse = valueOperators.get(element.name);
  if (parse === undefined) throw unknownOperator(element.name);
  return parse(element.value, options);
}

function parseElemMatch(value: Value): Condition {
  if (value.type !== BsonType.document) throw badValue('$elemMatch needs an Object');
  const first = firstName(value);
  const isValueForm =
    first?.startsWith('$') === true && !['$and', '$or', '$nor', '$expr', '$where'].includes(first);
  if (isValueForm && !isReference(value))
    return { op: 'elemMatchValue', conditions: parseValueFilters(value) };
  return { op: 'elemMatchObject', filter: parseFilter(value, undefined) };
}

/** Parses `{ $gt: 1, $not: { … } }` into conditions on a single value. */
export function parseValueFilters(operators: Value): ValueFilter[] {
  const elements = elementsOf(operators);
  const options = elements.find((element) => element.name === '$options')?.value;
  return elements.flatMap((element): ValueFilter[] => {
    if (element.name === '$options') return [];
    if (element.name === '$not') {
      if (element.value.type === BsonType.regex)
        return [{ negate: true, all: [regexLiteral(element.value)] }];
      const inner = parseValueFilters(element.value);
      if (inner.some((part) => part.negate)) throw notImplemented('a negation inside $not inside $elemMatch');
      return [{ negate: true, all: inner.flatMap((part) => part.all) }];
    }
    if (element.name === '$all') throw notImplemented('$all inside $elemMatch');
    const { condition, negate } = parseOperator(element, options);
    return [{ negate, all: [condition] }];
  });
}

function regexLiteral(value: Value): Condition {
  const pattern = toPattern(value);
  return { op: 'regex', pattern, literal: value, prefix: literalPrefix(pattern) };
}

function parseAll(path: string, value: Value): Filter {
  const items = arrayOf(value, '$all');
  if (items.length === 0) return { kind: 'nor', parts: [{ kind: 'and', parts: [] }] };
  return {
    kind: 'and',
    parts: items.map((item) => {
      if (item.type === BsonType.regex) return atPath(path, regexLiteral(item));
      if (!isOperatorObject(item)) return atPath(path, { op: 'eq', value: item });
      if (firstName(item) !== '$elemMatch') throw badValue('no $ expressions in $all');
      return parseField(path, item);
    }),
  };
}

/** Parses what stands beside a field name. */
function parseField(path: string, value: Value): Filter {
  if (value.type === BsonType.regex) return atPath(path, regexLiteral(value));
  if (value.type === BsonType.undefined) throw badValue('cannot compare to undefined');
  if (!isOperatorObject(value)) return atPath(path, { op: 'eq', value });
  const elements = elementsOf(value);
  const options = elements.find((element) => element.name === '$options')?.value;
  if (options !== undefined && !elements.some((element) => element.name === '$regex'))
    throw badValue('$options needs a $regex');
  const parts = elements.flatMap((element): Filter[] => {
    if (!element.name.startsWith('$')) throw badValue(`unknown operator: ${element.name}`);
    if (element.name === '$options') return [];
    const parse = fieldOperators.get(element.name);
    if (parse !== undefined) return [parse(path, element.value)];
    const { condition, negate } = parseOperator(element, options);
    return [atPath(path, condition, negate)];
  });
  return parts.length === 1 ? parts[0]! : { kind: 'and', parts };
}

function parseNot(path: string, value: Value): Filter {
  if (value.type === BsonType.regex) return atPath(path, regexLiteral(value), true);
  if (value.type !== BsonType.document) throw badValue('$not needs a regex or a document');
  if (firstName(value) === undefined) throw badValue('$not cannot be empty');
  if (!isOperatorObject(value)) throw badValue(`unknown operator: ${firstName(value)}`);
  return { kind: 'not', part: parseField(path, value) };
}

function parseLogical(kind: 'and' | 'or' | 'nor', value: Value, scope: EvaluationScope | undefined): Filter {
  const parts = value.type === BsonType.array ? valuesOf(value) : [];
  if (value.type !== BsonType.array) throw badValue(`$${kind} must be an array`);
  if (parts.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  return {
    kind,
    parts: parts.map((part) => {
      if (part.type !== BsonType.document) throw badValue('$or/$and/$nor entries need to be full objects');
      return parseFilter(part, scope);
    }),
  };
}

/** The operators that are more than one condition on a value, by name. */
const fieldOperators: ReadonlyMap<string, (path: string, value: Value) => Filter> = new Map([
  ['$all', parseAll],
  ['$not', parseNot],
]);

type FilterParser = (value: Value, scope: EvaluationScope | undefined) => Filter;

/** The operators that stand beside field names, by name. */
const documentOperators: ReadonlyMap<string, FilterParser> = new Map<string, FilterParser>([
  ['$and', (value, scope) => parseLogical('and', value, scope)],
  ['$or', (value, scope) => parseLogical('or', value, scope)],
  ['$nor', (value, scope) => parseLogical('nor', value, scope)],
  [
    '$expr',
    (value, scope) => {
      if (scope === undefined) throw badValue('$expr is not allowed in this context');
      return { kind: 'expression', test: compileExpressionFilter(value, scope) };
    },
  ],
  ['$comment', () => matchAll],
]);

/** The names of all operators of filters. */
export const filterOperators: readonly string[] = [
  ...valueOperators.keys(),
  '$options',
  ...fieldOperators.keys(),
  ...documentOperators.keys(),
];

/** Parses a filter document. Without a scope `$expr` is refused (partial indexes, `$elemMatch`). */
export function parseFilter(document: Value, scope: EvaluationScope | undefined): Filter {
  const parts: Filter[] = [];
  for (const { name, value } of elementsOf(document)) {
    const parse = documentOperators.get(name);
    if (parse !== undefined) {
      const part = parse(value, scope);
      if (part !== matchAll) parts.push(part);
    } else if (!name.startsWith('$')) parts.push(parseField(name, value));
    else {
      throw refused.has(name)
        ? notImplemented(`the query operator ${name}`)
        : badValue(`unknown top level operator: ${name}`);
    }
  }
  return parts.length === 1 ? parts[0]! : { kind: 'and', parts };
}
