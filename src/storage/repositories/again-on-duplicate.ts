import { isDuplicateKey } from '../write-errors.ts';

/**
 * Two processes that make the same record at the same moment: one of them may get a duplicate-key error although its
 * write is an upsert. The second time the record is there and the write is an update.
 */
export const againOnDuplicate = async <Result>(write: () => Promise<Result>): Promise<Result> => {
  try {
    return await write();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return write();
  }
};
