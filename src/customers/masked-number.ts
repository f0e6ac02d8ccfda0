import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { normalizePhone } from './normalize-phone.ts';

/** In place of digits. */
const hidden = '•';

/** Of a telephone number without its country: enough to tell people's numbers apart, never half of it. */
const endOf = (digits: string): string => {
  if (digits.length >= 9) return `${digits.slice(-4, -2)} ${digits.slice(-2)}`;
  return digits.length >= 6 ? digits.slice(-2) : '';
};

/**
 * `+90 ••• ••• 01 01` of `+905000000101`: country and end, without how long it is. Of one of six to eight digits two are left, of a
 * shorter one none; empty stays empty.
 */
export const maskPhone = (phone: string): string => {
  if (phone === '') return '';
  const parsed = parsePhoneNumberFromString(phone, { extract: false });
  const country = parsed === undefined ? '' : `+${parsed.countryCallingCode}`;
  const digits = parsed?.nationalNumber ?? phone.replace(/\D/g, '');
  return [country, hidden.repeat(3), hidden.repeat(3), endOf(digits)].filter((part) => part !== '').join(' ');
};

/** The last two digits of a tax or identity number (domain 2.6), which are its check digits. */
export const maskTaxNumber = (taxNumber: string): string =>
  hidden.repeat(Math.max(0, taxNumber.length - 2)) + taxNumber.slice(2).slice(-2);

/** A value that hides something, by whichever mark: nobody means it as a number. */
export const isMasked = (text: string): boolean => /[•*●∗＊]/u.test(text);

/** How numbers are shown to somebody. */
export interface NumberSight {
  phone(phone: string): string;
  taxNumber(taxNumber: string): string;
  /** Somebody as a table names them: by reference, name or telephone number. */
  named(text: string): string;
}

const maskNamed = (text: string): string => {
  const phone = normalizePhone(text);
  return phone === null ? text : maskPhone(phone);
};

const asTheyAre = (number: string): string => number;

export const wholeNumbers: NumberSight = { phone: asTheyAre, taxNumber: asTheyAre, named: asTheyAre };
export const maskedNumbers: NumberSight = { phone: maskPhone, taxNumber: maskTaxNumber, named: maskNamed };
