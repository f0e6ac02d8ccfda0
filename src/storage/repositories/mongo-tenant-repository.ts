import type { Model } from 'mongoose';
import type { Tenant } from '../../channels/channel.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import { againOnDuplicate } from './again-on-duplicate.ts';
import { readLimit } from './paging.ts';
import type { TenantRepository } from '../../channels/tenant.repository.ts';

type TenantDocument = Omit<Tenant, 'id'> & { _id: TenantId };

export class MongoTenantRepository implements TenantRepository {
  readonly #tenants: Model<TenantDocument>;

  constructor(models: Models) {
    this.#tenants = models.model<TenantDocument>('tenants');
  }

  async find(id: TenantId): Promise<Tenant | null> {
    const found = await this.#tenants
      .findOne({ _id: id }, { outsideModel: 0, outsideModelRev: 0, statedThrough: 0 }, readLimit)
      .lean<TenantDocument>();
    if (found === null) return null;
    const { _id, ...rest } = found;
    return { id: _id, ...rest };
  }

  async save(tenant: Tenant): Promise<void> {
    const { name, workingHours, timeZone, language, wrappedDataKey, createdAt } = tenant;
    await againOnDuplicate(() =>
      this.#tenants
        .updateOne(
          { _id: tenant.id },
          {
            $set: { name, workingHours, timeZone, language },
            // What is sealed with the first key could never be read with a second one.
            $setOnInsert: { wrappedDataKey, createdAt },
          },
          { upsert: true },
        )
        .exec(),
    );
  }
}
