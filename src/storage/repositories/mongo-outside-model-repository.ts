import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import type { OutsideModel } from '../../outside/outside-model.ts';
import type { OutsideModelRepository } from '../../outside/outside-model.repository.ts';
import { PreconditionFailed } from '../../shared/errors.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { atRev } from './at-rev.ts';
import { readLimit } from './paging.ts';

interface TenantDocument {
  _id: TenantId;
  outsideModel?: Binary;
  outsideModelRev?: number;
}

/** Sealed as a whole: an address may carry a secret of its own. */
type Body = Omit<OutsideModel, 'tenantId' | 'rev'>;

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
      .findOne({ _id: tenantId }, { [field]: 1, outsideModelRev: 1 }, readLimit)
      .lean<TenantDocument>();
    if (found?.outsideModel === undefined) return null;
    const body = this.#vault.open<Body>(tenantId, 'tenants', tenantId, field, found.outsideModel);
    return { ...body, rev: found.outsideModelRev ?? 0, tenantId };
  }

  async save(
    { tenantId, rev: _seen, ...body }: OutsideModel,
    seenRev: number | null = null,
  ): Promise<OutsideModel> {
    const outsideModel = this.#vault.seal(tenantId, 'tenants', tenantId, field, body);
    const saved = await this.#tenants
      .findOneAndUpdate(
        { _id: tenantId, ...seenAt(seenRev) },
        { $set: { outsideModel }, $inc: { outsideModelRev: 1 } },
        { returnDocument: 'after', projection: { outsideModelRev: 1 } },
      )
      .lean<TenantDocument>();
    if (saved === null) throw changed();
    return { ...body, tenantId, rev: saved.outsideModelRev ?? 0 };
  }

  async remove(tenantId: TenantId, seenRev: number | null = null): Promise<boolean> {
    const { modifiedCount } = await this.#tenants
      .updateOne(
        { _id: tenantId, outsideModel: trusted({ $exists: true }), ...seenAt(seenRev) },
        { $unset: { outsideModel: 1 }, $inc: { outsideModelRev: 1 } },
      )
      .exec();
    if (modifiedCount === 0 && seenRev !== null && (await this.find(tenantId)) !== null) throw changed();
    return modifiedCount === 1;
  }
}

const seenAt = (seenRev: number | null) => (seenRev === null ? {} : { outsideModelRev: atRev(seenRev) });

const changed = (): PreconditionFailed =>
  new PreconditionFailed('The model outside was changed since it was read.');
