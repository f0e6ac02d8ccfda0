import fc from 'fast-check';
import { escapedJson } from '../../../simulator/escaped-json.ts';

describe('the JSON of a webhook', () => {
  it('with Turkish letters, an emoji and a slash: escaped as Meta does, lowercase, pair by pair', () => {
    expect(escapedJson({ body: 'Sipariş 🚚 a/b' })).toBe('{"body":"Sipari\\u015f \\ud83d\\ude9a a\\/b"}');
  });

  it('of any text: is ASCII, and reads back as the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = escapedJson({ text });

        expect(json).toMatch(/^[\x20-\x7f]*$/);
        expect(JSON.parse(json)).toEqual({ text });
      }),
    );
  });
});
