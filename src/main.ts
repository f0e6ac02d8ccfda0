import packageJson from '../package.json' with { type: 'json' };
import { announcement } from './app/announce.ts';
import { limitHeapGrowth } from './app/limit-heap-growth.ts';
import { startApplication, type Application } from './app/start-application.ts';
import { describeConfig, type Config } from './config/config.ts';
import { parseConfig } from './config/parse-config.ts';
import { makeLogger } from './http/make-logger.ts';
import { AppError } from './shared/errors.ts';

limitHeapGrowth();

const readConfig = (): Config => {
  try {
    return parseConfig(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
};

const config = readConfig();
const logger = makeLogger({ level: config.logLevel });

const start = async (): Promise<Application> => {
  try {
    return await startApplication({ config, logger, version: packageJson.version });
  } catch (error) {
    // Only our own words reach the screen; anything else is in the log, scrubbed.
    logger.error({ err: error }, 'start failed');
    const why = error instanceof AppError ? error.message : explain(error);
    process.stderr.write(`Mutabık could not start: ${why}\n`);
    process.exit(1);
  }
};

const explain = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return `port ${config.http.port} is in use; stop the other program or set PORT.`;
  if (error instanceof Error && error.name.startsWith('Mongo'))
    return 'the database does not answer; check MONGODB_URI.';
  return 'see the log line above.';
};

const application = await start();
logger.info(describeConfig(config), 'started');
process.stdout.write(announcement(config, application));

let stopping = false;
const stop = (signal: string): void => {
  if (stopping) return;
  stopping = true;
  logger.info({ signal }, 'stopping');
  setTimeout(() => process.exit(1), config.work.shutdownTimeoutMs).unref();
  application.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      logger.error({ err: error }, 'stop failed');
      process.exit(1);
    },
  );
};
process.once('SIGTERM', () => stop('SIGTERM'));
process.once('SIGINT', () => stop('SIGINT'));
process.on('unhandledRejection', (error) => {
  // A fault of ours: nothing is guessed, the process ends; what was accepted is durable (reliability F14).
  logger.error({ err: error }, 'unhandled rejection');
  process.exit(1);
});
process.on('uncaughtException', (error) => {
  logger.error({ err: error }, 'uncaught exception');
  process.exit(1);
});
