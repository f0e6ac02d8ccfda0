import fc from 'fast-check';
import { foldText } from '../../../src/reading/fold-text.ts';

/** Signs of every keyboard, control characters among them. */
const plain = fc.string({ unit: fc.integer({ min: 0, max: 0x7f }).map((code) => String.fromCharCode(code)) });

describe('folding a text', () => {
  it('plain signs alone, beside a Turkish letter: read the same', () => {
    fc.assert(
      fc.property(plain, (text) => {
        // The letter sends all of it the long way.
        expect(foldText(`${text} ğ`)).toBe(`${foldText(text)} g`.trimStart());
      }),
    );
  });

  it('capitals, signs, letters drawn out: small, apart, once', () => {
    expect(foldText("  TAMAMMM, O'NUN_hesabı?! ")).toBe('tamam onun hesabi?');
    expect(foldText("  TAMAMMM, O'NUN_hesap?! ")).toBe('tamam onun hesap?');
  });
});
