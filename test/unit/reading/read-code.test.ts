import fc from 'fast-check';
import { readCode } from '../../../src/reading/read-code.ts';

describe('readCode', () => {
  it.each([
    ['123456', '123456'],
    ['123 456', '123456'],
    ['12 34 56', '123456'],
    ['123-456', '123456'],
    ['١٢٣٤٥٦', '123456'],
    ['۱۲۳۴۵۶', '123456'],
    ['kod: 012345', '012345'],
    ['Kodum 123456.', '123456'],
    ['doğrulama kodu 123456', '123456'],
    ['code 123456', '123456'],
    ['123456 code', '123456'],
    ['رمز ١٢٣٤٥٦', '123456'],
    ['رمز التحقق: 123456', '123456'],
    ['\u200f123456\u2069', '123456'],
  ])('%s: is the code', (text, code) => {
    expect(readCode(text)).toBe(code);
  });

  it.each([
    '',
    '12345',
    '1234567',
    '123456 TL',
    'bakiye 123456',
    '123.456',
    '123,456',
    '12/34/56',
    '+123456',
    '123456 789012',
    'kod',
    'kod kodu',
    'dekont 123456',
    '1'.repeat(5000),
  ])('«%s»: is no code', (text) => {
    expect(readCode(text)).toBeNull();
  });

  it('any text: gives six western digits or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(readCode(text) ?? '000000').toMatch(/^[0-9]{6}$/);
      }),
    );
  });
});
