import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import type { Budget, BudgetStanding } from '../../pricing/budget.ts';
import type {
  OwnPriceList,
  PriceSettings,
  PriceSettingsRepository,
} from '../../pricing/price-settings.repository.ts';
import { PreconditionFailed } from '../../shared/errors.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { isDuplicateKey } from '../write-errors.ts';
import { againOnDuplicate } from './again-on-duplicate.ts';
import { atRev } from './at-rev.ts';
import { readLimit } from './paging.ts';

type Field = 'list' | 'budget' | 'standing';
type PricingDocument = { _id: TenantId; tenantId: TenantId } & { [field in Field]?: Binary } & {
  listRev?: number;
  budgetRev?: number;
};

const collection = 'pricing';

/** Amounts of money, so every part is sealed; each is written alone, so that two of them never overwrite each other. */
export class MongoPriceSettingsRepository implements PriceSettingsRepository {
  readonly #pricing: Model<PricingDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#pricing = models.model<PricingDocument>(collection);
    this.#vault = vault;
  }

  async find(tenantId: TenantId): Promise<PriceSettings> {
    const found = await this.#pricing
      .findOne({ _id: tenantId, tenantId }, null, readLimit)
      .lean<PricingDocument>();
    const opened = <T>(field: Field): T | null => {
      const sealed = found?.[field];
      return sealed === undefined ? null : this.#vault.open<T>(tenantId, collection, tenantId, field, sealed);
    };
    return {
      list: opened<OwnPriceList>('list'),
      budget: opened<Budget>('budget'),
      standing: opened<BudgetStanding>('standing'),
      listRev: found?.listRev ?? 0,
      budgetRev: found?.budgetRev ?? 0,
    };
  }

  saveList(tenantId: TenantId, list: OwnPriceList | null, seenRev: number | null = null): Promise<boolean> {
    return this.#save(tenantId, 'list', list, seenRev);
  }

  saveBudget(tenantId: TenantId, budget: Budget | null, seenRev: number | null = null): Promise<boolean> {
    return this.#save(tenantId, 'budget', budget, seenRev);
  }

  async saveStanding(tenantId: TenantId, standing: BudgetStanding): Promise<void> {
    await this.#save(tenantId, 'standing', standing, null);
  }

  async #save(
    tenantId: TenantId,
    field: Field,
    value: object | null,
    seenRev: number | null,
  ): Promise<boolean> {
    const seen = seenRev === null ? {} : { [`${field}Rev`]: atRev(seenRev) };
    const counted = field === 'standing' ? {} : { $inc: { [`${field}Rev`]: 1 } };
    if (value === null) {
      const { modifiedCount } = await this.#pricing
        .updateOne(
          { _id: tenantId, [field]: trusted({ $exists: true }), ...seen, tenantId },
          { $unset: { [field]: 1 }, ...counted },
        )
        .exec();
      if (modifiedCount === 0 && seenRev !== null && (await this.#has(tenantId, field))) throw changed();
      return modifiedCount === 1;
    }
    const sealed = this.#vault.seal(tenantId, collection, tenantId, field, value);
    const change = { $set: { [field]: sealed }, ...counted };
    try {
      await againOnDuplicate(() =>
        this.#pricing.updateOne({ _id: tenantId, ...seen, tenantId }, change, { upsert: true }).exec(),
      );
    } catch (error) {
      // There is a record, and it is not the one that was asked for.
      if (seenRev !== null && isDuplicateKey(error)) throw changed();
      throw error;
    }
    return true;
  }

  async #has(tenantId: TenantId, field: Field): Promise<boolean> {
    const filter = { _id: tenantId, [field]: trusted({ $exists: true }), tenantId };
    return (await this.#pricing.countDocuments(filter, { limit: 1 })) === 1;
  }
}

const changed = (): PreconditionFailed => new PreconditionFailed('It was changed since it was read.');
