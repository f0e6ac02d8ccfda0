import type { Clause } from './clauses.ts';
import { arabicSense } from './clause-words-arabic.ts';
import { englishSense } from './clause-words-english.ts';
import type { Sense } from './clause-sense.ts';
import { turkishSense } from './clause-words-turkish.ts';

/** What a clause says of the matter. `strength` is about the yes or no itself; `strange`: words of it that nobody knows here. */
export interface Judgement {
  /** What each word does, in their order; null: nobody knows. */
  senses: readonly (Sense | null)[];
  verdict: 'yes' | 'no' | null;
  /** Of a double turn («yanlış değil»), or of words that only nod («olur», «ok»). */
  isSoft: boolean;
  ifs: boolean;
  asks: boolean;
  waits: boolean;
  doubts: boolean;
  /** A negation stands there and turns nothing: nobody knows what it is about. */
  isLoose: boolean;
  /** Somebody else's, long ago, or wished of us. */
  isOther: boolean;
  strange: number;
}

const arabic = /\p{Script=Arabic}/u;

const numeric = /^[\d.,]+$/;
const smile = /\p{Extended_Pictographic}/u;
const yesSigns: ReadonlySet<string> = new Set(['👍', '👌', '✅', '✔', '🤝']);

const senseOf = (word: string): Sense | null => {
  if (numeric.test(word)) return 'number';
  if (yesSigns.has(word)) return 'yes';
  if (smile.test(word)) return 'plain';
  if (arabic.test(word)) return arabicSense(word);
  return null;
};

const restraining: ReadonlySet<Sense> = new Set<Sense>(['no', 'not', 'none', 'if', 'later', 'ask', 'maybe']);

/** Words that take a yes back do so in either language. */
const withRestraints = (
  senses: readonly (Sense | null)[],
  other: readonly (Sense | null)[],
): (Sense | null)[] =>
  senses.map((sense, at) => {
    const beside = other[at] ?? null;
    return sense ?? (beside !== null && restraining.has(beside) ? beside : null);
  });

/** A Latin word may be Turkish or English: the clause's other words decide, Turkish first. */
const latinSenses = (words: readonly string[]): (Sense | null)[] => {
  const turkish = words.map((word) => senseOf(word) ?? turkishSense(word));
  const english = words.map((word) => senseOf(word) ?? englishSense(word));
  const known = (senses: readonly (Sense | null)[]) => senses.filter((sense) => sense !== null).length;
  if (known(english) <= known(turkish)) return withRestraints(turkish, english);
  // «That's what we have» asks nothing: English asks with its first word.
  const said = english.map((sense, at) => (sense === 'ask' && at > 0 ? 'plain' : sense));
  return withRestraints(said, turkish);
};

/** A negation reaches so many words ahead. */
const reach = 5;

type Side = 'yes' | 'no';
interface Said {
  side: Side;
  isSoft: boolean;
  /** From a word that names a fault or an error: «hata yok» turns it into a yes. */
  isFault: boolean;
  /** A negation of nothing in particular. */
  isBare?: true;
}
const bareNo: Said = { side: 'no', isSoft: false, isFault: false, isBare: true };

const turned = ({ side, isFault, isSoft }: Said): Said => ({
  side: side === 'yes' ? 'no' : 'yes',
  // «Not wrong» is weaker than «no error».
  isSoft: isSoft || (side === 'no' && !isFault),
  isFault: false,
});

const judged: { readonly [sense in Sense]?: Said } = {
  yes: { side: 'yes', isSoft: true, isFault: false },
  agree: { side: 'yes', isSoft: false, isFault: false },
  good: { side: 'yes', isSoft: false, isFault: false },
  bad: { side: 'no', isSoft: false, isFault: false },
  fault: { side: 'no', isSoft: false, isFault: true },
  refuse: { side: 'no', isSoft: false, isFault: false },
};

/** Goes through a clause once; a negation turns what it reaches. `isLoose`: one of them reached nothing. */
const sayings = (senses: readonly (Sense | null)[]): { said: Said[]; isLoose: boolean } => {
  const said: Said[] = [];
  let isLoose = false;
  let negatedUntil = -1;
  for (const [at, sense] of senses.entries()) {
    if (sense === 'no') {
      isLoose ||= at <= negatedUntil;
      negatedUntil = at + reach;
      const reached = senses
        .slice(at + 1, at + 1 + reach)
        .filter((next) => next !== null && judged[next] !== undefined);
      // Alone, or at the end, it is a no of its own; before a mere nod («no, yes») nobody knows.
      if (reached.length === 0) said.push(bareNo);
      else isLoose ||= reached.every((next) => next === 'yes');
      continue;
    }
    if (sense === 'not' || sense === 'none' || sense === 'light.not') {
      const last = said.pop();
      const denies = senses.slice(0, at).includes('claim') || senses.length === 1;
      if (last !== undefined) {
        said.push(turned(last));
        isLoose ||= last.isBare === true;
      }
      // «Yok» to a debt, or alone; «bizim değil» says nothing of the matter.
      else if (sense !== 'light.not' && denies) said.push(bareNo);
      else isLoose ||= sense !== 'light.not';
      continue;
    }
    const found = sense === null ? undefined : judged[sense];
    if (found === undefined) continue;
    const isNegated = at <= negatedUntil && found.side !== undefined && sense !== 'yes';
    said.push(isNegated ? turned(found) : found);
    if (isNegated) negatedUntil = found.isFault ? at + 2 : -1;
  }
  return { said, isLoose };
};

/** «كل شيء değil صحيح»: a word of one script that turns words of another. */
const mixesScripts = (words: readonly string[], senses: readonly (Sense | null)[]): boolean =>
  words.some((word) => arabic.test(word)) &&
  words.some((word, at) => !arabic.test(word) && restraining.has(senses[at] ?? 'plain'));

export const judgeClause = ({ words, isAsked }: Clause): Judgement => {
  const senses = latinSenses(words);
  const has = (...wanted: Sense[]) => senses.some((sense) => sense !== null && wanted.includes(sense));
  const { said, isLoose } = sayings(senses);
  const sides = new Set(said.map(({ side }) => side));
  const [only] = sides;
  return {
    senses,
    verdict: sides.size === 1 ? (only ?? null) : null,
    isSoft: said.every(({ isSoft }) => isSoft),
    ifs: has('if'),
    asks: isAsked || has('ask'),
    waits: has('later'),
    doubts: has('maybe') || sides.size > 1,
    isLoose: isLoose || mixesScripts(words, senses),
    isOther: has('other', 'past'),
    strange: senses.filter((sense) => sense === null).length,
  };
};
