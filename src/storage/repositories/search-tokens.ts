import { shortestBeginning } from '../../search/search-match.ts';
import { fewestDigits, phoneDigits } from '../../search/search-terms.ts';
import { searchWords, wordsOfCustomer, type Named } from '../../search/search-words.ts';
import type { Vault } from '../vault.ts';
import type { ContactBody } from './contact-document.ts';

/** What is searched by keyed hashes; the same name of a customer and of a contact are two hashes. */
export type SearchedCollection = 'customers' | 'contacts';

/** Of a longer word its beginning alone: the rest is compared in the record. */
const longest = 12;
/** A name of 200 letters has fewer; it is for labels that many customers have by the score. */
const mostTokens = 300;

/** The beginning of a word by which it is looked up; null: it is too short for one. */
export const beginningOf = (word: string): string | null => {
  const letters = [...word];
  return letters.length < shortestBeginning ? null : letters.slice(0, longest).join('');
};

/** Every beginning; a short word is found as a whole. */
const beginningsOf = (word: string): string[] => {
  const letters = [...word].slice(0, longest);
  if (letters.length < shortestBeginning) return [word];
  return letters
    .slice(shortestBeginning - 1)
    .map((_, at) => letters.slice(0, shortestBeginning + at).join(''));
};

export const wordToken = (vault: Vault, tenantId: string, of: SearchedCollection, word: string): string =>
  vault.searchToken(tenantId, `${of}|word|${word}`);

export const digitsToken = (vault: Vault, tenantId: string, of: SearchedCollection, digits: string): string =>
  vault.searchToken(tenantId, `${of}|digits|${digits}`);

interface Place {
  vault: Vault;
  tenantId: string;
}

/** In the order of the hashes, which says nothing of the order in the name. */
const tokensOf = (
  { vault, tenantId }: Place,
  of: SearchedCollection,
  found: { words: readonly string[]; digits: readonly string[] },
): string[] => {
  const all = [
    ...found.digits.map((one) => digitsToken(vault, tenantId, of, one)),
    ...[...new Set(found.words.flatMap(beginningsOf))].map((one) => wordToken(vault, tenantId, of, one)),
  ];
  return [...new Set(all)].slice(0, mostTokens).sort();
};

export const tokensOfCustomer = (
  vault: Vault,
  tenantId: string,
  customer: Named & { taxNumber?: string | null | undefined },
): string[] =>
  tokensOf({ vault, tenantId }, 'customers', {
    words: wordsOfCustomer(customer),
    digits: typeof customer.taxNumber === 'string' ? [customer.taxNumber] : [],
  });

/** The number that is shown, also while the person says that it is not theirs; empty: none. */
export const shownPhone = ({ phone, unlinkedPhone }: ContactBody): string => phone ?? unlinkedPhone ?? '';

/** Of a contact of the books. */
export const tokensOfContact = (vault: Vault, tenantId: string, body: ContactBody): string[] => {
  const digits = phoneDigits(shownPhone(body));
  const ends = Array.from({ length: Math.max(0, digits.length - fewestDigits + 1) }, (_, at) =>
    digits.slice(at),
  );
  return tokensOf({ vault, tenantId }, 'contacts', { words: searchWords(body.name), digits: ends });
};
