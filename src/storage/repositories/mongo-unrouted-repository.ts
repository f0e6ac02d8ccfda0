import type { Binary } from 'mongodb';
import type { Model } from 'mongoose';
import { Tally } from '../../shared/tally.ts';
import type { Models } from '../models.ts';
import { deployment, type Vault } from '../vault.ts';
import { newlyDead, type DeadPart } from './dead-document.ts';
import { unavailable } from '../write-errors.ts';
import { insertOnce } from './insert-once.ts';
import type { UnroutedRepository } from '../../inbox/unrouted.repository.ts';

interface UnroutedDocument {
  _id: string;
  phoneNumberId: string | null;
  body: Binary;
  receivedAt: Date;
  expireAt: Date;
  dead: DeadPart;
}

/** Long enough to set the number up; it holds people's messages, so not for ever. */
const keptMs = 30 * 24 * 60 * 60_000;

/** Webhooks of numbers that no tenant has yet, sealed with the deployment's own key. */
export class MongoUnroutedRepository implements UnroutedRepository {
  readonly #unrouted: Model<UnroutedDocument>;
  readonly #vault: Vault;
  readonly #tally: Tally;

  constructor(models: Models, vault: Vault, tally = new Tally()) {
    this.#tally = tally;
    this.#unrouted = models.model<UnroutedDocument>('unrouted');
    this.#vault = vault;
  }

  async store(entries: Parameters<UnroutedRepository['store']>[0]): Promise<void> {
    const documents = entries.map(({ id, unit, receivedAt }): UnroutedDocument => ({
      _id: id,
      phoneNumberId: unit.phoneNumberId,
      body: this.#vault.seal(deployment, 'unrouted', id, 'body', { raw: unit.raw, unit }),
      receivedAt,
      expireAt: new Date(receivedAt.getTime() + keptMs),
      dead: newlyDead('unrouted', receivedAt),
    }));
    await insertOnce(this.#unrouted, documents).catch((error: unknown) => {
      throw unavailable('webhook', error);
    });
    this.#tally.add('inbox_unrouted', entries.length);
  }
}
