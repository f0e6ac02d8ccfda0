import { sanitizeFilter, type AnyBulkWriteOperation, type Model, type mongo } from 'mongoose';
import type { StoredDocument } from '../models.ts';

export type BulkOperation<Stored extends { _id: string }> = AnyBulkWriteOperation<Stored>;

interface Changing {
  filter: object;
  update: { $set?: Record<string, unknown>; $push?: Record<string, unknown> };
}

const changeIn = (operation: object): Changing | null => {
  const { updateOne, updateMany } = operation as { updateOne?: Changing; updateMany?: Changing };
  return updateOne ?? updateMany ?? null;
};

/** What an update writes, as a document: `memberships.$` and a pushed value are one entry of their list. */
const written = ({ $set = {}, $push = {} }: Changing['update']): Record<string, unknown> => ({
  ...Object.fromEntries(
    Object.entries($set).map(([path, value]) =>
      path.endsWith('.$') ? [path.slice(0, -'.$'.length), [value]] : [path, value],
    ),
  ),
  ...Object.fromEntries(
    Object.entries($push).map(([path, value]) => [
      path,
      (value as { $each?: readonly unknown[] } | null)?.$each ?? [value],
    ]),
  ),
});

/**
 * `Model.bulkWrite` casts and knows unknown paths, but neither cleans filters nor runs validators on updates, as other writes
 * of a model do: both are done here first. Nothing is written when one of the operations is refused.
 */
export const bulkWrite = async <Stored extends { _id: string }>(
  model: Model<Stored>,
  operations: readonly BulkOperation<Stored>[],
  { ordered }: { ordered: boolean } = { ordered: true },
): Promise<mongo.BulkWriteResult> => {
  for (const operation of operations) {
    const change = changeIn(operation);
    if (change === null) continue;
    sanitizeFilter(change.filter);
    const values = written(change.update);
    await model.validate(values, Object.keys(values));
  }
  // The type of `Model.bulkWrite` distributes over what is stored, which the compiler cannot follow here.
  const plain = model as unknown as Model<StoredDocument>;
  const writes = [...operations] as unknown as BulkOperation<StoredDocument>[];
  return plain.bulkWrite(writes, { ordered, throwOnValidationError: true });
};
