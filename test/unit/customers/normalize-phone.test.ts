import { normalizePhone } from '../../../src/customers/normalize-phone.ts';

describe('normalizePhone', () => {
  it.each([
    ['+90 500 000 01 01', '+905000000101'],
    ['0 (500) 000 01 01', '+905000000101'],
    ['5000000101', '+905000000101'],
    ['0090 500 000 01 01', '+905000000101'],
    ['+966 50 000 0701', '+966500000701'],
    ['+44 7400 123456', '+447400123456'],
  ])('reads %s: %s', (text, expected) => {
    expect(normalizePhone(text)).toBe(expected);
  });

  it.each([
    '',
    'abc',
    '+90',
    '12',
    '+90 500 000 01 01 ext. 5',
    'call +90 500 000 01 01',
    `+${'9'.repeat(30)}`,
  ])('reads %s: nothing', (text) => {
    expect(normalizePhone(text)).toBeNull();
  });
});
