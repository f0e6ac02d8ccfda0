import type { ApiPorts } from '../../src/api/api-routes.ts';
import type { PriceSettings } from '../../src/pricing/price-settings.repository.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import type { Held } from './held.ts';

type CostPorts = Pick<ApiPorts, 'readCosts' | 'readBudget' | 'priceSettings' | 'budgetChanged'>;

const nothingSaid: PriceSettings = { list: null, budget: null, standing: null };
const nothing = { charged: 0, expected: 0, free: 0, unpriced: 0, amount: '0', expectedAmount: '0' };

/** Prices and budgets over a map; nothing was ever sent. */
export const costPorts = (held: Held): CostPorts => {
  const of = (tenantId: TenantId): PriceSettings => held.priceSettings.get(tenantId) ?? nothingSaid;
  const save = async (tenantId: TenantId, change: Partial<PriceSettings>): Promise<boolean> => {
    const known = of(tenantId);
    held.priceSettings.set(tenantId, { ...known, ...change });
    return Object.entries(change).some(
      ([field, value]) => value !== null || known[field as keyof PriceSettings] !== null,
    );
  };
  return {
    readCosts: async () => ({ list: { currency: 'USD', isEstimate: true }, rows: [], total: nothing }),
    readBudget: async (tenantId) => {
      const { budget } = of(tenantId);
      const monthEndsAt = new Date('2026-11-30T21:00:00.000Z');
      return budget && { budget, month: '2026-11', level: 'within', spent: '0', unpriced: 0, monthEndsAt };
    },
    priceSettings: {
      find: async (tenantId) => of(tenantId),
      saveList: (tenantId, list) => save(tenantId, { list }),
      saveBudget: (tenantId, budget) => save(tenantId, { budget }),
      saveStanding: async (tenantId, standing) => {
        await save(tenantId, { standing });
      },
    },
    budgetChanged: async () => undefined,
  };
};
