import { parentPort, workerData } from 'node:worker_threads';
import { startServer } from './server.ts';
import type { ServerOptions } from './server.ts';
import { DatabaseUnusable } from './unusable.ts';

/** What the worker tells the thread that started it. */
export type WorkerMessage =
  | { readonly kind: 'ready'; readonly uri: string; readonly isEmpty: boolean }
  | { readonly kind: 'unusable'; readonly why: string }
  | { readonly kind: 'closed' };

const port = parentPort;
if (port === null) throw new Error('worker.ts only runs as a worker thread');

const start = async (): Promise<void> => {
  const server = await startServer(workerData as ServerOptions);
  port.once('message', () => {
    // The only message is the request to close.
    void server.close().then(() => {
      port.postMessage({ kind: 'closed' } satisfies WorkerMessage);
      port.close();
    });
  });
  port.postMessage({ kind: 'ready', uri: server.uri, isEmpty: server.isEmpty } satisfies WorkerMessage);
};

start().catch((error: unknown) => {
  // Classes do not survive the way between threads: the sentence goes over as text.
  if (!(error instanceof DatabaseUnusable)) throw error;
  port.postMessage({ kind: 'unusable', why: error.message } satisfies WorkerMessage);
  port.close();
});
