import { makeWatchBudgets, type BudgetWatchParts } from '../../../src/pricing/watch-budgets.ts';
import { tenantA, tenantB } from '../../support/builders-api.ts';
import { fakeClock } from '../../support/app-ports.ts';

describe('the watch over budgets', () => {
  it('one tenant cannot be read: the others are looked at all the same, and it is said', async () => {
    const held: [string, Date | null][] = [];
    const parts: Pick<BudgetWatchParts, 'tenantIds' | 'readBudget' | 'hold' | 'clock'> = {
      tenantIds: async () => [tenantA, tenantB],
      readBudget: async (tenantId) => {
        if (tenantId === tenantA) throw new Error('sealed with another key');
        return null;
      },
      hold: async (tenantId, until) => void held.push([tenantId, until]),
      clock: fakeClock(),
    };
    // The rest is asked for where there is a budget.
    const watch = makeWatchBudgets(parts as BudgetWatchParts);

    await expect(watch()).rejects.toThrow('budgets could not be watched');
    expect(held).toEqual([[tenantB, null]]);
  });
});
