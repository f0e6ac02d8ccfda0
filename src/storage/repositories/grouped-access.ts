import type { Document } from 'mongodb';
import { GroupedWriter } from '../../shared/grouped-writer.ts';
import type { HotCommands, UpdateStatement } from '../hot-commands.ts';
import type { CollectionName } from '../models.ts';

const maxBatch = 500;
const maxTries = 3;

/**
 * Upserts that arrive together go as one command. Each must give the same result however often it is written: of two
 * that make one record at the same moment one gets a duplicate-key error, and all are written again, as updates now. What
 * still is a duplicate then, of a unique index beside the id, stays unwritten: the record it would have made is there.
 */
export const groupedUpserts = (
  commands: HotCommands,
  collection: CollectionName,
): ((filter: Document, update: Document) => Promise<undefined>) => {
  const writer = new GroupedWriter<UpdateStatement, undefined>({
    maxBatch,
    maxConcurrent: 2,
    write: async (statements) => {
      for (let tries = 1; tries <= maxTries; tries += 1)
        if (await commands.upsert(collection, statements)) break;
      return statements.map(() => undefined);
    },
  });
  return (filter, update) => writer.add({ q: filter, u: update, upsert: true });
};

/** Look-ups by key that arrive together go as one query per tenant; undefined: there is none. */
export const groupedReads = <Found>(
  find: (tenantId: string, keys: string[]) => Promise<Found[]>,
  keyOf: (found: Found) => string | null,
): ((tenantId: string, key: string) => Promise<Found | undefined>) => {
  const read = groupedLists<string, Found>(find, { ofKey: (key) => key, ofFound: (one) => keyOf(one) ?? '' });
  return async (tenantId, key) => (await read(tenantId, key)).at(-1);
};

/**
 * The same where a key leads to several. `find` may answer more than was asked for: what no name leads to is left out.
 * `names`: texts that are equal for a key and what it leads to.
 */
export const groupedLists = <Key, Found>(
  find: (tenantId: string, keys: Key[]) => Promise<Found[]>,
  names: { ofKey(key: Key): string; ofFound(found: Found): string },
): ((tenantId: string, key: Key) => Promise<readonly Found[]>) => {
  const reader = new GroupedWriter<{ tenantId: string; key: Key }, readonly Found[]>({
    maxBatch,
    maxConcurrent: 2,
    write: async (asked) => {
      const found = new Map<string, Found[]>();
      for (const tenantId of new Set(asked.map((one) => one.tenantId))) {
        const keys = new Map<string, Key>();
        for (const { key, ...one } of asked) if (one.tenantId === tenantId) keys.set(names.ofKey(key), key);
        for (const one of await find(tenantId, [...keys.values()])) {
          const name = `${tenantId}\n${names.ofFound(one)}`;
          const known = found.get(name);
          if (known === undefined) found.set(name, [one]);
          else known.push(one);
        }
      }
      return asked.map(({ tenantId, key }) => found.get(`${tenantId}\n${names.ofKey(key)}`) ?? []);
    },
  });
  return (tenantId, key) => reader.add({ tenantId, key });
};

/** Updates that arrive together go as one command of the hot path; each must come to the same however often it is written. */
export const groupedUpdates = (
  commands: HotCommands,
  collection: CollectionName,
): ((statement: UpdateStatement) => Promise<undefined>) => {
  const writer = new GroupedWriter<UpdateStatement, undefined>({
    maxBatch,
    maxConcurrent: 2,
    write: async (statements) => {
      await commands.update(collection, statements);
      return statements.map(() => undefined);
    },
  });
  return (statement) => writer.add(statement);
};
