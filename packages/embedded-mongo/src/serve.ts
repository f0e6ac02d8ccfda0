import { mkdirSync } from 'node:fs';
import { startServer } from './server.ts';
import { makeSocketPath } from './socket-path.ts';
import { DatabaseUnusable, asUnusable } from './unusable.ts';

/** What the command line serves. */
export interface ServeOptions {
  readonly directory: string;
  readonly socket: string | undefined;
  readonly port: number | undefined;
  readonly sweepMillis: number | undefined;
}

function usableAddress(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code !== 'EADDRINUSE') return error;
  return new DatabaseUnusable(
    'The address is in use: stop the other program or name another --port or --socket.',
  );
}

/** A limit for the size of files (`ulimit -f`) comes as a signal that ends the process, unless somebody listens; the write then fails. */
function survive(signal: 'SIGXFSZ'): void {
  process.on(signal, () => undefined);
}

/** Serves a directory and resolves when SIGTERM or SIGINT has ended that. Prints the URI as one line on standard output when it is ready. */
export async function serveUntilSignal(options: ServeOptions): Promise<void> {
  const { directory, socket, port } = options;
  survive('SIGXFSZ');
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const made = socket === undefined && port === undefined ? makeSocketPath(directory) : undefined;
    const listen = port === undefined ? { socket: socket ?? made?.path ?? '' } : { port };
    const server = await startServer({ directory, listen, sweepMillis: options.sweepMillis });
    const stopped = new Promise<void>((resolve) => {
      process.once('SIGTERM', () => resolve());
      process.once('SIGINT', () => resolve());
    });
    process.stdout.write(`${server.uri}\n`);
    await stopped;
    await server.close();
    made?.cleanUp();
  } catch (error) {
    throw asUnusable(usableAddress(error), directory);
  }
}
