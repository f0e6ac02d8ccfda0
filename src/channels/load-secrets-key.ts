import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../shared/errors.ts';

/** The key file is there and cannot be trusted or read as a key. Never replaced: everything sealed would be lost. */
export class SecretsKeyUnusable extends AppError {
  readonly code = 'secrets_key_unusable';
  readonly retryable = false;
}

const keyPattern = /^[A-Za-z0-9+/]{43}=$/;

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

const readKey = async (path: string): Promise<Buffer | null> => {
  try {
    const [text, { mode }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    if ((mode & 0o077) !== 0)
      throw new SecretsKeyUnusable(`${path} is open to other users; it must have mode 0600.`);
    if (!keyPattern.test(text.trim()))
      throw new SecretsKeyUnusable(`${path} does not hold 32 bytes in base64.`);
    return Buffer.from(text.trim(), 'base64');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
};

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

/** SECRETS_KEY as given, else that of `DATA_DIR/secrets.key` (mode 0600), which is made once. Throws `SecretsKeyUnusable`. */
export const loadSecretsKey = async (given: Buffer | null, dataDir: string): Promise<Buffer> => {
  if (given !== null) return given;
  const path = join(dataDir, 'secrets.key');
  const existing = await readKey(path);
  if (existing !== null) return existing;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await createKey(path);
  const created = await readKey(path);
  if (created === null) throw new SecretsKeyUnusable(`${path} could not be made.`);
  return created;
};
