import type { Language } from '../vocabulary/language.ts';

/** Controls and characters that change the direction of the text around them: never part of a value somebody else wrote. */
const hidden = /(?!\s)\p{Cc}|\p{Default_Ignorable_Code_Point}/gu;

/**
 * Whether there may be anything to clean; nearly always there is not. Known to be clean: single spaces between letters
 * and signs of Latin and Arabic script, without the soft hyphen and the Arabic letter mark.
 */
const mayBeUnclean = /^$|^ | $| {2}|[^ !-~\u00A1-\u00AC\u00AE-\u024F\u0620-\u06D3\u2010-\u2027\u20A0-\u20C0]/;

/**
 * One line that the platform accepts as a parameter: no line breaks, no tabs, no runs of spaces, never empty (empty
 * strings are refused, so they become «-»; platform 6.4).
 */
export const cleanValue = (value: string): string => {
  if (!mayBeUnclean.test(value)) return value;
  const line = value.replace(hidden, '').replace(/\s+/g, ' ').trim();
  return line === '' ? '-' : line;
};

/** Text somebody else wrote, at most `limit` characters. Never used on amounts: half a number is another number. */
export const clipText = (value: string, limit: number): string => {
  const line = cleanValue(value);
  // Never fewer units than characters.
  if (line.length <= limit) return line;
  const characters = [...line];
  return characters.length <= limit
    ? characters.join('')
    : `${characters
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
};

/** In Arabic every value stands between U+2068 and U+2069, else numbers and Latin names jump (domain 2.6). */
export const isolate = (value: string, language: Language): string =>
  language === 'ar' ? `\u2068${value}\u2069` : value;
