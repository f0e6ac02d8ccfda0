import type { TenantId } from '../shared/ids.ts';
import type { Budget, BudgetStanding } from './budget.ts';
import type { PriceList } from './price-list.ts';

/** A price list of the tenant's own, with who put it there. */
export interface OwnPriceList extends Omit<PriceList, 'isEstimate'> {
  updatedAt: Date;
  updatedBy: string;
}

/** What a tenant said about prices and its budget; null: nothing. */
export interface PriceSettings {
  list: OwnPriceList | null;
  budget: Budget | null;
  /** Null: nothing was ever told. */
  standing: BudgetStanding | null;
  /** How often each was set or taken away (ADR 0039); left out: never since that is counted. */
  listRev?: number;
  budgetRev?: number;
}

export interface PriceSettingsRepository {
  find(tenantId: TenantId): Promise<PriceSettings>;
  /**
   * Null takes it away. False: there was none to take away. `seenRev`: rejects with `PreconditionFailed` when it is not at this
   * revision any more. Left out or null: whatever is there.
   */
  saveList(tenantId: TenantId, list: OwnPriceList | null, seenRev?: number | null): Promise<boolean>;
  saveBudget(tenantId: TenantId, budget: Budget | null, seenRev?: number | null): Promise<boolean>;
  saveStanding(tenantId: TenantId, standing: BudgetStanding): Promise<void>;
}
