import { performance } from 'node:perf_hooks';
import { successor } from '../bson/key.ts';
import type { Collection, Index } from './catalog.ts';
import { indexDocument } from './documents.ts';
import type { Store } from './documents.ts';
import { space } from './spaces.ts';

/** How long one slice of a build may keep others waiting, and how many documents it takes at a time. */
const sliceMillis = 10;
const chunk = 64;

function progressKey(index: Index): Buffer {
  const key = Buffer.from([space.meta, 0x62, 0, 0, 0, 0]);
  key.writeUInt32BE(index.id, 2);
  return key;
}

/** How far a build came, as text to compare. */
export function progressOf(store: Store, index: Index): string {
  return store.environment.get(progressKey(index))?.toString('hex') ?? '';
}

/**
 * Adds documents to an index that is being built, for a few milliseconds; true when it is complete and may be used. Runs inside
 * a transaction, which also stores how far it came: after a crash, or from another process, the next slice goes on there. What
 * is written meanwhile enters the index by itself, so it does not matter on which side of the mark it lies. A duplicate in a
 * unique index is thrown (11000).
 */
export function buildSlice(store: Store, collection: Collection, index: Index): boolean {
  const { environment, catalog } = store;
  const until = performance.now() + sliceMillis;
  const prefix = collection.documentPrefix;
  const range = { start: prefix, end: successor(prefix) };
  let after = environment.get(progressKey(index));
  for (;;) {
    const entries = environment.entries(range, chunk, false, after);
    for (const { key, value } of entries)
      indexDocument(store, collection, index, { id: key.subarray(prefix.length), document: value });
    after = entries.at(-1)?.key ?? after;
    if (entries.length < chunk) {
      environment.remove(progressKey(index));
      index.building = false;
      catalog.save(collection);
      return true;
    }
    if (performance.now() < until) continue;
    environment.put(progressKey(index), after!);
    return false;
  }
}

/** Takes back an index, ready or not, with what its build had reached. */
export function removeIndex(store: Store, collection: Collection, index: Index): void {
  store.catalog.clearIndex(index);
  store.environment.remove(progressKey(index));
  collection.indexes.splice(collection.indexes.indexOf(index), 1);
  store.catalog.save(collection);
}
