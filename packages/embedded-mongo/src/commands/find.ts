import { encodeKey, successor } from '../bson/key.ts';
import type { Value } from '../bson/raw.ts';
import { someValue } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import type { BsonWriter } from '../bson/writer.ts';
import { tick } from '../deadline.ts';
import { CommandError, badValue } from '../errors.ts';
import { isMatchAll } from '../query/filter.ts';
import { compileFindProjection } from '../query/projection.ts';
import { matchedPosition } from '../query/position.ts';
import { parsePath } from '../bson/raw.ts';
import { someAtPath } from '../query/walk.ts';
import { readCollection, scopeOf } from './context.ts';
import type { FieldLists, Handler } from './context.ts';
import { guardOf } from './plan-guard.ts';
import { mapStream, streamOf } from '../query/stream.ts';
import { filterOf, runQuery, sortOf } from './query.ts';

/** Fields of \`find\`. Without effect: a sort always fits into memory or is refused, and there is one shard. */
export const findFields: FieldLists = {
  allowed: new Set([
    ...[
      'find',
      'filter',
      'sort',
      'projection',
      'hint',
      'skip',
      'limit',
      'batchSize',
      'singleBatch',
      'collation',
    ],
    ...['let', 'noCursorTimeout', 'allowPartialResults', 'allowDiskUse', 'oplogReplay'],
  ]),
  known: new Set([
    ...['tailable', 'awaitData', 'returnKey', 'showRecordId', 'min', 'max', 'collectionUUID'],
    'encryptionInformation',
  ]),
};

/** \`find\`. */
export const find: Handler = (request, reply) => {
  const args = request.arguments.allow(findFields.allowed, findFields.known);
  args.simpleCollation();
  const collection = readCollection(request);
  const scope = scopeOf(request);
  const filter = filterOf(args.document('filter'), scope);
  const sort = sortOf(args.document('sort'));
  const projection = compileFindProjection(args.document('projection'), scope);
  const query = {
    filter,
    sort,
    skip: args.count('skip', 0),
    limit: args.count('limit', 0),
    hint: args.hint(),
  };
  const batchSize = args.has('batchSize') ? args.count('batchSize', 101) : undefined;
  const name = request.arguments.text('find');
  const running = collection === undefined ? undefined : runQuery(request, collection, query);
  const found = running ?? streamOf([]);
  const stream =
    projection === undefined
      ? found
      : mapStream(found, (document) => projection(document, () => matchedPosition(filter, document)));
  request.engine.cursors.start(reply, {
    namespace: `${request.database}.${name}`,
    stream,
    guard:
      collection === undefined || running === undefined
        ? undefined
        : guardOf(request.engine, collection, running.plan),
    batchSize,
    singleBatch: args.bool('singleBatch'),
    isLasting: args.bool('noCursorTimeout'),
  });
};

const moreFields = new Set(['getMore', 'collection', 'batchSize', 'term', 'lastKnownCommittedOpTime']);

/** `getMore`. */
export const getMore: Handler = (request, reply) => {
  const args = request.arguments.allow(moreFields);
  const id = args.required('getMore');
  if (id.type !== BsonType.long)
    throw new CommandError(14, 'TypeMismatch', "Field 'getMore' must be of type long in: getMore");
  request.engine.cursors.more(reply, {
    id: id.buf.readBigInt64LE(id.start),
    namespace: `${request.database}.${args.text('collection')}`,
    batchSize: args.count('batchSize', 0) === 0 ? undefined : args.count('batchSize', 0),
  });
};

function writeIds(reply: BsonWriter, name: string, ids: readonly bigint[]): void {
  const list = reply.openArray(name);
  ids.forEach((id, index) => reply.long(String(index), id));
  reply.close(list);
}

/** `killCursors`. */
export const killCursors: Handler = (request, reply) => {
  const args = request.arguments.allow(new Set(['killCursors', 'cursors']));
  const ids = (args.array('cursors') ?? []).map((value) => value.buf.readBigInt64LE(value.start));
  const killed = ids.filter((id) => request.engine.cursors.kill(id));
  writeIds(reply, 'cursorsKilled', killed);
  writeIds(
    reply,
    'cursorsNotFound',
    ids.filter((id) => !killed.includes(id)),
  );
  writeIds(reply, 'cursorsAlive', []);
  writeIds(reply, 'cursorsUnknown', []);
};

/** Fields of \`count\`; \`fields\` is what old shells send and never had an effect. */
export const countFields: FieldLists = {
  allowed: new Set(['count', 'query', 'limit', 'skip', 'hint', 'collation', 'fields']),
  known: new Set(['collectionUUID', 'encryptionInformation']),
};

/** `count`. */
export const count: Handler = (request, reply) => {
  const args = request.arguments.allow(countFields.allowed, countFields.known);
  args.simpleCollation();
  const collection = readCollection(request);
  const filter = filterOf(args.document('query'), scopeOf(request));
  const skip = args.count('skip', 0);
  const limit = Math.abs(args.number('limit', 0));
  if (collection === undefined) return void reply.int32('n', 0);
  let n = 0;
  if (isMatchAll(filter) && args.hint() === undefined) {
    const { documentPrefix } = collection;
    n = Math.max(
      0,
      request.engine.environment.count({ start: documentPrefix, end: successor(documentPrefix) }) - skip,
    );
    if (limit > 0) n = Math.min(n, limit);
  } else {
    const running = runQuery(request, collection, { filter, sort: [], skip, limit, hint: args.hint() });
    while (running.next() !== undefined) n++;
  }
  reply.count('n', n);
};

/** Fields of \`distinct\`; \`hint\` came with MongoDB 7.1. */
export const distinctFields: FieldLists = {
  allowed: new Set(['distinct', 'key', 'query', 'collation']),
  known: new Set(['collectionUUID', 'encryptionInformation']),
};

/** `distinct`: arrays count by their elements. */
export const distinct: Handler = (request, reply) => {
  const args = request.arguments.allow(distinctFields.allowed, distinctFields.known);
  args.simpleCollation();
  const collection = readCollection(request);
  const key = args.text('key');
  if (key === '' || key.includes('\0')) throw badValue('the key of distinct must be a field path');
  const names = parsePath(key);
  const filter = filterOf(args.document('query'), scopeOf(request));
  const values = new Map<string, Value>();
  const running =
    collection === undefined
      ? streamOf([])
      : runQuery(request, collection, { filter, sort: [], skip: 0, limit: 0, hint: undefined });
  for (let document = running.next(); document !== undefined; document = running.next()) {
    someAtPath(document, 0, names, 0, false, (value) => {
      if (value === undefined) return false;
      const add = (item: Value): boolean => {
        const mark = encodeKey(item).toString('latin1');
        if (!values.has(mark)) values.set(mark, item);
        return false;
      };
      return value.type === BsonType.array ? someValue(value, add) : add(value);
    });
  }
  const list = reply.openArray('values');
  const ordered = [...values].sort(([a], [b]) => {
    tick();
    return a < b ? -1 : a > b ? 1 : 0;
  });
  ordered.forEach(([, value], index) => reply.value(String(index), value));
  reply.close(list);
};
