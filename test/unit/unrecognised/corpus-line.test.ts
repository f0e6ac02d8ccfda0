import fc from 'fast-check';
import { corpusLine, maskText } from '../../../src/unrecognised/corpus-line.ts';
import type { Label } from '../../../src/unrecognised/label.ts';
import { minutes } from '../../support/records.ts';
import { anUnrecognisedText } from '../../support/staff-records.ts';

const names = ['Ayşe Yılmaz', 'İsmail'];

describe('words that leave the house', () => {
  it.each([
    ['amounts', '1.250,50 TL değil 1250 gr', '0 TL değil 0 gr'],
    ['dates and times', '12/05/2026 saat 14:30 gelirim', '0 saat 0 gelirim'],
    ['a number of a telephone', '+90 532 111 22 33 beni arayın', '0 0 0 0 0 beni arayın'],
    ['Arabic and Persian digits', '١٢٣٤ و ۵۶', '0 و 0'],
    ['digits beside letters', '22k has 3gr ORN2026000000417', '0k has 0gr ORN0'],
    ['a fullwidth number', '１２３ tamam', '0 tamam'],
    ['no number', 'beş yüz gram', 'beş yüz gram'],
  ])('%s: numbers are 0', (_title, said, masked) => {
    expect(maskText(said, names)).toBe(masked);
  });

  it.each([
    ['as it is written', 'Ben Ayşe Yılmaz', 'Ben X X'],
    ['in capitals', 'AYŞE YILMAZ onaylıyor', 'X X onaylıyor'],
    ['without its own letters', 'ayse yilmaz', 'X X'],
    ['with a dotted capital', 'ismail bey, İSMAİL', 'X bey, X'],
    ['with an ending', 'Ayşenin hesabı, Yılmazlar', 'X hesabı, X'],
    ['with an apostrophe', "Ayşe'nin hesabı", "X'nin hesabı"],
    ['with something invisible in it', 'Ay\u200bşe', 'X'],
    ['in letters of two marks', 'Ays\u0327e', 'X'],
    ['within another word', 'kayseride', 'kayseride'],
  ])('a name of the person, %s: X where it is one', (_title, said, masked) => {
    expect(maskText(said, names)).toBe(masked);
  });

  it.each([
    ['as it is', 'انا احمد', 'انا X'],
    ['with another hamza', 'أنا أحمد', 'أنا X'],
    ['behind «and»', 'وأحمد موافق', 'X موافق'],
  ])('a name in Arabic, %s: X', (_title, said, masked) => {
    expect(maskText(said, ['أحمد'])).toBe(masked);
  });

  it.each([
    ['a short name', 'Can', 'canım can', 'canım X'],
    ['an initial', 'A. Kaya', 'a kaya', 'a X'],
    ['no name', '', 'merhaba', 'merhaba'],
  ])('%s: masks itself and nothing else', (_title, name, said, masked) => {
    expect(maskText(said, [name])).toBe(masked);
  });

  it.each([
    ['mail', 'bana ayse@ornek.com.tr yazın', 'bana X yazın'],
    ['web', 'https://ornek.com/u/abc bak www.ornek.com', 'X bak X'],
  ])('an address of %s: X', (_title, said, masked) => {
    expect(maskText(said, [])).toBe(masked);
  });

  it.each([
    ['tabs and lines', 'bir\tiki\r\nüç', 'bir iki üç'],
    ['a line of its own kind', 'bir\u2028iki\u0085üç', 'bir iki üç'],
    ['the beginning of a formula', '=HYPERLINK("x")', 'HYPERLINK("x")'],
    ['several such signs', ' +-=evet', 'evet'],
  ])('%s: one line that no table takes for anything else', (_title, said, masked) => {
    expect(maskText(said, [])).toBe(masked);
  });

  it('whatever was said: one cell without digits but 0, without the name, and masked again the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        const masked = maskText(`${one} Zxqvaya ${other} 1907`, ['Zxqvaya']);
        expect(masked).not.toMatch(/[\t\n\r]|[1-9]|zxqvaya/iu);
        expect(maskText(masked, ['Zxqvaya'])).toBe(masked);
      }),
    );
  });
});

describe('a line of the corpus', () => {
  const label: Label = {
    intent: 'askedForStatement',
    strength: 'soft',
    dialect: 'colloquial',
    by: 'key:1',
    at: minutes(1),
  };

  it('labelled: intent, strength, dialect and the masked words', () => {
    const text = anUnrecognisedText('unr_1', { text: '120 hesabı at, Canary', label });

    expect(corpusLine(text)).toBe('askedForStatement\tsoft\tcolloquial\t0 hesabı at, X');
  });

  it.each([
    ['tr', 'std'],
    ['en', 'std'],
    ['ar', 'msa'],
  ] as const)('without a dialect, in a conversation in %s: %s', (language, dialect) => {
    const text = anUnrecognisedText('unr_1', { language, text: 'x', label: { ...label, dialect: null } });

    expect(corpusLine(text)?.split('\t')[2]).toBe(dialect);
  });

  it('not labelled, or with nothing left of it: none', () => {
    expect(corpusLine(anUnrecognisedText('unr_1'))).toBeNull();
    expect(corpusLine(anUnrecognisedText('unr_1', { text: ' \t ', label }))).toBeNull();
  });
});
