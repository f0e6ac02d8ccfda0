import { sumOfDecimals } from '../money/decimal.ts';
import { localDate } from '../timers/business-calendar.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import { levelOf, type Budget, type BudgetLevel, type BudgetStanding } from './budget.ts';
import type { CostRepository } from './cost.repository.ts';
import type { CountCosts } from './count-costs.ts';
import { localMonth, monthAround } from './local-month.ts';
import { listOf } from './read-costs.ts';
import type { PriceSettingsRepository } from './price-settings.repository.ts';
import { sumCosts, totalOf } from './sum-costs.ts';

/** Where the month stands against the tenant's budget. */
export interface BudgetState {
  month: string;
  level: BudgetLevel;
  /** Delivered and on their way, in the budget's currency. */
  spent: string;
  /** Delivered and on their way, in no amount: the price list has nothing for them. */
  unpriced: number;
  monthEndsAt: Date;
}

export interface BudgetParts {
  costs: CostRepository;
  settings: PriceSettingsRepository;
  countCosts: CountCosts;
  timeZoneOf(tenantId: TenantId): Promise<string>;
  clock: Clock;
}

/** What the month came to so far; null: the tenant has no budget. */
export const makeReadBudget =
  ({ costs, settings, countCosts, timeZoneOf, clock }: BudgetParts) =>
  async (tenantId: TenantId): Promise<(BudgetState & { budget: Budget }) | null> => {
    const { budget } = await settings.find(tenantId);
    if (budget === null) return null;
    await countCosts(tenantId);
    const timeZone = await timeZoneOf(tenantId);
    const now = clock.now();
    const { from, to } = monthAround(now, timeZone);
    const month = localMonth(now, timeZone);
    const counts = (await costs.hours(tenantId, from, to)).flatMap(({ hour, counts: kinds }) =>
      kinds.map((count) => ({ ...count, month, date: localDate(hour, timeZone) })),
    );
    const { amount, expectedAmount, unpriced } = totalOf(
      sumCosts(counts, await listOf(settings, tenantId), () => month).values(),
    );
    const spent = sumOfDecimals([amount, expectedAmount]);
    return { month, level: levelOf(budget, spent), spent, unpriced, monthEndsAt: to, budget };
  };

export type ReadBudget = ReturnType<typeof makeReadBudget>;

export interface BudgetWatchParts extends BudgetParts {
  tenantIds(): Promise<readonly string[]>;
  readBudget: ReadBudget;
  /** Staff and the business system; telling twice is telling once. */
  tell(tenantId: TenantId, told: BudgetState & { budget: Budget }): Promise<void>;
  /** The budget does not see some messages: staff hears of it once a month. */
  tellUnpriced(tenantId: TenantId, unseen: Pick<BudgetState, 'month' | 'unpriced'>): Promise<void>;
  /** What may wait is held from now on, or nothing is any more. */
  hold(tenantId: TenantId, until: Date | null): Promise<void>;
}

/**
 * Looks at each tenant's month: tells when a part of the budget is spent and when all of it is, once for each month and amount,
 * and says what follows. A level that is lower again (a raised budget, a new month) is told to nobody.
 */
export const makeWatchBudgets = (parts: BudgetWatchParts) => async (): Promise<void> => {
  const failures: unknown[] = [];
  for (const id of await parts.tenantIds()) {
    try {
      await watch(parts, id as TenantId); // of our own directory
    } catch (error) {
      // One tenant's trouble is no other's; whoever runs this hears of it when all were looked at.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'budgets could not be watched');
};

const watch = async (
  { readBudget, settings, tell, tellUnpriced, hold, clock }: BudgetWatchParts,
  tenantId: TenantId,
): Promise<void> => {
  const state = await readBudget(tenantId);
  await hold(tenantId, state?.level === 'exhausted' ? state.monthEndsAt : null);
  if (state === null) return;
  if (state.unpriced > 0) await tellUnpriced(tenantId, state);
  const { standing } = await settings.find(tenantId);
  if (isTold(standing, state)) return;
  if (state.level !== 'within') await tell(tenantId, state);
  const { month, level, spent, budget } = state;
  const { amount, currency } = budget;
  await settings.saveStanding(tenantId, { month, level, amount, currency, spent, at: clock.now() });
};

/** A budget that was raised and is used up all the same is news; so is a used-up one that was lowered. */
const isTold = (
  standing: BudgetStanding | null,
  { month, level, budget: { amount, currency } }: BudgetState & { budget: Budget },
): boolean =>
  standing?.month === month &&
  standing.level === level &&
  standing.amount === amount &&
  standing.currency === currency;

/** For names of what is told: a raised budget is told about anew. */
export const tellingOf = ({ month, level, budget }: BudgetState & { budget: Budget }): string =>
  `${month}:${level}:${budget.amount}:${budget.currency}`;
