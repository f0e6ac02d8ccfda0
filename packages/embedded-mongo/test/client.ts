import { MongoClient } from 'mongodb';
import type { Collection, Db, Document, MongoClientOptions } from 'mongodb';
import { startEngine, temporaryDirectory } from './engines.ts';
import type { EngineProcess } from './engines.ts';

/** An embedded database of a test's own, in its own process and directory. */
export interface OwnEngine {
  readonly engine: EngineProcess;
  readonly client: MongoClient;
  readonly db: Db;
  readonly directory: string;
  connect(options?: MongoClientOptions): Promise<MongoClient>;
  close(): Promise<void>;
}

/** Starts one; close it at the end. */
export async function ownEngine(more: readonly string[] = []): Promise<OwnEngine> {
  const directory = await temporaryDirectory();
  const engine = await startEngine(directory.path, more);
  const clients: MongoClient[] = [];
  const connect = async (options: MongoClientOptions = {}): Promise<MongoClient> => {
    const client = await new MongoClient(engine.uri, options).connect();
    clients.push(client);
    return client;
  };
  const client = await connect();
  return {
    engine,
    client,
    db: client.db('test'),
    directory: directory.path,
    connect,
    async close() {
      await Promise.all(clients.map((each) => each.close()));
      await engine.stop();
      await directory.remove();
    },
  };
}

/** What `explain` says about a find. */
export interface Explained {
  readonly queryPlanner: { readonly winningPlan: Document };
  readonly executionStats: {
    readonly nReturned: number;
    readonly totalKeysExamined: number;
    readonly totalDocsExamined: number;
  };
}

/** Explains a find. */
export async function explainFind(
  collection: Collection,
  filter: Document,
  sort: Document = {},
  limit = 0,
): Promise<Explained> {
  const cursor = collection
    .find(filter)
    .sort(sort as Record<string, 1 | -1>)
    .limit(limit);
  return (await cursor.explain('executionStats')) as unknown as Explained;
}

/** Waits until a condition holds; fails after ten seconds. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('the condition was not met in ten seconds');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
