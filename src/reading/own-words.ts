import type { OwnUnit, OwnUnits, UnitKind } from '../money/own-units.ts';
import { foldText } from './fold-text.ts';
import { arabicBare, turkishEnding } from './word-endings.ts';

/** Words that only say that something is weighed, or that coins are counted: beside the name of such a unit they add nothing. */
const besides: { readonly [kind in UnitKind]: ReadonlySet<string> } = {
  weight: new Set('gram gr g gm grams gramme grammes غرام غرامات جرام جرامات جم غ غراما'.split(' ')),
  pieces: new Set('altin gold coin coins altini ذهب ذهبيه'.split(' ')),
  money: new Set(),
};

/** Shorter stems take no endings: with one they could be another word (`has` + `ta` is `hasta`, ill). */
const inflectedFrom = 4;

/** A name of several words: the first, and what follows it. */
interface Phrase {
  words: readonly string[];
  /** All of it as one word. */
  token: string;
}

/** The words of a tenant's own units, prepared once for each list of units. */
export interface OwnWords {
  readonly isEmpty: boolean;
  /** By the word itself. */
  exact(word: string): string | null;
  /** By its stem, or without what Arabic writes in front. */
  inflected(word: string): string | null;
  /** Names of several words as one, carats with their number, what says nothing beside them away. */
  join(folded: string): string;
  /** Numbers of carats that belong to own units, for what looks for numbers. */
  readonly carats: readonly number[];
}

const folded = (text: string): string => foldText(text).replace(/[?؟]/g, ' ').trim();

/** What is shown of a unit is read as well, unless it holds a number: that is what carats are for. */
export const shownOf = ({ code, names }: OwnUnit): readonly string[] =>
  [
    ...(/^[A-Z]+$/.test(code) ? [code] : []),
    ...Object.values(names).flatMap(({ name, short, suffix }) => [name, short, suffix]),
  ].filter((text) => folded(text) !== '' && !/\p{N}/u.test(folded(text)));

const saidOf = (unit: OwnUnit): readonly string[] => [
  ...new Set([...Object.values(unit.words).flat(), ...shownOf(unit)].map(folded)),
];

const tokensOf = (unit: OwnUnit): ReadonlySet<string> =>
  new Set([
    ...saidOf(unit).map((said) => said.replaceAll(' ', '')),
    ...unit.words.en.map((word) => `${folded(word).replaceAll(' ', '')}s`),
    ...(unit.carat === null ? [] : [`${unit.carat}ayar`]),
  ]);

/** What two units have, as two processes may write it in the same moment, is the word of neither: it is asked again. */
const addTokens = (stems: Map<string, string>, units: readonly OwnUnit[]): void => {
  const owners = new Map<string, string | null>();
  for (const unit of units)
    for (const token of tokensOf(unit)) owners.set(token, owners.has(token) ? null : unit.code);
  for (const [token, code] of owners)
    if (code === null) stems.delete(token);
    else stems.set(token, code);
};

const stemsOf = (all: OwnUnits['all']): Map<string, string> => {
  const stems = new Map<string, string>();
  addTokens(
    stems,
    all.filter(({ isRetired }) => isRetired),
  );
  // A word that a retired unit had may be another's since.
  addTokens(
    stems,
    all.filter(({ isRetired }) => !isRetired),
  );
  return stems;
};

/** Names of several words by their first, the longest in front. */
const phrasesOf = (all: OwnUnits['all']): ReadonlyMap<string, readonly Phrase[]> => {
  const phrases = all
    .flatMap(saidOf)
    .map((said) => said.split(/ +/))
    .filter((words) => words.length > 1)
    .map((words) => ({ words, token: words.join('') }))
    .sort((a, b) => b.words.length - a.words.length);
  const byFirst = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    const [first = ''] = phrase.words;
    byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
  }
  return byFirst;
};

/** The ending of a last word behind its stem; null: it is another word. */
const endingOf = (word: string, stem: string): string | null => {
  if (word === stem || word === `${stem}s`) return '';
  const ending = word.startsWith(stem) ? word.slice(stem.length) : '';
  return turkishEnding.test(ending) ? ending : null;
};

const sameWord = (word: string, stem: string): boolean => word === stem || arabicBare(word) === stem;

/** The phrase that begins at `at`, as one word with its ending. */
const phraseAt = (
  words: readonly string[],
  at: number,
  byFirst: ReadonlyMap<string, readonly Phrase[]>,
): { token: string; length: number } | null => {
  const first = words[at] ?? '';
  const phrases = byFirst.get(first) ?? byFirst.get(arabicBare(first)) ?? [];
  for (const phrase of phrases) {
    const { length } = phrase.words;
    const last = words[at + length - 1];
    if (last === undefined) continue;
    const begins = phrase.words.slice(0, -1).every((stem, n) => sameWord(words[at + n] ?? '', stem));
    const stem = phrase.words.at(-1) ?? '';
    const ending = sameWord(last, stem) ? '' : endingOf(last, stem);
    if (begins && ending !== null) return { token: `${phrase.token}${ending}`, length };
  }
  return null;
};

const caratRule = (carats: readonly number[]): ((text: string) => string) => {
  if (carats.length === 0) return (text) => text;
  const numbers = carats.join('|');
  const behind = new RegExp(
    `(?<![\\d.,])(${numbers}) ?(?:ayar\\p{L}*|k(?!\\p{L})|karat\\p{L}*|carat|kt(?!\\p{L}))`,
    'gu',
  );
  const before = new RegExp(`عيار ?(${numbers})(?!\\d)`, 'gu');
  const golden = new RegExp(
    `(?:(?:ال)?ذهب +)?(?<![\\p{L}\\d])((?:${numbers})ayar)(?: +(?:altin\\p{L}*|gold))?(?: +(?:brut|gross))?(?!\\p{L})`,
    'gu',
  );
  return (text) =>
    text.replace(behind, ' $1ayar ').replace(before, ' $1ayar ').replace(/ +/g, ' ').replace(golden, '$1');
};

const compile = (all: OwnUnits['all']): OwnWords => {
  const stems = stemsOf(all);
  const phrases = phrasesOf(all);
  const kinds = new Map(all.map(({ code, kind }) => [code, kind]));
  const carats = [...new Set(all.flatMap(({ carat }) => carat ?? []))];
  const joinCarats = caratRule(carats);
  const long = [...stems].filter(([stem]) => stem.length >= inflectedFrom);
  const exact = (word: string): string | null => stems.get(word) ?? null;
  const inflected = (word: string): string | null => {
    // «وبلاتين» is «و» and a word that itself begins like «with».
    if (/\p{Script=Arabic}/u.test(word))
      return stems.get(arabicBare(word)) ?? stems.get(word.replace(/^و/, '')) ?? null;
    return long.find(([stem]) => word !== stem && endingOf(word, stem) !== null)?.[1] ?? null;
  };
  const kindOfWord = (word: string | undefined): UnitKind | null => {
    const code = word === undefined ? null : (exact(word) ?? inflected(word));
    return code === null ? null : (kinds.get(code) ?? null);
  };
  const withoutVague = (words: readonly string[]): string[] =>
    words.filter((word, at) => {
      const [before, behind] = [kindOfWord(words[at - 1]), kindOfWord(words[at + 1])];
      const isBeside = (kind: UnitKind | null): boolean => kind !== null && besides[kind].has(word);
      return !isBeside(before) && !(behind === 'weight' && isBeside(behind));
    });
  return {
    isEmpty: all.length === 0,
    ...{ exact, inflected, carats },
    join(text) {
      const words = joinCarats(text).split(' ').filter(Boolean);
      const joined: string[] = [];
      for (let at = 0; at < words.length;) {
        const phrase = phraseAt(words, at, phrases);
        joined.push(phrase?.token ?? words[at] ?? '');
        at += phrase?.length ?? 1;
      }
      return withoutVague(joined).join(' ');
    },
  };
};

const known = new WeakMap<OwnUnits['all'], OwnWords>();

/** What is read of a tenant's units; made once for each list of them. */
export const ownWordsOf = ({ all }: OwnUnits): OwnWords => {
  const found = known.get(all);
  if (found !== undefined) return found;
  const made = compile(all);
  known.set(all, made);
  return made;
};
