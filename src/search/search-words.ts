import { foldLetters } from '../reading/fold-text.ts';

/**
 * The words of a text as they are compared in a search: `Işıklar Kuyumculuk A.Ş.` is `isiklar`, `kuyumculuk`, `a` and `s`. The beginning of
 * a word folds to the beginning of its fold, so that whoever has typed half a name finds it.
 */
export const searchWords = (text: string): string[] =>
  // Greek writes the letter otherwise where a word ends, and a beginning ends too early.
  foldLetters(text)
    .replaceAll('ς', 'σ')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** The same with single letters in a row as one word, as initials are written too: `a` and `s` are `as`. */
export const initialsJoined = (words: readonly string[]): string[] =>
  words
    .join(' ')
    .replace(/(?<!\S)\p{L}(?: \p{L})+(?!\S)/gu, (initials) => initials.replaceAll(' ', ''))
    .match(/\S+/g) ?? [];

export interface Named {
  name: string;
  labels?: readonly string[] | undefined;
}

/** The words a customer is found by. */
export const wordsOfCustomer = ({ name, labels }: Named): string[] =>
  searchWords([name, ...(labels ?? [])].join(' '));
