import fc from 'fast-check';
import { directionOf, formatText, plainText } from '../../../simulator/page/format-text.ts';

describe('text with marks of WhatsApp', () => {
  it('bold around an account number: becomes one bold piece', () => {
    expect(formatText('hesap *120.01.0001* için')).toEqual([
      { kind: 'text', text: 'hesap ' },
      { kind: 'bold', pieces: [{ kind: 'text', text: '120.01.0001' }] },
      { kind: 'text', text: ' için' },
    ]);
  });

  it.each([
    ['marks inside words', 'a*b*c dosya_adi_v1'],
    ['a mark before a space', 'toplam * 5 * 3'],
    ['a mark that is never closed', '*Kalın değil'],
    ['marks on two lines', '*bir\niki*'],
  ])('%s: stays as it is', (_name, text) => {
    expect(formatText(text)).toEqual([{ kind: 'text', text }]);
  });

  it('an address at the end of a sentence: is a link without the full stop', () => {
    expect(formatText('Bkz. https://example.test/a?b=1.')).toEqual([
      { kind: 'text', text: 'Bkz. ' },
      { kind: 'link', url: 'https://example.test/a?b=1' },
      { kind: 'text', text: '.' },
    ]);
  });

  it.each([
    [
      'an isolate around it',
      '\u2068https://example.test/u/a_b-1\u2069 للاطلاع',
      'https://example.test/u/a_b-1',
    ],
    [
      'an Arabic comma after it',
      'متاح على http://localhost:3000/privacy، للاطلاع',
      'http://localhost:3000/privacy',
    ],
  ])('an address with %s: leads to that address and nothing more', (_name, text, url) => {
    expect(formatText(text).filter(({ kind }) => kind === 'link')).toEqual([{ kind: 'link', url }]);
  });

  it('a script address: is never a link', () => {
    expect(formatText('javascript:alert(1)')).toEqual([{ kind: 'text', text: 'javascript:alert(1)' }]);
  });

  it('marks inside marks and code: nest, and code keeps its marks', () => {
    expect(formatText('*_a_* `*b*`')).toEqual([
      { kind: 'bold', pieces: [{ kind: 'italic', pieces: [{ kind: 'text', text: 'a' }] }] },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: '*b*' },
    ]);
  });

  it('of any kind: loses nothing but marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const letters = (value: string): string => value.replace(/[\s*_~`]/g, '');

        expect(letters(plainText(text))).toBe(letters(text));
      }),
    );
  });
});

describe('the direction of a message', () => {
  it.each([
    ['rtl', 'السيد سمير'],
    ['rtl', '1. نعم'],
    ['ltr', 'Samir (سمير)'],
    ['ltr', '12.12.2026'],
    ['rtl', '\u2068Samir Al-Mithali\u2069، سُجّلت حركة جديدة'],
    ['ltr', 'Dear \u2068سمير\u2069, hello'],
    ['rtl', '\u2068سمير\u2069'],
    ['ltr', '\u206821.300\u2069'],
    ['rtl', '\u200F12.12.2026'],
    ['ltr', '\u2068açık kalan\nSayın سمير'],
  ])('%s for %s', (direction, text) => {
    expect(directionOf(text)).toBe(direction);
  });
});
