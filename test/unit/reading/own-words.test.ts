import fc from 'fast-check';
import { formatLine, formatQuantity, unitName, unitShortName } from '../../../src/money/format-amount.ts';
import { compareDecimals } from '../../../src/money/decimal.ts';
import { noOwnUnits, ownUnitsOf, type OwnUnit } from '../../../src/money/own-units.ts';
import { readFigure } from '../../../src/reading/read-figure.ts';
import { readMentions } from '../../../src/reading/read-mentions.ts';
import { readReply } from '../../../src/reading/read-reply.ts';
import { readTypedUnit } from '../../../src/reading/typed-unit.ts';
import { languages } from '../../../src/vocabulary/language.ts';
import { dinar, eightCarat, fourOwn, hamit, platinum } from '../../support/own-units.ts';

const figureOf = (text: string, unit: string, own = fourOwn) => {
  const reading = readFigure(text, { unit }, own);
  return reading.kind === 'figure' ? `${reading.figure.quantity} ${reading.figure.unit}` : reading.kind;
};

describe('figures in a unit of the tenant', () => {
  it.each([
    ['2,5 gr platin', 'PLT_G', '2.50 PLT_G'],
    ['platin 2,5 gram', 'PLT_G', '2.50 PLT_G'],
    ['2.5 g platinum', 'PLT_G', '2.50 PLT_G'],
    ['2,5 غرام بلاتين', 'PLT_G', '2.50 PLT_G'],
    ['platinde 12,12 görünüyor', 'PLT_G', '12.12 PLT_G'],
    ['yarım gram platin', 'PLT_G', '0.50 PLT_G'],
    ['beş gram', 'PLT_G', '5.00 null'],
    ['3 hamit', 'PCS_HAMIT', '3 PCS_HAMIT'],
    ['3 adet Hamit altını', 'PCS_HAMIT', '3 PCS_HAMIT'],
    ['3 hamitlerde', 'PCS_HAMIT', '3 PCS_HAMIT'],
    ['hamitler 3 adet', 'PCS_HAMIT', '3 PCS_HAMIT'],
    ['3 hamids', 'PCS_HAMIT', '3 PCS_HAMIT'],
    ['3 حميديه', 'PCS_HAMIT', '3 PCS_HAMIT'],
    ['150,12 kuveyt dinarı', 'KWD', '150.120 KWD'],
    ['1.150,125 KWD', 'KWD', '1150.125 KWD'],
    ['Dinarda 150,1', 'KWD', '150.100 KWD'],
    ['150,125 KWD', 'KWD', 'ambiguous'],
    ['150.125 دينار كويتي', 'KWD', 'ambiguous'],
    ['12,5 gram 8 ayar', 'XAU_G_8K', '12.500 XAU_G_8K'],
    ['8 ayar altın 12,5 gr', 'XAU_G_8K', '12.500 XAU_G_8K'],
    ['8k 12,5', 'XAU_G_8K', '12.500 XAU_G_8K'],
    ['12,5 غرام عيار 8', 'XAU_G_8K', '12.500 XAU_G_8K'],
    ['altın 12,5', 'XAU_G_8K', '12.500 null'],
  ])('«%s» asked in %s: %s', (text, unit, expected) => {
    expect(figureOf(text, unit)).toBe(expected);
  });

  it.each([
    ['2,5 gr platin', 'HAS'],
    ['3 hamit', 'PCS_TAM'],
    ['150,125 kuveyt dinarı', 'TRY'],
  ])('«%s» where another tenant has no such unit: names none of them', (text, unit) => {
    const named = readMentions(text, noOwnUnits).units;
    expect(named.filter((code) => fourOwn.find(code) !== null)).toEqual([]);
    expect(figureOf(text, unit, noOwnUnits)).not.toMatch(/PLT_G|PCS_HAMIT|KWD/);
  });

  it('words of a shipped unit beside own ones: mean what they meant', () => {
    for (const text of ['12,5 gr has', '3 ata', '14 ayar 5 gr', '100 TL', '2 çeyrek altın', '22k 3,5'])
      expect(readMentions(text, fourOwn)).toEqual(readMentions(text, noOwnUnits));
  });

  it('a word that two units got in the same moment: is the word of neither', () => {
    const twin: OwnUnit = { ...platinum, code: 'PLT_OZ', names: dinar.names, words: platinum.words };
    expect(readTypedUnit('platin', ownUnitsOf([platinum, twin]))).toBeNull();
  });

  it('a word of a retired unit that another has now: is that of the other', () => {
    const retired: OwnUnit = { ...platinum, code: 'PLT_OLD', isRetired: true };
    expect(readTypedUnit('platin', ownUnitsOf([retired, platinum]))).toBe('PLT_G');
    expect(readTypedUnit('platin', ownUnitsOf([retired]))).toBe('PLT_OLD');
  });
});

describe('answers per unit with units of the tenant', () => {
  it.each([
    ['platinde mutabıkız, dinarda değiliz', 'PLT_G agreed, KWD disagreed'],
    ['hamit doğru, 8 ayar yanlış', 'PCS_HAMIT agreed, XAU_G_8K disagreed'],
    ['platinum is correct but kuwaiti dinar is wrong', 'PLT_G agreed, KWD disagreed'],
    ['البلاتين صحيح بس الدينار غلط', 'PLT_G agreed, KWD disagreed'],
  ])('«%s»: %s', (text, expected) => {
    const { meaning, units } = readReply(text, fourOwn);
    expect(meaning).toBe('reject.partial');
    expect(units.map(({ unit, answer }) => `${unit} ${answer}`).join(', ')).toBe(expected);
  });
});

describe('what is shown of a unit of the tenant', () => {
  const each = fourOwn.all.flatMap(({ code }) => languages.map((language) => ({ code, language })));

  it.each(each)('$code as it is called in $language: names it', ({ code, language }) => {
    expect(readTypedUnit(unitName(code, language, fourOwn), fourOwn)).toBe(code);
    expect(readTypedUnit(unitShortName(code, language, fourOwn), fourOwn)).toBe(code);
  });

  const anyAmount = fc.constantFrom(...fourOwn.all).chain(({ code, decimalsStored }) =>
    fc.record({
      unit: fc.constant(code),
      quantity: fc
        .tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 10 ** decimalsStored - 1 }))
        .map(([whole, fraction]) =>
          decimalsStored === 0 ? String(whole) : `${whole}.${String(fraction).padStart(decimalsStored, '0')}`,
        ),
      side: fc.constantFrom('B' as const, 'A' as const),
      language: fc.constantFrom(...languages),
    }),
  );

  it('an amount as any language shows it: is read back in that unit, or is among the options', () => {
    fc.assert(
      fc.property(anyAmount, ({ unit, quantity, side, language }) => {
        const shown = [
          formatQuantity(quantity, unit, language, fourOwn),
          formatLine({ unit, quantity, side }, language, fourOwn),
        ];
        for (const text of shown) {
          const reading = readFigure(text, { unit }, fourOwn);
          const figures =
            reading.kind === 'figure'
              ? [reading.figure]
              : reading.kind === 'ambiguous'
                ? reading.options
                : [];
          expect(figures.some((figure) => compareDecimals(figure.quantity, quantity) === 0)).toBe(true);
          expect(figures.every((figure) => figure.unit === null || figure.unit === unit)).toBe(true);
        }
      }),
    );
  });

  it('pieces, carats and three decimals: in each language', () => {
    expect(formatQuantity('3', hamit.code, 'tr', fourOwn)).toBe('3 adet Hamit');
    expect(formatQuantity('12.5', eightCarat.code, 'en', fourOwn)).toBe('12.500 g 8 carat');
    expect(formatQuantity('150.125', dinar.code, 'ar', fourOwn)).toBe('150.125 دينار كويتي');
    expect(formatQuantity('2.125', platinum.code, 'tr', fourOwn)).toBe('2,125 g platin');
    expect(formatQuantity('2', platinum.code, 'tr', fourOwn)).toBe('2,00 g platin');
  });
});
