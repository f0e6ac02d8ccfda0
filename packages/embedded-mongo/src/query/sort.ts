import { compareValues } from '../bson/compare.ts';
import { encodeKey } from '../bson/key.ts';
import { elementsOf, parsePath } from '../bson/raw.ts';
import type { FieldName, Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { nullValue } from '../bson/writer.ts';
import { Value as BsonValue } from '../bson/raw.ts';
import { tick } from '../deadline.ts';
import { CommandError, badValue, notImplemented } from '../errors.ts';
import { splitPath } from '../expression/field-path.ts';
import { numberOf } from './numbers.ts';
import { someAtPath } from './walk.ts';

/** One field of a sort: where it lies and in which direction. */
export interface SortField {
  readonly path: string;
  readonly names: readonly FieldName[];
  readonly direction: 1 | -1;
}

function parseDirection(value: Value): 1 | -1 {
  if (value.type === BsonType.document) throw notImplemented('sorting by $meta');
  const direction = numberOf(value);
  if (direction === 1 || direction === -1) return direction;
  throw new CommandError(
    15975,
    'Location15975',
    '$sort key ordering must be 1 (for ascending) or -1 (for descending)',
  );
}

/** Parses `{ a: 1, 'b.c': -1 }`. */
export function parseSort(document: Value): SortField[] {
  return elementsOf(document).map(({ name, value }) => {
    const direction = parseDirection(value);
    splitPath(name);
    return { path: name, names: parsePath(name), direction };
  });
}

/** Parses the sort of a find, which may also be \`{ $natural: 1 }\`: the order in which documents are stored. */
export function parseFindSort(document: Value): SortField[] {
  const elements = elementsOf(document);
  const natural = elements.find((element) => element.name === '$natural');
  if (natural === undefined) return parseSort(document);
  if (elements.length > 1) throw badValue("Cannot include '$natural' in compound sort");
  return [{ path: '$natural', names: [], direction: parseDirection(natural.value) }];
}

const emptyArray = new BsonValue(BsonType.undefined, Buffer.alloc(0), 0, 0);

/** The value a document is sorted by: of an array its smallest (ascending) or largest (descending) element. */
function sortValue(buf: Buffer, start: number, field: SortField): Value {
  let best: Value | undefined;
  let isArray = false;
  someAtPath(buf, start, field.names, 0, true, (value) => {
    const candidate = value ?? nullValue;
    if (candidate.type === BsonType.array && !isArray) {
      // The array itself comes first, its elements follow; only they count.
      isArray = true;
      if (candidate.end - candidate.start <= 5)
        best = best === undefined || field.direction === 1 ? emptyArray : best;
      return false;
    }
    if (best === undefined || compareValues(candidate, best) * field.direction < 0) best = candidate;
    return false;
  });
  return best ?? nullValue;
}

/** Compares two document values by a sort specification. */
export function makeSortComparer(specification: Value): (a: Value, b: Value) => number {
  const fields = parseSort(specification);
  return (a, b) => {
    for (const field of fields) {
      const x = a.type === BsonType.document ? sortValue(a.buf, a.start, field) : nullValue;
      const y = b.type === BsonType.document ? sortValue(b.buf, b.start, field) : nullValue;
      const order = compareValues(x, y) * field.direction;
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Largest amount of data an in-memory sort may hold, as in MongoDB. */
const maxSortBytes = 100 * 1024 * 1024;

/** Sorts whole documents; stable. Keeps only the first `limit` ones when one is given. */
export function sortDocuments(
  documents: readonly Buffer[],
  fields: readonly SortField[],
  limit: number,
): Buffer[] {
  let bytes = 0;
  for (const document of documents) bytes += document.length;
  if (bytes > maxSortBytes) {
    throw new CommandError(
      292,
      'QueryExceededMemoryLimitNoDiskUseAllowed',
      'Sort exceeded memory limit of 104857600 bytes',
    );
  }
  const keyed = documents.map((document) => ({
    document,
    keys: fields.map((field) => encodeKey(sortValue(document, 0, field))),
  }));
  keyed.sort((a, b) => {
    tick();
    for (let index = 0; index < fields.length; index++) {
      const order = a.keys[index]!.compare(b.keys[index]!) * fields[index]!.direction;
      if (order !== 0) return order;
    }
    return 0;
  });
  const sorted = keyed.map((entry) => entry.document);
  return limit > 0 ? sorted.slice(0, limit) : sorted;
}
