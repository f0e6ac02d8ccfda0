import fc from 'fast-check';
import { cleanValue, clipText } from '../../../src/templates/parameter-value.ts';

/** What the platform's rules say, one after the other. */
const cleaned = (value: string): string =>
  value
    .replace(/(?!\s)\p{Cc}|\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/g, ' ')
    .trim() || '-';

const clipped = (value: string, limit: number): string => {
  const characters = [...cleaned(value)];
  if (characters.length <= limit) return characters.join('');
  return `${characters
    .slice(0, limit - 1)
    .join('')
    .trimEnd()}…`;
};

const written = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('a', 'ş', ' ', '\u00a0', '\u00ad', '\n', 'ق', '\u061c', '€', '😀', '\ud800'),
  }),
);

describe('a value somebody else wrote', () => {
  it('each character there is, between letters and at the ends: cleaned by the rules of the platform', () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0x1_ffff; code += 1) {
      const character = String.fromCodePoint(code);
      for (const value of [`a${character}b`, `${character}b`, `a${character}`])
        if (cleanValue(value) !== cleaned(value)) wrong.push(code.toString(16));
    }

    expect(wrong).toEqual([]);
  });

  it('any text: cleaned and clipped by the rules of the platform', () => {
    fc.assert(
      fc.property(written, fc.integer({ min: 1, max: 12 }), (value, limit) => {
        expect(cleanValue(value)).toBe(cleaned(value));
        expect(clipText(value, limit)).toBe(clipped(value, limit));
      }),
      { numRuns: 2_000 },
    );
  });
});
