import { phoneDigits, type SearchTerms } from './search-terms.ts';
import { initialsJoined, searchWords, wordsOfCustomer, type Named } from './search-words.ts';

/** `A.Ş.` and `AŞ` are one here. They are not in the hashes: beside a longer word neither is looked up by them. */
const isIn = (words: readonly string[], asked: readonly string[]): boolean => {
  const all = [...words, ...initialsJoined(words)];
  const begins = (beginning: string): boolean => all.some((word) => word.startsWith(beginning));
  return asked.length > 0 && [asked, initialsJoined(asked)].some((ways) => ways.every(begins));
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
