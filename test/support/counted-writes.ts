import { BSON, type CommandStartedEvent, type Document, type MongoClient } from 'mongodb';

/** What was asked of a database between two instants. */
export interface CountedWork {
  /** `insert inbox`, `find contacts`, in the order they were sent. */
  commands: string[];
  /** Documents inserted, updated and deleted, by collection. */
  documents: { [collection: string]: number };
  /** BSON of all documents inserted and of what updates set. */
  bytes: number;
}

const written = (command: Document): Document[] => {
  const {
    documents = [],
    updates = [],
    deletes = [],
  } = command as {
    [part in 'documents' | 'updates' | 'deletes']?: Document[];
  };
  return [...documents, ...updates.map(({ u }) => u as Document), ...deletes.map(() => ({}))];
};

/** Of the session and the connection, not of the work. */
const ofConnection = new Set(['hello', 'ping', 'endSessions', 'listIndexes', 'createIndexes']);

/** What loops look for at a pace of their own, whether anybody writes or not. */
const isSwept = (name: string, collection: string, { filter, query }: Document): boolean => {
  const asked = (filter ?? query ?? {}) as Document;
  return (
    ['runs', 'runrows', 'imports', 'changefeeds', 'schedules', 'triggers'].includes(collection) ||
    (collection === 'templates' && name === 'findAndModify') ||
    (collection === 'inbox' && asked.status === 'orphan') ||
    // What a number may send is taken for many messages at once; settings are read again by the clock.
    ['buckets', 'tenants'].includes(collection)
  );
};

/** Counts what `work` asks of the database behind this client, which needs `monitorCommands`. */
export const countWork = async (client: MongoClient, work: () => Promise<unknown>): Promise<CountedWork> => {
  const counted: CountedWork = { commands: [], documents: {}, bytes: 0 };
  const note = ({ commandName, command }: CommandStartedEvent): void => {
    if (ofConnection.has(commandName)) return;
    const asked = command as Document;
    const collection = String(asked[commandName]);
    if (isSwept(commandName, collection, asked)) return;
    counted.commands.push(`${commandName} ${collection}`);
    const documents = commandName === 'findAndModify' ? [{}] : written(asked);
    if (documents.length === 0) return;
    counted.documents[collection] = (counted.documents[collection] ?? 0) + documents.length;
    for (const one of documents) counted.bytes += BSON.calculateObjectSize(one);
  };
  client.on('commandStarted', note);
  try {
    await work();
  } finally {
    client.off('commandStarted', note);
  }
  return counted;
};
