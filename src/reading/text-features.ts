import { clausesOf } from './clauses.ts';
import { foldText } from './fold-text.ts';
import { judgeClause } from './judge-clause.ts';

/** Shortest and longest run of letters that is a feature of a word. */
const shortest = 2;
const longest = 5;

const mixed = 0x01000193;
const start = 0x811c9dc5;

/** FNV-1a over UTF-16 units: the same number on every machine. */
const hashOf = (text: string, from: number, to: number, seed: number): number => {
  let hash = seed;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), mixed);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
};

/** Kinds of features start from different seeds, so that a word and a run of the same letters are two. */
const ofRuns = start;
const ofWords = Math.imul(start ^ 1, mixed);
const ofPairs = Math.imul(start ^ 2, mixed);

const ofStructure = Math.imul(start ^ 3, mixed);
const ofStems = Math.imul(start ^ 4, mixed);
const ofApart = Math.imul(start ^ 5, mixed);
const ofPlaces = Math.imul(start ^ 6, mixed);
const ofEnds = Math.imul(start ^ 7, mixed);

/** Letters of a word's beginning and of its end that stand for all its forms. */
const stemLength = 4;
const endLength = 3;
/** Longer messages are all the same length. */
const longestCounted = 12;

/** What the clauses say by the grammar: its verdicts, and runs of what their words do. */
const structureOf = (text: string): string[] =>
  clausesOf(text).flatMap((clause, at) => {
    const { verdict, isSoft, ifs, asks, waits, doubts, isOther, senses } = judgeClause(clause);
    const said = `${verdict ?? '-'}${isSoft ? '~' : ''}`;
    const acting = senses.filter((sense) => sense !== 'plain').map((sense) => sense ?? 'x');
    const runs = acting.flatMap((sense, n) => [sense, `${acting[n - 1] ?? '^'} ${sense}`]);
    return [
      said,
      `${said} ${clause.joint} ${Math.min(at, 2)}`,
      ...(ifs ? ['if', `${said} if`] : []),
      ...(asks ? ['ask', `${said} ask`] : []),
      ...(waits ? ['wait', `${said} wait`] : []),
      ...(doubts ? ['doubt', `${said} doubt`] : []),
      ...(isOther ? ['other', `${said} other`] : []),
      ...runs,
    ];
  });

/** Numbers say that there is one, not which. */
const withoutNumbers = (folded: string): string => folded.replace(/\p{Nd}[\p{Nd}.,]*/gu, '0');

const wordsOf = (folded: string): string[] =>
  withoutNumbers(folded)
    .replace(/[?؟]|\p{Extended_Pictographic}/gu, ' $& ')
    .split(' ')
    .filter(Boolean);

/**
 * What a text is made of, as numbers below `buckets`: its words, pairs of neighbours, of their stems and of their ends, words
 * with one between them, which word is first and last, how many there are, and runs of two to five letters of each word with
 * its ends; and what the grammar says of its clauses. Each once, in no order. Typing errors and endings change only some of them.
 */
export const featuresOf = (text: string, buckets: number): readonly number[] => {
  const found = new Set<number>();
  const add = (said: string, kind: number): void => {
    found.add(hashOf(said, 0, said.length, kind) % buckets);
  };
  const words = wordsOf(foldText(text));
  const stems = words.map((word) => word.slice(0, stemLength));
  const ends = words.map((word) => word.slice(-endLength));
  for (const [at, word] of words.entries()) {
    const bound = `^${word}$`;
    add(bound, ofWords);
    add(`${words[at - 1] ?? '^'} ${word}`, ofPairs);
    add(`${stems[at - 1] ?? '^'} ${stems[at] ?? ''}`, ofStems);
    add(ends[at] ?? '', ofEnds);
    if (at > 0) add(`${ends[at - 1] ?? ''} ${ends[at] ?? ''}`, ofEnds);
    if (at > 1) add(`${words[at - 2] ?? ''} ${word}`, ofApart);
    for (let from = 0; from < bound.length - 1; from += 1)
      for (let length = shortest; length <= longest && from + length <= bound.length; length += 1)
        found.add(hashOf(bound, from, from + length, ofRuns) % buckets);
  }
  add(`first ${words[0] ?? ''}`, ofPlaces);
  add(`last ${words.at(-1) ?? ''}`, ofPlaces);
  add(`of ${Math.min(words.length, longestCounted)}`, ofPlaces);
  for (const said of structureOf(text)) add(said, ofStructure);
  return [...found];
};
