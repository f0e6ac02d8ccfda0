import fc from 'fast-check';
import {
  compareDecimals,
  isDecimalString,
  isZeroDecimal,
  parseDecimal,
  scaleToUnit,
} from '../../../src/money/decimal.ts';
import {
  formatDecimal,
  formatLine,
  formatLines,
  formatQuantity,
  unitName,
} from '../../../src/money/format-amount.ts';
import {
  formatDeadline,
  formatInstant,
  formatInstantDate,
  formatLocalDate,
  localDateOf,
} from '../../../src/money/format-time.ts';
import { noOwnUnits } from '../../../src/money/own-units.ts';
import { unitCodes, unitOf } from '../../../src/money/units.ts';

const zone = 'Europe/Istanbul';

describe('formatLines', () => {
  const lines = [
    { unit: 'HAS', quantity: '1250.340', side: 'B' as const },
    { unit: 'TRY', quantity: '264750.00', side: 'A' as const },
  ];

  it.each([
    ['tr' as const, '1.250,340 g has (B) · 264.750,00 TL (A)'],
    ['en' as const, '1,250.340 g pure gold (Dr) · 264,750.00 TRY (Cr)'],
    ['ar' as const, '1,250.340 غ ذهب خالص (مدين) · 264,750.00 ليرة تركية (دائن)'],
  ])('in %s: is the line of domain 2.5', (language, text) => {
    expect(formatLines(lines, language, noOwnUnits)).toBe(text);
  });

  it('a zero line: is shown', () => {
    expect(formatLine({ unit: 'USD', quantity: '0.00', side: 'B' }, 'tr', noOwnUnits)).toBe('0,00 USD (B)');
  });

  it('a negative quantity: is its absolute value on the other side', () => {
    expect(formatLine({ unit: 'HAS', quantity: '-1.125', side: 'B' }, 'tr', noOwnUnits)).toBe(
      '1,125 g has (A)',
    );
  });
});

describe('formatQuantity', () => {
  it.each([
    ['HAS', '1250.34', '1.250,340 g has'],
    ['HAS', '78.0890', '78,089 g has'],
    ['HAS', '78.0895', '78,0895 g has'],
    ['XAU_G_22K', '85.25', '85,250 g 22 ayar'],
    ['XAG_G', '3400', '3.400,00 g gümüş'],
    ['XAG_G', '3400.125', '3.400,125 g gümüş'],
    ['TRY', '264750', '264.750,00 TL'],
    ['USD', '12450.5', '12.450,50 USD'],
    ['EUR', '0', '0,00 EUR'],
    ['XAU_G_14K', '85.25', '85,250 g 14 ayar'],
    ['SAR', '1250', '1.250,00 SAR'],
    ['PCS_BESLI', '3', '3 adet beşli'],
    ['PCS_CEYREK', '12', '12 adet çeyrek'],
    ['PCS_TAM', '1200', '1.200 adet tam'],
    ['GBP', '5', '5,00 GBP'],
    ['TRY', '123456789012345678901234.50', '123.456.789.012.345.678.901.234,50 TL'],
  ])('%s %s: is %s', (unit, quantity, text) => {
    expect(formatQuantity(quantity, unit, 'tr', noOwnUnits)).toBe(text);
  });

  it.each([
    ['tr' as const, '1', '1 adet tam'],
    ['tr' as const, '3', '3 adet tam'],
    ['en' as const, '1', '1 pc full coin'],
    ['en' as const, '2', '2 pcs full coin'],
    ['en' as const, '-1', '1 pc full coin'],
    ['en' as const, '100001', '100,001 pcs full coin'],
    ['ar' as const, '0', '0 قطعة ليرة ذهب'],
    ['ar' as const, '1', '1 قطعة ليرة ذهب'],
    ['ar' as const, '2', '2 قطعتان ليرة ذهب'],
    ['ar' as const, '3', '3 قطع ليرة ذهب'],
    ['ar' as const, '10', '10 قطع ليرة ذهب'],
    ['ar' as const, '11', '11 قطعة ليرة ذهب'],
    ['ar' as const, '48', '48 قطعة ليرة ذهب'],
    ['ar' as const, '100', '100 قطعة ليرة ذهب'],
    ['ar' as const, '102', '102 قطعة ليرة ذهب'],
    ['ar' as const, '105', '105 قطع ليرة ذهب'],
    ['ar' as const, '90071992547409923', '90,071,992,547,409,923 قطعة ليرة ذهب'],
    ['ar' as const, '90071992547409903', '90,071,992,547,409,903 قطع ليرة ذهب'],
    ['ar' as const, '2.5', '2.5 قطعة ليرة ذهب'],
  ])('pieces in %s, %s of them: %s', (language, quantity, text) => {
    expect(formatQuantity(quantity, 'PCS_TAM', language, noOwnUnits)).toBe(text);
  });

  it('any amount: keeps every digit that was not zero', () => {
    const amount = fc
      .tuple(fc.nat(), fc.integer({ min: 0, max: 9999 }))
      .map(([a, b]) => `${a}.${String(b).padStart(4, '0')}`);
    fc.assert(
      fc.property(amount, fc.constantFrom(...unitCodes), (quantity, unit) => {
        const [digits = ''] = formatQuantity(quantity, unit, 'tr', noOwnUnits).split(' ');
        expect(compareDecimals(digits.replaceAll('.', '').replace(',', '.'), quantity)).toBe(0);
      }),
    );
  });

  it('every unit of domain 2.5: is listed with the decimals it stores', () => {
    expect(unitCodes.map((code) => unitOf(code, noOwnUnits).decimalsStored)).toEqual([
      ...[4, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2],
      ...[0, 0, 0, 0, 0, 0, 0],
    ]);
    expect(unitName('HAS', 'tr', noOwnUnits)).toBe('has altın (gram)');
    expect(unitName('XPT', 'tr', noOwnUnits)).toBe('XPT');
  });
});

describe('formatDecimal', () => {
  /** The rule of domain 2.6 by itself: groups of three from the right, every digit of the fraction. */
  const byHand = (decimal: string, group: string, point: string): string => {
    const [, minus = '', whole = '', fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
    const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, group);
    return `${minus}${grouped}${fraction === undefined ? '' : `${point}${fraction}`}`;
  };
  const digits = (max: number) => fc.stringMatching(new RegExp(`^\\d{1,${String(max)}}$`));
  const decimals = fc
    .tuple(fc.boolean(), digits(24), fc.option(digits(12)))
    .map(([isNegative, whole, fraction]) => {
      const plain = whole.replace(/^0+(?=\d)/, '');
      return `${isNegative ? '-' : ''}${plain}${fraction === null ? '' : `.${fraction}`}`;
    });

  it('any decimal string up to 24 and 12 digits, in every language: keeps every digit and the sign', () => {
    fc.assert(
      fc.property(decimals, (decimal) => {
        expect(formatDecimal(decimal, 'tr')).toBe(byHand(decimal, '.', ','));
        expect(formatDecimal(decimal, 'en')).toBe(byHand(decimal, ',', '.'));
        expect(formatDecimal(decimal, 'ar')).toBe(byHand(decimal, ',', '.'));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['123456789012345678901234.123456789012', '123.456.789.012.345.678.901.234,123456789012'],
    ['0.000', '0,000'],
    ['-0.5', '-0,5'],
  ])('%s: is %s, which no float holds', (decimal, text) => {
    expect(formatDecimal(decimal, 'tr')).toBe(text);
  });

  it.each([['1,5'], ['1e3'], [''], ['abcd'], ['٣']])(
    '«%s», which is no decimal string: comes back as it is',
    (text) => {
      expect(formatDecimal(text, 'tr')).toBe(text);
    },
  );
});

describe('decimal strings', () => {
  it.each([['1'], ['-1.5'], ['0.0000'], ['264750.00']])('%s: is one', (text) => {
    expect(isDecimalString(text)).toBe(true);
  });

  it.each([['1,5'], ['1e3'], ['.5'], ['5.'], ['+1'], [''], ['NaN'], ['1 000'], ['٣']])(
    '«%s»: is none',
    (text) => {
      expect(isDecimalString(text)).toBe(false);
      expect(parseDecimal(text)).toBeNull();
    },
  );

  it('compared: by value, not by letters', () => {
    expect(compareDecimals('1.50', '1.5')).toBe(0);
    expect(compareDecimals('10', '9.99')).toBe(1);
    expect(compareDecimals('-1', '0')).toBe(-1);
    expect(() => compareDecimals('x', '1')).toThrow(RangeError);
    expect(isZeroDecimal('0.000')).toBe(true);
    expect(isZeroDecimal('0.001')).toBe(false);
  });

  it('scaled: gains the decimals of the unit and loses none', () => {
    expect(scaleToUnit('1250.34', 'HAS', noOwnUnits)).toBe('1250.340');
    expect(scaleToUnit('1250.3456', 'HAS', noOwnUnits)).toBe('1250.3456');
    expect(scaleToUnit('5', 'PCS_ATA', noOwnUnits)).toBe('5');
  });

  it('scaled, any decimal string and what is none: as exact arithmetic writes it, what is none as it is', () => {
    const digits = fc.string({ unit: fc.constantFrom('0', '0', '1', '9'), minLength: 0, maxLength: 26 });
    const written = fc
      .tuple(fc.constantFrom('', '', '-', '+'), digits, fc.constantFrom('', '.', '.', ','), digits)
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(written, fc.constantFrom(...unitCodes, 'XYZ'), (quantity, unit) => {
        const value = parseDecimal(quantity);
        const decimals = Math.max(unitOf(unit, noOwnUnits).decimalsShown, value?.decimalPlaces() ?? 0);
        expect(scaleToUnit(quantity, unit, noOwnUnits)).toBe(value?.toFixed(decimals) ?? quantity);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['999', '999'],
    ['1000', '1.000'],
    ['-1234567.8', '-1.234.567,8'],
  ])('%s: is %s in Turkish', (decimal, text) => {
    expect(formatDecimal(decimal, 'tr')).toBe(text);
  });
});

describe('dates and times', () => {
  it.each([
    ['tr' as const, '22.11.2026 14:05', '31.10.2026'],
    ['en' as const, '22 Nov 2026, 14:05', '31 Oct 2026'],
    ['ar' as const, '22/11/2026 14:05', '31/10/2026'],
  ])('in %s: an instant in the zone of the shop, a local date as it is', (language, instant, date) => {
    expect(formatInstant('2026-11-22T11:05:00.000Z', language, zone)).toBe(instant);
    expect(formatLocalDate('2026-10-31', language)).toBe(date);
  });

  it('late in the evening: falls on the date of the zone', () => {
    expect(formatInstantDate('2026-11-22T21:30:00Z', 'tr', zone)).toBe('23.11.2026');
    expect(localDateOf('2026-11-22T21:30:00Z', zone)).toBe('2026-11-23');
    expect(formatInstant('2026-11-22T11:05:00Z', 'tr', 'Asia/Dubai')).toBe('22.11.2026 15:05');
  });

  it('a deadline: is a date at the end of the day or when a date was named, else a time', () => {
    expect(formatDeadline('2026-12-08T20:59:59.999Z', 'tr', zone)).toBe('08.12.2026');
    expect(formatDeadline('2026-12-08T15:00:00Z', 'tr', zone, '2026-12-08')).toBe('08.12.2026');
    expect(formatDeadline('2026-12-08T15:00:00Z', 'tr', zone, '2026-12-07')).toBe('08.12.2026 18:00');
    expect(formatDeadline('2026-11-25T11:00:00Z', 'tr', zone)).toBe('25.11.2026 14:00');
  });

  it('what is no date: comes back as it is', () => {
    expect(formatLocalDate('-', 'tr')).toBe('-');
    expect(formatLocalDate('2026-02-31', 'tr')).toBe('2026-02-31');
    expect(formatInstant('soon', 'tr', zone)).toBe('soon');
  });

  it('any instant of this or the next century, its second and fraction whatever they are: as `Intl` writes it', () => {
    const instants = fc.date({
      min: new Date('2000-01-02T00:00:00Z'),
      max: new Date('2199-12-30T00:00:00Z'),
      noInvalidDate: true,
    });
    const zones = fc.constantFrom('Europe/Istanbul', 'Asia/Dubai', 'America/New_York', 'Asia/Kathmandu');
    fc.assert(
      fc.property(instants, zones, fc.boolean(), (instant, timeZone, isWhole) => {
        const written = isWhole ? instant.toISOString().replace(/\.\d+Z$/, 'Z') : instant.toISOString();
        const form = { timeZone, dateStyle: 'short', timeStyle: 'short' } as const;
        const [date = '', time = ''] = new Intl.DateTimeFormat('en-GB', form).format(instant).split(', ');
        expect(formatInstant(written, 'ar', timeZone)).toBe(`${date} ${time}`);
        expect(formatInstant(written.replace('Z', '+00:00'), 'ar', timeZone)).toBe(`${date} ${time}`);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['2026-02-30T10:00:30Z', '2026-11-22T24:00:30Z', '2026-11-22T10:00:60Z', '2026-11-22T10:61:00Z'])(
    '%s, which no calendar or clock shows: comes back as it is',
    (instant) => {
      expect(formatInstant(instant, 'tr', zone)).toBe(instant);
      expect(formatInstant(instant, 'tr', zone)).toBe(instant);
    },
  );

  it('when zones were apart by seconds, two instants of a minute: may fall into two', () => {
    expect(formatInstant('1900-01-01T10:00:01Z', 'tr', zone)).toBe('01.01.1900 11:56');
    expect(formatInstant('1900-01-01T10:00:10Z', 'tr', zone)).toBe('01.01.1900 11:57');
  });
});
