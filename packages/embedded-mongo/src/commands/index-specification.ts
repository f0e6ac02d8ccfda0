import { elementsOf, getField, sameBytes, textOf, wholeDocument } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType, isNumberType } from '../bson/types.ts';
import { buildDocument } from '../bson/writer.ts';
import { CommandError, notImplemented } from '../errors.ts';
import type { Filter } from '../query/filter.ts';
import { numberOf } from '../query/numbers.ts';
import type { Collection, Index } from '../store/catalog.ts';
import { Arguments } from './arguments.ts';

const optionNames = new Set([
  'key',
  'name',
  'unique',
  'sparse',
  'expireAfterSeconds',
  'partialFilterExpression',
  'background',
  'v',
  'ns',
]);

/** An index that cannot be made (67). */
export function cannotCreate(message: string): CommandError {
  return new CommandError(67, 'CannotCreateIndex', message);
}

/** Refuses what a partial index cannot be filtered by. */
export function checkPartial(filter: Filter): void {
  if (filter.kind === 'and' || filter.kind === 'or') return filter.parts.forEach(checkPartial);
  const allowed = ['eq', 'gt', 'gte', 'lt', 'lte', 'in', 'exists', 'type'];
  if (filter.kind !== 'path' || filter.negate || !allowed.includes(filter.condition.op)) {
    throw cannotCreate('unsupported expression in partial index');
  }
}

function checkKey(key: Value): void {
  const fields = elementsOf(key);
  if (fields.length === 0) throw cannotCreate('Index keys cannot be an empty object');
  if (fields.length > 32) throw new CommandError(13103, 'Location13103', 'too many compound keys');
  for (const { name, value } of fields) {
    if (value.type === BsonType.string) throw notImplemented(`an index of kind '${textOf(value)}'`);
    const direction = isNumberType(value.type) ? numberOf(value)! : 0;
    if (direction === 0 || Number.isNaN(direction))
      throw cannotCreate('Values in the index key pattern cannot be 0, and must be numbers');
    if (name.includes('$**')) throw notImplemented('a wildcard index');
    const isBad = name === '' || name.startsWith('$') || name.split('.').includes('');
    if (isBad) throw cannotCreate(`Index key contains an illegal field name: '${name}'`);
  }
}

/** The default name: `a_1_b_-1`. */
function defaultName(key: Value): string {
  return elementsOf(key)
    .map(({ name, value }) => `${name}_${numberOf(value)}`)
    .join('_');
}

/** Checks a specification and brings it into the order in which MongoDB shows it. */
export function normalizeSpecification(specification: Value): Value {
  const args = new Arguments('createIndexes.indexes', specification);
  for (const { name, value } of elementsOf(specification)) {
    if (optionNames.has(name) || name === 'collation') continue;
    if (name === 'hidden' && value.buf[value.start] === 0) continue;
    if (
      [
        'hidden',
        'weights',
        'default_language',
        'wildcardProjection',
        '2dsphereIndexVersion',
        'textIndexVersion',
      ].includes(name)
    ) {
      throw notImplemented(`the index option ${name}`);
    }
    throw new CommandError(
      197,
      'InvalidIndexSpecificationOption',
      `The field '${name}' is not valid for an index specification`,
    );
  }
  args.simpleCollation();
  const key = args.required('key');
  if (key.type !== BsonType.document)
    throw new CommandError(14, 'TypeMismatch', "The field 'key' must be an object");
  checkKey(key);
  const expire = args.get('expireAfterSeconds');
  if (expire !== undefined && (numberOf(expire) === undefined || numberOf(expire)! < 0)) {
    throw cannotCreate('TTL index expireAfterSeconds option must be a number within an acceptable range');
  }
  if (expire !== undefined && elementsOf(key).length > 1) {
    throw cannotCreate('TTL indexes are single-field indexes, compound indexes do not support TTL');
  }
  if (args.has('partialFilterExpression') && args.bool('sparse'))
    throw cannotCreate("cannot mix 'partialFilterExpression' and 'sparse' options");
  const name = args.has('name') ? args.text('name') : defaultName(key);
  if (name === '' || name.includes('\0')) throw cannotCreate('index name cannot be empty');
  const bytes = buildDocument((writer) => {
    writer.int32('v', 2).value('key', key).string('name', name);
    for (const option of ['unique', 'sparse'] as const) if (args.bool(option)) writer.bool(option, true);
    for (const option of ['expireAfterSeconds', 'partialFilterExpression']) {
      const value = args.get(option);
      if (value !== undefined) writer.value(option, value);
    }
  });
  return wholeDocument(Buffer.from(bytes));
}

/** Whether a key pattern is that of the `_id` index. */
export function isIdKey(key: Value): boolean {
  const fields = elementsOf(key);
  return fields.length === 1 && fields[0]!.name === '_id';
}

function samePart(a: Value, b: Value, name: string): boolean {
  const x = getField(a, name);
  const y = getField(b, name);
  if (x === undefined || y === undefined) return x === y;
  return sameBytes(x, y) || (numberOf(x) !== undefined && numberOf(x) === numberOf(y));
}

/** Fields and directions of a key pattern, to compare it with others. */
export function keyShape(key: Value): unknown[] {
  return elementsOf(key).map(({ name, value }) => [
    name,
    numberOf(value) ?? value.buf.subarray(value.start, value.end).toString('hex'),
  ]);
}

/** The index that is already there; throws when one of the same name or key differs. */
export function existingIndex(collection: Collection, specification: Value): Index | undefined {
  const name = textOf(getField(specification, 'name')!);
  const key = JSON.stringify(keyShape(getField(specification, 'key')!));
  const found = collection.indexes.find((index) => index.name === name);
  const sameKey = collection.indexes.find(
    (index) => JSON.stringify(keyShape(getField(index.specification, 'key')!)) === key,
  );
  if (found !== undefined) {
    const differs =
      found !== sameKey
        ? 'key'
        : ['unique', 'sparse', 'expireAfterSeconds', 'partialFilterExpression'].find(
            (part) => !samePart(found.specification, specification, part),
          );
    if (differs === undefined) return found;
    throw new CommandError(
      86,
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${name}, differing in ${differs}`,
    );
  }
  if (sameKey === undefined) return undefined;
  if (!samePart(sameKey.specification, specification, 'partialFilterExpression')) return undefined;
  throw new CommandError(
    85,
    'IndexOptionsConflict',
    `Index already exists with a different name: ${sameKey.name}`,
  );
}
