import { mkdirSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { startServer } from './server.ts';
import type { ServerOptions } from './server.ts';
import { makeSocketPath } from './socket-path.ts';
import type { SocketPath } from './socket-path.ts';
import { DatabaseUnusable, asUnusable } from './unusable.ts';
import type { WorkerMessage } from './worker.ts';

/** A running embedded database. */
export interface EmbeddedDatabase {
  /** What a MongoDB driver connects to. */
  uri: string;
  /** It held no document when it was opened. */
  isEmpty: boolean;
  /** Finishes the waiting writes and stops. */
  close(): Promise<void>;
}

/** What an embedded database is started with. */
export interface EmbeddedOptions {
  /** Where the data lies; made when missing. Several processes may share it. */
  directory: string;
  /** Run in this thread instead of a worker. A worker needs the built files (`dist/`); tests of the source run in process. */
  inProcess?: boolean;
  /** How often TTL indexes are swept, in milliseconds. */
  sweepMillis?: number;
}

function startWorker(options: ServerOptions): Promise<EmbeddedDatabase> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: options,
    name: 'embedded-database',
  });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (message: WorkerMessage) => {
      if (message.kind === 'unusable') return reject(new DatabaseUnusable(message.why));
      if (message.kind !== 'ready') return;
      worker.off('error', reject);
      resolve({
        uri: message.uri,
        isEmpty: message.isEmpty,
        close: () =>
          new Promise<void>((done) => {
            worker.once('exit', () => done());
            worker.postMessage('close');
          }),
      });
    });
  });
}

/** Starts the embedded database on a directory. Throws `DatabaseUnusable` with a sentence for the operator. */
export async function startEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  let socket: SocketPath | undefined;
  try {
    mkdirSync(options.directory, { recursive: true, mode: 0o700 });
    const made = (socket = makeSocketPath(options.directory));
    const serverOptions: ServerOptions = {
      directory: options.directory,
      listen: { socket: made.path },
      sweepMillis: options.sweepMillis,
    };
    const running =
      options.inProcess === true ? await startServer(serverOptions) : await startWorker(serverOptions);
    return {
      uri: running.uri,
      isEmpty: running.isEmpty,
      async close() {
        await running.close();
        made.cleanUp();
      },
    };
  } catch (error) {
    socket?.cleanUp();
    throw asUnusable(error, options.directory);
  }
}
