import { readWritten, typedLinesOf } from '../../../console/src/places/runs/typed-lines.ts';

const csv = { source: { kind: 'csv' as const } };
const turkish = { ...csv, reading: { numbers: 'tr' as const } };
const line = (n: number, unit: string, amount: string) => ({ line: n, unit, amount, side: 'B' });
const lira = { unit: 'TRY', quantity: '12500.00', side: 'B' as const };

describe('the lines a row is corrected in', () => {
  it('a balance that could not be read has a line of its own, empty: lira and gold, the gold unreadable', () => {
    const row = {
      ...{ lines: [lira], problems: ['amount_unreadable'] },
      source: [line(2, 'TL', '12.500,00'), line(3, 'HAS', '12 gr?')],
    };

    expect(typedLinesOf(row, turkish, 'tr')).toEqual([
      { unit: 'TRY', quantity: '12.500,00', side: 'B' },
      { unit: '', quantity: '', side: '' },
    ]);
  });

  it('an amount of a Turkish file is the same amount in an English console', () => {
    const row = { lines: [], problems: ['unit_unknown'], source: [line(2, '?', '12.500')] };

    expect(typedLinesOf(row, turkish, 'en')).toEqual([{ unit: '', quantity: '12,500.00', side: '' }]);
    expect(typedLinesOf(row, turkish, 'tr')).toEqual([{ unit: '', quantity: '12.500,00', side: '' }]);
  });

  it.each([
    ['nothing showed how numbers are written', { ...csv, reading: { numbers: null } }, 'unit_unknown'],
    ['both manners are in the file', { ...csv, reading: { numbers: 'mixed' as const } }, 'unit_unknown'],
    ['it could be two numbers', turkish, 'amount_ambiguous'],
  ])('%s: it is left to the person', (_why, run, problem) => {
    const row = { lines: [], problems: [problem], source: [line(2, '?', '12.500')] };

    expect(typedLinesOf(row, run, 'en')).toEqual([{ unit: '', quantity: '', side: '' }]);
  });

  it('two lines with the same amount, one of them without a unit: a line is missing, which one is not guessed', () => {
    const row = {
      ...{ lines: [lira], problems: ['unit_unknown'] },
      source: [line(2, '?', '12.500,00'), line(3, 'TL', '12.500,00')],
    };

    expect(typedLinesOf(row, turkish, 'tr')).toEqual([
      { unit: 'TRY', quantity: '12.500,00', side: 'B' },
      { unit: '', quantity: '', side: '' },
    ]);
  });

  it('once a person gave the balances the lines of the file are none of them any more', () => {
    const row = {
      ...{ lines: [lira], problems: ['customer_unknown'] },
      source: [line(2, 'TL', '12.500,00'), line(3, 'HAS', '12 gr?')],
    };

    expect(typedLinesOf(row, turkish, 'tr')).toHaveLength(1);
  });
});

describe('an amount of the file', () => {
  const spreadsheet = { ...turkish, source: { kind: 'xlsx' as const } };

  it.each([
    ['12.500', turkish, '12500'],
    ['12.500,5', turkish, '12500.5'],
    ['12.5', turkish, null],
    ['12,500', { ...csv, reading: { numbers: 'en' as const } }, '12500'],
    ['12500', { ...csv, reading: { numbers: null } }, '12500'],
    ['12500', { ...csv, reading: null }, '12500'],
    ['5.000,00 / 2.000,00', turkish, null],
    ['-12.500', turkish, null],
    // A number of a spreadsheet, in a column whose texts are Turkish: 12.345 is no 12345.
    ['12.345', spreadsheet, null],
    ['12500', spreadsheet, '12500'],
    ['12.500,5', spreadsheet, '12500.5'],
  ])('«%s» %# is %s', (written, run, expected) => {
    expect(readWritten(written, run)).toBe(expected);
  });
});
