import { noOwnUnits } from '../../../src/money/own-units.ts';
import { foldHeader } from '../../../src/runs/table/header-words.ts';
import { dateOrderOf, readDate } from '../../../src/runs/table/read-date.ts';
import { readLines, unitOfText, type ReadingRules } from '../../../src/runs/table/read-lines.ts';
import { recogniseColumns } from '../../../src/runs/table/recognise-columns.ts';

const cells = (...texts: string[]) => texts.map((text) => ({ text, isNumber: false }));

/** A table with headers, as people write it down: cells separated by bars. */
const read = (written: string, rules: Partial<ReadingRules> = {}) => {
  const lines = written
    .trim()
    .split('\n')
    .map((line, index) => ({ line: index + 1, cells: cells(...line.split('|').map((one) => one.trim())) }));
  const { mapping, dataFrom } = recogniseColumns(lines);
  return readLines(lines.slice(dataFrom), {
    kind: 'current_account',
    mapping,
    unit: null,
    own: noOwnUnits,
    numbers: null,
    ...rules,
  });
};

const balancesOf = (written: string, rules: Partial<ReadingRules> = {}) =>
  read(written, rules).lines.map(({ unit, balance, problems }) =>
    problems.length > 0 ? problems.join() : `${unit} ${balance?.quantity} ${balance?.side}`,
  );

describe('lines of a table', () => {
  it.each([
    ['HAS', 'HAS'],
    ['Has Altın', 'HAS'],
    ['gr has', 'HAS'],
    ['TL', 'TRY'],
    ['TRY', 'TRY'],
    ['₺', 'TRY'],
    ['Türk Lirası', 'TRY'],
    ['USD', 'USD'],
    ['ABD Doları', 'USD'],
    ['€', 'EUR'],
    ['22 ayar', 'XAU_G_22K'],
    ['Gümüş', 'XAG_G'],
    ['Çeyrek', 'PCS_CEYREK'],
    ['pcs_ata', 'PCS_ATA'],
    ['Yen', null],
    ['', null],
  ])('the unit «%s» is %s', (text, unit) => {
    expect(unitOfText(text, noOwnUnits)).toBe(unit);
  });

  it('one amount with its side: as written', () => {
    expect(
      balancesOf(`
        Müşteri No | Birim | Tutar      | B/A
        C001       | HAS   | 1.250,340  | B
        C001       | TL    | 264.750,00 | Alacak
        C002       | USD   | 0,00       |
        C002       | EUR   | 1,00       |
        C002       | EUR   | 1,00       | belki
        C003       | EUR   | -1,00      | B`),
    ).toEqual([
      'HAS 1250.340 B',
      'TRY 264750.00 A',
      'USD 0.00 B',
      'side_unclear',
      'side_unclear',
      'side_unclear',
    ]);
  });

  it('two columns of a ledger: what is left of debit and credit', () => {
    expect(
      balancesOf(`
        Cari Kodu | Döviz | Borç     | Alacak
        C001      | TL    | 1.000,50 |
        C002      | TL    |          | 264.750,00
        C003      | TL    | 500,00   | 700,25
        C004      | TL    | 7,00     | 7,00
        C005      | TL    |          |
        C006      | TL    | x        | 1,00`),
    ).toEqual([
      'TRY 1000.5 B',
      'TRY 264750 A',
      'TRY 200.25 A',
      'TRY 0 B',
      'amount_missing',
      'amount_unreadable',
    ]);
  });

  it('no side anywhere: the sign says it, and the run says that it did', () => {
    const table = `
      Customer No | Currency | Amount
      C001        | USD      | 1,250.50
      C002        | USD      | -12.00`;

    expect(balancesOf(table)).toEqual(['USD 1250.50 B', 'USD 12.00 A']);
    expect(read(table).manner).toEqual({ numbers: 'en', dates: 'day-first', sides: 'by_sign' });
    expect(read(table.replace('-12.00', '12.00 CR')).manner.sides).toBe('named');
  });

  it('what could be two numbers: settled by the column, by a person, or not at all', () => {
    const table = (other: string): string => `
      Müşteri No | Birim | Tutar
      C001       | HAS   | 1.250
      C002       | HAS   | ${other}`;

    expect(balancesOf(table('3.180,075'))).toEqual(['HAS 1250 B', 'HAS 3180.075 B']);
    expect(balancesOf(table('3,180.075'))).toEqual(['HAS 1.250 B', 'HAS 3180.075 B']);
    expect(balancesOf(table('12'))).toEqual(['amount_ambiguous', 'HAS 12 B']);
    expect(balancesOf(table('12'), { numbers: 'en' })).toEqual(['HAS 1.250 B', 'HAS 12 B']);
  });

  it('a unit beside the number, or one for the whole table: no column is needed', () => {
    const table = `
      Müşteri No | Bakiye
      C001       | 1.250,34 TL
      C002       | 12,5 gr has (A)`;

    expect(balancesOf(table)).toEqual(['TRY 1250.34 B', 'HAS 12.5 A']);
    expect(balancesOf('Müşteri No | Bakiye\nC001 | 12,50', { unit: 'EUR' })).toEqual(['EUR 12.50 B']);
    expect(balancesOf('Müşteri No | Bakiye\nC001 | 12,50')).toEqual(['unit_unknown']);
  });

  it('who, in which language, of which date: read, or named as a problem', () => {
    const { lines } = read(`
      Cari Kodu | Hesap Kodu  | Unvan  | Birim | Bakiye | Yetkili  | Dil       | Mektup No | Tarih
      C001      | 120.01.0001 | Örnek  | TL    | 1,00   | C001-2   | İngilizce | M-1       | 31.10.2026
                |             | Adsız  | TL    | 1,00   |          | Fransızca |           | 32.10.2026`);

    expect(lines).toMatchObject([
      {
        ...{ line: 2, customer: 'C001', account: '120.01.0001', name: 'Örnek', contact: 'C001-2' },
        ...{ language: 'en', reference: 'M-1', periodEnd: '2026-10-31', problems: [] },
      },
      { line: 3, customer: null, problems: ['customer_missing', 'language_unknown', 'period_unreadable'] },
    ]);
  });

  it('no account column: the customer number is the account; no customer column: the other way round', () => {
    expect(read('Müşteri No | Birim | Bakiye\nC001 | TL | 1,00').lines[0]).toMatchObject({
      customer: 'C001',
      account: 'C001',
    });
    expect(read('Hesap Kodu | Birim | Bakiye\n120.01 | TL | 1,00').lines[0]).toMatchObject({
      customer: '120.01',
      account: '120.01',
    });
  });

  it('sums below the balances: left out', () => {
    const { lines } = read(`
      Müşteri No | Birim | Bakiye
      C001       | TL    | 1,00
      GENEL TOPLAM |     | 1,00
                 | Toplam: | 1,00
      Toplam A.Ş. | TL   | 2,00`);

    expect(lines.map(({ customer }) => customer)).toEqual(['C001', 'Toplam A.Ş.']);
  });

  it.each([
    ['31.10.2026', '2026-10-31'],
    ['1.1.26', '2026-01-01'],
    ['31/10/2026', '2026-10-31'],
    ['2026-10-31', '2026-10-31'],
    ['2026-10-31 00:00:00', '2026-10-31'],
    ['31.10.2026 14:05', '2026-10-31'],
    ['10/31/2026', null],
    ['31.02.2026', null],
    ['31.10', null],
    ['yarın', null],
  ])('the date «%s» is %s', (text, date) => {
    expect(readDate(text)).toBe(date);
  });

  it('dates of another order: the whole column is read in it', () => {
    expect(dateOrderOf(['10/31/2026', '01/02/2026'])).toBe('month-first');
    expect(dateOrderOf(['31/10/2026', '01/02/2026'])).toBe('day-first');
    expect(readDate('01/02/2026', 'month-first')).toBe('2026-01-02');
  });

  it('a header is compared without case, marks and punctuation', () => {
    expect(foldHeader('  MÜŞTERİ_NO. ')).toBe('musteri no');
  });
});
