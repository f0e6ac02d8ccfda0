import { elementsOf, findField, getField, sameBytes } from '../bson/raw.ts';
import type { FieldName, Value } from '../bson/raw.ts';
import { Value as BsonValue } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { buildDocument } from '../bson/writer.ts';
import { decodeValue } from '../bson/js.ts';
import { tick } from '../deadline.ts';
import { CommandError } from '../errors.ts';
import { idOf } from '../update/upsert.ts';
import type { Catalog, Collection, Index } from './catalog.ts';
import type { Environment } from './environment.ts';
import { documentKeys, encodeId } from './index-keys.ts';
import type { DocumentKeys } from './index-keys.ts';

/** Largest document, as in MongoDB. */
const maxDocumentBytes = 16 * 1024 * 1024;

/** What the writes of a document need: where it lies and the collection's catalog entry. */
export interface Store {
  readonly environment: Environment;
  readonly catalog: Catalog;
}

function joined(prefix: Buffer, first: Buffer, second?: Buffer): Buffer {
  const middle = prefix.length + first.length;
  const whole = Buffer.allocUnsafe(middle + (second?.length ?? 0));
  whole.set(prefix);
  whole.set(first, prefix.length);
  if (second !== undefined) whole.set(second, middle);
  return whole;
}

/** The key of a document in the tree. */
export function documentKey(collection: Collection, id: Buffer): Buffer {
  return joined(collection.documentPrefix, id);
}

/** The key of an entry of an index. */
export function entryKey(index: Index, key: Buffer, id: Buffer): Buffer {
  return index.unique ? joined(index.prefix, key) : joined(index.prefix, key, id);
}

function inspect(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (typeof value === 'object' && value !== null && '_bsontype' in value && value._bsontype === 'ObjectId')
    return `ObjectId('${String(value)}')`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function duplicateKey(
  collection: Collection,
  index: { name: string; key: Value },
  values: readonly Value[],
): CommandError {
  const names = elementsOf(index.key).map((element) => element.name);
  const keyValue = buildDocument((writer) => names.forEach((name, at) => writer.value(name, values[at]!)));
  const shown = names.map((name, at) => `${name}: ${inspect(decodeValue(values[at]!))}`).join(', ');
  return new CommandError(
    11000,
    'DuplicateKey',
    `E11000 duplicate key error collection: ${collection.namespace} index: ${index.name} dup key: { ${shown} }`,
    {
      details: {
        keyPattern: index.key,
        keyValue: new BsonValue(BsonType.document, keyValue, 0, keyValue.length),
      },
    },
  );
}

const idKeyBytes = buildDocument((writer) => writer.int32('_id', 1));
/** The key pattern of the `_id` index. */
export const idKeyPattern: Value = new BsonValue(BsonType.document, idKeyBytes, 0, idKeyBytes.length);

function checkUnique(
  store: Store,
  collection: Collection,
  index: Index,
  found: DocumentKeys,
  id: Buffer,
): void {
  found.keys.forEach((key, at) => {
    const holder = store.environment.get(entryKey(index, key, id));
    if (holder !== undefined && !holder.equals(id)) {
      throw duplicateKey(
        collection,
        { name: index.name, key: getField(index.specification, 'key')! },
        found.values[at]!,
      );
    }
  });
}

/**
 * Removes one entry. In a unique index that is being built two documents may make the same key until the build finds them: the
 * entry then belongs to one of them only.
 */
function removeEntry(store: Store, index: Index, key: Buffer, id: Buffer): void {
  const at = entryKey(index, key, id);
  if (index.unique && index.building && store.environment.get(at)?.equals(id) !== true) return;
  store.environment.remove(at);
}

/** Remembers in the catalog that an index became multikey, of which fields, or has shortened keys. */
function noteFlags(store: Store, collection: Collection, index: Index, found: DocumentKeys): void {
  const isKnown = (!found.multikey || index.multikey) && (found.arrays & ~index.arrays) === 0;
  if (isKnown && (!found.shortened || index.shortened)) return;
  index.multikey ||= found.multikey;
  index.arrays |= found.arrays;
  index.shortened ||= found.shortened;
  store.catalog.save(collection);
}

function checkSize(document: Buffer, code: number, what: string): void {
  if (document.length > maxDocumentBytes) {
    throw new CommandError(
      code,
      code === 17419 ? 'Location17419' : 'BSONObjectTooLarge',
      `${what}: ${document.length} bytes is over the limit of ${maxDocumentBytes} bytes`,
    );
  }
}

/** Inserts a document that has its `_id`. All checks come before the first write, so a refusal leaves no trace. */
export function insertDocument(store: Store, collection: Collection, document: Buffer): void {
  tick();
  checkSize(document, 10334, 'object to insert too large');
  const idValue = idOf(document)!;
  const id = encodeId(idValue);
  const key = documentKey(collection, id);
  if (store.environment.get(key) !== undefined) {
    throw duplicateKey(collection, { name: '_id_', key: idKeyPattern }, [idValue]);
  }
  const all = collection.indexes.map((index) => documentKeys(index, document));
  collection.indexes.forEach(
    (index, at) => index.unique && checkUnique(store, collection, index, all[at]!, id),
  );
  store.environment.put(key, document);
  collection.indexes.forEach((index, at) => {
    const found = all[at]!;
    noteFlags(store, collection, index, found);
    for (const each of found.keys) store.environment.put(entryKey(index, each, id), id);
  });
}

/** The change of one document. */
interface Change {
  readonly id: Buffer;
  readonly before: Buffer;
  readonly after: Buffer;
}

/** Whether a field differs in a change; asked once for each of the names that several indexes share. */
function differences({ before, after }: Change): (root: FieldName) => boolean {
  const known = new Map<FieldName, boolean>();
  return (root) => {
    let differs = known.get(root);
    if (differs === undefined) {
      const old = findField(before, 0, root);
      const now = findField(after, 0, root);
      differs = old === undefined || now === undefined ? old !== now : !sameBytes(old, now);
      known.set(root, differs);
    }
    return differs;
  };
}

/** Replaces a document by another with the same `_id`; only indexes on fields that differ are looked at. */
export function replaceDocument(store: Store, collection: Collection, change: Change): void {
  const { id, before, after } = change;
  tick();
  checkSize(after, 17419, 'Resulting document after update is too large');
  const differs = differences(change);
  const affected = collection.indexes.filter((index) => index.roots.some(differs));
  const plans = affected.map((index) => {
    const old = documentKeys(index, before).keys;
    const now = documentKeys(index, after);
    const isSame = old.length === now.keys.length && old.every((key, at) => key.equals(now.keys[at]!));
    if (!isSame && index.unique) checkUnique(store, collection, index, now, id);
    return { index, old, now, isSame };
  });
  store.environment.put(documentKey(collection, id), after);
  for (const { index, old, now, isSame } of plans) {
    if (isSame) continue;
    noteFlags(store, collection, index, now);
    for (const key of old)
      if (!now.keys.some((other) => other.equals(key))) removeEntry(store, index, key, id);
    for (const key of now.keys)
      if (!old.some((other) => other.equals(key))) store.environment.put(entryKey(index, key, id), id);
  }
}

/** Deletes a document with its index entries. */
export function deleteDocument(store: Store, collection: Collection, id: Buffer, document: Buffer): void {
  tick();
  for (const index of collection.indexes) {
    for (const key of documentKeys(index, document).keys) removeEntry(store, index, key, id);
  }
  store.environment.remove(documentKey(collection, id));
}

/** Adds the entries of one document to an index that is being built; a duplicate is thrown (11000). */
export function indexDocument(
  store: Store,
  collection: Collection,
  index: Index,
  found: { id: Buffer; document: Buffer },
): void {
  tick();
  const keys = documentKeys(index, found.document);
  if (index.unique) checkUnique(store, collection, index, keys, found.id);
  noteFlags(store, collection, index, keys);
  for (const key of keys.keys) store.environment.put(entryKey(index, key, found.id), found.id);
}
