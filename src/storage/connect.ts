import mongoose from 'mongoose';

/**
 * What the models enforce (reliability F8; test/contract/models.test.ts). Operators in a filter count only when the code marked
 * them (`trusted`); from input they are compared as values, which a typed field refuses. Unknown fields are errors in
 * filters and writes, updates run the validators. Native commands (`Models.collection`) have none of this.
 */
const harden = (): void => {
  mongoose.set({
    sanitizeFilter: true,
    sanitizeProjection: true,
    strict: 'throw',
    strictQuery: 'throw',
    runValidators: true,
    // An upsert writes what its code says: the defaults of a schema are for documents that come whole.
    setDefaultsOnInsert: false,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
  });
};

export type Database = mongoose.Connection;

export interface ConnectOptions {
  uri: string;
  /** Database name; default: the one of the URI, else `mutabik`. */
  name?: string;
  timeoutMs?: number;
}

/** Opens a connection with majority writes and reads; one pool per process. */
export const connectDatabase = async ({
  uri,
  name,
  timeoutMs = 10_000,
}: ConnectOptions): Promise<Database> => {
  harden();
  const connection = mongoose.createConnection(uri, {
    ...(name === undefined ? {} : { dbName: name }),
    retryWrites: true,
    w: 'majority',
    journal: true,
    readConcernLevel: 'majority',
    maxPoolSize: 24,
    serverSelectionTimeoutMS: timeoutMs,
    // A frozen database must not hold a sweep or a webhook for ever (reliability G.4): calls end, the work is done again.
    socketTimeoutMS: timeoutMs * 2,
    waitQueueTimeoutMS: timeoutMs,
    readPreference: 'primary',
    ignoreUndefined: false,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
  });
  await connection.asPromise();
  return connection;
};
