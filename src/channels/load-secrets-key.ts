import { execFile, type ExecFileException } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../shared/errors.ts';
import { isVariedKey } from '../shared/varied-key.ts';

/** The key cannot be had from where it is said to be, or cannot be trusted. Never replaced: everything sealed would be lost. */
export class SecretsKeyUnusable extends AppError {
  readonly code = 'secrets_key_unusable';
  readonly retryable = false;
}

/** Where the key is: itself, a file, the output of a command (a key service), or null: `DATA_DIR/secrets.key`, made once. */
export type SecretsKeySource =
  { key: Buffer } | { file: string } | { command: readonly string[]; timeoutMs: number } | null;

const keyPattern = /^[A-Za-z0-9+/]{43}=$/;
const makeOne = 'make one with "openssl rand -base64 32"';

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

/** `from` is named in what is said; what was read never is. */
const keyOf = (text: string, from: string): Buffer => {
  if (!keyPattern.test(text.trim()))
    throw new SecretsKeyUnusable(`${from} does not give 32 bytes in base64.`);
  const key = Buffer.from(text.trim(), 'base64');
  if (!isVariedKey(key))
    throw new SecretsKeyUnusable(`${from} gives one byte or pattern over and over; ${makeOne}.`);
  return key;
};

const readKey = async (path: string): Promise<Buffer | null> => {
  try {
    const [text, { mode }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    if ((mode & 0o077) !== 0)
      throw new SecretsKeyUnusable(`${path} is open to other users; it must have mode 0600.`);
    return keyOf(text, path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
};

/** Secrets of containers are files that everybody in the container may read: only writing is looked at. */
const readGivenFile = async (path: string): Promise<Buffer> => {
  const from = `SECRETS_KEY_FILE (${path})`;
  try {
    const [text, { mode }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    if ((mode & 0o022) !== 0) throw new SecretsKeyUnusable(`${from} may be written by other users.`);
    return keyOf(text, from);
  } catch (error) {
    if (error instanceof SecretsKeyUnusable) throw error;
    throw new SecretsKeyUnusable(`${from} cannot be read.`, {}, error);
  }
};

const whyNot = (error: ExecFileException, timeoutMs: number): string => {
  if (hasCode(error, 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')) return 'said too much';
  if (error.killed === true) return `did not end within ${timeoutMs} ms`;
  return typeof error.code === 'number' ? `ended with ${error.code}` : 'cannot be run';
};

/** What the command says besides is dropped: it may quote the key. */
const runCommand = (
  [program = '', ...args]: readonly string[],
  { timeoutMs }: { timeoutMs: number },
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const from = 'SECRETS_KEY_COMMAND';
    const limits = { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 4096 } as const;
    const child = execFile(program, args, limits, (error, stdout) => {
      if (error === null) {
        try {
          resolve(keyOf(stdout, from));
        } catch (unusable) {
          reject(unusable as Error); // `keyOf` throws nothing else
        }
        return;
      }
      reject(new SecretsKeyUnusable(`${from} ${whyNot(error, timeoutMs)}.`));
    });
    child.stdin?.end();
  });

/** Written aside and linked into place: of several processes that start at once one key wins, and nobody reads half of it. */
const createKey = async (path: string): Promise<void> => {
  const aside = `${path}.${randomUUID()}`;
  await writeFile(aside, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(aside, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
};

const loadOwnKey = async (dataDir: string): Promise<Buffer> => {
  const path = join(dataDir, 'secrets.key');
  const existing = await readKey(path);
  if (existing !== null) return existing;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await createKey(path);
  const created = await readKey(path);
  if (created === null) throw new SecretsKeyUnusable(`${path} could not be made.`);
  return created;
};

/**
 * The key from where it is said to be; that of `DATA_DIR/secrets.key` (mode 0600) is made once, any other never. Throws
 * `SecretsKeyUnusable`.
 */
export const loadSecretsKey = async (source: SecretsKeySource, dataDir: string): Promise<Buffer> => {
  if (source === null) return loadOwnKey(dataDir);
  if ('key' in source) return source.key;
  return 'file' in source ? readGivenFile(source.file) : runCommand(source.command, source);
};
