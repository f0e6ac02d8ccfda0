import type { Model } from 'mongoose';
import { duplicatesOf } from '../write-errors.ts';

/**
 * Append under fixed ids: what is there already stays as it is; answers the indexes of those. A document that its schema
 * refuses is an error, and not left out in silence, which is what `insertMany` would do without its two options.
 */
export const insertOnce = async <Stored extends { _id: string }>(
  model: Model<Stored>,
  documents: readonly Stored[],
): Promise<number[]> => {
  if (documents.length === 0) return [];
  try {
    await model.insertMany([...documents], { ordered: false, rawResult: true, throwOnValidationError: true });
    return [];
  } catch (error) {
    const duplicates = duplicatesOf(error);
    if (duplicates === null) throw error;
    return duplicates;
  }
};
