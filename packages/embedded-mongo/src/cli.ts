import { parseArgs } from 'node:util';
import { backupDatabase } from './backup.ts';
import { checkDatabase } from './check.ts';
import { serveUntilSignal } from './serve.ts';
import { DatabaseUnusable } from './unusable.ts';

const usage = `usage:
  cli.js --directory D [--socket S | --port P] [--sweep-ms N]   serves a directory until SIGTERM and prints its URI
  cli.js check --directory D                                    reads everything; exit code 1 when something is damaged
  cli.js backup --directory D --to FILE                         copies the database into a new file, also while it is served
`;

/** Says at most once a second how far a long command is. */
function progressOn(what: string): (part: string, done: number) => void {
  let last = Date.now();
  return (part, done) => {
    if (Date.now() - last < 1000) return;
    last = Date.now();
    process.stderr.write(`${what}: ${done} ${part}\n`);
  };
}

async function check(directory: string): Promise<number> {
  const { collections, documents, indexEntries, findings } = await checkDatabase(
    directory,
    progressOn('checking'),
  );
  const counted = `${collections} collections, ${documents} documents, ${indexEntries} index entries`;
  if (findings.length === 0) {
    process.stdout.write(`The database is in order: ${counted}.\n`);
    return 0;
  }
  for (const finding of findings) process.stderr.write(`${finding}\n`);
  process.stderr.write(
    `The database is not in order (${counted}). An index that disagrees with its documents is made anew by dropping and creating it; ` +
      'for documents restore the last backup (docs/operations.md, Backup).\n',
  );
  return 1;
}

async function backup(directory: string, target: string): Promise<number> {
  const progress = progressOn('copying');
  let pages = 0;
  await backupDatabase(directory, target, () => progress('pages', ++pages));
  process.stdout.write(`The backup is complete: ${target}\n`);
  return 0;
}

function wrongUsage(): number {
  process.stderr.write(usage);
  return 2;
}

/** Returns the exit code; serving ends with a signal. */
async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      directory: { type: 'string' },
      socket: { type: 'string' },
      port: { type: 'string' },
      to: { type: 'string' },
      'sweep-ms': { type: 'string' },
    },
  });
  const [command = 'serve', ...more] = positionals;
  if (values.directory === undefined || more.length > 0) return wrongUsage();
  if (command === 'check') return check(values.directory);
  if (command === 'backup')
    return values.to === undefined ? wrongUsage() : backup(values.directory, values.to);
  if (command !== 'serve') return wrongUsage();
  await serveUntilSignal({
    directory: values.directory,
    socket: values.socket,
    port: values.port === undefined ? undefined : Number(values.port),
    sweepMillis: values['sweep-ms'] === undefined ? undefined : Number(values['sweep-ms']),
  });
  return 0;
}

try {
  process.exitCode = await run();
} catch (error) {
  // Arguments that parseArgs refuses are a TypeError with a code; everything unexpected keeps its stack.
  if (error instanceof DatabaseUnusable) process.stderr.write(`${error.message}\n`);
  else if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    process.stderr.write(`${error.message}\n${usage}`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = error instanceof DatabaseUnusable ? 1 : 2;
}
