import canonicalize from 'canonicalize';
import { hash } from 'node:crypto';

/** SHA-256 (hex) of the canonical JSON of a value (RFC 8785). Equal content gives equal hashes, whatever made the object. */
export const contentHash = (value: object): string => {
  const canonical = canonicalize(value);
  if (canonical === undefined) throw new TypeError('value has no canonical JSON form');
  return hash('sha256', canonical, 'hex');
};

/** SHA-256 (hex) of a text as it stands, in UTF-8: whoever has the text can compute it with any tool. */
export const textHash = (text: string): string => hash('sha256', text, 'hex');

/** What a person saw, in the form that is hashed: the exact words, the choices offered and the language. */
interface Shown {
  text: string;
  choices: readonly { id: string; title: string }[];
  language: string;
}

/** Keys in the order of the canonical form. */
export const shownContent = ({ text, choices, language }: Shown): object => ({
  choices: choices.map(({ id, title }) => ({ id, title })),
  language,
  text,
});

const loneSurrogate = /\p{Surrogate}/u;

/**
 * The `contentHash` of what was shown. Every prompt has one, and text without keys to sort is canonical as `JSON` writes
 * it, so that the general way is left out.
 * @throws Error for text that is no Unicode, as the canonical form has none of it
 */
export const shownHash = (shown: Shown): string => {
  const content = shownContent(shown);
  const written = [shown.text, shown.language, ...shown.choices.flatMap(({ id, title }) => [id, title])];
  if (written.some((text) => loneSurrogate.test(text))) return contentHash(content);
  return hash('sha256', JSON.stringify(content), 'hex');
};
