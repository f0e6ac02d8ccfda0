import type { AnyBulkWriteOperation, Collection } from 'mongodb';
import { GroupedWriter } from '../../shared/grouped-writer.ts';
import { duplicatesOf } from '../write-errors.ts';

const maxBatch = 500;
const maxTries = 3;

/**
 * Upserts that arrive together go as one command. Each must give the same result however often it is written: of two
 * that make one record at the same moment one gets a duplicate-key error, and all are written again, as updates now. What
 * still is a duplicate then, of a unique index beside the id, stays unwritten: the record it would have made is there.
 */
export const groupedUpserts = <Stored extends { _id: string }>(
  collection: Collection<Stored>,
): ((operation: AnyBulkWriteOperation<Stored>) => Promise<undefined>) => {
  const writer = new GroupedWriter<AnyBulkWriteOperation<Stored>, undefined>({
    maxBatch,
    maxConcurrent: 2,
    write: async (operations) => {
      for (let tries = 1; ; tries += 1) {
        try {
          await collection.bulkWrite(operations, { ordered: false });
          break;
        } catch (error) {
          if (duplicatesOf(error) === null) throw error;
          if (tries === maxTries) break;
        }
      }
      return operations.map(() => undefined);
    },
  });
  return (operation) => writer.add(operation);
};

/** Look-ups by key that arrive together go as one query per tenant; undefined: there is none. */
export const groupedReads = <Found>(
  find: (tenantId: string, keys: string[]) => Promise<Found[]>,
  keyOf: (found: Found) => string | null,
): ((tenantId: string, key: string) => Promise<Found | undefined>) => {
  const reader = new GroupedWriter<{ tenantId: string; key: string }, Found | undefined>({
    maxBatch,
    maxConcurrent: 2,
    write: async (asked) => {
      const found = new Map<string, Found>();
      for (const tenantId of new Set(asked.map((one) => one.tenantId))) {
        const keys = new Set(asked.filter((one) => one.tenantId === tenantId).map(({ key }) => key));
        for (const one of await find(tenantId, [...keys])) found.set(`${tenantId}\n${keyOf(one) ?? ''}`, one);
      }
      return asked.map(({ tenantId, key }) => found.get(`${tenantId}\n${key}`));
    },
  });
  return (tenantId, key) => reader.add({ tenantId, key });
};
