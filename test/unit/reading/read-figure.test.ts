import fc from 'fast-check';
import { compareDecimals } from '../../../src/money/decimal.ts';
import { noOwnUnits } from '../../../src/money/own-units.ts';
import { formatDecimal, formatLine, formatQuantity } from '../../../src/money/format-amount.ts';
import { unitCodes, unitOf } from '../../../src/money/units.ts';
import { readFigure } from '../../../src/reading/read-figure.ts';
import { languages } from '../../../src/vocabulary/language.ts';

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
    ['14 ayar 85,25 gram', 'XAU_G_14K', 'XAU_G_14K', '85.250', null],
    ['85,25 gr 18 ayar altın', 'XAU_G_18K', 'XAU_G_18K', '85.250', null],
    ['21k 1.085,25', 'XAU_G_21K', 'XAU_G_21K', '1085.250', null],
    ['85.25 غرام ذهب عيار 21', 'XAU_G_21K', 'XAU_G_21K', '85.250', null],
    ['85,25 gram', 'XAU_G_14K', null, '85.250', null],
    ['12.400,50 sterlin', 'USD', 'GBP', '12400.50', null],
    ['5.000,00 suudi riyali', 'SAR', 'SAR', '5000.00', null],
    ['5000.50 درهم إماراتي', 'AED', 'AED', '5000.50', null],
    ['3 beşli', 'PCS_BESLI', 'PCS_BESLI', '3', null],
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
    ['1234.56', 'TRY', null, '1234.56', null],
    ['1 234,56', 'TRY', null, '1234.56', null],
    ["1'234.56", 'TRY', null, '1234.56', null],
    ['1\u202F234,56', 'TRY', null, '1234.56', null],
    ['١٬٢٣٤٫٥٦', 'TRY', null, '1234.56', null],
    ['۱۲۵۰', 'TRY', null, '1250.00', null],
    ['１２５０', 'TRY', null, '1250.00', null],
    ['12 bin 450 dolar', 'USD', 'USD', '12450.00', null],
    ['12 bin 450,75 TL', 'TRY', 'TRY', '12450.75', null],
    ['12,5 bin TL', 'TRY', 'TRY', '12500.00', null],
    ['1,5 bin', 'TRY', null, '1500.00', null],
    ['100bin', 'TRY', null, '100000.00', null],
    ['bin', 'TRY', null, '1000.00', null],
    ['bin iki yüz elli', 'HAS', null, '1250.000', null],
    ['binikiyüzelli gram', 'HAS', 'HAS', '1250.000', null],
    ['iki milyon üç yüz elli bin TL borç', 'TRY', 'TRY', '2350000.00', 'B'],
    ['iki buçuk milyon lira', 'TRY', 'TRY', '2500000.00', null],
    ['bir buçuk gram', 'HAS', 'HAS', '1.500', null],
    ['on bir', 'PCS_CEYREK', null, '11', null],
    ['yirmi bir adet çeyrek', 'PCS_CEYREK', 'PCS_CEYREK', '21', null],
    ['1.250 (bin iki yüz elli) gram', 'HAS', 'HAS', '1250.000', null],
    ['yarım', 'HAS', null, '0.500', null],
    ['yarım gram', 'HAS', 'HAS', '0.500', null],
    ['yarım milyon TL', 'TRY', 'TRY', '500000.00', null],
    ['5 yarım', 'PCS_YARIM', 'PCS_YARIM', '5', null],
    ['5 yarım altın', 'PCS_YARIM', 'PCS_YARIM', '5', null],
    ['tam 1250 gram', 'HAS', 'HAS', '1250.000', null],
    ['3 tam altın', 'PCS_TAM', 'PCS_TAM', '3', null],
    ['2 gremse', 'PCS_GREMSE', 'PCS_GREMSE', '2', null],
    ['7 adet iki buçukluk', 'PCS_GREMSE', 'PCS_GREMSE', '7', null],
    ['4 reşat altın alacaklıyız', 'PCS_RESAT', 'PCS_RESAT', '4', 'A'],
    ['24 ayar 12,5 gram', 'HAS', 'HAS', '12.500', null],
    ['one thousand two hundred and fifty', 'USD', null, '1250.00', null],
    ['twelve thousand dollars', 'USD', 'USD', '12000.00', null],
    ['half a gram', 'HAS', 'HAS', '0.500', null],
    ['ألف ومئتان وخمسون', 'USD', null, '1250.00', null],
    ['خمسة آلاف دولار', 'USD', 'USD', '5000.00', null],
    ['ألفين دولار', 'USD', 'USD', '2000.00', null],
    ['خمسة وعشرون', 'PCS_TAM', null, '25', null],
    ['12 ربع', 'PCS_CEYREK', 'PCS_CEYREK', '12', null],
    ['500 غرام', 'HAS', 'HAS', '500.000', null],
    ['500 lira borçluyuz', 'TRY', 'TRY', '500.00', 'B'],
    ['500 lira alacaklıyız', 'TRY', 'TRY', '500.00', 'A'],
    ['we owe you 500 USD', 'USD', 'USD', '500.00', 'B'],
    ['you owe us 500 USD', 'USD', 'USD', '500.00', 'A'],
    ['1250 on our books', 'HAS', null, '1250.000', null],
    ['3 gün önce 1250,34 has', 'HAS', 'HAS', '1250.340', null],
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
    ['1.250 bin TL', 'TRY', ['1250000.00', '1250.00']],
    ['1.250 gram', 'HAS', ['1250.000', '1.250']],
    ['١٫٢٥٠ veya ٢', 'HAS', ['1.250', '2.000']],
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
    ['1,5 kg', 'HAS'],
    ['12.400 yen', 'USD'],
    ['5.000 katar riyali', 'SAR'],
    ['5000 ريال قطري', 'SAR'],
    ['250 fas dirhemi', 'AED'],
    ['1e5', 'TRY'],
    ['05001112233', 'TRY'],
    ['12k', 'USD'],
    ['-500', 'TRY'],
    ['TL -500', 'TRY'],
    ['-$500', 'USD'],
    ['− 500', 'TRY'],
    ['500-', 'TRY'],
    ['+500', 'TRY'],
    ['(500)', 'TRY'],
    ['eksi 500', 'TRY'],
    ['minus 500', 'TRY'],
    ['2½ gram', 'HAS'],
    ['1/2 gram', 'HAS'],
    ['yüzde 5', 'HAS'],
    ['12 bin 1.250', 'TRY'],
    ['beş yüz bin iki bin', 'TRY'],
    ['1250 bin iki', 'TRY'],
    ['bir dakika', 'HAS'],
    ['yedi kişi geldi', 'HAS'],
    ['we agree on gold', 'HAS'],
    ['on', 'HAS'],
    ['yarım', 'PCS_YARIM'],
    ['12 lira 50 kuruş', 'TRY'],
    ['3 gün sonra', 'HAS'],
    ['saat 5', 'HAS'],
    ['१२५०', 'TRY'],
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
        fc.integer({ min: 0, max: 10 ** unitOf(unit, noOwnUnits).decimalsShown - 1 }),
      )
      .map(([whole, fraction]) => {
        const { decimalsShown } = unitOf(unit, noOwnUnits);
        return decimalsShown === 0
          ? String(whole)
          : `${whole}.${String(fraction).padStart(decimalsShown, '0')}`;
      }),
    side: fc.constantFrom('B' as const, 'A' as const),
    language: fc.constantFrom(...languages),
  }),
);

const anyDecimal = fc
  .tuple(
    fc.integer({ min: 0, max: 999_999_999 }),
    fc.constantFrom('', '.5', '.05', '.50', '.340', '.3405', '.1'),
  )
  .map(([whole, fraction]) => `${whole}${fraction}`);
const meanings = (text: string, unit: string): { unit: string | null; quantity: string }[] => {
  const reading = readFigure(text, { unit });
  if (reading.kind === 'none') return [];
  return reading.kind === 'figure' ? [reading.figure] : [...reading.options];
};

describe('readFigure, what we ourselves write', () => {
  it('a decimal of any length as any language writes it: is read back, or is among the options', () => {
    fc.assert(
      fc.property(anyDecimal, fc.constantFrom(...languages), (quantity, language) => {
        const read = meanings(formatDecimal(quantity, language), 'HAS');
        expect(read.some((figure) => compareDecimals(figure.quantity, quantity) === 0)).toBe(true);
      }),
    );
  });

  it('its digits in Arabic, its thousands cut by a space or an apostrophe: the same', () => {
    const arabic = (text: string): string =>
      text.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));
    fc.assert(
      fc.property(anyDecimal, (quantity) => {
        const inEnglish = formatDecimal(quantity, 'en');
        const written = [
          arabic(inEnglish).replaceAll(',', '٬').replace('.', '٫'),
          formatDecimal(quantity, 'tr').replaceAll('.', ' '),
          inEnglish.replaceAll(',', "'"),
        ];
        for (const text of written)
          expect(meanings(text, 'HAS').map((figure) => compareDecimals(figure.quantity, quantity))).toContain(
            0,
          );
      }),
    );
  });

  it('a whole number in Turkish words, apart or written together: is that number', () => {
    const ones = ['', 'bir', 'iki', 'üç', 'dört', 'beş', 'altı', 'yedi', 'sekiz', 'dokuz'];
    const tens = ['', 'on', 'yirmi', 'otuz', 'kırk', 'elli', 'altmış', 'yetmiş', 'seksen', 'doksan'];
    const below1000 = (value: number): string[] => {
      const hundreds = Math.trunc(value / 100);
      return [
        ...(hundreds > 1 ? [ones[hundreds] ?? ''] : []),
        ...(hundreds > 0 ? ['yüz'] : []),
        tens[Math.trunc((value % 100) / 10)] ?? '',
        ones[value % 10] ?? '',
      ].filter(Boolean);
    };
    const inTurkish = (value: number): string[] => {
      const [millions, thousands] = [Math.trunc(value / 1_000_000), Math.trunc((value % 1_000_000) / 1000)];
      return [
        ...(millions > 0 ? [...below1000(millions), 'milyon'] : []),
        ...(thousands > 0 ? [...(thousands > 1 ? below1000(thousands) : []), 'bin'] : []),
        ...below1000(value % 1000),
      ];
    };
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 999_999_999 }), fc.constantFrom(' ', ''), (value, between) => {
        fc.pre(value !== 10);
        const words = inTurkish(value).join(between);
        expect(meanings(`${words} TL`, 'TRY')).toEqual([
          { unit: 'TRY', quantity: `${value}.00`, side: null },
        ]);
      }),
      { numRuns: 500 },
    );
  });

  it('an amount as any language shows it: is read back, or is among the options', () => {
    fc.assert(
      fc.property(anyAmount, ({ unit, quantity, language }) => {
        const reading = readFigure(formatQuantity(quantity, unit, language, noOwnUnits), { unit });
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
        const reading = readFigure(formatLine({ unit, quantity, side }, language, noOwnUnits), { unit });
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
