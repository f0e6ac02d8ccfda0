import { getExampleNumber, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { phoneForm } from '../vocabulary/phone-form.ts';

/** Marks that copying from a chat, a contact card or a web page leaves around a number and nobody sees. */
const invisible = /\p{Cf}/gu;
const spaces = /\p{Zs}/gu;

/**
 * A telephone number as people write it (`0 500 000 01 01`, `+90 500…`) in E.164; numbers without a country are Turkish.
 * Null for anything that cannot be a whole number: a digit too few or too many is refused. A range that the library does not
 * know may be new: it counts where it is as long as a mobile number of its country.
 */
export const normalizePhone = (text: string): string | null => {
  const typed = text.replace(invisible, '').replace(spaces, ' ');
  // Mexico's form of old has a digit that no number has any more.
  return read(typed) ?? read(phoneForm(typed.replace(/[\s().-]/g, '')));
};

const read = (typed: string): string | null => {
  const parsed = parsePhoneNumberFromString(typed, { defaultCountry: 'TR', extract: false });
  return parsed?.ext === undefined && parsed !== undefined && isWhole(parsed) ? parsed.number : null;
};

const isWhole = (parsed: PhoneNumber): boolean => {
  if (parsed.isValid()) return true;
  if (!parsed.isPossible() || parsed.country === undefined || parsed.nationalNumber.startsWith('0'))
    return false;
  const mobile = getExampleNumber(parsed.country, examples);
  return mobile?.nationalNumber.length === parsed.nationalNumber.length;
};
