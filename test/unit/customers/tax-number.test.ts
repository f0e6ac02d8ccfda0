import fc from 'fast-check';
import { isTaxNumber } from '../../../src/customers/tax-number.ts';

describe('a Turkish tax number', () => {
  it.each(['1234567890', '0730018000', '10000000146'])('%s: is one', (text) => {
    expect(isTaxNumber(text)).toBe(true);
  });

  it.each([
    ...[
      '',
      '123456789',
      '123456789012',
      '1234567891',
      '0010000000',
      '10000000147',
      '10000000156',
      '01000000046',
    ],
    ...['12345 67890', '123456789O', '١٢٣٤٥٦٧٨٩٠', ' 1234567890'],
  ])('«%s»: is none', (text) => {
    expect(isTaxNumber(text)).toBe(false);
  });

  it('of nine or ten leading digits exactly one last digit is right', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{9}$/), (first) => {
        const right = [...'0123456789'].filter((last) => isTaxNumber(first + last));
        expect(right).toHaveLength(1);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{8}$/), (first) => {
        const right = Array.from({ length: 100 }, (_, last) => String(last).padStart(2, '0')).filter((last) =>
          isTaxNumber(first + last),
        );
        expect(right).toHaveLength(1);
      }),
    );
  });
});
