import { foldedEquals } from '../../../src/reading/fold-text.ts';
import { readLanguageChoice } from '../../../src/reading/language-choice.ts';
import { noOwnUnits } from '../../../src/money/own-units.ts';
import { unitName, unitShortName } from '../../../src/money/format-amount.ts';
import { unitCodes } from '../../../src/money/units.ts';
import { readTypedUnit } from '../../../src/reading/typed-unit.ts';
import { languages } from '../../../src/vocabulary/language.ts';

describe('readTypedUnit', () => {
  it.each([
    ['dolar', 'USD'],
    ['Dolarda fark var', 'USD'],
    ['USD', 'USD'],
    ['TL', 'TRY'],
    ['lira bakiyesi', 'TRY'],
    ['has', 'HAS'],
    ['Has altın', 'HAS'],
    ['altın', 'HAS'],
    ['22 ayar altın', 'XAU_G_22K'],
    ['gümüş', 'XAG_G'],
    ['euro', 'EUR'],
    ['çeyrek', 'PCS_CEYREK'],
    ['Çeyrek altın', 'PCS_CEYREK'],
    ['quarter coins', 'PCS_CEYREK'],
    ['ata altın', 'PCS_ATA'],
    ['الدولار', 'USD'],
    ['ليرة تركية', 'TRY'],
    ['ذهب خالص', 'HAS'],
    ['hepsi', 'ALL'],
    ['all of them', 'ALL'],
    ['الكل', 'ALL'],
    ['tüm birimler', 'ALL'],
    ['cumhuriyet altını', 'PCS_ATA'],
    ['22 AYAR', 'XAU_G_22K'],
    ['$', 'USD'],
    ['₺', 'TRY'],
    ['€', 'EUR'],
    ['الليرة', 'TRY'],
    ['اليورو غلط', 'EUR'],
  ])('%s: names %s', (text, unit) => {
    expect(readTypedUnit(text)).toBe(unit);
  });

  it.each(['', 'dolar ve euro', 'dolar değil', 'bilmiyorum', 'hasta oldum', 'x'.repeat(200)])(
    '%s: names no single unit',
    (text) => {
      expect(readTypedUnit(text)).toBeNull();
    },
  );
});

describe('readTypedUnit, the names we show', () => {
  it.each(unitCodes.flatMap((unit) => languages.map((language) => ({ unit, language }))))(
    '$unit as it is called in $language: names it',
    ({ unit, language }) => {
      expect(readTypedUnit(unitShortName(unit, language, noOwnUnits))).toBe(unit);
      expect(readTypedUnit(unitName(unit, language, noOwnUnits))).toBe(unit);
    },
  );
});

describe('readLanguageChoice', () => {
  it.each([
    ['Türkçe', 'tr'],
    ['TURKCE', 'tr'],
    ['English please', 'en'],
    ['ingilizce', 'en'],
    ['العربية', 'ar'],
    ['Arapça lütfen', 'ar'],
    ['İNGİLİZCE', 'en'],
    ['in English please', 'en'],
    ['change language to Turkish', 'tr'],
    ['türkçe devam', 'tr'],
    ['dil: türkçe', 'tr'],
    ['بالعربي', 'ar'],
    ['عربي لو سمحت', 'ar'],
    ['انجليزي', 'en'],
    ['التركية', 'tr'],
    ['🇹🇷', 'tr'],
    ['EN', 'en'],
    ['almanca', null],
    ['english değil', null],
    ['x'.repeat(5000), null],
    ['merhaba', null],
    ['do you speak english', null],
  ])('%s: asks for %s', (text, language) => {
    expect(readLanguageChoice(text)).toBe(language);
  });
});

describe('foldedEquals', () => {
  it('a title typed without its dots: is the title', () => {
    expect(foldedEquals('MUTABIKIZ', 'Mutabıkız')).toBe(true);
    expect(foldedEquals('evet onayliyorum', 'Evet, onaylıyorum')).toBe(true);
    expect(foldedEquals('Mutabık değiliz', 'Mutabıkız')).toBe(false);
  });
});
