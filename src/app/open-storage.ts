import type { EmbeddedDatabase } from '@mutabik/embedded-mongo';
import { makeSecretBox } from '../channels/secret-box.ts';
import { openTenantBox } from '../channels/tenant-key.ts';
import type { Config } from '../config/config.ts';
import { NotServedHere } from '../shared/errors.ts';
import { connectDatabase, type Database } from '../storage/connect.ts';
import { Models } from '../storage/models.ts';
import { deployment, Vault, type TenantBox } from '../storage/vault.ts';

/** The open database with the keys to read it. */
export interface Storage {
  database: Database;
  models: Models;
  vault: Vault;
  /** Makes a tenant's keys known; before this nothing of the tenant can be read. */
  unlock(tenant: { id: string; wrappedDataKey: string }): void;
  close(): Promise<void>;
}

/** Connects to MONGODB_URI or to the built-in database, which is the same code from here on (ADR 0005). Closing ends both. */
export const openStorage = async (
  config: Config,
  secretsKey: Buffer,
  { embedded, databaseName }: { embedded: EmbeddedDatabase | null; databaseName: string | undefined },
): Promise<Storage> => {
  const { mongodbUri, timeoutMs } = config.storage;
  const uri = mongodbUri ?? (embedded as EmbeddedDatabase).uri;
  const name = databaseName ?? (namesDatabase(uri) ? undefined : 'mutabik');
  const database = await connectDatabase({ uri, timeoutMs, ...(name === undefined ? {} : { name }) });
  const boxes = new Map<string, TenantBox>([[deployment, makeSecretBox(deployment, [secretsKey])]]);
  const vault = new Vault((tenantId) => {
    const box = boxes.get(tenantId);
    if (box === undefined) throw new NotServedHere('This process does not serve the tenant.');
    return box;
  });
  return {
    database,
    models: new Models(database),
    vault,
    unlock: (tenant) => boxes.set(tenant.id, openTenantBox(secretsKey, tenant)),
    close: async () => {
      await database.close();
      await embedded?.close();
    },
  };
};

const namesDatabase = (uri: string): boolean => /^mongodb(\+srv)?:\/\/[^/]+\/[^?]+/.test(uri);
