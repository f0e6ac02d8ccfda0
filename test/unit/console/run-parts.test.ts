import { costOf } from '../../../console/src/places/runs/cost.ts';
import { fieldOf, missingIn, withField } from '../../../console/src/places/runs/mapping.ts';
import { readQuantity, times } from '../../../console/src/parts/quantity.ts';

describe('an amount that a person types', () => {
  it.each([
    ['tr', '1.250,34', '1250.34'],
    ['tr', '1250,34', '1250.34'],
    ['tr', '12.020.040', '12020040'],
    ['tr', ' 7 ', '7'],
    ['tr', '007,5', '7.5'],
    ['en', '1,250.34', '1250.34'],
    ['en', '0.5', '0.5'],
  ] as const)('%s «%s» is %s', (language, typed, expected) => {
    expect(readQuantity(typed, language)).toBe(expected);
  });

  it.each([
    ['tr', '1,250.34'],
    ['tr', '1.25'],
    ['tr', '12.5000'],
    ['tr', '-5'],
    ['tr', ''],
    ['tr', '1e3'],
    ['en', '1.250,34'],
  ] as const)('%s «%s» is none: never guessed', (language, typed) => {
    expect(readQuantity(typed, language)).toBeNull();
  });
});

describe('what letters cost', () => {
  it.each([
    ['0.0009', 298, '0.2682'],
    ['0.0009', 10_000, '9'],
    ['1', 3, '3'],
    ['0.5', 0, '0'],
  ])('%s a letter, %s of them: %s, exact', (price, count, expected) => {
    expect(times(price, count)).toBe(expected);
  });

  const price = (market: string, category: 'utility' | 'marketing', from: string, until: string | null) => ({
    ...{ market, category, from, until },
    amount: market === 'TR' ? '0.01' : '0.02',
  });

  it('the price of the country in force on the day, else that of everywhere else, else none', () => {
    const prices = [
      price('*', 'utility', '2026-01-01', null),
      price('TR', 'utility', '2026-01-01', '2026-07-01'),
      price('TR', 'marketing', '2026-01-01', null),
    ];

    expect(costOf(3, { prices }, '2026-06-30')).toBe('0.03');
    expect(costOf(3, { prices }, '2026-07-01')).toBe('0.06');
    expect(costOf(3, { prices: prices.slice(2) }, '2026-06-30')).toBeNull();
  });
});

describe('which column holds what', () => {
  it('a field that is given to another column leaves the first, and what a column held is gone', () => {
    const mapping = withField({ customer: 0, amount: 1 }, 0, 'amount');

    expect(mapping).toEqual({ amount: 0 });
    expect(fieldOf(mapping, 1)).toBeNull();
    expect(withField(mapping, 0, null)).toEqual({});
  });

  it('says what is missing, of balances and of declarations', () => {
    expect(missingIn({ name: 0 }, 'current_account')).toEqual(['customer', 'amount']);
    expect(missingIn({ account: 0, credit: 1 }, 'current_account')).toEqual([]);
    expect(missingIn({ customer: 0, amount: 1 }, 'babs')).toEqual(['form', 'documents']);
  });
});
