import { elementsOf, firstName, getField, sameBytes, textOf, wholeDocument } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { buildDocument } from '../bson/writer.ts';
import type { BsonWriter } from '../bson/writer.ts';
import { CommandError } from '../errors.ts';
import { Scan, noDeadline } from '../planner/scan.ts';
import { successor } from '../bson/key.ts';
import { numberOf } from '../query/numbers.ts';
import type { Collection, Index } from '../store/catalog.ts';
import { fillIndex, idKeyPattern } from '../store/documents.ts';
import { Arguments } from './arguments.ts';
import { cannotCreate, checkPartial, normalizeSpecification } from './index-specification.ts';
import { readCollection, writeCollection } from './context.ts';
import type { Handler, Request } from './context.ts';

function isIdKey(key: Value): boolean {
  const fields = elementsOf(key);
  return fields.length === 1 && fields[0]!.name === '_id';
}

function samePart(a: Value, b: Value, name: string): boolean {
  const x = getField(a, name);
  const y = getField(b, name);
  if (x === undefined || y === undefined) return x === y;
  return sameBytes(x, y) || (numberOf(x) !== undefined && numberOf(x) === numberOf(y));
}

function keyShape(key: Value): unknown[] {
  return elementsOf(key).map(({ name, value }) => [
    name,
    numberOf(value) ?? value.buf.subarray(value.start, value.end).toString('hex'),
  ]);
}

/** The index that is already there; throws when one of the same name or key differs. */
function existing(collection: Collection, specification: Value): Index | undefined {
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

function* allDocuments(
  request: Request,
  collection: Collection,
): Generator<{ id: Buffer; document: Buffer }> {
  const range = { start: collection.documentPrefix, end: successor(collection.documentPrefix) };
  const scan = new Scan({
    environment: request.engine.environment,
    collection,
    plan: { stage: 'COLLSCAN', range, reverse: false },
    matches: () => true,
    deadline: noDeadline,
  });
  for (let found = scan.next(); found !== undefined; found = scan.next()) yield found;
}

const createFields = new Set(['createIndexes', 'indexes', 'commitQuorum', 'ignoreUnknownIndexOptions']);

/** `createIndexes`. Runs in a transaction of its own: a duplicate leaves no half-built index. */
export const createIndexes: Handler = (request, reply) => {
  const args = request.arguments.allow(createFields);
  const specifications = (args.array('indexes') ?? []).map(normalizeSpecification);
  if (specifications.length === 0)
    throw new CommandError(2, 'BadValue', 'Must specify at least one index to create');
  const created = readCollection(request) === undefined;
  const collection = writeCollection(request);
  const before = collection.indexes.length + 1;
  for (const specification of specifications) {
    if (isIdKey(getField(specification, 'key')!)) continue;
    if (existing(collection, specification) !== undefined) continue;
    if (collection.indexes.length >= 63) throw cannotCreate('add index fails, too many indexes');
    const index = request.engine.catalog.newIndex(specification);
    if (index.partial !== undefined) checkPartial(index.partial.filter);
    collection.indexes.push(index);
    request.engine.catalog.save(collection);
    fillIndex(request.engine, collection, index, allDocuments(request, collection));
  }
  const after = collection.indexes.length + 1;
  reply
    .int32('numIndexesBefore', before)
    .int32('numIndexesAfter', after)
    .bool('createdCollectionAutomatically', created);
  if (before === after) reply.string('note', 'all indexes already exist');
};

function requireCollection(request: Request): Collection {
  const collection = readCollection(request);
  if (collection === undefined) {
    throw new CommandError(
      26,
      'NamespaceNotFound',
      `ns does not exist: ${request.database}.${request.arguments.text(request.name)}`,
    );
  }
  return collection;
}

function writeIdIndex(reply: BsonWriter, name: string): void {
  const mark = reply.openDocument(name);
  reply.int32('v', 2).value('key', idKeyPattern).string('name', '_id_');
  reply.close(mark);
}

/** `listIndexes`. */
export const listIndexes: Handler = (request, reply) => {
  request.arguments.allow(
    new Set(['listIndexes', 'cursor']),
    new Set(['includeBuildUUIDs', 'includeIndexBuildInfo']),
  );
  const collection = requireCollection(request);
  const mark = reply.openDocument('cursor');
  reply.long('id', 0n).string('ns', collection.namespace);
  const list = reply.openArray('firstBatch');
  writeIdIndex(reply, '0');
  collection.indexes.forEach((index, at) => reply.value(String(at + 1), index.specification));
  reply.close(list);
  reply.close(mark);
};

function indexesToDrop(collection: Collection, wanted: Value): Index[] {
  if (wanted.type === BsonType.array) {
    return elementsOf(wanted).flatMap(({ value }) => indexesToDrop(collection, value));
  }
  if (wanted.type === BsonType.string && textOf(wanted) === '*') return [...collection.indexes];
  const isId = wanted.type === BsonType.string ? textOf(wanted) === '_id_' : isIdKey(wanted);
  if (isId) throw new CommandError(72, 'InvalidOptions', 'cannot drop _id index');
  const shape = wanted.type === BsonType.document ? JSON.stringify(keyShape(wanted)) : undefined;
  const found = collection.indexes.find((index) =>
    shape === undefined
      ? index.name === textOf(wanted)
      : JSON.stringify(keyShape(getField(index.specification, 'key')!)) === shape,
  );
  if (found === undefined) {
    const what =
      shape === undefined
        ? `index not found with name [${textOf(wanted)}]`
        : `can't find index with key: ${firstName(wanted) ?? ''}`;
    throw new CommandError(27, 'IndexNotFound', what);
  }
  return [found];
}

/** `dropIndexes`. */
export const dropIndexes: Handler = (request, reply) => {
  const args = request.arguments.allow(new Set(['dropIndexes', 'deleteIndexes', 'index']));
  const collection = requireCollection(request);
  const before = collection.indexes.length + 1;
  for (const index of indexesToDrop(collection, args.required('index'))) {
    request.engine.catalog.clearIndex(index);
    collection.indexes.splice(collection.indexes.indexOf(index), 1);
  }
  request.engine.catalog.save(collection);
  reply.int32('nIndexesWas', before);
};

const knownCollectionChanges = new Set([
  ...['validator', 'validationLevel', 'validationAction', 'viewOn', 'pipeline', 'expireAfterSeconds'],
  ...['timeseries', 'changeStreamPreAndPostImages', 'cappedSize', 'cappedMax', 'dryRun'],
]);

/** `collMod`, for the expiry of a TTL index only. */
export const collMod: Handler = (request, reply) => {
  const args = request.arguments.allow(new Set(['collMod', 'index']), knownCollectionChanges);
  const collection = requireCollection(request);
  const change = args.document('index');
  if (change === undefined) return;
  const inner = new Arguments('collMod.index', change).only(
    new Set(['keyPattern', 'name', 'expireAfterSeconds']),
    new Set(['hidden', 'unique', 'prepareUnique']),
  );
  const [index] = indexesToDrop(collection, inner.get('name') ?? inner.required('keyPattern'));
  const seconds = inner.required('expireAfterSeconds');
  const old = getField(index!.specification, 'expireAfterSeconds');
  const specification = wholeDocument(
    Buffer.from(
      buildDocument((writer) => {
        for (const { name, value } of elementsOf(index!.specification))
          if (name !== 'expireAfterSeconds') writer.value(name, value);
        writer.value('expireAfterSeconds', seconds);
      }),
    ),
  );
  collection.indexes[collection.indexes.indexOf(index!)] = {
    ...index!,
    specification,
    expireAfterSeconds: numberOf(seconds),
  };
  request.engine.catalog.save(collection);
  if (old !== undefined) reply.value('expireAfterSeconds_old', old);
  reply.value('expireAfterSeconds_new', seconds);
};
