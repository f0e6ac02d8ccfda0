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
 * What a text is made of, as numbers below `buckets`: its words, pairs of neighbours, and runs of two to five letters of each
 * word with its ends. Each once, in no order. Typing errors and endings change only some of them.
 */
export const featuresOf = (text: string, buckets: number): readonly number[] => {
  const found = new Set<number>();
  let previous = '^';
  for (const word of wordsOf(foldText(text))) {
    const bound = `^${word}$`;
    found.add(hashOf(bound, 0, bound.length, ofWords) % buckets);
    const pair = `${previous} ${word}`;
    found.add(hashOf(pair, 0, pair.length, ofPairs) % buckets);
    for (let from = 0; from < bound.length - 1; from += 1)
      for (let length = shortest; length <= longest && from + length <= bound.length; length += 1)
        found.add(hashOf(bound, from, from + length, ofRuns) % buckets);
    previous = word;
  }
  for (const said of structureOf(text)) found.add(hashOf(said, 0, said.length, ofStructure) % buckets);
  return [...found];
};
