import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startEmbeddedDatabase, type EmbeddedDatabase } from '@mutabik/embedded-mongo';
import { loadSecretsKey } from '../channels/load-secrets-key.ts';
import type { Config } from '../config/config.ts';
import { AppError } from '../shared/errors.ts';
import { openStorage, type Storage } from './open-storage.ts';

/** The data directory cannot be used as it is; the message says what to do. */
export class DataUnusable extends AppError {
  readonly code = 'data_unusable';
  readonly retryable = false;
}

/** Storage with its key. `settled` is called when the first start has stored what belongs to it. */
export interface OpenData {
  secretsKey: Buffer;
  storage: Storage;
  settled(): Promise<void>;
}

interface KeyFile {
  exists: boolean;
  /** A first start is under way, or broke off: the key may be there before the first document. */
  isFirstStart: boolean;
}

const keyPath = (dataDir: string): string => path.join(dataDir, 'secrets.key');
const markPath = (dataDir: string): string => path.join(dataDir, 'first-start');

// In this order: another process that starts for the first time makes the mark before the key and removes it after the data.
const lookForKey = (dataDir: string): KeyFile => ({
  exists: existsSync(keyPath(dataDir)),
  isFirstStart: existsSync(markPath(dataDir)),
});

const startOwn = async (dataDir: string): Promise<EmbeddedDatabase> => {
  try {
    return await startEmbeddedDatabase({ directory: path.join(dataDir, 'db') });
  } catch (error) {
    if (error instanceof Error && error.name === 'DatabaseUnusable') throw new DataUnusable(error.message);
    throw error;
  }
};

/** Key and data belong together: beginning anew beside one of them would hide that the other is lost. */
const checkPair = async (dataDir: string, isEmpty: boolean, before: KeyFile): Promise<void> => {
  const key = keyPath(dataDir);
  if (isEmpty && before.exists && !before.isFirstStart)
    throw new DataUnusable(
      `${key} is there, but the database in ${path.join(dataDir, 'db')} is empty: its file was lost or replaced. ` +
        'Restore the last backup as data.mdb there (docs/operations.md, Backup). To begin anew, move the whole of DATA_DIR aside.',
    );
  if (existsSync(key)) return;
  if (!isEmpty)
    throw new DataUnusable(
      `The database in ${path.join(dataDir, 'db')} has data, but ${key} is missing: nothing sealed can be read without it. ` +
        'Put your copy of the key back (mode 0600), or set SECRETS_KEY or SECRETS_KEY_FILE to it.',
    );
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(markPath(dataDir), '', { mode: 0o600, flush: true });
};

/** Opens database and key. With the built-in database both lie in DATA_DIR and must fit. Throws `DataUnusable`. */
export const openData = async (config: Config, databaseName?: string): Promise<OpenData> => {
  const { mongodbUri, dataDir } = config.storage;
  const before = lookForKey(dataDir);
  const embedded = mongodbUri === null ? await startOwn(dataDir) : null;
  try {
    if (embedded !== null && config.secretsKey === null) await checkPair(dataDir, embedded.isEmpty, before);
    const secretsKey = await loadSecretsKey(config.secretsKey, dataDir);
    const storage = await openStorage(config, secretsKey, { embedded, databaseName });
    return { secretsKey, storage, settled: () => rm(markPath(dataDir), { force: true }) };
  } catch (error) {
    await embedded?.close();
    throw error;
  }
};
