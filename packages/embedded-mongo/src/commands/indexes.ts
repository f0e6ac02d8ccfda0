import { elementsOf, firstName, getField, textOf, wholeDocument } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { buildDocument } from '../bson/writer.ts';
import type { BsonWriter } from '../bson/writer.ts';
import { CommandError } from '../errors.ts';
import { numberOf } from '../query/numbers.ts';
import type { Collection, Index } from '../store/catalog.ts';
import { idKeyPattern } from '../store/documents.ts';
import { removeIndex } from '../store/index-build.ts';
import { Arguments } from './arguments.ts';
import { isIdKey, keyShape } from './index-specification.ts';
import { readCollection } from './context.ts';
import type { Handler, Request } from './context.ts';

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
  const ready = collection.indexes.filter((index) => !index.building);
  ready.forEach((index, at) => reply.value(String(at + 1), index.specification));
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
    removeIndex(request.engine, collection, index);
  }
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
