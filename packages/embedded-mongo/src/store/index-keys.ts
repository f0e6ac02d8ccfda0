import { createHash } from 'node:crypto';
import { KeyWriter } from '../bson/key.ts';
import { Value, findField, someValue } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { nullValue } from '../bson/writer.ts';
import { CommandError, notImplemented } from '../errors.ts';
import { elementAt } from '../query/walk.ts';
import type { Index, IndexField } from './catalog.ts';

/** LMDB keys end at 1978 bytes: index values that are longer are cut and get a hash of the whole. */
const maxKeyBytes = 1000;
export const keptKeyBytes = 900;
/** Longest encoded `_id`: it is part of every key of its document. */
export const maxIdBytes = 800;

/** The index keys of one document. */
export interface DocumentKeys {
  readonly keys: readonly Buffer[];
  /** The values behind each key, for the message of a duplicate. */
  readonly values: readonly (readonly Value[])[];
  readonly multikey: boolean;
  /** A bit for each field of the index that is an array in it, or lies below one. */
  readonly arrays: number;
  readonly shortened: boolean;
}

/** Where the walk along one field of the index stands. */
interface Walker {
  readonly field: IndexField;
  /** The value reached; undefined when the path ended early. */
  readonly value: Value | undefined;
  /** How many parts of the path are done. */
  readonly depth: number;
}

const emptyArrayValue = new Value(BsonType.undefined, Buffer.alloc(0), 0, 0);
const scratch = new KeyWriter();

/** Cuts an encoded key that is too long for LMDB, keeping order by its first bytes and identity by a hash. */
function shortenKey(key: Buffer): Buffer {
  if (key.length <= maxKeyBytes) return key;
  return Buffer.concat([key.subarray(0, keptKeyBytes), createHash('sha256').update(key).digest()]);
}

/** The encoded `_id`, as it stands in document keys and index entries. */
export function encodeId(id: Value): Buffer {
  scratch.reset().value(id);
  if (scratch.length > maxIdBytes) throw notImplemented(`an _id of more than ${maxIdBytes} bytes`);
  return scratch.bytes();
}

/** Follows documents until an array or the end of the path. */
function advance(walker: Walker): Walker {
  let { value, depth } = walker;
  const { names } = walker.field;
  while (depth < names.length && value !== undefined && value.type === BsonType.document) {
    value = findField(value.buf, value.start, names[depth]!);
    depth++;
  }
  if (depth < names.length && value !== undefined && value.type !== BsonType.array) value = undefined;
  return { field: walker.field, value, depth };
}

function enter(walker: Walker, item: Value, array: Value): Walker {
  const { field, depth } = walker;
  if (depth === field.names.length) return { field, value: item, depth: depth + 1 };
  const next = field.names[depth]!;
  if (next.index >= 0) {
    const positioned = elementAt(array, next.index);
    if (item.type !== BsonType.document || findField(item.buf, item.start, next) === undefined) {
      return advance({ field, value: positioned, depth: depth + 1 });
    }
  }
  return item.type === BsonType.document
    ? advance({ field, value: item, depth })
    : { field, value: undefined, depth };
}

/** Whether a walker stopped at an array that is still to be expanded; past the end (`depth` > length) elements stay whole. */
function stopsAtArray(walker: Walker): boolean {
  return walker.value?.type === BsonType.array && walker.depth <= walker.field.names.length;
}

function expand(walkers: readonly Walker[], found: Value[][]): void {
  const stopped = walkers.filter(stopsAtArray);
  const array = stopped[0]?.value;
  if (array === undefined) {
    found.push(walkers.map((walker) => walker.value ?? nullValue));
    return;
  }
  if (stopped.some((walker) => walker.value?.start !== array.start || walker.value.buf !== array.buf)) {
    throw new CommandError(
      171,
      'CannotIndexParallelArrays',
      `cannot index parallel arrays [${stopped.map((walker) => walker.field.path).join('] [')}]`,
    );
  }
  let isEmpty = true;
  someValue(array, (item) => {
    isEmpty = false;
    expand(
      walkers.map((walker) => (stopsAtArray(walker) ? enter(walker, item, array) : walker)),
      found,
    );
    return false;
  });
  if (!isEmpty) return;
  found.push(
    walkers.map((walker) => {
      if (!stopsAtArray(walker)) return walker.value ?? nullValue;
      return walker.depth === walker.field.names.length ? emptyArrayValue : nullValue;
    }),
  );
}

function encode(index: Index, values: readonly Value[]): Buffer {
  scratch.reset();
  for (let at = 0; at < values.length; at++) {
    const from = scratch.length;
    scratch.value(values[at]);
    if (index.fields[at]!.descending) scratch.invert(from);
  }
  return scratch.bytes();
}

const noKeys: DocumentKeys = { keys: [], values: [], multikey: false, arrays: 0, shortened: false };

/** The keys a document has in an index; none when a sparse or partial index leaves it out. */
export function documentKeys(index: Index, document: Buffer): DocumentKeys {
  if (index.partial !== undefined && !index.partial.matches(document, 0)) return noKeys;
  const single = singleValues(index, document);
  if (single === undefined) return multipleKeys(index, walkersOf(index, document));
  if (index.sparse && single.every((value) => value === undefined)) return noKeys;
  const values = single.map((value) => value ?? nullValue);
  const key = encode(index, values);
  if (key.length <= maxKeyBytes)
    return { keys: [key], values: [values], multikey: false, arrays: 0, shortened: false };
  return { keys: [shortenKey(key)], values: [values], multikey: false, arrays: 0, shortened: true };
}

/** The values at the paths of an index; undefined when an array lies at the end of one or on the way. */
function singleValues(index: Index, document: Buffer): (Value | undefined)[] | undefined {
  const values: (Value | undefined)[] = [];
  for (const { names } of index.fields) {
    let value = findField(document, 0, names[0]!);
    for (let depth = 1; depth < names.length && value !== undefined; depth++) {
      if (value.type === BsonType.array) return undefined;
      value = value.type === BsonType.document ? findField(value.buf, value.start, names[depth]!) : undefined;
    }
    if (value?.type === BsonType.array) return undefined;
    values.push(value);
  }
  return values;
}

function walkersOf(index: Index, document: Buffer): Walker[] {
  const whole = new Value(BsonType.document, document, 0, document.length);
  return index.fields.map((field) => advance({ field, value: whole, depth: 0 }));
}

function multipleKeys(index: Index, walkers: readonly Walker[]): DocumentKeys {
  const combinations: Value[][] = [];
  expand(walkers, combinations);
  const seen = new Map<string, { key: Buffer; values: Value[] }>();
  let shortened = false;
  for (const values of combinations) {
    const whole = encode(index, values);
    const key = shortenKey(whole);
    shortened ||= key !== whole;
    seen.set(key.toString('latin1'), { key, values });
  }
  let arrays = 0;
  walkers.forEach((walker, at) => {
    if (stopsAtArray(walker)) arrays |= 1 << at;
  });
  const unique = [...seen.values()];
  // Even a single key means that the field holds an array: its bounds cannot be combined.
  return {
    keys: unique.map((entry) => entry.key),
    values: unique.map((entry) => entry.values),
    multikey: true,
    arrays,
    shortened,
  };
}
