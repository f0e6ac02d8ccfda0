import fc from 'fast-check';
import { difference, formatCount, formatQuantity } from '../../../console/src/parts/amount.ts';

describe('an amount in the console', () => {
  it.each([
    ['1250.34', 'HAS', '1.250,340', '1,250.340'],
    ['1250.3405', 'HAS', '1.250,3405', '1,250.3405'],
    ['264750', 'TRY', '264.750,00', '264,750.00'],
    ['0.00', 'USD', '0,00', '0.00'],
    ['3400.00', 'XAG_G', '3.400,00', '3,400.00'],
    ['1200', 'PCS_CEYREK', '1.200', '1,200'],
    ['-12.5', 'TRY', '−12,50', '−12.50'],
    ['999999999999999999.125', 'HAS', '999.999.999.999.999.999,125', '999,999,999,999,999,999.125'],
  ])('%s of %s: in the form of the language, nothing rounded', (quantity, unit, tr, en) => {
    expect([formatQuantity(quantity, unit, 'tr'), formatQuantity(quantity, unit, 'en')]).toEqual([tr, en]);
  });

  it('what is no decimal string: is shown as it is', () => {
    expect(formatQuantity('1e5', 'TRY', 'tr')).toBe('1e5');
    expect(formatCount(12480, 'tr')).toBe('12.480');
  });

  it('read back without its marks: has the value it was written with', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 20n }),
        fc.integer({ min: 0, max: 999 }),
        (whole, fraction) => {
          const shown = formatQuantity(`${String(whole)}.${String(fraction).padStart(3, '0')}`, 'HAS', 'tr');
          expect(shown.replaceAll('.', '')).toBe(`${String(whole)},${String(fraction).padStart(3, '0')}`);
        },
      ),
    );
  });
});

describe('the difference between our figure and theirs', () => {
  it.each([
    ['1250.340', 'B', '1240', 'B', { quantity: '10.340', side: 'B' }],
    ['3350', 'A', '3400.00', 'A', { quantity: '50.00', side: 'B' }],
    ['3400', 'A', '3350', 'A', { quantity: '50', side: 'A' }],
    ['10', 'B', '5', 'A', { quantity: '15', side: 'B' }],
    ['0.001', 'B', '0.002', 'B', { quantity: '0.001', side: 'A' }],
    ['12.50', 'B', '12.5', 'B', null],
    ['0', 'B', '0.00', 'A', null],
  ] as const)('%s %s and %s %s: exact, with its side', (ours, side, theirs, other, between) => {
    expect(difference({ quantity: ours, side }, { quantity: theirs, side: other })).toEqual(between);
  });
});
