import type { Billed } from '../vocabulary/billed.ts';
import { priceCategories, priceOf, type PriceCategory, type PriceList } from './price-list.ts';
import { readTariff, type Tariff } from './tariff.ts';

/**
 * Where a message stands with what it costs. The platform charges what was delivered (platform 9.6): `expected` was taken and is
 * on its way, `free` the platform says is free, `none` cost nothing because it never arrived or never left.
 */
export type ChargeState = 'charged' | 'expected' | 'free' | 'none';

/** What of a message that was sent decides what it costs. */
export interface ChargeFacts {
  outcome: string | null;
  /** Why it was given up after all; a code of the platform. */
  reason: string | null;
  attempt: number;
  statuses: readonly { status: string; attempt: number; billed?: Billed }[];
}

const reached: ReadonlySet<string> = new Set(['delivered', 'read', 'played']);

export const chargeStateOf = ({ outcome, reason, attempt, statuses }: ChargeFacts): ChargeState => {
  if (statuses.some(({ status }) => reached.has(status)))
    return statuses.some(({ billed }) => billed?.type.startsWith('free') === true) ? 'free' : 'charged';
  if (outcome !== 'accepted' || reason?.startsWith('graph_') === true) return 'none';
  const isLost = statuses.some((fact) => fact.status === 'failed' && fact.attempt === attempt);
  return isLost ? 'none' : 'expected';
};

/** It is free because of how the person came (platform 9.2), whatever was sent before. */
export const isFreeEntry = ({ statuses }: Pick<ChargeFacts, 'statuses'>): boolean =>
  statuses.some(({ billed }) => billed?.type === 'free_entry_point');

/** The platform's own word where it said one: `marketing_lite` is marketing, `authentication-international` a code. */
export const chargedAs = (
  tariff: Tariff,
  { statuses }: Pick<ChargeFacts, 'statuses'>,
): { market: string; category: PriceCategory } | null => {
  const planned = readTariff(tariff);
  const said = statuses.find(({ billed }) => billed !== undefined)?.billed?.category;
  const category = priceCategories.find(
    (one) => said === one || said?.startsWith(`${one}_`) === true || said?.startsWith(`${one}-`) === true,
  );
  return planned === null ? null : { ...planned, category: category ?? planned.category };
};

/** What one message costs, as the list says; the free allotment of a month is nobody's message and stands with the sums. */
export interface MessageCost {
  state: ChargeState;
  market: string;
  category: PriceCategory;
  /** Decimal string; null: the list has no price for it. */
  amount: string | null;
  currency: string;
  isEstimate: boolean;
}

/** Null: it was never sent, or a release before did not say as what. */
export const messageCost = (
  { tariff, date, ...facts }: ChargeFacts & { tariff: Tariff | undefined; date: string },
  list: PriceList,
): MessageCost | null => {
  const as = tariff === undefined ? null : chargedAs(tariff, facts);
  if (as === null) return null;
  const state = chargeStateOf(facts);
  const amount =
    state === 'none' || state === 'free' ? '0' : (priceOf(list, { ...as, date })?.amount ?? null);
  return { state, ...as, amount, currency: list.currency, isEstimate: list.isEstimate };
};
