import { Binary, MongoNetworkError, MongoServerError, type Document } from 'mongodb';
import { Unavailable } from '../shared/errors.ts';
import type { CollectionName, Models } from './models.ts';

/** One statement of an update command, as MongoDB takes it: filter and modifiers. */
export interface UpdateStatement {
  q: Document;
  u: Document | Document[];
  upsert?: boolean;
}

interface WriteAnswer {
  n: number;
  writeErrors?: readonly { index: number; code: number; errmsg: string }[];
  writeConcernError?: { code: number; errmsg: string };
}

const duplicateKeyCode = 11000;
/** A command is one document of 16 MiB at most; half of that leaves room for what is only estimated. */
const maxCommandBytes = 8 * 1024 * 1024;
const maxStatements = 500;
/** Not primary, shutting down, stepping down: the driver's own list for writes that may be repeated. */
const repeatable: ReadonlySet<number> = new Set([10107, 13435, 11600, 11602, 189, 91, 7, 6, 89, 9001, 262]);

/**
 * Commands of the hot path, sent as they are (ADR 0020). The driver's collection methods build, measure and copy each
 * statement on its way, which costs a quarter of such a call; what they do beside that is here: majority and journal, one
 * repetition after a lost connection, and parts of a size the server takes. Every statement given here must come to the same
 * however often it is written.
 */
export class HotCommands {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  /** Inserts without order; answers the indexes of those that were there already. Any other failure is an error. */
  async insert(collection: CollectionName, documents: readonly Document[]): Promise<Set<number>> {
    const duplicates = new Set<number>();
    for (const { part, from } of partsOf(documents)) {
      const { writeErrors = [] } = await this.#write({ insert: collection, documents: part, ordered: false });
      for (const { index, code, errmsg } of writeErrors) {
        if (code !== duplicateKeyCode) throw new Unavailable(`insert refused with code ${code}`, {}, errmsg);
        duplicates.add(from + index);
      }
    }
    return duplicates;
  }

  /** Updates one document with each statement; answers how many were matched. `ordered`: a statement sees what those before it wrote. */
  async update(
    collection: CollectionName,
    statements: readonly UpdateStatement[],
    { ordered = false }: { ordered?: boolean } = {},
  ): Promise<number> {
    let matched = 0;
    for (const { part } of partsOf(statements)) {
      const { n, writeErrors = [] } = await this.#write({ update: collection, updates: part, ordered });
      const [refused] = writeErrors;
      if (refused !== undefined)
        throw new Unavailable(`update refused with code ${refused.code}`, {}, refused.errmsg);
      matched += n;
    }
    return matched;
  }

  /** Updates or makes one document with each statement, without order; false: some met one that was made at the same moment. */
  async upsert(collection: CollectionName, statements: readonly UpdateStatement[]): Promise<boolean> {
    return (await this.upsertEach(collection, statements)).size === 0;
  }

  /** The same; answers the indexes of those that met a document of their id that their filter does not match. */
  async upsertEach(collection: CollectionName, statements: readonly UpdateStatement[]): Promise<Set<number>> {
    const met = new Set<number>();
    for (const { part, from } of partsOf(statements)) {
      const { writeErrors = [] } = await this.#write({ update: collection, updates: part, ordered: false });
      for (const { index, code, errmsg } of writeErrors) {
        if (code !== duplicateKeyCode) throw new Unavailable(`upsert refused with code ${code}`, {}, errmsg);
        met.add(from + index);
      }
    }
    return met;
  }

  /** All documents of a filter that names few (ids, open ones): one batch, read with majority. */
  async find<Found>(
    collection: CollectionName,
    filter: Document,
    options: { projection?: Document; limit?: number; sort?: Document } = {},
  ): Promise<Found[]> {
    const command = {
      find: collection,
      filter,
      ...options,
      batchSize: maxFound,
      readConcern: { level: 'majority' },
    };
    const { cursor } = await this.#send<{ cursor: { id: unknown; firstBatch: Found[] } }>(command);
    if (Number(cursor.id) === 0) return cursor.firstBatch;
    // More than one batch: the driver's cursor knows how to go on.
    return this.#models
      .collection<Document & { _id: string }>(collection)
      .find(filter, { ...options, readConcern: { level: 'majority' } })
      .toArray() as unknown as Promise<Found[]>; // what the caller says is stored there
  }

  async #write(command: Document): Promise<WriteAnswer> {
    const answer = await this.#send<WriteAnswer>({
      ...command,
      writeConcern: { w: 'majority', j: true },
    });
    // Written, but not by a majority: nothing may be called durable (reliability A.4).
    if (answer.writeConcernError !== undefined)
      throw new Unavailable('not written by a majority', {}, answer.writeConcernError.errmsg);
    return answer;
  }

  async #send<Answer>(command: Document): Promise<Answer> {
    const { db } = this.#models.database;
    if (db === undefined) throw new Error('the database is not connected');
    try {
      return (await db.command(command)) as Answer;
    } catch (error) {
      if (!isLost(error)) throw error;
      return (await db.command(command)) as Answer;
    }
  }
}

const maxFound = 1_000;

/** The answer did not come, or came from a server that is no primary any more: whether it was written is not known. */
const isLost = (error: unknown): boolean =>
  error instanceof MongoNetworkError ||
  (error instanceof MongoServerError && repeatable.has(Number(error.code)));

function* partsOf<Item extends object>(items: readonly Item[]): Generator<{ part: Item[]; from: number }> {
  let part: Item[] = [];
  let bytes = 0;
  let from = 0;
  for (const [index, item] of items.entries()) {
    const size = roughSize(item);
    if (part.length > 0 && (part.length === maxStatements || bytes + size > maxCommandBytes)) {
      yield { part, from };
      part = [];
      bytes = 0;
      from = index;
    }
    part.push(item);
    bytes += size;
  }
  if (part.length > 0) yield { part, from };
}

/** Bytes of a value, not less than half of what it takes. */
const roughSize = (value: unknown): number => {
  if (typeof value === 'string') return value.length + 8;
  if (value === null || typeof value !== 'object' || value instanceof Date) return 16;
  if (value instanceof Binary) return value.position + 8;
  let size = 8;
  for (const [name, inner] of Object.entries(value)) size += name.length + roughSize(inner);
  return size;
};
