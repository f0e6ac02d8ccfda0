import { parseArgs } from 'node:util';
import { mkdirSync } from 'node:fs';
import { startServer } from './server.ts';
import { makeSocketPath } from './socket-path.ts';

/**
 * Serves one directory until SIGTERM: `cli.js --directory D [--socket S | --port P] [--sweep-ms N]`. Prints the URI as one
 * line on standard output when it is ready.
 */
const { values } = parseArgs({
  options: {
    directory: { type: 'string' },
    socket: { type: 'string' },
    port: { type: 'string' },
    'sweep-ms': { type: 'string' },
  },
});
if (values.directory === undefined) {
  process.stderr.write('usage: cli.js --directory D [--socket S | --port P] [--sweep-ms N]\n');
  process.exit(2);
}
mkdirSync(values.directory, { recursive: true, mode: 0o700 });
const made =
  values.socket === undefined && values.port === undefined ? makeSocketPath(values.directory) : undefined;
const server = await startServer({
  directory: values.directory,
  listen:
    values.port === undefined ? { socket: values.socket ?? made?.path ?? '' } : { port: Number(values.port) },
  sweepMillis: values['sweep-ms'] === undefined ? undefined : Number(values['sweep-ms']),
});
const stop = (): void => {
  void server.close().then(() => {
    made?.cleanUp();
    process.exit(0);
  });
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
process.stdout.write(`${server.uri}\n`);
