import fc from 'fast-check';
import { fontOf } from '../../../src/paper/fonts.ts';
import { visualRuns, type Direction } from '../../../src/paper/visual-runs.ts';

const shown = (line: string, direction: Direction): string[] =>
  visualRuns(line, direction).map(({ text }) => text);

describe('a line on paper', () => {
  it('Turkish: one part as it is written', () => {
    expect(visualRuns('Şirketimiz, ığüşöç İĞÜŞÖÇ (B)', 'ltr')).toEqual([
      { text: 'Şirketimiz, ığüşöç İĞÜŞÖÇ (B)', script: 'latin' },
    ]);
  });

  it('Arabic with a number and a reference: numbers and references are read from the left, the line from the right', () => {
    expect(shown('حسابكم رقم 120.01.0001 كما في 31/10/2026:', 'rtl')).toEqual([
      ...[':', '31/10/2026', ' كما في ', '120.01.0001', 'حسابكم رقم '],
    ]);
  });

  it('brackets of a right-to-left line: turned round with what is in them', () => {
    expect(shown('ذهب (غرام)', 'rtl').join('')).toBe('ذهب )غرام(');
    expect(shown('( ) نوافق', 'rtl').join('')).toBe('نوافق ( )');
  });

  it('brackets of a pair with figures before them: of one font', () => {
    const runs = visualRuns('عيار 22 (غرام)', 'rtl');

    expect(runs).toEqual([
      { text: ' )غرام(', script: 'arabic' },
      { text: '22', script: 'latin' },
      { text: 'عيار ', script: 'arabic' },
    ]);
  });

  it('an Arabic name in a Turkish line, and a Latin one in an Arabic line: each as it is read', () => {
    expect(shown('Sayın Samir (سمير المثالي)', 'ltr')).toEqual(['Sayın Samir (', 'سمير المثالي', ')']);
    expect(shown('السادة \u2068Samir (سمير)\u2069 المحترمون', 'rtl')).toEqual([
      ...['المحترمون', ' ', 'Samir (', 'سمير', ')', 'السادة '],
    ]);
  });

  it('marks of direction: no signs on paper', () => {
    expect(shown('\u2068120\u2069 \u200e(B)\u200f', 'rtl').join('')).not.toMatch(/\p{Cf}/u);
  });

  it('whatever a line is: nothing is lost and nothing is added', () => {
    const letters = fc.constantFrom(
      'a',
      'İ',
      'ş',
      '1',
      '٣',
      ' ',
      '(',
      ')',
      '.',
      '/',
      'س',
      'م',
      'ي',
      'ر',
      '\u2068',
      '\u2069',
    );
    const sorted = (text: string): string =>
      [...text.replace(/\p{Cf}/gu, '').replace(/[()]/g, '|')].sort().join('');
    fc.assert(
      fc.property(fc.array(letters), fc.constantFrom<Direction>('ltr', 'rtl'), (line, direction) => {
        const text = line.join('');
        expect(sorted(shown(text, direction).join(''))).toBe(sorted(text));
      }),
    );
  });
});

describe('the fonts of a page', () => {
  const glyphsOf = (text: string): number[] =>
    fontOf('arabic', 'regular')
      .layout(text)
      .glyphs.map(({ id }) => id);

  it('have every letter of the three languages, in both weights', () => {
    const latin = 'abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ0123456789.,:;()/-–·«»₺$€%';
    const arabic = 'ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةىًٌٍَُِّْ،؛؟';
    for (const weight of ['regular', 'bold'] as const) {
      const has = (script: 'latin' | 'arabic') => (letter: string) =>
        fontOf(script, weight).hasGlyphForCodePoint(letter.codePointAt(0) ?? 0);
      expect([...latin].filter((letter) => !has('latin')(letter))).toEqual([]);
      expect([...arabic].filter((letter) => !has('arabic')(letter))).toEqual([]);
    }
  });

  it('join Arabic letters: the same letter has another form at the beginning, in the middle, at the end and alone', () => {
    const [alone] = glyphsOf('ع');
    // Shaped and in the order of the paper: the last letter of the word comes first.
    const [end, middle, begin] = glyphsOf('ععع');

    expect(new Set([alone, end, middle, begin]).size).toBe(4);
  });

  it('make one sign of lam and alef', () => {
    expect(glyphsOf('لا').length).toBeLessThan(2 + 1);
    expect(glyphsOf('لا')).not.toEqual([...glyphsOf('ا'), ...glyphsOf('ل')]);
  });
});
