import { parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * A telephone number as people write it (`0 500 000 01 01`, `+90 500…`) in E.164; numbers without a country are Turkish.
 * Null for anything that cannot be a number. Whether it is assigned is not checked: ranges change faster than libraries.
 */
export const normalizePhone = (text: string): string | null => {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: 'TR', extract: false });
  return parsed?.isPossible() === true && parsed.ext === undefined ? parsed.number : null;
};
