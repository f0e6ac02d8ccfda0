import { phoneDigits, type SearchTerms } from './search-terms.ts';
import { initialsJoined, searchWords, wordsOfCustomer, type Named } from './search-words.ts';

/** Shorter beginnings would be everybody's: such a word is looked up as a whole, and beside a longer one not at all. */
export const shortestBeginning = 3;

const isShort = (word: string): boolean => [...word].length < shortestBeginning;

/**
 * Only what the hashes find is meant: a word that is looked up begins a word of the record, or is one where it is short. `A.Ş.` and `AŞ` are
 * one beside a longer word; neither is looked up there.
 */
const isIn = (words: readonly string[], asked: readonly string[]): boolean => {
  if (asked.length === 0) return false;
  if (asked.every(isShort)) return asked.every((word) => words.includes(word));
  const all = [...words, ...initialsJoined(words)];
  const isLookedUp = (word: string): boolean => !isShort(word) && asked.includes(word);
  const begins = (beginning: string): boolean =>
    (isLookedUp(beginning) ? words : all).some((word) => word.startsWith(beginning));
  return [asked, initialsJoined(asked)].some((ways) => ways.every(begins));
};

const isReferred = (reference: string, { references }: SearchTerms): boolean =>
  references.some((beginning) => reference.startsWith(beginning));

interface SearchedCustomer extends Named {
  ref: string;
  taxNumber?: string | null | undefined;
}

/** What was asked is in the customer's own name, labels, tax number or reference, whatever its contacts are called. */
export const isCustomerMeant = (customer: SearchedCustomer, terms: SearchTerms): boolean =>
  isIn(wordsOfCustomer(customer), terms.words) ||
  terms.digits.some((digits) => digits === customer.taxNumber) ||
  isReferred(customer.ref, terms);

/** `phone`: as it is shown. */
export const isContactMeant = (
  { ref, name, phone }: { ref: string; name: string; phone: string },
  terms: SearchTerms,
): boolean =>
  isIn(searchWords(name), terms.words) ||
  terms.digits.some((digits) => phoneDigits(phone).endsWith(digits)) ||
  isReferred(ref, terms);
