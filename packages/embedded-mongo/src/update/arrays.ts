import { compareValues, equalValues } from '../bson/compare.ts';
import { elementsOf, firstName, valuesOf } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType, typeName } from '../bson/types.ts';
import { CommandError, badValue } from '../errors.ts';
import { compileFilter, compileValueFilters } from '../query/match.ts';
import { numberOf } from '../query/numbers.ts';
import { parseFilter, parseValueFilters } from '../query/parse-filter.ts';
import { toPattern } from '../query/pattern.ts';
import { makeSortComparer } from '../query/sort.ts';
import { textOf } from '../bson/raw.ts';
import { Container, nodeValue } from './tree.ts';
import { includesValue, padArray } from './targets.ts';

/** Changes one member of a container; undefined as `before` means that it is missing. */
export type MemberChange = (parent: Container, name: string) => void;

/** The array at a place: opened, made when missing, refused when it is something else. */
function arrayAt(parent: Container, name: string, operator: string, create: boolean): Container | undefined {
  const index = parent.find(name);
  if (index < 0) {
    if (!create) return undefined;
    const made = Container.empty(BsonType.array);
    if (parent.isArray) padArray(parent, Number(name));
    parent.append(name, made);
    return made;
  }
  const found = parent.containerAt(index);
  if (found?.isArray === true) return found;
  const type = typeName(nodeValue(parent.nodes[index]!).type);
  if (operator === '$push' || operator === '$addToSet') {
    const message =
      operator === '$push'
        ? `The field '${name}' must be an array but is of type ${type}`
        : `Cannot apply $addToSet to non-array field. Field named '${name}' has non-array type ${type}`;
    throw badValue(message);
  }
  if (operator === '$pop')
    throw new CommandError(
      14,
      'TypeMismatch',
      `Path '${name}' contains an element of non-array type '${type}'`,
    );
  throw badValue(`Cannot apply ${operator} to a non-array value`);
}

interface PushOptions {
  readonly items: readonly Value[];
  readonly position: number | undefined;
  readonly slice: number | undefined;
  readonly sort: ((a: Value, b: Value) => number) | undefined;
}

function integerOption(value: Value, name: string): number {
  const number = numberOf(value);
  if (number === undefined || !Number.isInteger(number))
    throw badValue(`The value for ${name} must be an integer value`);
  return number;
}

function parseSort(value: Value): (a: Value, b: Value) => number {
  const direction = numberOf(value);
  if (direction !== undefined) {
    if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1');
    return (a, b) => compareValues(a, b) * direction;
  }
  if (value.type !== BsonType.document)
    throw badValue('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1}');
  return makeSortComparer(value);
}

function parsePush(value: Value): PushOptions {
  if (value.type !== BsonType.document || !elementsOf(value).some((element) => element.name === '$each')) {
    if (
      value.type === BsonType.document &&
      firstName(value)?.startsWith('$') === true &&
      firstName(value) !== '$ref'
    ) {
      throw badValue(`Unrecognized clause in $push: ${firstName(value)}`);
    }
    return { items: [value], position: undefined, slice: undefined, sort: undefined };
  }
  let items: readonly Value[] = [];
  let position: number | undefined;
  let slice: number | undefined;
  let sort: PushOptions['sort'];
  for (const { name, value: option } of elementsOf(value)) {
    if (name === '$each') {
      if (option.type !== BsonType.array)
        throw badValue(
          `The argument to $each in $push must be an array but it was of type: ${typeName(option.type)}`,
        );
      items = valuesOf(option);
    } else if (name === '$position') position = integerOption(option, '$position');
    else if (name === '$slice') slice = integerOption(option, '$slice');
    else if (name === '$sort') sort = parseSort(option);
    else throw badValue(`Unrecognized clause in $push: ${name}`);
  }
  return { items, position, slice, sort };
}

/** Where `$position` inserts: it counts from the end when it is negative, and stops at the ends. */
function placeOf(position: number, length: number): number {
  return position < 0 ? Math.max(0, length + position) : Math.min(position, length);
}

/** `$push` with `$each`, `$position`, `$sort` and `$slice`. */
export function pushChange(value: Value): MemberChange {
  const { items, position, slice, sort } = parsePush(value);
  return (parent, name) => {
    const array = arrayAt(parent, name, '$push', true)!;
    const { nodes } = array;
    const at = position === undefined ? nodes.length : placeOf(position, nodes.length);
    const all = [...nodes.slice(0, at), ...items, ...nodes.slice(at)];
    array.refill(sort === undefined ? all : all.map(nodeValue).sort(sort));
    if (slice !== undefined) {
      if (slice >= 0) nodes.splice(slice);
      else nodes.splice(0, Math.max(0, nodes.length + slice));
    }
  };
}

/** `$addToSet` with and without `$each`. */
export function addToSetChange(value: Value): MemberChange {
  const isEach = value.type === BsonType.document && firstName(value) === '$each';
  const each = isEach ? elementsOf(value) : [];
  if (each.length > 1) throw badValue(`Found unexpected fields after $each in $addToSet: ${each[1]!.name}`);
  if (isEach && each[0]!.value.type !== BsonType.array) {
    throw new CommandError(14, 'TypeMismatch', 'The argument to $each in $addToSet must be an array');
  }
  const items = isEach ? valuesOf(each[0]!.value) : [value];
  return (parent, name) => {
    const array = arrayAt(parent, name, '$addToSet', true)!;
    const present = array.nodes.map(nodeValue);
    for (const item of items) {
      if (includesValue(present, item)) continue;
      present.push(item);
      array.nodes.push(item);
    }
  };
}

/** `$pop`: 1 takes the last element, -1 the first. */
export function popChange(value: Value): MemberChange {
  const end = numberOf(value);
  if (end !== 1 && end !== -1) throw failedPop();
  return (parent, name) => {
    const array = arrayAt(parent, name, '$pop', false);
    if (array === undefined || array.nodes.length === 0) return;
    if (end === 1) array.nodes.pop();
    else array.nodes.shift();
  };
}

function failedPop(): CommandError {
  return new CommandError(9, 'FailedToParse', '$pop expects 1 or -1');
}

function pullTest(value: Value): (item: Value) => boolean {
  if (value.type === BsonType.regex) {
    const pattern = toPattern(value);
    return (item) => item.type === BsonType.string && pattern.test(textOf(item));
  }
  if (value.type !== BsonType.document) return (item) => equalValues(item, value);
  const first = firstName(value);
  const isOperators =
    first?.startsWith('$') === true && !['$and', '$or', '$nor', '$ref', '$id'].includes(first);
  if (isOperators) return compileValueFilters(parseValueFilters(value));
  const matches = compileFilter(parseFilter(value, undefined));
  return (item) => item.type === BsonType.document && matches(item.buf, item.start);
}

/** Removes the elements that pass a test, leaving the array untouched when none does. */
function removing(operator: string, test: (item: Value) => boolean): MemberChange {
  return (parent, name) => {
    const array = arrayAt(parent, name, operator, false);
    if (array === undefined) return;
    const kept = array.nodes.filter((node) => !test(nodeValue(node)));
    if (kept.length !== array.nodes.length) array.refill(kept);
  };
}

/** `$pull` by value or by condition. */
export function pullChange(value: Value): MemberChange {
  return removing('$pull', pullTest(value));
}

/** `$pullAll`. */
export function pullAllChange(value: Value): MemberChange {
  if (value.type !== BsonType.array)
    throw badValue(`$pullAll requires an array argument but was given a ${typeName(value.type)}`);
  const items = valuesOf(value);
  return removing('$pullAll', (item) => includesValue(items, item));
}
