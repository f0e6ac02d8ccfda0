import { randomUUID } from 'node:crypto';
import { BSON } from 'bson';
import { successor } from '../bson/key.ts';
import { elementsOf, getField, wholeDocument } from '../bson/raw.ts';
import type { FieldName, Value } from '../bson/raw.ts';
import { parsePath } from '../bson/raw.ts';
import { BsonWriter } from '../bson/writer.ts';
import { numberOf } from '../query/numbers.ts';
import { textOf } from '../bson/raw.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { compileFilter } from '../query/match.ts';
import type { Filter, Matcher } from '../query/filter.ts';
import { space } from './environment.ts';
import type { Environment } from './environment.ts';

/** One field of an index. */
export interface IndexField {
  readonly path: string;
  readonly names: readonly FieldName[];
  readonly descending: boolean;
}

/** An index as the planner and the writer see it. */
export interface Index {
  readonly id: number;
  /** What the keys of its entries start with. */
  readonly prefix: Buffer;
  readonly name: string;
  readonly fields: readonly IndexField[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly expireAfterSeconds: number | undefined;
  readonly partial:
    { readonly filter: Filter; readonly matches: Matcher; readonly document: Value } | undefined;
  /** The fields of a document that decide on its keys, by their first name: those of the index and of its partial filter. */
  readonly roots: readonly FieldName[];
  /** The specification as it was given, for `listIndexes`. */
  readonly specification: Value;
  /** Some document has several keys in it: bounds cannot be combined. */
  multikey: boolean;
  /** Its bit is set for each field in which some document has an array, at the end of the path or on the way: it gives no sort order. */
  arrays: number;
  /** Some key was too long and is stored shortened: it gives no sort order. */
  shortened: boolean;
  /** Documents from before the index are still being added: writers keep it, no query uses it. */
  building: boolean;
}

/** A collection: its number, indexes and options. `_id` is the key of the documents themselves and not in `indexes`. */
export interface Collection {
  readonly database: string;
  readonly name: string;
  readonly namespace: string;
  readonly id: number;
  readonly uuid: Buffer;
  readonly documentPrefix: Buffer;
  readonly indexes: Index[];
}

const catalogPrefix = Buffer.from([space.meta, 0x63]);
const versionKey = Buffer.from([space.meta, 0x76]);
const counterKey = Buffer.from([space.meta, 0x6e]);
/** Parts of the tree that are no longer used and not yet empty. */
const removedPrefix = Buffer.from([space.meta, 0x72]);

/** What an index that became multikey before they were counted holds arrays in: any field. */
const anyField = -1;

/** Entries that are removed at once; what has more is emptied by and by, so that nobody waits for it. */
const removedAtOnce = 1000;

function collectionKey(database: string, name: string): Buffer {
  return Buffer.concat([catalogPrefix, Buffer.from(`${database}\0${name}`, 'utf8')]);
}

/** Key prefix of a numbered part of the tree. */
function prefixOf(kind: number, id: number): Buffer {
  const prefix = Buffer.allocUnsafe(5);
  prefix[0] = kind;
  prefix.writeUInt32BE(id, 1);
  return prefix;
}

function isTrue(specification: Value, name: string): boolean {
  const value = getField(specification, name);
  return value !== undefined && value.buf[value.start] !== 0;
}

function filterRoots(filter: Filter): string[] {
  switch (filter.kind) {
    case 'path':
      return [filter.names[0]!.text];
    case 'not':
      return filterRoots(filter.part);
    case 'expression':
      throw new Error('a partial index has no $expr');
    default:
      return filter.parts.flatMap(filterRoots);
  }
}

function rootsOf(fields: readonly IndexField[], filter: Filter | undefined): FieldName[] {
  const ofFields = fields.map((field) => field.names[0]!.text);
  const names = new Set([...ofFields, ...(filter === undefined ? [] : filterRoots(filter))]);
  return [...names].map((name) => parsePath(name)[0]!);
}

/** Reads an index specification, as stored or as a command gives it. */
function readIndex(
  id: number,
  specification: Value,
  flags: Pick<Index, 'multikey' | 'arrays' | 'shortened' | 'building'>,
): Index {
  const key = getField(specification, 'key')!;
  const expire = getField(specification, 'expireAfterSeconds');
  const partial = getField(specification, 'partialFilterExpression');
  const filter = partial === undefined ? undefined : parseFilter(partial, undefined);
  const fields = elementsOf(key).map((element) => ({
    path: element.name,
    names: parsePath(element.name),
    descending: (numberOf(element.value) ?? 1) < 0,
  }));
  return {
    id,
    prefix: prefixOf(space.index, id),
    name: textOf(getField(specification, 'name')!),
    fields,
    roots: rootsOf(fields, filter),
    unique: isTrue(specification, 'unique'),
    sparse: isTrue(specification, 'sparse'),
    expireAfterSeconds: expire === undefined ? undefined : numberOf(expire),
    partial:
      filter === undefined || partial === undefined
        ? undefined
        : { filter, matches: compileFilter(filter), document: partial },
    specification,
    ...flags,
  };
}

function arraysIn(entry: Value): number {
  const arrays = getField(entry, 'arrays');
  if (arrays !== undefined) return numberOf(arrays)!;
  return isTrue(entry, 'multikey') ? anyField : 0;
}

function writeCollection(collection: Collection): Buffer {
  const writer = new BsonWriter();
  const mark = writer.open();
  writer.int32('id', collection.id).binary('uuid', collection.uuid, BSON.Binary.SUBTYPE_UUID);
  const list = writer.openArray('indexes');
  collection.indexes.forEach((index, position) => {
    const entry = writer.openDocument(String(position));
    writer.int32('id', index.id).bool('multikey', index.multikey).bool('shortened', index.shortened);
    if (index.multikey) writer.int32('arrays', index.arrays);
    if (index.building) writer.bool('building', true);
    writer.value('specification', index.specification);
    writer.close(entry);
  });
  writer.close(list);
  writer.close(mark);
  return Buffer.from(writer.result());
}

function readCollection(key: Buffer, bytes: Buffer): Collection {
  const [database = '', name = ''] = key.toString('utf8', catalogPrefix.length, key.length).split('\0');
  const document = wholeDocument(bytes);
  const id = numberOf(getField(document, 'id')!)!;
  const uuid = getField(document, 'uuid')!;
  return {
    database,
    name,
    namespace: `${database}.${name}`,
    id,
    uuid: Buffer.from(bytes.subarray(uuid.start + 5, uuid.end)),
    documentPrefix: prefixOf(space.documents, id),
    indexes: elementsOf(getField(document, 'indexes')!).map(({ value }) =>
      readIndex(numberOf(getField(value, 'id')!)!, getField(value, 'specification')!, {
        multikey: isTrue(value, 'multikey'),
        arrays: arraysIn(value),
        shortened: isTrue(value, 'shortened'),
        building: isTrue(value, 'building'),
      }),
    ),
  };
}

/**
 * The collections and indexes. Kept in memory and read anew when the stored version differs, which is how the changes of
 * another process on the same directory are noticed.
 */
export class Catalog {
  /** Index builds that a command of this process carries on. */
  readonly drivenBuilds = new Set<number>();
  private readonly environment: Environment;
  private version = -1n;
  private collections = new Map<string, Collection>();

  constructor(environment: Environment) {
    this.environment = environment;
  }

  /** Reads the catalog when it changed since the last look. Call at the start of each command or transaction. */
  refresh(): void {
    const stored = this.environment.get(versionKey)?.readBigUInt64BE() ?? 0n;
    if (stored === this.version) return;
    this.version = stored;
    this.collections = new Map();
    const range = { start: catalogPrefix, end: successor(catalogPrefix) };
    for (const { key, value } of this.environment.entries(range, 1_000_000, false)) {
      const collection = readCollection(key, value);
      this.collections.set(collection.namespace, collection);
    }
  }

  /** Forgets what is in memory: a transaction that changed the catalog was undone. */
  forget(): void {
    this.version = -1n;
  }

  find(database: string, name: string): Collection | undefined {
    return this.collections.get(`${database}.${name}`);
  }

  all(): Collection[] {
    return [...this.collections.values()];
  }

  private bump(): void {
    this.version += 1n;
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeBigUInt64BE(this.version);
    this.environment.put(versionKey, bytes);
  }

  private nextId(): number {
    const id = (this.environment.get(counterKey)?.readUInt32BE() ?? 0) + 1;
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeUInt32BE(id);
    this.environment.put(counterKey, bytes);
    return id;
  }

  /** Stores a collection after its indexes or flags changed. */
  save(collection: Collection): void {
    this.environment.put(collectionKey(collection.database, collection.name), writeCollection(collection));
    this.bump();
  }

  create(database: string, name: string): Collection {
    const id = this.nextId();
    const collection: Collection = {
      database,
      name,
      namespace: `${database}.${name}`,
      id,
      uuid: Buffer.from(randomUUID().replaceAll('-', ''), 'hex'),
      documentPrefix: prefixOf(space.documents, id),
      indexes: [],
    };
    this.collections.set(collection.namespace, collection);
    this.save(collection);
    return collection;
  }

  newIndex(specification: Value): Index {
    const flags = { multikey: false, arrays: 0, shortened: false, building: true };
    return readIndex(this.nextId(), specification, flags);
  }

  /** Removes a collection with its documents and index entries. */
  drop(collection: Collection): void {
    for (const index of collection.indexes) this.clearIndex(index);
    this.clear(collection.documentPrefix);
    this.environment.remove(collectionKey(collection.database, collection.name));
    this.collections.delete(collection.namespace);
    this.bump();
  }

  /** Removes the entries of an index. */
  clearIndex(index: Index): void {
    this.clear(index.prefix);
  }

  /** Numbers are not given twice, so what is left below a prefix disturbs nobody. */
  private clear(prefix: Buffer): void {
    if (this.environment.removeSome({ start: prefix, end: successor(prefix) }, removedAtOnce)) return;
    this.environment.put(Buffer.concat([removedPrefix, prefix]), Buffer.alloc(0));
  }

  /** Prefixes of what was removed and is not empty yet. */
  removed(): Buffer[] {
    const range = { start: removedPrefix, end: successor(removedPrefix) };
    return this.environment
      .entries(range, 1_000_000, false)
      .map(({ key }) => Buffer.from(key.subarray(removedPrefix.length)));
  }

  /** Goes on emptying what was removed, up to `limit` entries; false when more is left. Runs inside a transaction. */
  empty(limit: number): boolean {
    for (const prefix of this.removed()) {
      if (!this.environment.removeSome({ start: prefix, end: successor(prefix) }, limit)) return false;
      this.environment.remove(Buffer.concat([removedPrefix, prefix]));
    }
    return true;
  }
}
