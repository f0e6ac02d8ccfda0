import { ownUnitsOf, type OwnUnit } from '../../../src/money/own-units.ts';
import { unitCodes } from '../../../src/money/units.ts';
import { shippedWordsOf } from '../../../src/reading/unit-words.ts';
import { wordClash } from '../../../src/reading/word-clash.ts';
import { checkUnit, mostInUse } from '../../../src/units/check-unit.ts';
import { languages } from '../../../src/vocabulary/language.ts';
import { dinar, eightCarat, fourOwn, hamit, platinum } from '../../support/own-units.ts';

const own = ownUnitsOf([platinum]);
const kindOf = (text: string): string | null => {
  const clash = wordClash(text, own);
  return clash === null ? null : clash.is === 'unit' ? clash.code : clash.is;
};

describe('a word for a unit', () => {
  it.each([
    ['platin', 'PLT_G'],
    ['platinde', 'PLT_G'],
    ['dolar', 'USD'],
    ['dolarda', 'USD'],
    ['türk lirası', 'TRY'],
    ['gram', 'HAS'],
    ['الذهب', 'HAS'],
    ['hepsi', 'common'],
    ['bakiye', 'answer'],
    ['evet', 'answer'],
    ['hayır', 'answer'],
    ['mutabıkız', 'answer'],
    ['dur', 'answer'],
    ['değil', 'answer'],
    ['ama', 'answer'],
    ['doğru altın', 'answer'],
    ['نعم', 'answer'],
    ['menü', 'answer'],
    ['beş', 'number'],
    ['yüz', 'number'],
    ['yarım altın', 'PCS_YARIM'],
    ['sıfır', 'number'],
    ['خمسة', 'number'],
    ['borç', 'side'],
    ['alacak', 'side'],
    ['dinar', null],
    ['hamit', null],
    ['kuveyt dinarı', null],
    ['palladium', null],
    ['بلاديوم', null],
  ])('«%s»: %s', (text, expected) => {
    expect(kindOf(text)).toBe(expected);
  });

  it('every word of a shipped unit: is taken', () => {
    for (const code of unitCodes)
      for (const language of languages)
        for (const word of shippedWordsOf(code, language).filter((one) => /^\p{L}+$/u.test(one)))
          expect(wordClash(word, own)).not.toBeNull();
  });
});

describe('what stands against a unit', () => {
  const fields = (unit: OwnUnit, before: OwnUnit | null, all: readonly OwnUnit[]) =>
    checkUnit(unit, before, all).map(({ field, message }) => `${field} ${message.split(':')[0]}`);

  it('four units of a business: nothing', () => {
    for (const unit of fourOwn.all) expect(fields(unit, null, [])).toEqual([]);
    for (const unit of fourOwn.all) expect(fields(unit, unit, fourOwn.all)).toEqual([]);
  });

  it('a shipped code: stays as it is', () => {
    expect(fields({ ...platinum, code: 'TRY' }, null, [])).toEqual(['path.code shipped']);
  });

  it('decimals, kind and carat of one that is there: are fixed', () => {
    const changed: OwnUnit = { ...platinum, decimalsStored: 2, decimalsShown: 1, kind: 'money' };
    expect(fields(changed, platinum, [platinum])).toEqual([
      'kind fixed',
      'decimals fixed',
      'decimalsShown fixed',
    ]);
  });

  it('words and names of another unit: each is named', () => {
    const twin: OwnUnit = { ...platinum, code: 'PLT_OZ' };
    const found = fields(twin, null, [platinum]);
    expect(found).toContain('words.tr[0] word_taken');
    expect(found).toContain('names.ar.name name_taken');
    expect(fields(twin, null, [{ ...platinum, isRetired: true }])).toEqual([]);
  });

  it('a suffix that is read as another unit: is refused, since people write back what they see', () => {
    const names = { ...platinum.names, tr: { ...platinum.names.tr, suffix: 'g' } };
    expect(fields({ ...platinum, names }, null, [])).toEqual(['names.tr.suffix word_taken']);
  });

  it('a carat of the product, of another unit, of what is no weight: is refused', () => {
    expect(fields({ ...eightCarat, carat: 22 }, null, [])).toEqual(['carat word_taken']);
    expect(fields({ ...dinar, carat: 9 }, null, [])).toEqual(['carat goes with the kind weight']);
    expect(
      fields({ ...eightCarat, code: 'XAU_8' }, null, [eightCarat]).filter((one) => one.startsWith('carat')),
    ).toEqual(['carat word_taken']);
  });

  it('one more than may be in use: is refused until one is retired', () => {
    const many = Array.from({ length: mostInUse }, (_, n): OwnUnit => ({ ...hamit, code: `U_${n}` }));
    expect(fields(platinum, null, many)).toEqual(['path.code too_many']);
    expect(fields(platinum, null, many.with(0, { ...hamit, code: 'U_0', isRetired: true }))).toEqual([]);
  });
});
