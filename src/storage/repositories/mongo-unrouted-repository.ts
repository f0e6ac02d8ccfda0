import type { Binary } from 'mongodb';
import type { UnroutedRepository } from '../../inbox/inbox.repository.ts';
import type { Models } from '../models.ts';
import { deployment, type Vault } from '../vault.ts';
import { duplicatesOf, unavailable } from '../write-errors.ts';

interface UnroutedDocument {
  _id: string;
  phoneNumberId: string | null;
  body: Binary;
  receivedAt: Date;
  expireAt: Date;
}

/** Long enough to set the number up; it holds people's messages, so not for ever. */
const keptMs = 30 * 24 * 60 * 60_000;

/** Webhooks of numbers that no tenant has yet, sealed with the deployment's own key. */
export class MongoUnroutedRepository implements UnroutedRepository {
  readonly #models: Models;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#models = models;
    this.#vault = vault;
  }

  async store(entries: Parameters<UnroutedRepository['store']>[0]): Promise<void> {
    if (entries.length === 0) return;
    const documents = entries.map(({ id, raw, phoneNumberId, receivedAt }): UnroutedDocument => ({
      _id: id,
      phoneNumberId,
      body: this.#vault.seal(deployment, 'unrouted', id, 'body', { raw }),
      receivedAt,
      expireAt: new Date(receivedAt.getTime() + keptMs),
    }));
    try {
      await this.#models.collection<UnroutedDocument>('unrouted').insertMany(documents, { ordered: false });
    } catch (error) {
      if (duplicatesOf(error) === null) throw unavailable('webhook', error);
    }
  }
}
