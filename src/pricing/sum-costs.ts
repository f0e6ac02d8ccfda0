import { sumOfDecimals, timesDecimal } from '../money/decimal.ts';
import type { CostCount } from './cost-hour.ts';
import { priceOf, type PriceList } from './price-list.ts';

/** Messages and money of one group; amounts are decimal strings in the list's currency. */
export interface CostSum {
  /** Delivered, to be paid. */
  charged: number;
  /** Taken by the platform, not delivered yet. */
  expected: number;
  /** Delivered, and free: the platform said so, or it is of the number's free messages of the month. */
  free: number;
  /** Of those to be paid: without a price in the list, so in no amount. */
  unpriced: number;
  amount: string;
  expectedAmount: string;
}

/** Counts of an hour with the local month and date they belong to. */
export interface DatedCount extends CostCount {
  month: string;
  date: string;
}

const nothing: CostSum = { charged: 0, expected: 0, free: 0, unpriced: 0, amount: '0', expectedAmount: '0' };

/**
 * Sums by what `keyOf` says; null: counted for the free messages of its month alone. `counts` in the order of time, from the
 * beginning of the first month on: the first so many `service` messages of a number in a month are the free ones (platform 9.6).
 */
export const sumCosts = (
  counts: readonly DatedCount[],
  list: PriceList,
  keyOf: (count: DatedCount) => string | null,
): ReadonlyMap<string, CostSum> => {
  const sums = new Map<string, CostSum>();
  const used = new Map<string, number>();
  for (const count of counts) {
    const priced = withAllotment(count, list, used);
    const key = keyOf(count);
    if (key !== null) sums.set(key, plus(sums.get(key) ?? nothing, priced, list, count));
  }
  return sums;
};

export const totalOf = (sums: Iterable<CostSum>): CostSum =>
  [...sums].reduce(
    (total, one) => ({
      charged: total.charged + one.charged,
      expected: total.expected + one.expected,
      free: total.free + one.free,
      unpriced: total.unpriced + one.unpriced,
      amount: sumOfDecimals([total.amount, one.amount]),
      expectedAmount: sumOfDecimals([total.expectedAmount, one.expectedAmount]),
    }),
    nothing,
  );

type Numbers = Pick<CostSum, 'charged' | 'expected' | 'free'>;

/** Takes from the number's free messages what is left of them: delivered ones first. What is free for another reason leaves them be. */
const withAllotment = (count: DatedCount, list: PriceList, used: Map<string, number>): Numbers => {
  const { charged, expected, free, freeEntry = 0, category, channelId, month } = count;
  if (category !== 'service') return { charged, expected, free };
  const key = `${channelId} ${month}`;
  const left = Math.max(0, list.freeServicePerMonth - (used.get(key) ?? 0));
  used.set(key, (used.get(key) ?? 0) + charged + expected + free - freeEntry);
  const freeCharged = Math.min(left, charged);
  const freeExpected = Math.min(left - freeCharged, expected);
  return {
    charged: charged - freeCharged,
    expected: expected - freeExpected,
    free: free + freeCharged + freeExpected,
  };
};

const plus = (
  sum: CostSum,
  { charged, expected, free }: Numbers,
  list: PriceList,
  { market, category, date }: DatedCount,
): CostSum => {
  const price = priceOf(list, { market, category, date })?.amount ?? null;
  return {
    charged: sum.charged + charged,
    expected: sum.expected + expected,
    free: sum.free + free,
    unpriced: sum.unpriced + (price === null ? charged + expected : 0),
    amount: sumOfDecimals([sum.amount, timesDecimal(price ?? '0', charged)]),
    expectedAmount: sumOfDecimals([sum.expectedAmount, timesDecimal(price ?? '0', expected)]),
  };
};
