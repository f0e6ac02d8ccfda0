import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import type { Budget, BudgetStanding } from '../../pricing/budget.ts';
import type {
  OwnPriceList,
  PriceSettings,
  PriceSettingsRepository,
} from '../../pricing/price-settings.repository.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { againOnDuplicate } from './again-on-duplicate.ts';
import { readLimit } from './paging.ts';

type Field = 'list' | 'budget' | 'standing';
type PricingDocument = { _id: TenantId; tenantId: TenantId } & { [field in Field]?: Binary };

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
    };
  }

  saveList(tenantId: TenantId, list: OwnPriceList | null): Promise<boolean> {
    return this.#save(tenantId, 'list', list);
  }

  saveBudget(tenantId: TenantId, budget: Budget | null): Promise<boolean> {
    return this.#save(tenantId, 'budget', budget);
  }

  async saveStanding(tenantId: TenantId, standing: BudgetStanding): Promise<void> {
    await this.#save(tenantId, 'standing', standing);
  }

  async #save(tenantId: TenantId, field: Field, value: object | null): Promise<boolean> {
    if (value === null) {
      const { modifiedCount } = await this.#pricing
        .updateOne(
          { _id: tenantId, tenantId, [field]: trusted({ $exists: true }) },
          { $unset: { [field]: 1 } },
        )
        .exec();
      return modifiedCount === 1;
    }
    const sealed = this.#vault.seal(tenantId, collection, tenantId, field, value);
    await againOnDuplicate(() =>
      this.#pricing
        .updateOne({ _id: tenantId, tenantId }, { $set: { [field]: sealed } }, { upsert: true })
        .exec(),
    );
    return true;
  }
}
