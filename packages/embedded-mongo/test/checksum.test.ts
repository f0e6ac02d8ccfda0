import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { CommandError } from '../src/errors.ts';
import { isSealed, isSealedWhole, openEntry, sealEntry } from '../src/store/checksum.ts';

/** Keys and values on both sides of the length from which on zlib is called, and of the largest value written without a buffer of its own. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.uint8Array({ minLength: 40, maxLength: 400 }),
  fc.constantFrom(65_531, 65_532, 65_533, 70_000).map((length) => new Uint8Array(length).fill(length)),
);
const buffers = bytes.map((each) => Buffer.from(each));

describe('the checksum of an entry', () => {
  it('any key and value: is the CRC-32 of both in their order, and the value comes back', () => {
    fc.assert(
      fc.property(buffers, buffers, (key, value) => {
        const stored = Buffer.from(sealEntry(key, value));
        const whole = Buffer.concat([key, value]);
        expect(stored.readUInt32LE(value.length)).toBe(crc32(whole));
        expect(openEntry(key, stored).equals(value)).toBe(true);
        expect(isSealed(key, stored)).toBe(true);
        expect(isSealedWhole(Buffer.concat([key, stored]))).toBe(true);
      }),
    );
  });

  it('any bit of key, value or checksum changed: is noticed, 301', () => {
    fc.assert(
      fc.property(buffers, buffers, fc.nat(), (key, value, where) => {
        const stored = Buffer.from(sealEntry(key, value));
        const whole = Buffer.concat([key, stored]);
        const bit = where % (whole.length * 8);
        whole[bit >> 3]! ^= 1 << (bit & 7);
        const changed = [whole.subarray(0, key.length), whole.subarray(key.length)] as const;
        expect(isSealed(...changed)).toBe(false);
        expect(() => openEntry(...changed)).toThrow(CommandError);
      }),
    );
  });

  it('less than a checksum stored: is noticed', () => {
    for (let length = 0; length < 4; length++)
      expect(isSealed(Buffer.from('key'), Buffer.alloc(length))).toBe(false);
  });
});
