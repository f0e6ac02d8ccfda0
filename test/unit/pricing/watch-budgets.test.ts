import { levelOf, type Budget, type BudgetStanding } from '../../../src/pricing/budget.ts';
import {
  makeWatchBudgets,
  tellingOf,
  type BudgetState,
  type BudgetWatchParts,
} from '../../../src/pricing/watch-budgets.ts';
import { startOfTests, tenantA, tenantB } from '../../support/builders-api.ts';
import { fakeClock } from '../../support/app-ports.ts';

/** One tenant whose month has come to 15, and what is told about its budget. */
const spent15 = () => {
  const told: string[] = [];
  let budget = '';
  let standing: BudgetStanding | null = null;
  const stateOf = (amount: string): BudgetState & { budget: Budget } => {
    const named = { amount, currency: 'USD', warnAtPercent: 80, updatedAt: startOfTests, updatedBy: 'key:a' };
    const monthEndsAt = new Date('2026-11-30T21:00:00.000Z');
    return {
      month: '2026-11',
      level: levelOf(named, '15'),
      spent: '15',
      unpriced: 0,
      monthEndsAt,
      budget: named,
    };
  };
  const parts: Pick<BudgetWatchParts, 'tenantIds' | 'readBudget' | 'hold' | 'tell' | 'clock'> = {
    tenantIds: async () => [tenantA],
    readBudget: async () => stateOf(budget),
    hold: async () => undefined,
    tell: async (_tenantId, of) => void told.push(tellingOf(of)),
    clock: fakeClock(),
  };
  const settings = {
    find: async () => ({ standing }),
    saveStanding: async (_tenantId: string, saved: BudgetStanding) => {
      standing = saved;
    },
  };
  const watch = makeWatchBudgets({ ...parts, settings } as unknown as BudgetWatchParts);
  return {
    told,
    watchAt: async (amount: string): Promise<void> => {
      budget = amount;
      await watch();
    },
    standing: () => standing,
  };
};

describe('the watch over budgets', () => {
  it('told once for each amount: raised and used up all the same is told again, raised above what was spent is not', async () => {
    const month = spent15();
    for (const amount of ['10', '10', '12', '12', '17', '17', '100']) await month.watchAt(amount);
    expect(month.told).toEqual([
      ...['2026-11:exhausted:10:USD', '2026-11:exhausted:12:USD', '2026-11:warned:17:USD'],
    ]);
    expect(month.standing()).toMatchObject({ level: 'within', amount: '100', spent: '15' });
  });

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
