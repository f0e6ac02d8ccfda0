import { finite, text } from './wire-values.ts';

/** Words of the platform for its steps (platform 2.3, 9.4); null: no limit. `TIER_NOT_SET` says nothing. */
const tiers: ReadonlyMap<string, number | null> = new Map([
  ['TIER_50', 50],
  ['TIER_250', 250],
  ['TIER_1K', 1_000],
  ['TIER_2K', 2_000],
  ['TIER_10K', 10_000],
  ['TIER_100K', 100_000],
  ['TIER_UNLIMITED', null],
]);

/** How many people a portfolio may write to first within a day; undefined: it does not say. */
export const readDailyLimit = (value: unknown): { people: number | null } | undefined => {
  const word = text(value);
  if (word !== null && tiers.has(word)) return { people: tiers.get(word) ?? null };
  const number = finite(value) ?? (word !== null && /^-?\d{1,9}$/.test(word) ? Number(word) : null);
  if (number === null || !Number.isInteger(number) || number === 0 || number < -1) return undefined;
  return { people: number === -1 ? null : number };
};
