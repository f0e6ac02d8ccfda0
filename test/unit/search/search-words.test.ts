import fc from 'fast-check';
import { searchTermsOf } from '../../../src/search/search-terms.ts';
import { initialsJoined, searchWords } from '../../../src/search/search-words.ts';

describe('words of a search', () => {
  // Stored records are found by these very forms: whoever changes one makes them anew (ADR 0061).
  it.each([
    ['Işıklar Kuyumculuk San. ve Tic. A.Ş.', 'isiklar kuyumculuk san ve tic a s'],
    ['IŞIK', 'isik'],
    ['ışık', 'isik'],
    ['Isik', 'isik'],
    ['İSTANBUL', 'istanbul'],
    ['Çağrı ÖZGÜR', 'cagri ozgur'],
    ["D'Angelo-Öz", 'dangelo oz'],
    ['Hâkim', 'hakim'],
    ['أحمد', 'احمد'],
    ['Aaa III', 'aaa iii'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['１４ ayar ٢٠', '14 ayar 20'],
    ['$ne {"$gt": ""} .*', 'ne gt'],
    [' \u200b ', ''],
  ])('%s: %s', (text, words) => {
    expect(searchWords(text).join(' ')).toBe(words);
  });

  it('a beginning of a word, however it is typed: folds to the beginning of the fold of the word', () => {
    const letters = fc.constantFrom(...'abcçdefgğhıiİjklmnoöpqrsştuüvwxyzABCÇIĞÖŞÜâîû09أبتةى');
    fc.assert(
      fc.property(
        fc.array(letters, { minLength: 3, maxLength: 20 }),
        fc.nat(20),
        fc.constantFrom('tr', 'en'),
        (word, at, language) => {
          const [whole = ''] = searchWords(word.join(''));
          const begun = word.slice(0, 3 + (at % (word.length - 2))).join('');
          for (const typed of [begun, begun.toLocaleUpperCase(language), begun.toLocaleLowerCase(language)]) {
            const [folded = '-'] = searchWords(typed);
            expect(whole.startsWith(folded)).toBe(true);
          }
        },
      ),
    );
  });
});

describe('initials', () => {
  it.each([
    ['Işıklar A.Ş.', 'isiklar as'],
    ['a ş', 'as'],
    ['T.C. Ziraat A.Ş. B', 'tc ziraat asb'],
    ['A Yapı Ş', 'a yapi s'],
    ['AŞ', 'as'],
    ['١ ٢', '1 2'],
    ['', ''],
  ])('of %s: are one word where they stand in a row: %s', (text, words) => {
    expect(initialsJoined(searchWords(text)).join(' ')).toBe(words);
  });
});

describe('terms of a search', () => {
  it.each([
    ['+90 532 100 00 01', ['905321000001']],
    ['0532 100 00 01', ['05321000001', '905321000001']],
    ['(0532) 100-00-01', ['05321000001', '905321000001']],
    ['5321000001', ['5321000001', '905321000001']],
    ['00 01', ['0001']],
    ['٠٠٠١', ['0001']],
    ['\u202a+90 532 100 00 01\u202c', ['905321000001']],
    ['\u2066(0532)\u00a0100\u201100\u201101\u2069', ['05321000001', '905321000001']],
    ['0532 – 100 — 00 – 01', ['05321000001', '905321000001']],
    ['００ ０１', ['0001']],
    ['001', []],
    ['1234567890123456', []],
    ['C001', []],
  ])('a number written as %s: %j', (typed, digits) => {
    expect(searchTermsOf(typed).digits).toEqual(digits);
  });

  it.each([
    [' Mut-1 ', ['MUT-1', 'Mut-1', 'mut-1']],
    ['İNV-1', ['INV-1', 'inv-1', 'İNV-1']],
    ['ınv-1', ['INV-1', 'inv-1', 'ınv-1']],
    ['ist/1', ['IST/1', 'ist/1', 'İST/1']],
    ['IST/1', ['IST/1', 'ist/1', 'ıst/1']],
    ['İsI', ['ISI', 'IsI', 'isi', 'isı', 'İSI', 'İsI']],
  ])('a reference typed as %s: that, in capitals and in small letters, of Turkish and without', (q, all) => {
    expect([...searchTermsOf(q).references].sort()).toEqual(all);
  });

  it('more words than narrow anything down: eight are looked for', () => {
    expect(searchTermsOf('bir iki uc dort bes alti yedi sekiz dokuz').words).toHaveLength(8);
  });
});
