import fc from 'fast-check';
import { directionOf, drawable } from '../../../src/exports/drawable.ts';

describe('a text that goes on paper', () => {
  it('letters of the three languages: as they are', () => {
    for (const text of [
      'Şirket ığüşöç İĞÜŞÖÇ',
      'It’s “fine” – 5 €',
      'السلام عليكم، رصيد الذهب ١٢٫٥؟',
      'a\tb',
    ])
      expect(drawable(text)).toBe(text);
  });

  it('a letter that no font has: its number, so that a yes is not drawn as a no', () => {
    expect(drawable('👍')).toBe('[U+1F44D]');
    expect(drawable('👎 olmaz')).toBe('[U+1F44E] olmaz');
  });

  it('whatever it says: different texts stay different', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        fc.pre(!/\[U\+/.test(one + other));
        expect(drawable(one) === drawable(other)).toBe(one === other);
      }),
    );
  });

  it('by the first letter that has a direction', () => {
    expect([directionOf('12.5 غرام HAS'), directionOf('HAS غرام'), directionOf('12.5')]).toEqual([
      ...['rtl', 'ltr', 'ltr'],
    ]);
  });
});
