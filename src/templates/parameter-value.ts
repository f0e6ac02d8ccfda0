import type { Language } from '../vocabulary/language.ts';

/** Controls and characters that change the direction of the text around them: never part of a value somebody else wrote. */
const hidden = /(?!\s)\p{Cc}|\p{Default_Ignorable_Code_Point}/gu;

/**
 * One line that the platform accepts as a parameter: no line breaks, no tabs, no runs of spaces, never empty (empty
 * strings are refused, so they become «-»; platform 6.4).
 */
export const cleanValue = (value: string): string => {
  const line = value.replace(hidden, '').replace(/\s+/g, ' ').trim();
  return line === '' ? '-' : line;
};

/** Text somebody else wrote, at most `limit` characters. Never used on amounts: half a number is another number. */
export const clipText = (value: string, limit: number): string => {
  const characters = [...cleanValue(value)];
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
