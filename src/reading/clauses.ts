import { foldText } from './fold-text.ts';

/** How a clause goes on from the one before it. */
export type Joint = 'plain' | 'contrast' | 'correction';

/** A piece of a message that says one thing: folded words, without the word that joined it. */
export interface Clause {
  words: readonly string[];
  joint: Joint;
  /** It ended with a question mark. */
  isAsked: boolean;
}

const contrasts: ReadonlySet<string> = new Set(
  (
    'ama amma fakat ancak lakin yalniz yalnizca sadece oysa halbuki gerci haric disinda ' +
    'but however except though although only yet besides ' +
    'بس لكن ولكن غير ماعدا عدا باستثناء الا انما'
  ).split(' '),
);
export const corrections: ReadonlySet<string> = new Set('pardon oops meant قصدي اقصد بالاحري'.split(' '));

/** Commas, full stops and the like end a piece unless they stand inside a number; the question mark stays with its piece. */
const pieces = /[^.,;:!\n\r،؛…?؟]+(?:[.,](?=\d)[^.,;:!\n\r،؛…?؟]+)*[?؟]*|[?؟]+/gu;

const wordsOf = (piece: string): string[] =>
  foldText(piece)
    .replace(/[?؟]/g, ' ')
    .replace(/\p{Extended_Pictographic}/gu, ' $& ')
    .split(' ')
    .filter(Boolean);

/** A message as its clauses: cut where it is punctuated, and at words of contrast and correction. */
export const clausesOf = (text: string): Clause[] => {
  const clauses: Clause[] = [];
  for (const [piece] of text.matchAll(pieces)) {
    const isAsked = /[?؟]/.test(piece);
    let words: string[] = [];
    let joint: Joint = 'plain';
    const end = (): void => {
      // «Mutabıkız ama …»: what is left unsaid counts as well.
      if (words.length > 0 || joint !== 'plain') clauses.push({ words, joint, isAsked });
      words = [];
    };
    for (const word of wordsOf(piece)) {
      const next = contrasts.has(word) ? 'contrast' : corrections.has(word) ? 'correction' : null;
      if (next === null) words.push(word);
      else {
        end();
        joint = next;
      }
    }
    end();
  }
  return clauses;
};
