import { normalizePhone } from '../customers/normalize-phone.ts';
import { westernDigits } from '../reading/fold-text.ts';
import { phoneForm } from '../vocabulary/phone-form.ts';
import { searchWords } from './search-words.ts';

/** What was typed, in every way it may be meant. */
export interface SearchTerms {
  /** Each is a beginning of a word of what is found. */
  words: readonly string[];
  /** Last digits of a telephone number, or a whole tax number. */
  digits: readonly string[];
  /** Beginnings of references: as typed, in capitals, in small letters, with and without the dots of a Turkish keyboard. */
  references: readonly string[];
}

/** More words than that narrow nothing down. */
const mostWords = 8;
/** Fewer last digits are anybody's. */
export const fewestDigits = 4;
/** E.164. */
const mostDigits = 15;

/** A number as people write it, and nothing else. */
const numeric = /^[+\d\s()./-]+$/;

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

/** The digits by whose end a telephone number is found. */
export const phoneDigits = (phone: string): string => digitsOf(phoneForm(phone));

/** Marks of direction that come along when a number is copied from a chat, and dashes of every length. */
const plainNumber = (text: string): string =>
  westernDigits(text.normalize('NFKC'))
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Pd}/gu, '-');

const digitsIn = (text: string): string[] => {
  const typed = plainNumber(text);
  if (!numeric.test(typed)) return [];
  const whole = normalizePhone(typed);
  return [...new Set([digitsOf(typed), ...(whole === null ? [] : [phoneDigits(whole)])])].filter(
    ({ length }) => length >= fewestDigits && length <= mostDigits,
  );
};

/** Six at most: `inv-1` and `INV-1` are found by `İNV-1` too, which Caps Lock makes of it on a Turkish keyboard. */
const referencesIn = (text: string): string[] => {
  const plain = text.replaceAll('İ', 'I').replaceAll('ı', 'i');
  const turkish = [text.toLocaleUpperCase('tr'), text.toLocaleLowerCase('tr')];
  return [...new Set([text, ...turkish, plain, plain.toUpperCase(), plain.toLowerCase()])];
};

export const searchTermsOf = (q: string): SearchTerms => {
  const text = q.trim();
  return {
    words: [...new Set(searchWords(text))].slice(0, mostWords),
    digits: digitsIn(text),
    references: referencesIn(text),
  };
};
