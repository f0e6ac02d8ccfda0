import type { PriceCategory } from './price-list.ts';

/** How many messages of one kind a number sent in an hour, by what became of them. */
export interface CostCount {
  channelId: string;
  market: string;
  category: PriceCategory;
  charged: number;
  expected: number;
  free: number;
  /** Of the free ones: by an entry point of the platform, which are none of a number's free messages of the month; left out: none. */
  freeEntry?: number;
}

/** What was sent within one hour of the clock (UTC). Counted anew, never added to: counting twice is counting once. */
export interface CostHour {
  hour: Date;
  counts: readonly CostCount[];
}

export const hourMs = 60 * 60_000;

export const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / hourMs) * hourMs);

const day = 24 * hourMs;
/** Statuses come late: a telephone may be off for weeks. Each hour is looked at again at these ages. */
const lookedAtAgain: readonly number[] = [2 * hourMs, day, 3 * day, 7 * day, 31 * day];

/** When an hour counted at `now` has to be counted again; null: its messages are too old for news. */
export const recountAt = (hour: Date, now: Date): Date | null => {
  const end = hour.getTime() + hourMs;
  const next = lookedAtAgain.find((age) => end + age > now.getTime());
  return next === undefined ? null : new Date(end + next);
};
