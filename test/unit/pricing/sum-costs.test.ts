import { platformPrices, type PriceList } from '../../../src/pricing/price-list.ts';
import { sumCosts, totalOf, type DatedCount } from '../../../src/pricing/sum-costs.ts';

const count = (changes: Partial<DatedCount>): DatedCount => ({
  ...{ channelId: 'chn_1', market: 'TR', category: 'service', charged: 0, expected: 0, free: 0 },
  ...{ month: '2026-11', date: '2026-11-23' },
  ...changes,
});
const list: PriceList = { ...platformPrices, freeServicePerMonth: 10 };
const byMonth = (counts: readonly DatedCount[], prices = list) =>
  sumCosts(counts, prices, ({ month }) => month).get('2026-11');

describe('sumCosts', () => {
  it('fewer than the free messages of the month: no money', () => {
    expect(byMonth([count({ charged: 6, expected: 4 })])).toEqual({
      ...{ charged: 0, expected: 0, free: 10, unpriced: 0, amount: '0', expectedAmount: '0' },
    });
  });

  it('more: those beyond, in the order of time, delivered ones free first', () => {
    const sum = byMonth([count({ charged: 8 }), count({ charged: 3, expected: 2 })]);
    expect(sum).toMatchObject({
      charged: 1,
      expected: 2,
      free: 10,
      amount: '0.0009',
      expectedAmount: '0.0018',
    });
  });

  it('what the platform called free uses them up as well', () => {
    expect(byMonth([count({ free: 10 }), count({ charged: 1 })])).toMatchObject({ charged: 1, free: 10 });
  });

  it('free by an entry point: leaves the free messages of the month to others', () => {
    expect(byMonth([count({ free: 10, freeEntry: 8 }), count({ charged: 9 })])).toMatchObject({
      ...{ charged: 1, free: 18 },
    });
  });

  it('another number, another month, a template: none of them uses them up', () => {
    const others = [
      count({ channelId: 'chn_2', charged: 10 }),
      count({ month: '2026-10', date: '2026-10-23', charged: 10 }),
      count({ category: 'utility', charged: 10 }),
    ];
    expect(byMonth([...others, count({ charged: 10 })])).toMatchObject({
      charged: 10,
      free: 20,
      amount: '0.009',
    });
  });

  it('a price that changed within the month: each day by its own', () => {
    const changing: PriceList = {
      ...platformPrices,
      prices: [
        { market: 'TR', category: 'utility', from: '2026-01-01', until: '2026-11-15', amount: '0.1' },
        { market: 'TR', category: 'utility', from: '2026-11-15', until: null, amount: '0.2' },
      ],
    };
    const counts = ['2026-11-14', '2026-11-15'].map((date) =>
      count({ category: 'utility', date, charged: 3 }),
    );
    expect(byMonth(counts, changing)?.amount).toBe('0.9');
  });

  it('a country without a price: counted, in no amount', () => {
    expect(byMonth([count({ market: 'DE', category: 'utility', charged: 2, expected: 1 })])).toMatchObject({
      ...{ charged: 2, expected: 1, unpriced: 3, amount: '0' },
    });
  });

  it('ten million of them: exact to the last digit', () => {
    expect(byMonth([count({ category: 'utility', charged: 10_000_001 })])?.amount).toBe('9000.0009');
  });

  it('total: the sum of the rows', () => {
    const rows = sumCosts(
      [count({ charged: 12 }), count({ category: 'utility', charged: 1 })],
      list,
      ({ category }) => category,
    );
    expect(totalOf(rows.values())).toMatchObject({ charged: 3, free: 10, amount: '0.0027' });
  });
});
