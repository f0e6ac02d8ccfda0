import { foldedEquals } from '../../../src/reading/fold-text.ts';
import { readLanguageChoice } from '../../../src/reading/language-choice.ts';
import { readTypedUnit } from '../../../src/reading/typed-unit.ts';

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

describe('readLanguageChoice', () => {
  it.each([
    ['Türkçe', 'tr'],
    ['TURKCE', 'tr'],
    ['English please', 'en'],
    ['ingilizce', 'en'],
    ['العربية', 'ar'],
    ['Arapça lütfen', 'ar'],
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
