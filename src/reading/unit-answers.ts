import { noOwnUnits, type OwnUnits } from '../money/own-units.ts';
import type { Reading } from './reading.ts';
import { foldText } from './fold-text.ts';
import * as known from './unit-answer-words.ts';
import { numberWordsOf } from './number-word-list.ts';
import { joinUnitWords } from './join-unit-words.ts';
import { unitOfWord } from './unit-words.ts';

type Answer = 'agreed' | 'disagreed';
type Token = { kind: 'unit'; unit: string } | { kind: 'answer'; answer: Answer } | { kind: 'negation' };
type UnitAnswer = Reading['units'][number];

/** Answers per unit, and what was said of all other units. */
export type UnitAnswers = Pick<Reading, 'units' | 'rest'>;
export const noUnitAnswers: UnitAnswers = { units: [], rest: null };

/** Stands for all units that are not named: «diğerleri doğru». */
const others = '*';

const isNumber = (word: string): boolean => /^[\d.,]+$/.test(word);

/** A word of a clause; `null`: it says nothing about the answer; `undefined`: it is not understood. */
const readWord = (word: string, own: OwnUnits): Token | null | undefined => {
  if (known.negating.has(word)) return { kind: 'negation' };
  if (known.agreeing.has(word)) return { kind: 'answer', answer: 'agreed' };
  if (known.disagreeing.has(word)) return { kind: 'answer', answer: 'disagreed' };
  if (known.remaining.has(word)) return { kind: 'unit', unit: others };
  if (known.filling.has(word) || known.limiting.has(word) || isNumber(word)) return null;
  const unit = unitOfWord(word, own);
  if (unit !== null) return { kind: 'unit', unit };
  if (numberWordsOf(word).length > 0) return null;
  // The Arabic «and» is written to the word behind it.
  return /^و\p{L}{2}/u.test(word) ? readWord(word.slice(1), own) : undefined;
};

/** `doğru değil`, `not correct`, a bare `değiliz`: no. `yanlış değil` and other double turns: not understood. */
const verdictOf = (tokens: readonly Token[]): Answer | null => {
  const negations = tokens.filter((token) => token.kind === 'negation').length;
  const answers = new Set(tokens.flatMap((token) => (token.kind === 'answer' ? [token.answer] : [])));
  if (negations > 1 || answers.size > 1) return null;
  const [answer] = answers;
  if (negations === 0) return answer ?? null;
  return answer === 'disagreed' ? null : 'disagreed';
};

/**
 * Cuts a clause into answers with their units. Where it ends with an answer, units come first (`altında mutabıkız |
 * dolarda değiliz`), else behind (`agree on gold | not on usd`).
 */
const groupsOf = (tokens: readonly Token[]): Token[][] => {
  const isUnitFirst = tokens.at(-1)?.kind !== 'unit';
  const groups: Token[][] = [];
  let previousIsUnit: boolean | null = null;
  for (const token of tokens) {
    const isUnit = token.kind === 'unit';
    if (previousIsUnit === null || (isUnit === isUnitFirst && previousIsUnit !== isUnit)) groups.push([]);
    groups.at(-1)?.push(token);
    previousIsUnit = isUnit;
  }
  return groups;
};

const unitsOf = (tokens: readonly Token[]): string[] =>
  tokens.flatMap((token) => (token.kind === 'unit' ? [token.unit] : []));

const tokensOf = (clause: readonly string[], own: OwnUnits): Token[] | null => {
  const tokens: Token[] = [];
  for (const word of clause) {
    const token = readWord(word, own);
    if (token === undefined) return null;
    if (token) tokens.push(token);
  }
  return tokens;
};

interface Clause {
  answers: UnitAnswer[];
  /** Said of everything: the «mutabıkız» of «mutabıkız ama dolar yanlış». */
  general: Answer | null;
  isLimited: boolean;
}

/** «hayır dolar doğru»: a no to everything does not go with a yes to a part. */
const isContradiction = ({ general, answers }: Clause): boolean =>
  general === 'disagreed' && answers.some(({ answer }) => answer === 'agreed');

/** Answers of a clause; none when it speaks of no unit, null when it is not understood. */
const readClause = (clause: readonly string[], own: OwnUnits): Clause | null => {
  const tokens = tokensOf(clause, own);
  if (!tokens) return null;
  const read: Clause = {
    answers: [],
    general: null,
    isLimited: clause.some((word) => known.limiting.has(word)),
  };
  for (const group of groupsOf(tokens)) {
    const answer = verdictOf(group);
    if (answer === null) return null;
    const units = unitsOf(group);
    // «all agreed except USD, 200 missing»: an amount goes on about the unit before it.
    if (units.length === 0 && !(answer === 'disagreed' && clause.some(isNumber))) read.general = answer;
    for (const unit of units) read.answers.push({ unit, answer });
  }
  return isContradiction(read) ? null : read;
};

const wordsOf = (piece: string, own: OwnUnits): string[] =>
  joinUnitWords(
    foldText(piece)
      .replace(/\p{Extended_Pictographic}/gu, ' $& ')
      .replace(/(?<!\p{L})(apart from|other than)(?!\p{L})/gu, 'except')
      .replace(/(?<!\p{L})ما عدا(?!\p{L})/gu, 'ماعدا'),
    own,
  )
    .split(' ')
    .filter(Boolean);

/** Words of a piece, cut into clauses at `ama`, `but`, `hariç` … */
const cutClauses = (piece: string, own: OwnUnits): string[][] => {
  const clauses: string[][] = [[]];
  for (const word of wordsOf(piece, own)) {
    if (known.exceptingBefore.has(word)) {
      clauses.at(-1)?.push('fark');
      clauses.push([]);
    } else if (known.exceptingBehind.has(word)) clauses.push(['fark']);
    else if (known.dividing.has(word)) clauses.push([]);
    else clauses.at(-1)?.push(word);
  }
  return clauses;
};

/** Commas and full stops divide clauses unless they stand inside a number. */
const clausesOf = (text: string, own: OwnUnits): string[][] =>
  text
    .split(/[;\n،؛]|[,.](?!\d)/)
    .flatMap((piece) => cutClauses(piece, own))
    .filter((clause) => clause.length > 0);

/** What the message says of the units it does not name. */
const restOf = (clauses: readonly Clause[], byUnit: ReadonlyMap<string, Answer>): Answer | null => {
  const named = byUnit.get(others);
  if (named !== undefined) return named;
  const given = [...byUnit.values()];
  const isLimited = clauses.some((clause) => clause.isLimited && clause.answers.length > 0);
  if (isLimited && given.every((answer) => answer === given[0]))
    return given[0] === 'disagreed' ? 'agreed' : 'disagreed';
  const generals = new Set(clauses.map(({ general }) => general).filter((general) => general !== null));
  return generals.size === 1 && generals.has('agreed') && given.includes('disagreed') ? 'agreed' : null;
};

/**
 * Answers per unit in one message: «has doğru, TL yanlış», «yes but the USD line is wrong». Every word must be known,
 * else nothing is read; a unit answered both ways is not understood either.
 */
export const readUnitAnswers = (text: string, own: OwnUnits = noOwnUnits): UnitAnswers => {
  const byUnit = new Map<string, Answer>();
  const clauses: Clause[] = [];
  for (const words of clausesOf(text, own)) {
    const clause = readClause(words, own);
    if (!clause) return noUnitAnswers;
    clauses.push(clause);
    for (const { unit, answer } of clause.answers) {
      if ((byUnit.get(unit) ?? answer) !== answer) return noUnitAnswers;
      byUnit.set(unit, answer);
    }
  }
  const units = [...byUnit].flatMap(([unit, answer]) => (unit === others ? [] : [{ unit, answer }]));
  return units.length === 0 ? noUnitAnswers : { units, rest: restOf(clauses, byUnit) };
};
