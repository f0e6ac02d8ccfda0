import { spawn } from 'node:child_process';
import path from 'node:path';
import { MongoClient, type Db } from 'mongodb';
import { checkDocuments } from './check-documents.ts';

/** The database of running processes as it is, past the product. */
export interface InsideView {
  db: Db;
  /** Fails when a document in the database is not as its schema says. */
  close(): Promise<void>;
}

const engine = path.join(process.cwd(), 'packages', 'embedded-mongo', 'dist', 'cli.js');

/** A server of our own on the directory of the built-in database: several may open it. Answers its URI. */
const serve = async (directory: string): Promise<{ uri: string; stop(): Promise<void> }> => {
  const child = spawn(process.execPath, [engine, '--directory', directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const uri = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.once('exit', (code) => reject(new Error(`the engine ended with ${code}`)));
  });
  return {
    uri,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
};

/** `storage`: the environment of the processes (`sharedStorage`). */
export const lookInside = async (storage: Readonly<Record<string, string>>): Promise<InsideView> => {
  const { MONGODB_URI: uri, DATA_DIR: directory = '' } = storage;
  const server = uri === undefined ? await serve(path.join(directory, 'db')) : null;
  const client = await MongoClient.connect(server?.uri ?? uri ?? '');
  const db = client.db(uri === undefined ? 'mutabik' : undefined);
  return {
    db,
    close: async () => {
      try {
        await checkDocuments(db);
      } finally {
        await client.close();
        await server?.stop();
      }
    },
  };
};
