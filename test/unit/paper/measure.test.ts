import fc from 'fast-check';
import { widthOf, wrap, type TextStyle } from '../../../src/paper/measure.ts';

const style: TextStyle = { size: 10, weight: 'regular', direction: 'ltr' };

describe('a paragraph on paper', () => {
  it('is broken between words, and in a word that is wider than the line', () => {
    const lines = wrap(`Şirketimiz nezdindeki cari hesabınız ${'x'.repeat(60)}`, 120, style);

    expect(lines.slice(0, 2)).toEqual(['Şirketimiz nezdindeki cari', 'hesabınız']);
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) expect(widthOf(line, style)).toBeLessThanOrEqual(120);
  });

  it('of nothing: no line', () => {
    expect(wrap('  ', 100, style)).toEqual([]);
  });

  it('whatever it says: every word in order, every line within the width', () => {
    const words = fc.array(
      fc.constantFrom('a', 'mutabakat', 'İstanbul', 'حساب', '31/10/2026', 'q'.repeat(40)),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 40, max: 300 }), (all, width) => {
        const lines = wrap(all.join(' '), width, style);
        expect(lines.join('').replaceAll(' ', '')).toBe(all.join(''));
        for (const line of lines) expect(widthOf(line, style)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 60 },
    );
  });
});
