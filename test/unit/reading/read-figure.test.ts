import fc from 'fast-check';
import { compareDecimals } from '../../../src/money/decimal.ts';
import { formatLine, formatQuantity } from '../../../src/money/format-amount.ts';
import { unitCodes, unitOf } from '../../../src/money/units.ts';
import { readFigure } from '../../../src/reading/read-figure.ts';
import { languages } from '../../../src/templates/rendered-prompt.ts';

describe('readFigure, one meaning', () => {
  it.each([
    ['1.250,340', 'HAS', null, '1250.340', null],
    ['1250.34', 'HAS', null, '1250.340', null],
    ['1250,34', 'HAS', null, '1250.340', null],
    ['1,250.340', 'HAS', null, '1250.340', null],
    ['1 250,340', 'HAS', null, '1250.340', null],
    ["1'250.340", 'HAS', null, '1250.340', null],
    ['1250', 'HAS', null, '1250.000', null],
    ['12500.340', 'HAS', null, '12500.340', null],
    ['0,340', 'HAS', null, '0.340', null],
    ['1.250.340', 'HAS', null, '1250340.000', null],
    ['12.450 USD borç', 'USD', 'USD', '12450.00', 'B'],
    ['12.450', 'USD', null, '12450.00', null],
    ['12,450.00 dollars', 'USD', 'USD', '12450.00', null],
    ['12.450,00 $ alacak', 'USD', 'USD', '12450.00', 'A'],
    ['$12,450.00', 'USD', 'USD', '12450.00', null],
    ['264.750,00 TL (A)', 'TRY', 'TRY', '264750.00', 'A'],
    ['264750 lira', 'TRY', 'TRY', '264750.00', null],
    ['₺264.750', 'TRY', 'TRY', '264750.00', null],
    ["264.750 TL'dir", 'TRY', 'TRY', '264750.00', null],
    ['1250,340 gr has B', 'HAS', 'HAS', '1250.340', 'B'],
    ['1250,340 g Dr', 'HAS', 'HAS', '1250.340', 'B'],
    ['1250,340 gram alacağımız var', 'HAS', 'HAS', '1250.340', 'A'],
    ['has altın 1250,340', 'HAS', 'HAS', '1250.340', null],
    ['2.000 euro', 'EUR', 'EUR', '2000.00', null],
    ['€2,000.50 credit', 'EUR', 'EUR', '2000.50', 'A'],
    ['48 adet çeyrek', 'PCS_CEYREK', 'PCS_CEYREK', '48', null],
    ['48 çeyrek altın', 'PCS_CEYREK', 'PCS_CEYREK', '48', null],
    ['48', 'PCS_CEYREK', null, '48', null],
    ['1.250', 'PCS_CEYREK', null, '1250', null],
    ['22 ayar 85,25 gram', 'XAU_G_22K', 'XAU_G_22K', '85.250', null],
    ['85,25 gram', 'XAU_G_22K', null, '85.250', null],
    ['85,25 gram altın', 'XAU_G_22K', null, '85.250', null],
    ['48 altın', 'PCS_ATA', null, '48', null],
    ['3400 gr gümüş', 'XAG_G', 'XAG_G', '3400.00', null],
    ['١٢٥٠٫٣٤', 'HAS', null, '1250.340', null],
    ['١٬٢٥٠٫٣٤٠ غ مدين', 'HAS', 'HAS', '1250.340', 'B'],
    ['١٢٤٥٠ دولار دائن', 'USD', 'USD', '12450.00', 'A'],
    ['bizde 1250,34 görünüyor', 'HAS', null, '1250.340', null],
    ['31.10.2026 tarihinde 1250,34 has', 'HAS', 'HAS', '1250.340', null],
    ['120.01.0001 hesabı 1250,34', 'HAS', null, '1250.340', null],
    ['bize borcunuz 500 TL', 'TRY', 'TRY', '500.00', 'A'],
    ['500 TL borcumuz var', 'TRY', 'TRY', '500.00', 'B'],
    ['has 1250,34 TL 500', 'TRY', 'TRY', '500.00', null],
    ['1250,34 has 500 TL', 'HAS', 'HAS', '1250.340', null],
    ['sıfır', 'USD', null, '0.00', null],
    ['0', 'USD', null, '0.00', null],
    ['صفر', 'PCS_TAM', null, '0', null],
  ])('%s (asked for %s): is read with its unit %s', (text, asked, unit, quantity, side) => {
    expect(readFigure(text, { unit: asked })).toEqual({ kind: 'figure', figure: { unit, quantity, side } });
  });
});

describe('readFigure, several meanings', () => {
  it.each([
    ['1.250', 'HAS', ['1250.000', '1.250']],
    ['1,250', 'HAS', ['1250.000', '1.250']],
    ['1.250 gr', 'HAS', ['1250.000', '1.250']],
    ['12.450', 'XAG_G', ['12450.00', '12.45']],
    ['1250 veya 1251', 'HAS', ['1250.000', '1251.000']],
    ['1250 gram 340', 'HAS', ['1250.000', '340.000']],
    ['1.248,340 gr has, 1.250 değil', 'HAS', ['1248.340', '1250.000', '1.250']],
  ])('%s (asked for %s): offers each', (text, unit, quantities) => {
    const reading = readFigure(text, { unit });
    expect(reading.kind).toBe('ambiguous');
    expect(reading.kind === 'ambiguous' && reading.options.map(({ quantity }) => quantity)).toEqual(
      quantities,
    );
  });
});

describe('readFigure, no meaning', () => {
  it.each([
    ['', 'HAS'],
    ['bilmiyorum', 'HAS'],
    ['12 bin 450 dolar', 'USD'],
    ['12,5 bin TL', 'TRY'],
    ['1,5 kg', 'HAS'],
    ['12.400 sterlin', 'USD'],
    ['1e5', 'TRY'],
    ['05001112233', 'TRY'],
    ['100bin', 'TRY'],
    ['12k', 'USD'],
    ['12,5 adet', 'PCS_CEYREK'],
    ['1250,345', 'TRY'],
    ['1.25.340', 'HAS'],
    ['1.250,340,5', 'HAS'],
    ['%5', 'HAS'],
    ['1250 mi?', 'HAS'],
    ['1 2 3 4 5 6', 'HAS'],
    ['905000000101999', 'TRY'],
    ['31.10.2026', 'HAS'],
    ['9'.repeat(500), 'HAS'],
  ])('%s (asked for %s): is not understood', (text, unit) => {
    expect(readFigure(text, { unit })).toEqual({ kind: 'none' });
  });
});

const anyUnit = fc.constantFrom(...unitCodes);
const anyAmount = anyUnit.chain((unit) =>
  fc.record({
    unit: fc.constant(unit),
    quantity: fc
      .tuple(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.integer({ min: 0, max: 10 ** unitOf(unit).decimalsShown - 1 }),
      )
      .map(([whole, fraction]) => {
        const { decimalsShown } = unitOf(unit);
        return decimalsShown === 0
          ? String(whole)
          : `${whole}.${String(fraction).padStart(decimalsShown, '0')}`;
      }),
    side: fc.constantFrom('B' as const, 'A' as const),
    language: fc.constantFrom(...languages),
  }),
);

describe('readFigure, what we ourselves write', () => {
  it('an amount as any language shows it: is read back, or is among the options', () => {
    fc.assert(
      fc.property(anyAmount, ({ unit, quantity, language }) => {
        const reading = readFigure(formatQuantity(quantity, unit, language), { unit });
        const figures =
          reading.kind === 'figure' ? [reading.figure] : reading.kind === 'ambiguous' ? reading.options : [];
        expect(figures.some((figure) => compareDecimals(figure.quantity, quantity) === 0)).toBe(true);
        expect(figures.every((figure) => figure.unit === null || figure.unit === unit)).toBe(true);
      }),
    );
  });

  it('a line with its side: is read back with the side', () => {
    fc.assert(
      fc.property(anyAmount, ({ unit, quantity, side, language }) => {
        const reading = readFigure(formatLine({ unit, quantity, side }, language), { unit });
        const figures =
          reading.kind === 'figure' ? [reading.figure] : reading.kind === 'ambiguous' ? reading.options : [];
        expect(figures.map((figure) => figure.side)).toEqual(figures.map(() => side));
        expect(figures.length).toBeGreaterThan(0);
      }),
    );
  });

  it('random text: never throws, and a figure is always a decimal string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), anyUnit, (text, unit) => {
        const reading = readFigure(text, { unit });
        if (reading.kind === 'figure') expect(reading.figure.quantity).toMatch(/^\d+(\.\d+)?$/);
      }),
    );
  });
});
