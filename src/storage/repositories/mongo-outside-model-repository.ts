import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import type { OutsideModel } from '../../outside/outside-model.ts';
import type { OutsideModelRepository } from '../../outside/outside-model.repository.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { readLimit } from './paging.ts';

interface TenantDocument {
  _id: TenantId;
  outsideModel?: Binary;
}

/** Sealed as a whole: an address may carry a secret of its own. */
type Body = Omit<OutsideModel, 'tenantId'>;

const field = 'outsideModel';

/** A part of the tenant's document. */
export class MongoOutsideModelRepository implements OutsideModelRepository {
  readonly #tenants: Model<TenantDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#tenants = models.model<TenantDocument>('tenants');
    this.#vault = vault;
  }

  async find(tenantId: TenantId): Promise<OutsideModel | null> {
    const found = await this.#tenants
      .findOne({ _id: tenantId }, { [field]: 1 }, readLimit)
      .lean<TenantDocument>();
    if (found?.outsideModel === undefined) return null;
    const body = this.#vault.open<Body>(tenantId, 'tenants', tenantId, field, found.outsideModel);
    return { ...body, tenantId };
  }

  async save({ tenantId, ...body }: OutsideModel): Promise<void> {
    const outsideModel = this.#vault.seal(tenantId, 'tenants', tenantId, field, body);
    await this.#tenants.updateOne({ _id: tenantId }, { $set: { outsideModel } }).exec();
  }

  async remove(tenantId: TenantId): Promise<boolean> {
    const { modifiedCount } = await this.#tenants
      .updateOne({ _id: tenantId, outsideModel: trusted({ $exists: true }) }, { $unset: { outsideModel: 1 } })
      .exec();
    return modifiedCount === 1;
  }
}
