import fc from 'fast-check';
import { stripText } from '../../../src/outside/strip-text.ts';

const names = ['Ahmet Öztürk', 'ÖZTÜRK KUYUMCULUK LTD. ŞTİ.', 'DEMO KIYMETLİ MADEN A.Ş.', 'Su'];

describe('stripText', () => {
  it.each([
    ['a telephone number', 'beni +90 (532) 111 22 33 numarasından arayın', 'beni 0 numarasından arayın'],
    ['an amount', 'bakiyem 1.250,34 mü', 'bakiyem 0 mü'],
    ['a date', '12/11/2026 tarihli', '0 tarihli'],
    ['Arabic digits', 'رصيدي ١٢٣٤', 'رصيدي 0'],
    ['full-width and circled digits', '１２３ ve ④⑤', '0 ve 0'],
    ['a fraction sign', '½ gram', '0 gram'],
    ['an IBAN in groups', 'TR33 0006 1005 1978 6457 8413 26 hesabıma', '_ hesabıma'],
    ['an IBAN in one', 'tr330006100519786457841326ya', '_'],
    ['an IBAN with letters', 'GB33BUKB20201555555555 olsun', '_ olsun'],
    ['an e-mail address', 'ahmet.o+x@firma.com.tr yazın', '_ yazın'],
    ['a web address', 'https://firma.com/ahmet?x=1 bakın', '_ bakın'],
    ['a reference', 'MUT-2026-10-C002 için', 'MUT-0-C0 için'],
  ])('%s: taken out', (_what, text, expected) => {
    expect(stripText(text, names)).toBe(expected);
  });

  it.each([
    ['as it is', 'ben Ahmet', 'ben _'],
    ['in capitals with Turkish letters', 'BEN ÖZTÜRK', 'BEN _'],
    ['without its dots', 'ben ozturk', 'ben _'],
    ['with a suffix', "Ahmetin borcu, Ahmet'in hesabı", "_ borcu, _'in hesabı"],
    ['inside another word', 'sayinahmetozturk', '_'],
    ['with an invisible letter inside', 'Ah\u200Bmet', '_'],
    ['decomposed', 'O\u0308ztu\u0308rk', '_'],
    ['of two letters, by itself', 'su ve susmak', '_ ve susmak'],
    ['of the company', 'kıymetli maden ne zaman', '_ _ ne zaman'],
  ])('a given name %s: taken out', (_what, text, expected) => {
    expect(stripText(text, names)).toBe(expected);
  });

  it.each([
    ['Mehmet Bey ile konuştum', '_ Bey ile konuştum'],
    ['ayşe hanıma sorun', '_ hanıma sorun'],
    ['Sayın Yılmaz gelsin', 'Sayın _ gelsin'],
    ['Mr. Smith called', 'Mr. _ called'],
    ['السيد أحمد قال', 'السيد _ قال'],
  ])('«%s», a name nobody gave beside a form of address: taken out', (text, expected) => {
    expect(stripText(text, [])).toBe(expected);
  });

  it('words that are nobody: stay as they are', () => {
    const text = 'bu ay sonunda neyim var acaba, bakar mısınız?';

    expect(stripText(text, names)).toBe(text);
  });

  const letters = fc.string({
    minLength: 3,
    maxLength: 8,
    unit: fc.constantFrom(...'aeıiouöüçğşİIABCDZmnrtkأحمد'),
  });
  const shapes = [
    (name: string) => name,
    (name: string) => name.toUpperCase(),
    (name: string) => name.toLowerCase(),
    (name: string) => name.toLocaleUpperCase('tr'),
    (name: string) => name.toLocaleLowerCase('tr'),
    (name: string) => name.normalize('NFD'),
    (name: string) => `${name}nin`,
    (name: string) => `x${name}`,
    (name: string) => [...name].join('\u200D'),
  ];
  const number = fc.oneof(
    fc.nat().map(String),
    fc.stringMatching(/^[0-9٠-٩۰-۹０-９]{2,12}$/),
    fc.stringMatching(/^\+?[0-9]{1,4}[ .,/-][0-9]{1,4}[ .,/-][0-9]{1,4}$/),
  );
  const plain = (text: string): string =>
    text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[ıİI]/g, 'i').toLowerCase().replace(/\p{M}/gu, '');

  it('any text with given names in any form and any numbers: no two digits, no digit but 0, no given name is left', () => {
    fc.assert(
      fc.property(
        fc.array(letters, { minLength: 1, maxLength: 3 }),
        fc.array(
          fc.oneof(
            fc.string({ unit: 'grapheme', maxLength: 12 }),
            number,
            fc.tuple(fc.nat(2), fc.constantFrom(...shapes)),
          ),
          { maxLength: 8 },
        ),
        fc.constantFrom(' ', ', ', ' - ', '\n'),
        (given, pieces, between) => {
          const text = pieces
            .map((piece) => (Array.isArray(piece) ? piece[1](given[piece[0] % given.length] ?? '') : piece))
            .join(between);
          const stripped = stripText(text, given);

          expect(stripped).not.toMatch(/\p{N}\p{N}|(?!0)\p{N}/u);
          expect(given.filter((name) => plain(stripped).includes(plain(name)))).toEqual([]);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
