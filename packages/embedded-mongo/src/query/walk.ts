import { tick } from '../deadline.ts';
import { Value, findField, int32At, someValue, valueEnd } from '../bson/raw.ts';
import type { FieldName } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';

/** A test of one value; undefined means that the field is missing. */
export type LeafTest = (value: Value | undefined) => boolean;

/** The element of an array at a position, or undefined. */
export function elementAt(array: Value, index: number): Value | undefined {
  const { buf } = array;
  const end = array.end - 1;
  let at = array.start + 4;
  for (let position = 0; at < end; position++) {
    const type = buf[at++]!;
    while (buf[at] !== 0) at++;
    at++;
    const next = valueEnd(type, buf, at);
    tick();
    if (position === index) return new Value(type, buf, at, next);
    at = next;
  }
  return undefined;
}

function testLeaf(value: Value | undefined, expand: boolean, test: LeafTest): boolean {
  if (test(value)) return true;
  return expand && value !== undefined && value.type === BsonType.array && someValue(value, test);
}

/**
 * Follows a dotted path the way MongoDB's filters do: through every document of an array on the way, and (with `expand`)
 * into the elements of an array at the end. True as soon as one value passes the test.
 */
export function someAtPath(
  buf: Buffer,
  start: number,
  path: readonly FieldName[],
  at: number,
  expand: boolean,
  test: LeafTest,
): boolean {
  const value = findField(buf, start, path[at]!);
  if (at === path.length - 1) return testLeaf(value, expand, test);
  if (value === undefined) return test(undefined);
  if (value.type === BsonType.document) return someAtPath(value.buf, value.start, path, at + 1, expand, test);
  if (value.type === BsonType.array) return someInArray(value, path, at + 1, expand, test);
  return test(undefined);
}

function someInArray(
  array: Value,
  path: readonly FieldName[],
  at: number,
  expand: boolean,
  test: LeafTest,
): boolean {
  const name = path[at]!;
  if (int32At(array.buf, array.start) <= 5) return false;
  const inDocument = (item: Value): boolean =>
    item.type === BsonType.document && someAtPath(item.buf, item.start, path, at, expand, test);
  if (someValue(array, inDocument)) return true;
  if (name.index < 0) return false;
  const item = elementAt(array, name.index);
  if (item === undefined) return false;
  if (at === path.length - 1) return testLeaf(item, expand, test);
  if (item.type === BsonType.document) return someAtPath(item.buf, item.start, path, at + 1, expand, test);
  if (item.type === BsonType.array) return someInArray(item, path, at + 1, expand, test);
  return test(undefined);
}
