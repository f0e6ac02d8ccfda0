import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { contentHash, shownContent, shownHash } from '../../../src/evidence/content-hash.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

describe('hash of a value’s canonical JSON (RFC 8785)', () => {
  it('the standard’s own example (3.2.2 and 3.2.3): numbers, escapes and order as it says', () => {
    const value: unknown = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    );
    const canonical =
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}';
    expect(canonicalize(value)).toBe(canonical);
    expect(contentHash(value as object)).toBe(sha256(canonical));
  });

  it('keys in the order of UTF-16 units, as the standard’s sorting example asks', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const order = Object.values(JSON.parse(canonicalize(value) ?? '{}') as Record<string, string>);
    expect(order.slice(1)).toEqual([
      'Carriage Return',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
    expect(contentHash(value)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('any JSON: the same after a round trip and whatever order its keys were written in', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, reversed(inner)]),
      );
    };
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as object;
        expect(contentHash(reversed(json) as object)).toBe(contentHash(json));
      }),
    );
  });

  it('another word, another choice, another language: another hash; anything not shown: the same', () => {
    const shown = { text: 'Mutabık mıyız?', choices: [{ id: 'a', title: 'Evet' }], language: 'tr' };
    const hashes = [
      shown,
      { ...shown, text: 'Mutabık mıyız? ' },
      { ...shown, choices: [{ id: 'b', title: 'Evet' }] },
      { ...shown, language: 'en' },
    ].map((one) => contentHash(shownContent(one)));
    expect(new Set(hashes).size).toBe(4);
    expect(contentHash(shownContent({ ...shown, more: 1 } as typeof shown))).toBe(hashes[0]);
  });

  it('what was shown, any text: the hash of its canonical form', () => {
    const text = fc.string({ unit: 'grapheme' });
    const shown = fc.record({
      text,
      language: text,
      choices: fc.array(fc.record({ id: text, title: text })),
    });
    fc.assert(
      fc.property(shown, (one) => {
        expect(shownHash(one)).toBe(contentHash(shownContent(one)));
      }),
    );
  });

  it.each(['\ud800', 'a\udc00b', '\udc00\ud800'])('what was shown, no Unicode (%j): refused', (text) => {
    for (const shown of [
      { text, choices: [], language: 'tr' },
      { text: 'a', choices: [{ id: 'a', title: text }], language: 'tr' },
      { text: 'a', choices: [{ id: text, title: 'a' }], language: 'tr' },
    ])
      expect(() => shownHash(shown)).toThrow('Lone surrogate');
  });
});
