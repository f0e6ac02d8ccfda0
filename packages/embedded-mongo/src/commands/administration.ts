import { BSON } from 'bson';
import type { BsonWriter } from '../bson/writer.ts';
import { buildDocument } from '../bson/writer.ts';
import { CommandError } from '../errors.ts';
import { compileFilter } from '../query/match.ts';
import type { Collection } from '../store/catalog.ts';
import { idKeyPattern } from '../store/documents.ts';
import { checkDatabaseName, readCollection, scopeOf, writeCollection } from './context.ts';
import type { Handler } from './context.ts';
import { maxMessageBytes } from '../wire/message.ts';
import { streamOf } from '../query/stream.ts';
import { filterOf } from './query.ts';

/** Wire version of MongoDB 7.0; the driver takes its features from this number. */
const maxWireVersion = 21;
const version = '7.0.0';

/** Name of the replica set of one that is announced: retryable writes exist only on replica sets. */
const replicaSetName = 'embedded';

/** `hello` and its old names. */
export const hello: Handler = (request, reply) => {
  const { address } = request.engine;
  if (request.name === 'hello') reply.bool('isWritablePrimary', true);
  else reply.bool('ismaster', true);
  reply
    .bool('helloOk', true)
    .string('setName', replicaSetName)
    .int32('setVersion', 1)
    .bool('secondary', false);
  const hosts = reply.openArray('hosts');
  reply.string('0', address);
  reply.close(hosts);
  reply.string('primary', address).string('me', address);
  reply
    .int32('maxBsonObjectSize', 16 * 1024 * 1024)
    .int32('maxMessageSizeBytes', maxMessageBytes)
    .int32('maxWriteBatchSize', 100_000);
  reply.date('localTime', request.now.getTime()).int32('logicalSessionTimeoutMinutes', 30);
  reply
    .int32('connectionId', request.connectionId)
    .int32('minWireVersion', 0)
    .int32('maxWireVersion', maxWireVersion);
  reply.bool('readOnly', false);
};

/** Commands that have nothing to do and say so. */
export const nothing: Handler = () => undefined;

/** `buildInfo`. */
export const buildInfo: Handler = (_request, reply) => {
  reply.string('version', version).string('gitVersion', 'embedded');
  const modules = reply.openArray('modules');
  reply.close(modules);
  const parts = reply.openArray('versionArray');
  version.split('.').forEach((part, index) => reply.int32(String(index), Number(part)));
  reply.int32('3', 0);
  reply.close(parts);
  reply
    .int32('bits', 64)
    .bool('debug', false)
    .int32('maxBsonObjectSize', 16 * 1024 * 1024);
  const engines = reply.openArray('storageEngines');
  reply.string('0', 'lmdb');
  reply.close(engines);
};

/** `hostInfo`: what clients read of it. */
export const hostInfo: Handler = (request, reply) => {
  const system = reply.openDocument('system');
  reply.date('currentTime', request.now.getTime()).string('hostname', request.engine.address);
  reply.close(system);
};

/** `connectionStatus`: there are no users; who may open the socket may do everything. */
export const connectionStatus: Handler = (_request, reply) => {
  const info = reply.openDocument('authInfo');
  reply.close(reply.openArray('authenticatedUsers'));
  reply.close(reply.openArray('authenticatedUserRoles'));
  reply.close(info);
};

/** `getParameter`: the few that clients and tools ask for. */
export const getParameter: Handler = (request, reply) => {
  if (request.arguments.has('featureCompatibilityVersion')) {
    const mark = reply.openDocument('featureCompatibilityVersion');
    reply.string('version', '7.0');
    reply.close(mark);
    return;
  }
  throw new CommandError(72, 'InvalidOptions', 'no option found to get');
};

const createFields = new Set(['create', 'autoIndexId', 'validationLevel', 'validationAction', 'collation']);
const knownCreateFields = new Set([
  ...['capped', 'size', 'max', 'viewOn', 'pipeline', 'timeseries', 'expireAfterSeconds', 'clusteredIndex'],
  ...['validator', 'changeStreamPreAndPostImages', 'storageEngine', 'indexOptionDefaults', 'encryptedFields'],
]);

/** `create`: plain collections only. */
export const create: Handler = (request) => {
  request.arguments.allow(createFields, knownCreateFields).simpleCollation();
  if (readCollection(request) !== undefined) return;
  writeCollection(request);
};

/** `drop`. */
export const drop: Handler = (request, reply) => {
  request.arguments.allow(new Set(['drop']));
  const collection = readCollection(request);
  if (collection === undefined) return;
  reply.int32('nIndexesWas', collection.indexes.length + 1).string('ns', collection.namespace);
  request.engine.catalog.drop(collection);
};

/** `dropDatabase`. */
export const dropDatabase: Handler = (request, reply) => {
  request.arguments.allow(new Set(['dropDatabase']));
  checkDatabaseName(request.database);
  for (const collection of request.engine.catalog.all()) {
    if (collection.database === request.database) request.engine.catalog.drop(collection);
  }
  reply.string('dropped', request.database);
};

function describeCollection(writer: BsonWriter, collection: Collection, nameOnly: boolean): void {
  writer.string('name', collection.name).string('type', 'collection');
  if (nameOnly) return;
  writer.close(writer.openDocument('options'));
  const info = writer.openDocument('info');
  writer.bool('readOnly', false).binary('uuid', collection.uuid, BSON.Binary.SUBTYPE_UUID);
  writer.close(info);
  const idIndex = writer.openDocument('idIndex');
  writer.int32('v', 2).value('key', idKeyPattern).string('name', '_id_');
  writer.close(idIndex);
}

/** `listCollections`. */
export const listCollections: Handler = (request, reply) => {
  const args = request.arguments.allow(
    new Set(['listCollections', 'filter', 'nameOnly', 'authorizedCollections', 'cursor']),
  );
  const matches = compileFilter(filterOf(args.document('filter'), scopeOf(request)));
  const documents = request.engine.catalog
    .all()
    .filter((collection) => collection.database === request.database)
    .map((collection) =>
      buildDocument((writer) => describeCollection(writer, collection, args.bool('nameOnly'))),
    )
    .filter((document) => matches(document, 0));
  const namespace = `${request.database}.$cmd.listCollections`;
  request.engine.cursors.start(reply, {
    namespace,
    stream: streamOf(documents),
    batchSize: Infinity,
    singleBatch: true,
  });
};

/** `listDatabases`. */
export const listDatabases: Handler = (request, reply) => {
  const args = request.arguments.allow(
    new Set(['listDatabases', 'filter', 'nameOnly', 'authorizedDatabases']),
  );
  const matches = compileFilter(filterOf(args.document('filter'), scopeOf(request)));
  const names = [...new Set(request.engine.catalog.all().map((collection) => collection.database))].sort();
  const documents = names.map((name) =>
    buildDocument((writer) => {
      writer.string('name', name);
      if (!args.bool('nameOnly')) writer.long('sizeOnDisk', 0n).bool('empty', false);
    }),
  );
  const list = reply.openArray('databases');
  documents
    .filter((document) => matches(document, 0))
    .forEach((document, index) => reply.document(String(index), document));
  reply.close(list);
  if (!args.bool('nameOnly')) reply.long('totalSize', 0n);
};
