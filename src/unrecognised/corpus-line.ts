import { foldText } from '../reading/fold-text.ts';
import type { UnrecognisedText } from './unrecognised-text.ts';

/** In place of a name or an address. */
const hidden = 'X';

const addresses = /\S+@\S+|https?:\/\/\S+|www\.\S+/giu;
const numbers = /\p{Nd}+(?:[.,٫٬'’:/-]?\p{Nd}+)*/gu;
/** A word with what hangs on it by an apostrophe: «Ahmet'in». */
const words = /[\p{L}\p{M}]+/gu;

/** Shorter ones are initials, and as often a word of the language. */
const shortestName = 2;
/** From here on a name is found under its endings («Ahmetin», «Yılmazlar»), too: rather a word too many than a name. */
const shortestStem = 4;
const longestEnding = 5;

/** «and», «to», «by» are written with the name in Arabic. */
const arabicPrefix = /^[وفبلك](?=\p{L})/u;

/** The same letters as the reading sees them. */
const foldedWords = (text: string): string[] => (text.match(words) ?? []).map(foldText);

const bears = (word: string, name: string): boolean =>
  word === name ||
  (name.length >= shortestStem && word.startsWith(name) && word.length - name.length <= longestEnding);

const isNamed = (word: string, names: readonly string[]): boolean =>
  names.some((name) => bears(word, name) || bears(word.replace(arabicPrefix, ''), name));

/** Words without whom they are of: numbers are 0, names of the person and addresses are X. One line, no tabs. */
export const maskText = (text: string, names: readonly string[]): string => {
  const known = names.flatMap(foldedWords).filter((name) => name.length >= shortestName);
  return (
    text
      .normalize('NFC')
      // Else they would stand inside a name and hide it.
      .replaceAll(/\p{Cf}/gu, '')
      .replaceAll(addresses, hidden)
      .replaceAll(numbers, '0')
      .replaceAll(words, (word) => (isNamed(foldText(word), known) ? hidden : word))
      .replaceAll(/[\s\p{Cc}]+/gu, ' ')
      // A spreadsheet would take such a beginning for a formula; the reading does not see it.
      .replace(/^[\s=+@-]+/u, '')
      .trim()
  );
};

/** `intent<TAB>strength<TAB>dialect<TAB>text`, as `fixtures/corpus` has it; null: not labelled, or nothing is left of it. */
export const corpusLine = ({
  text,
  names,
  language,
  label,
}: Pick<UnrecognisedText, 'text' | 'names' | 'language' | 'label'>): string | null => {
  if (label === null) return null;
  const said = maskText(text, names);
  const dialect = label.dialect ?? (language === 'ar' ? 'msa' : 'std');
  return said === '' ? null : [label.intent, label.strength, dialect, said].join('\t');
};
