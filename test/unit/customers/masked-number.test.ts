import fc from 'fast-check';
import { getCountries, getCountryCallingCode, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import {
  isMasked,
  maskedNumbers,
  maskPhone,
  maskTaxNumber,
  wholeNumbers,
} from '../../../src/customers/masked-number.ts';

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Digits that are seen behind the country's code. */
const seenOf = (masked: string, code: string): string =>
  digitsOf(masked.startsWith(`+${code} `) ? masked.slice(code.length + 1) : masked);

describe('a masked telephone number', () => {
  it.each([
    ['+905000000101', '+90 ••• ••• 01 01'],
    ['+966500000701', '+966 ••• ••• 07 01'],
    ['+14155552671', '+1 ••• ••• 26 71'],
    ['+4512345678', '+45 ••• ••• 78'],
    ['+2904567', '+290 ••• •••'],
    ['+90', '••• •••'],
    ['', ''],
  ])('%s is shown as %s', (phone, expected) => {
    expect(maskPhone(phone)).toBe(expected);
  });

  it.each(getCountries())(
    'of %s: its country and at most the last four digits, never half of them',
    (country) => {
      const example = getExampleNumber(country, examples);
      const code = getCountryCallingCode(country);
      const national = example?.nationalNumber ?? '';
      const masked = maskPhone(example?.number ?? '');
      const seen = seenOf(masked, code);

      expect(masked.startsWith(`+${code} `)).toBe(true);
      expect(seen.length).toBeLessThanOrEqual(4);
      expect(seen.length * 2).toBeLessThan(national.length);
      expect(national.endsWith(seen)).toBe(true);
      expect(isMasked(masked)).toBe(true);
    },
  );

  it('whatever is given: at most four digits behind the country, and as long for a long number as for a longer', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9]\d{1,16}$/), (phone) => {
        const masked = maskPhone(phone);
        const [first = ''] = masked.split(' ');
        const code = digitsOf(first);
        const seen = digitsOf(masked.slice(first.length));

        expect(isMasked(masked)).toBe(true);
        expect(code.length).toBeLessThanOrEqual(3);
        expect(seen.length).toBeLessThanOrEqual(4);
        expect(digitsOf(phone).endsWith(seen)).toBe(true);
      }),
    );
  });

  it('masked again is no number and shows no more', () => {
    const masked = maskPhone('+905000000101');

    expect(digitsOf(maskPhone(masked)).length).toBeLessThanOrEqual(digitsOf(masked).length);
  });
});

describe('a masked tax number', () => {
  it('shows its last two digits alone, of a company and of a person', () => {
    expect([maskTaxNumber('1234567890'), maskTaxNumber('10000000146')]).toEqual([
      '••••••••90',
      '•••••••••46',
    ]);
  });

  it('of any length: never more than two digits, never its first two', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{0,14}$/), (taxNumber) => {
        expect(digitsOf(maskTaxNumber(taxNumber)).length).toBeLessThanOrEqual(
          Math.max(0, Math.min(2, taxNumber.length - 2)),
        );
      }),
    );
  });
});

describe('somebody as a table names them', () => {
  it.each([
    ['0500 000 01 01', '+90 ••• ••• 01 01'],
    ['+966 50 000 0701', '+966 ••• ••• 07 01'],
    ['C001-1', 'C001-1'],
    ['Deniz Örnekoğlu', 'Deniz Örnekoğlu'],
  ])('%s: %s', (text, expected) => {
    expect([maskedNumbers.named(text), wholeNumbers.named(text)]).toEqual([expected, text]);
  });
});
