import { chmod, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { Activity } from './commands/activity.ts';
import { Cursors } from './commands/cursors.ts';
import { Dispatcher } from './dispatcher.ts';
import { Maintenance } from './maintenance.ts';
import { Catalog } from './store/catalog.ts';
import { Environment } from './store/environment.ts';
import { Framing } from './wire/framing.ts';
import { parseMessage } from './wire/message.ts';
import type { WriterStatistics } from './commands/group-writer.ts';

/** Where a server listens. */
export type ListenOptions = { readonly socket: string } | { readonly port: number };

/** What a server is started with. */
export interface ServerOptions {
  readonly directory: string;
  readonly listen: ListenOptions;
  /** How often expired documents are looked for; default one minute, as in MongoDB. */
  readonly sweepMillis?: number | undefined;
  /** How long a cursor may rest; default ten minutes. */
  readonly cursorIdleMillis?: number | undefined;
}

/** A running server. */
export interface RunningServer {
  readonly uri: string;
  /** The directory held no document when it was opened. */
  readonly isEmpty: boolean;
  readonly statistics: WriterStatistics;
  close(): Promise<void>;
}

function serve(socket: Socket, connectionId: number, dispatcher: Dispatcher): void {
  const framing = new Framing();
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    try {
      for (const message of framing.push(chunk)) {
        dispatcher.handle(parseMessage(message), connectionId, (reply) => {
          if (reply !== undefined && !socket.destroyed) socket.write(reply);
        });
      }
    } catch {
      // What is not the protocol, or not BSON, gets no answer: MongoDB closes the connection as well.
      socket.destroy();
    }
  });
}

async function listen(server: Server, options: ListenOptions): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    const ready = (): void => {
      server.off('error', reject);
      resolve();
    };
    if ('socket' in options) server.listen({ path: options.socket }, ready);
    else server.listen({ port: options.port, host: '127.0.0.1' }, ready);
  });
  if ('socket' in options) {
    // Who can open the socket can do everything: there are no users.
    await chmod(options.socket, 0o600);
    return options.socket;
  }
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : options.port}`;
}

/** Opens the directory and serves it. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const environment = new Environment(options.directory);
  const isEmpty = environment.isEmpty();
  const catalog = new Catalog(environment);
  const cursors = new Cursors(options.cursorIdleMillis);
  const activity = new Activity();
  const engine = { environment, catalog, cursors, activity, address: '' };
  const dispatcher = new Dispatcher(engine);
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    activity.connectionsMade++;
    activity.connections = sockets.size;
    socket.on('close', () => {
      sockets.delete(socket);
      activity.connections = sockets.size;
    });
    serve(socket, ++connections, dispatcher);
  });
  try {
    engine.address = await listen(server, options.listen);
  } catch (error) {
    await environment.close();
    throw error;
  }
  const maintenance = new Maintenance(engine, dispatcher.writer, options.sweepMillis ?? 60_000);
  maintenance.start();
  return {
    uri: `mongodb://${encodeURIComponent(engine.address)}/?directConnection=true`.replace('%3A', ':'),
    isEmpty,
    statistics: dispatcher.writer.statistics,
    async close() {
      maintenance.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      dispatcher.writer.close();
      for (const socket of sockets) socket.destroy();
      await closed;
      await environment.close();
      if ('socket' in options.listen) await rm(options.listen.socket, { force: true });
    },
  };
}
