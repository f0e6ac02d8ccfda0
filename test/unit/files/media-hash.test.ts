import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256AsHex } from '../../../src/files/media-hash.ts';

describe('a hash as the platform writes it', () => {
  it('hex in any case, base64 of either alphabet, with its padding or without: the same hex', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const hash = createHash('sha256').update(bytes).digest();
        const hex = hash.toString('hex');
        const base64 = hash.toString('base64');
        for (const text of [hex, hex.toUpperCase(), base64, base64.slice(0, -1), hash.toString('base64url')])
          expect(sha256AsHex(text)).toBe(hex);
      }),
    );
  });

  it.each(['', 'abc', 'ab'.repeat(31), 'z'.repeat(64), 'A'.repeat(45)])('«%s»: none', (text) => {
    expect(sha256AsHex(text)).toBeNull();
  });
});
