import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';

/** SHA-256 (hex) of the canonical JSON of a value (RFC 8785). Equal content gives equal hashes, whatever made the object. */
export const contentHash = (value: object): string => {
  const canonical = canonicalize(value);
  if (canonical === undefined) throw new TypeError('value has no canonical JSON form');
  return createHash('sha256').update(canonical, 'utf8').digest('hex');
};

/** What a person saw, in the form that is hashed: the exact words, the choices offered and the language. */
export const shownContent = (shown: {
  text: string;
  choices: readonly { id: string; title: string }[];
  language: string;
}): object => ({
  choices: shown.choices.map(({ id, title }) => ({ id, title })),
  language: shown.language,
  text: shown.text,
});
