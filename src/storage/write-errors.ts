import { MongoBulkWriteError, MongoServerError } from 'mongodb';
import { Unavailable } from '../shared/errors.ts';

const duplicateKeyCode = 11000;

/**
 * The indexes of statements that failed only because the record exists. Any other failure in the same error, a
 * write-concern error included, means that nothing may be called durable (reliability A.4).
 */
export const duplicatesOf = (error: unknown): number[] | null => {
  if (error instanceof MongoBulkWriteError && !refusedByModel(error)) {
    const writeErrors = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
    const others = writeErrors.filter((one) => one.code !== duplicateKeyCode);
    if (others.length > 0 || error.result.getWriteConcernError() !== undefined) return null;
    return writeErrors.map((one) => one.index);
  }
  return null;
};

/** Beside the duplicates there were documents that their model refused to write at all (Mongoose's `insertMany`). */
const refusedByModel = (
  error: MongoBulkWriteError & { mongoose?: { validationErrors?: unknown[] } },
): boolean => (error.mongoose?.validationErrors ?? []).length > 0;

export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof MongoServerError && error.code === duplicateKeyCode;

/** The database did not take it: the caller may try again, nothing may be acknowledged. */
export const unavailable = (what: string, cause: unknown): Unavailable =>
  new Unavailable(`${what} could not be stored`, {}, cause);
