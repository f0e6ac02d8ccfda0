import { overlapOf, platformPrices, priceOf, type PriceRow } from '../../../src/pricing/price-list.ts';

const row = (changes: Partial<PriceRow>): PriceRow => ({
  ...{ market: 'TR', category: 'utility', from: '2026-01-01', until: null, amount: '0.01' },
  ...changes,
});

describe('priceOf', () => {
  const prices = [
    row({ until: '2026-10-01' }),
    row({ from: '2026-10-01', amount: '0.02' }),
    row({ market: '*', amount: '0.05' }),
    row({ category: 'marketing', amount: '0.09' }),
  ];

  it.each([
    ['on its last day', 'TR', '2026-09-30', '0.01'],
    ['on the day of the change', 'TR', '2026-10-01', '0.02'],
    ['of a market without a row', 'DE', '2026-10-01', '0.05'],
    ['before the first row', 'TR', '2025-12-31', null],
  ])('%s: %s on %s is %s', (_what, market, date, amount) => {
    expect(priceOf({ prices }, { market, category: 'utility', date })?.amount ?? null).toBe(amount);
  });

  it('of a category nobody listed: not known, whatever others cost', () => {
    expect(priceOf({ prices }, { market: 'TR', category: 'service', date: '2026-11-01' })).toBeNull();
  });

  it.each([
    ['2026-09-30', '0'],
    ['2026-10-01', '0.0009'],
  ])('words inside the window on %s in our own list: %s (platform 9.6)', (date, amount) => {
    expect(priceOf(platformPrices, { market: 'TR', category: 'service', date })?.amount).toBe(amount);
  });
});

describe('overlapOf', () => {
  it.each([
    ['one after the other', [row({ until: '2026-05-01' }), row({ from: '2026-05-01' })], false],
    ['one without an end before another', [row({}), row({ from: '2026-05-01' })], true],
    ['of two markets', [row({}), row({ market: 'DE' })], false],
    ['of two categories', [row({}), row({ category: 'marketing' })], false],
    ['twice the same', [row({ until: '2026-05-01' }), row({ until: '2026-05-01' })], true],
  ])('%s: %s', (_what, prices, overlaps) => {
    expect(overlapOf(prices) !== null).toBe(overlaps);
    expect(overlapOf([...prices].reverse()) !== null).toBe(overlaps);
  });

  it('our own list: none', () => {
    expect(overlapOf(platformPrices.prices)).toBeNull();
  });
});
