import { compareDecimals, timesDecimal } from '../money/decimal.ts';

/** What a tenant wants to spend on messages in a calendar month of its zone. */
export interface Budget {
  /** Decimal string. */
  amount: string;
  /** ISO 4217, that of the price list. */
  currency: string;
  /** Staff is told at this part of it, 1 to 100. */
  warnAtPercent: number;
  updatedAt: Date;
  updatedBy: string;
}

/** `exhausted`: what may wait is held until the month is over or the budget is raised. */
export type BudgetLevel = 'within' | 'warned' | 'exhausted';

/** What a tenant was told last about its budget: told once for each month, amount and level. */
export interface BudgetStanding {
  /** `YYYY-MM`, local. */
  month: string;
  level: BudgetLevel;
  /** The budget that it was told of; standings of before have neither. */
  amount?: string;
  currency?: string;
  /** Delivered and on their way: what the month will come to so far. */
  spent: string;
  at: Date;
}

/** `spent` in the budget's currency. A budget of nothing is used up from the beginning. */
export const levelOf = (
  { amount, warnAtPercent }: Pick<Budget, 'amount' | 'warnAtPercent'>,
  spent: string,
): BudgetLevel => {
  if (compareDecimals(spent, amount) >= 0) return 'exhausted';
  const warnsAt = timesDecimal(amount, warnAtPercent);
  return compareDecimals(timesDecimal(spent, 100), warnsAt) >= 0 ? 'warned' : 'within';
};
