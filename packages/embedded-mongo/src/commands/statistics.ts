import { successor } from '../bson/key.ts';
import type { BsonWriter } from '../bson/writer.ts';
import { CommandError } from '../errors.ts';
import type { Collection } from '../store/catalog.ts';
import { readCollection } from './context.ts';
import type { Engine, Handler, Request } from './context.ts';

/** Numbers and bytes of a collection; bytes are those of keys and values, without the pages around them. */
interface Sizes {
  readonly count: number;
  readonly bytes: number;
  readonly indexes: ReadonlyMap<string, number>;
}

function sizesOf(engine: Engine, collection: Collection): Sizes {
  const measure = (prefix: Buffer): { count: number; bytes: number } =>
    engine.environment.measure({ start: prefix, end: successor(prefix) });
  const { count, bytes } = measure(collection.documentPrefix);
  const ready = collection.indexes.filter((index) => !index.building);
  // Documents lie in the order of `_id`: this index has no bytes of its own.
  const indexes = new Map([
    ['_id_', 0],
    ...ready.map((index) => [index.name, measure(index.prefix).bytes] as const),
  ]);
  return { count, bytes, indexes };
}

function scaleOf(request: Request): number {
  const scale = request.arguments.number('scale', 1);
  if (!(scale >= 1)) throw new CommandError(2, 'BadValue', 'scale has to be a number of at least 1');
  return Math.floor(scale);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** `collStats`. */
export const collStats: Handler = (request, reply) => {
  request.arguments.allow(new Set(['collStats', 'scale']));
  const scale = scaleOf(request);
  const collection = readCollection(request);
  const none: Sizes = { count: 0, bytes: 0, indexes: new Map() };
  const { count, bytes, indexes } = collection === undefined ? none : sizesOf(request.engine, collection);
  const scaled = (value: number): number => Math.floor(value / scale);
  reply.string('ns', `${request.database}.${request.arguments.text('collStats')}`);
  reply.count('size', scaled(bytes)).count('count', count);
  if (count > 0) reply.count('avgObjSize', Math.floor(bytes / count));
  reply.count('storageSize', scaled(bytes)).bool('capped', false).int32('nindexes', indexes.size);
  const list = reply.openDocument('indexSizes');
  for (const [name, size] of indexes) reply.count(name, scaled(size));
  reply.close(list);
  const indexBytes = sum(indexes.values());
  reply.count('totalIndexSize', scaled(indexBytes)).count('totalSize', scaled(bytes + indexBytes));
  reply.count('scaleFactor', scale);
};

/** `dbStats`. */
export const dbStats: Handler = (request, reply) => {
  request.arguments.allow(new Set(['dbStats', 'dbstats', 'scale', 'freeStorage']));
  const { engine, database } = request;
  const scale = scaleOf(request);
  const all = engine.catalog
    .all()
    .filter((collection) => collection.database === database)
    .map((collection) => sizesOf(engine, collection));
  const objects = sum(all.map(({ count }) => count));
  const bytes = sum(all.map((each) => each.bytes));
  const indexBytes = sum(all.map(({ indexes }) => sum(indexes.values())));
  reply.string('db', database).count('collections', all.length).count('views', 0).count('objects', objects);
  reply.double('avgObjSize', objects === 0 ? 0 : bytes / objects).double('dataSize', bytes / scale);
  reply.double('storageSize', bytes / scale).count('indexes', sum(all.map(({ indexes }) => indexes.size)));
  reply.double('indexSize', indexBytes / scale).double('totalSize', (bytes + indexBytes) / scale);
  reply.count('scaleFactor', scale);
  const { used, total } = engine.environment.diskBytes();
  reply.double('fsUsedSize', used / scale).double('fsTotalSize', total / scale);
};

const started = process.hrtime.bigint();

function writeCounts(reply: BsonWriter, name: string, counts: Readonly<Record<string, number>>): void {
  const mark = reply.openDocument(name);
  for (const [field, value] of Object.entries(counts)) reply.count(field, value);
  reply.close(mark);
}

/** `serverStatus`: the parts that tools show. */
export const serverStatus: Handler = (request, reply) => {
  const { engine, now } = request;
  const millis = Number((process.hrtime.bigint() - started) / 1_000_000n);
  const memory = process.memoryUsage();
  const mebibytes = (bytes: number): number => Math.round(bytes / 1024 ** 2);
  reply.string('host', engine.address).string('version', '7.0.0').string('process', 'mongod');
  reply.long('pid', BigInt(process.pid)).double('uptime', Math.floor(millis / 1000));
  reply.long('uptimeMillis', BigInt(millis)).date('localTime', now.getTime());
  writeCounts(reply, 'connections', {
    current: engine.activity.connections,
    available: 65_536,
    totalCreated: engine.activity.connectionsMade,
  });
  writeCounts(reply, 'opcounters', engine.activity.operations);
  writeCounts(reply, 'mem', {
    bits: 64,
    resident: mebibytes(memory.rss),
    virtual: mebibytes(memory.heapTotal),
  });
  const engineMark = reply.openDocument('storageEngine');
  reply.string('name', 'lmdb').bool('persistent', true).bool('supportsCommittedReads', true);
  reply.close(engineMark);
  const metrics = reply.openDocument('metrics');
  const cursor = reply.openDocument('cursor');
  writeCounts(reply, 'open', { total: engine.cursors.size });
  reply.close(cursor);
  reply.close(metrics);
};
