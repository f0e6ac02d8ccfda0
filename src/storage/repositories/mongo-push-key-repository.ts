import type { Binary } from 'mongodb';
import type { Model } from 'mongoose';
import type { PushKeyRepository, PushKeys } from '../../notifications/push-key.repository.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { insertOnce } from './insert-once.ts';
import { majority } from './paging.ts';

/** Under the id of the tenant: there is one. */
interface KeyDocument {
  _id: string;
  tenantId: TenantId;
  createdAt: Date;
  publicKey: string;
  body: Binary;
}

const collection = 'pushkeys';

export class MongoPushKeyRepository implements PushKeyRepository {
  readonly #keys: Model<KeyDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#keys = models.model<KeyDocument>(collection);
    this.#vault = vault;
  }

  async find(tenantId: TenantId): Promise<PushKeys | null> {
    const found = await this.#keys.findOne({ _id: tenantId, tenantId }, null, majority).lean<KeyDocument>();
    if (found === null) return null;
    const { publicKey, body } = found;
    const { privateKey } = this.#vault.open<Pick<PushKeys, 'privateKey'>>(
      ...([tenantId, collection, tenantId, 'body', body] as const),
    );
    return { publicKey, privateKey };
  }

  async add(tenantId: TenantId, { publicKey, privateKey }: PushKeys, now: Date): Promise<PushKeys> {
    const body = this.#vault.seal(tenantId, collection, tenantId, 'body', { privateKey });
    await insertOnce(this.#keys, [{ _id: tenantId, tenantId, createdAt: now, publicKey, body }]);
    // Read back: of two, one's were stored.
    const stored = await this.find(tenantId);
    if (stored === null) throw new Error('the keys for push services were not stored');
    return stored;
  }
}
