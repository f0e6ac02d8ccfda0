import type { Collection, Document, OptionalUnlessRequiredId } from 'mongodb';
import { duplicatesOf } from '../write-errors.ts';

/** Append under fixed ids: what is there already stays as it is. */
export const insertOnce = async <Stored extends Document>(
  collection: Collection<Stored>,
  documents: readonly Stored[],
): Promise<void> => {
  if (documents.length === 0) return;
  try {
    // Every document brings its `_id`; the driver's type cannot see that.
    await collection.insertMany([...documents] as OptionalUnlessRequiredId<Stored>[], { ordered: false });
  } catch (error) {
    if (duplicatesOf(error) === null) throw error;
  }
};
