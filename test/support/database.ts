import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { Db } from 'mongodb';
import { connectDatabase } from '../../src/storage/connect.ts';
import { Models, type CollectionName } from '../../src/storage/models.ts';
import { Vault, type SealedPlace, type TenantBox } from '../../src/storage/vault.ts';
import { checkDocuments } from './check-documents.ts';
import { freshDatabaseName, testDatabaseUri } from './engine.ts';

/** A tenant's box with a key made from the tenant's id: real encryption, bound to its place as in production. */
const testBox = (tenantId: string): TenantBox => {
  const key = createHash('sha256').update(`test key of ${tenantId}`).digest();
  const aad = ({ collection, docId, field }: SealedPlace): Buffer =>
    Buffer.from(JSON.stringify([tenantId, collection, docId, field]));
  return {
    seal(place, plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(aad(place));
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
    },
    open(place, sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
      decipher.setAAD(aad(place)).setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
    },
    pseudonym: (text) => createHmac('sha256', key).update(text).digest('base64url'),
  };
};

const testVault = (): Vault => new Vault(testBox);

export interface TestDatabase {
  models: Models;
  vault: Vault;
  /**
   * Removes every document of these collections (of all that were written through `models`), after a look at whether they are
   * as their schemas say; collections and indexes stay, which takes far less time than making them anew.
   */
  empty(...names: CollectionName[]): Promise<void>;
  /** The same look, then drops the database and closes the connection. */
  close(): Promise<void>;
}

const writing = new Set(['insert', 'update', 'findAndModify']);

/** A database of its own with all collections and indexes, on the engine of this run. */
export const openTestDatabase = async (): Promise<TestDatabase> => {
  // An outside engine that several files share may be busy for half a minute: that is no fault of what is tested.
  const timeoutMs = process.env['MONGODB_TEST_URI'] === undefined ? 10_000 : 60_000;
  const uri = `${testDatabaseUri()}&monitorCommands=true`;
  const database = await connectDatabase({ uri, name: freshDatabaseName(), timeoutMs });
  const written = new Set<string>();
  database.getClient().on('commandStarted', ({ commandName, command }) => {
    if (writing.has(commandName)) written.add(String(command[commandName]));
    else if (commandName === 'drop') written.delete(String(command.drop));
  });
  const models = new Models(database);
  await models.createIndexes();
  return {
    models,
    vault: testVault(),
    async empty(...named) {
      const db = database.db as Db; // connected, or `createIndexes` would have failed
      const remove = (names: readonly string[]): Promise<unknown> =>
        Promise.all(names.map((name) => db.collection(name).deleteMany({})));
      // A look at all sixty of them, many hundred times, is most of what an outside engine would be asked.
      const names = named.length > 0 ? named : [...written];
      try {
        await remove(await checkDocuments(db, names));
      } catch (error) {
        await remove(names);
        throw error;
      }
    },
    async close() {
      try {
        await checkDocuments(database.db as Db); // as above
      } finally {
        await database.dropDatabase();
        await database.close();
      }
    },
  };
};
