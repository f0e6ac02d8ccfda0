import fc from 'fast-check';
import { readAmount, sideOfWord, styleOf, type NumberStyle } from '../../../src/runs/table/read-amount.ts';

const text = (written: string) => ({ text: written, isNumber: false });
const number = (written: string) => ({ text: written, isNumber: true });

describe('an amount of a table', () => {
  it.each([
    // written, decimals of the unit, manner of the column, what it is
    ['1.250,340', 4, null, '1250.340'],
    ['1,250.340', 4, null, '1250.340'],
    ['1.250,34 TL', 2, null, '1250.34'],
    ['TL 1.250,34', 2, null, '1250.34'],
    ['₺1.250,34', 2, null, '1250.34'],
    ['1250,34', 2, null, '1250.34'],
    ['1250.34', 2, null, '1250.34'],
    ['1 250,34', 2, null, '1250.34'],
    ["1'250.34", 2, null, '1250.34'],
    ['1.250.000', 2, null, '1250000'],
    ['264.750', 2, null, '264750'],
    ['1.250', 4, 'tr', '1250'],
    ['1.250', 4, 'en', '1.250'],
    ['1,250', 4, 'tr', '1.250'],
    ['1,250', 4, 'en', '1250'],
    ['0,500', 4, null, '0.500'],
    ['12', 0, null, '12'],
    ['12,00', 0, null, '12'],
    ['12.450,0000', 2, null, '12450.00'],
    ['48 adet', 0, null, '48'],
    ['٣٬١٨٠٫٠٧٥', 4, null, '3180.075'],
  ] as const)('«%s» for %i decimals in a column that is %s: %s', (written, decimals, style, expected) => {
    expect(readAmount(text(written), decimals, style)).toEqual({
      quantity: expected,
      isNegative: false,
      side: null,
    });
  });

  it.each([
    ['-1.250,34', { isNegative: true, side: null }],
    ['1.250,34-', { isNegative: true, side: null }],
    ['−1.250,34', { isNegative: true, side: null }],
    ['(1.250,34)', { isNegative: true, side: null }],
    ['-₺1.250,34', { isNegative: true, side: null }],
    ['1.250,34 (B)', { isNegative: false, side: 'B' }],
    ['1.250,34 B', { isNegative: false, side: 'B' }],
    ['1.250,34 TL (A)', { isNegative: false, side: 'A' }],
    ['1,250.34 CR', { isNegative: false, side: 'A' }],
    ['Borç 1.250,34', { isNegative: false, side: 'B' }],
  ] as const)('«%s»: sign and side beside the number', (written, expected) => {
    expect(readAmount(text(written), 2, null)).toEqual({ quantity: '1250.34', ...expected });
  });

  it.each([
    ['', 2, 'empty'],
    ['-', 2, 'empty'],
    ['1.250', 4, 'ambiguous'],
    ['1,250', 3, 'ambiguous'],
    ['abc', 2, 'unreadable'],
    ['12 34 5', 2, 'unreadable'],
    ['1.25.0', 2, 'unreadable'],
    ['100,00 200,00', 2, 'unreadable'],
    ['1e5', 2, 'unreadable'],
    ['12,3', 0, 'precise'],
    ['1250,345', 2, 'precise'],
  ] as const)('«%s» for %i decimals: %s', (written, decimals, problem) => {
    expect(readAmount(text(written), decimals, null)).toEqual({ problem });
  });

  it.each([
    // In a Turkish column this would be a third decimal of a lira, not twelve thousand.
    ['12,345', 2, 'tr'],
    ['12.50', 2, 'tr'],
    ['12,345', 2, 'mixed'],
    ['1.250', 0, 'mixed'],
  ] as const)(
    '«%s» for %i decimals in a column that is %s: refused as ambiguous',
    (written, decimals, style) => {
      expect(readAmount(text(written), decimals, style)).toEqual({ problem: 'ambiguous' });
    },
  );

  it.each([
    ['1250.38', 2, { quantity: '1250.38', isNegative: false, side: null }],
    ['-12.5', 2, { quantity: '12.5', isNegative: true, side: null }],
    ['-0', 2, { quantity: '0', isNegative: false, side: null }],
    ['12.3400', 2, { quantity: '12.34', isNegative: false, side: null }],
    ['12.345', 2, { problem: 'precise' }],
    ['Infinity', 2, { problem: 'unreadable' }],
  ] as const)('the number %s of a spreadsheet for %i decimals: exact', (written, decimals, expected) => {
    expect(readAmount(number(written), decimals, null)).toEqual(expected);
  });

  it.each([
    ['1.250,34', 2, 'tr'],
    ['1,250.34', 2, 'en'],
    ['1250,3', 4, 'tr'],
    ['1.250.000', 4, 'tr'],
    ['1.250', 2, 'tr'],
    ['1.250', 4, null],
    ['1250', 4, null],
  ] as const)('«%s» for %i decimals shows the manner %s', (written, decimals, style) => {
    expect(styleOf(written, decimals)).toBe(style);
  });

  it.each([
    ...([['B'], ['borç'], ['BORC'], ['(B)'], ['Dr'], ['Debit'], ['d']] as const).map(
      ([word]) => [word, 'B'] as const,
    ),
    ...([['A'], ['Alacak'], ['(A)'], ['CR.'], ['credit']] as const).map(([word]) => [word, 'A'] as const),
    ['evet', null],
  ] as const)('the word «%s» is the side %s', (word, side) => {
    expect(sideOfWord(word)).toBe(side);
  });

  const amounts = fc.record({
    whole: fc.integer({ min: 0, max: 999_999_999 }),
    fraction: fc.integer({ min: 0, max: 9_999 }),
    decimals: fc.integer({ min: 0, max: 4 }),
  });

  const write = (quantity: string, style: NumberStyle): string => {
    const [whole = '', fraction] = quantity.split('.');
    const [group, point] = style === 'tr' ? ['.', ','] : [',', '.'];
    const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, group);
    return fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
  };

  it('written in either manner and read in the same: the same amount, whatever it is', () => {
    fc.assert(
      fc.property(
        amounts,
        fc.constantFrom<NumberStyle>('tr', 'en'),
        ({ whole, fraction, decimals }, style) => {
          const digits = String(fraction).padStart(4, '0').slice(0, decimals);
          const quantity = decimals === 0 ? String(whole) : `${whole}.${digits}`;

          expect(readAmount(text(write(quantity, style)), decimals, style)).toEqual({
            ...{ quantity, isNegative: false, side: null },
          });
        },
      ),
    );
  });

  it('any text at all: an amount within the decimals, or a problem, and never an error', () => {
    const pieces = fc.array(
      fc.constantFrom('1', '25', '0', '.', ',', ' ', '-', '(', ')', 'B', 'TL', '٥', 'x'),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(pieces, fc.integer({ min: 0, max: 4 }), (parts, decimals) => {
        const reading = readAmount(text(parts.join('').trim()), decimals, null);
        if ('problem' in reading) return;
        expect(reading.quantity).toMatch(/^\d+(\.\d+)?$/);
        expect((reading.quantity.split('.')[1] ?? '').length).toBeLessThanOrEqual(decimals);
      }),
    );
  });
});
