import type { Operation } from './operations.ts';

/** A place where an engine that others wrote is known to differ from MongoDB, with MongoDB's documented behaviour. */
export interface KnownDifference {
  readonly reason: string;
  applies(operation: Operation, theirs: string): boolean;
}

const text = (operation: Operation): string => JSON.stringify(operation);

/**
 * Differences that are the other engine's. Where one applies, the answers are not compared and the second collection is made
 * equal to the first again. Found with SecantusDB 0.7.0b3.
 */
export const knownDifferences: readonly KnownDifference[] = [
  {
    reason:
      '$count gives no document for an empty input (it is defined as $group and $project); SecantusDB gives 0',
    applies: (operation) => operation.op === 'aggregate' && text(operation).includes('"$count"'),
  },
  {
    reason: 'distinct goes through arrays of documents; SecantusDB returns nothing for such a path',
    applies: (operation) => operation.op === 'distinct' && operation.key.includes('.'),
  },
  {
    reason: 'a multi-document update that fails half way keeps what it changed before; SecantusDB undoes it',
    applies: (operation, theirs) => operation.op === 'updateMany' && theirs.includes('error'),
  },
  {
    reason: '$[] on a missing array is an error (2, BadValue); SecantusDB ignores it',
    applies: (operation) => text(operation).includes('items.$[]'),
  },
  {
    reason: '$set and $addFields with an embedded document add to the existing one; SecantusDB replaces it',
    applies: (operation) =>
      text(operation).includes('"$set":{"d":{"z"') || text(operation).includes('"$set":{"lease"'),
  },
  {
    reason: '{ $all: [null] } matches a missing field like { $eq: null }; SecantusDB does not',
    applies: (operation) => text(operation).includes('$all') && text(operation).includes('null'),
  },
  {
    reason:
      'a position beyond the end of an array yields no value, so it neither equals nor differs from null; SecantusDB takes it as missing',
    applies: (operation) => /items\.0\.v|list\.1/.test(text(operation)),
  },
];
