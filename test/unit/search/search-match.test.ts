import fc from 'fast-check';
import { isContactMeant, isCustomerMeant } from '../../../src/search/search-match.ts';
import { searchTermsOf } from '../../../src/search/search-terms.ts';
import type { Vault } from '../../../src/storage/vault.ts';
import {
  beginningOf,
  tokensOfContact,
  tokensOfCustomer,
} from '../../../src/storage/repositories/search-tokens.ts';

/** Hashes that can be read. */
const readable = { searchToken: (_tenant: string, text: string) => text } as unknown as Vault; // only what tokens are made with

const pieces = [
  'A.Ş.',
  'AŞ',
  'Altın',
  'Sarraf',
  'ABC',
  'A.B.C.',
  'Al',
  'S',
  'Kuyumculuk',
  'kuyumculuğu',
] as const;
const text = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 })
  .map((some) => some.join(' '));
const beginning = fc
  .tuple(text, fc.integer({ min: 1, max: 30 }))
  .map(([whole, length]) => whole.slice(0, length));

const meant = (name: string, q: string): boolean =>
  isCustomerMeant({ ref: '!', name }, { ...searchTermsOf(q), references: [] });

describe('who is meant by what was typed', () => {
  it('has a hash of each word that is looked up, whichever it is', () => {
    fc.assert(
      fc.property(text, beginning, (name, q) => {
        const terms = { ...searchTermsOf(q), references: [] };
        const long = terms.words.flatMap((word) => beginningOf(word) ?? []);
        const lookedUp = long.length > 0 ? long : terms.words;
        const customer = tokensOfCustomer(readable, 't', { name });
        const contact = tokensOfContact(readable, 't', { name, phone: '+905320000001' } as never); // only what tokens are made of
        if (isCustomerMeant({ ref: '!', name }, terms))
          for (const word of lookedUp) expect(customer).toContain(`customers|word|${word}`);
        if (isContactMeant({ ref: '!', name, phone: '' }, terms))
          for (const word of lookedUp) expect(contact).toContain(`contacts|word|${word}`);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['Foo A.Ş.', 'a.ş.', true],
    ['Altın Sarraf', 'a.ş.', false],
    ['Foo AŞ', 'a.ş.', false],
    ['Foo A.Ş.', 'foo aş', true],
    ['Foo AŞ', 'foo a.ş.', true],
    ['Altın Sarraf', 'alt s', true],
    ['A.B.C. Kuyum', 'abc kuyum', false],
  ])('%s by «%s»: %s', (name, q, is) => {
    expect(meant(name, q)).toBe(is);
  });
});
