import { ValidationFailed } from '../shared/errors.ts';
import type { Json } from '../shared/json.ts';
import { barredWordsIn, holdsBarredWord } from './barred-words.ts';
import { forbiddenWordsIn, forbiddenWordsInName } from './forbidden-words.ts';

/** A text, or JSON with texts in it, under the path it is told by: `text`, `data`. */
export type Written = readonly [path: string, content: Json];

/** What is wrong with a text, each in a sentence that names the word. */
type Finding = (text: string, field: string) => readonly string[];

const told = (word: string): string => `must not hold «${word}»: no text to a customer may`;
const tellingOf: Finding = (text) => forbiddenWordsIn(text).map(told);
const tellingNameOf: Finding = (name) => forbiddenWordsInName(name).map(told);

const statutory = 'such a notice goes by notary, registered letter, telegram or KEP';
const custody = 'nothing is kept in custody for customers';

/** Numbers of accounts are whatever the books call them; an account of goods on consignment may be called so (domain 2.2). */
const namesAccount = (field: string): boolean => /(?:^|\.)(?:account|account_no|accountNo)$/.test(field);

const barredOf: Finding = (text, field) => [
  ...tellingOf(text, field),
  ...(namesAccount(field) ? [] : noticesOf(text)),
];

const noticesOf = (text: string): readonly string[] => [
  ...barredWordsIn(text, 'statutory').map((word) => `statutory_word: must not hold «${word}»: ${statutory}`),
  ...barredWordsIn(text, 'custody').map((word) => `custody_word: must not hold «${word}»: ${custody}`),
];

/**
 * Text that people of the business write and a customer may read: refused with the words that would tell of a check (domain R2), give
 * a notice that has its form from the law (domain R14), or say that something is kept for the customer (domain R23). Throws
 * `ValidationFailed` naming field and word.
 */
export const refuseForbiddenWords = (...written: readonly Written[]): void => {
  // All at once first: hardly any text holds one.
  if (holdsForbiddenWords(...written)) refuse(written, barredOf);
};

/** The same of names, which are whatever they are: only what would tell of a check (domain R2). */
export const refuseTellingNames = (...written: readonly Written[]): void => {
  if (forbiddenWordsInName(allOf(written)).length > 0) refuse(written, tellingNameOf);
};

/** The same of words that our own people write for each other and that their customer may ask for (domain R2). */
export const refuseTellingWords = (...written: readonly Written[]): void => {
  if (forbiddenWordsIn(allOf(written)).length > 0) refuse(written, tellingOf);
};

/** Is there a text in it that no customer may read? For what is checked again where it leaves. */
export const holdsForbiddenWords = (...written: readonly Written[]): boolean => {
  return (
    forbiddenWordsIn(allOf(written)).length > 0 ||
    holdsBarredWord(allOf(written, (field) => !namesAccount(field)))
  );
};

const refuse = (written: readonly Written[], find: Finding): void => {
  const problems = written.flatMap(([path, content]) => problemsOf(path, content, find));
  if (problems.length > 0) throw new ValidationFailed(problems.slice(0, 50));
};

/** One text under another: no word reaches over their ends. */
const allOf = (written: readonly Written[], isMeant: (field: string) => boolean = () => true): string =>
  written.flatMap(([path, content]) => textsIn(path, content, isMeant)).join('\n\u2400\n');

/** Every text in it whose member is meant. */
const textsIn = (field: string, content: Json, isMeant: (field: string) => boolean): string[] => {
  if (typeof content === 'string') return isMeant(field) ? [content] : [];
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([name, inner]: [string, Json]) => textsIn(name, inner, isMeant));
};

const problemsOf = (field: string, content: Json, find: Finding): { field: string; message: string }[] => {
  if (typeof content === 'string') return find(content, field).map((message) => ({ field, message }));
  if (Array.isArray(content))
    return content.flatMap((item: Json, index) => problemsOf(`${field}[${index}]`, item, find));
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([name, value]) => problemsOf(`${field}.${name}`, value, find));
};
