import type { SchemaOptions } from 'mongoose';

/** Ids are our own strings, unknown fields are errors, no version key: revisions are explicit. */
export const ours = (collection: string): SchemaOptions =>
  ({
    collection,
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    minimize: false,
    autoIndex: false,
    autoCreate: false,
  }) as SchemaOptions;
