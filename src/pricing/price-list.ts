/**
 * What the platform charges a message as (platform 9.6): a template by its category, words inside the service window as
 * `service`. The names are those of `pricing.category` in its statuses.
 */
export const priceCategories = ['marketing', 'utility', 'authentication', 'service'] as const;
export type PriceCategory = (typeof priceCategories)[number];

/** Recipients' markets are countries (ISO 3166-1 alpha-2, by the calling code); this one is every country without a row of its own. */
export const anyMarket = '*';

/** What one delivered message costs, from a local date on until another, which does not count any more. */
export interface PriceRow {
  market: string;
  category: PriceCategory;
  /** `YYYY-MM-DD`. */
  from: string;
  /** Null: until further notice. */
  until: string | null;
  /** Decimal string in the list's currency. */
  amount: string;
}

export interface PriceList {
  /** ISO 4217. */
  currency: string;
  /** Where the figures are from. */
  source: string;
  /** They were read nowhere for this account: good for an estimate, not for a bill. */
  isEstimate: boolean;
  /** Delivered `service` messages of a number that cost nothing in a calendar month. */
  freeServicePerMonth: number;
  prices: readonly PriceRow[];
}

const platformPricingPage =
  'https://developers.facebook.com/documentation/business-messaging/whatsapp/pricing';

/**
 * The platform's prices as far as we know them (platform 9.6, ADR 0051). The model and its dates are the platform's: until 30
 * September 2026 words inside the window cost nothing, from 1 October on they cost the utility rate. The amounts are estimates for
 * the market we write to: the account's own rate card takes their place (`PUT /v1/prices`).
 */
export const platformPrices: PriceList = {
  currency: 'USD',
  source: platformPricingPage,
  isEstimate: true,
  freeServicePerMonth: 1_000,
  prices: [
    { market: anyMarket, category: 'service', from: '2024-11-01', until: '2026-10-01', amount: '0' },
    { market: 'TR', category: 'marketing', from: '2025-07-01', until: null, amount: '0.0109' },
    { market: 'TR', category: 'utility', from: '2025-07-01', until: '2026-04-01', amount: '0.0053' },
    { market: 'TR', category: 'utility', from: '2026-04-01', until: null, amount: '0.0009' },
    { market: 'TR', category: 'authentication', from: '2026-04-01', until: null, amount: '0.0009' },
    { market: 'TR', category: 'service', from: '2026-10-01', until: null, amount: '0.0009' },
  ],
};

/** The row of a market's own, else the one of every market; null: the price is not known. */
export const priceOf = (
  { prices }: Pick<PriceList, 'prices'>,
  { market, category, date }: { market: string; category: PriceCategory; date: string },
): PriceRow | null => {
  const inForce = prices.filter(
    (row) => row.category === category && row.from <= date && (row.until === null || date < row.until),
  );
  return (
    inForce.find((row) => row.market === market) ?? inForce.find((row) => row.market === anyMarket) ?? null
  );
};

/** Two rows of one market and category that are in force on the same day; null: there are none. */
export const overlapOf = (prices: readonly PriceRow[]): readonly [PriceRow, PriceRow] | null => {
  const sorted = [...prices].sort(
    (a, b) =>
      a.market.localeCompare(b.market) ||
      a.category.localeCompare(b.category) ||
      a.from.localeCompare(b.from),
  );
  for (const [index, row] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next?.market !== row.market || next.category !== row.category) continue;
    if (row.until === null || row.until > next.from) return [row, next];
  }
  return null;
};
