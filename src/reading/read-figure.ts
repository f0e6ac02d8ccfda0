import { scaleToUnit } from '../money/decimal.ts';
import { unitOf } from '../money/units.ts';
import type { Side } from '../../machines/shared/request.ts';
import { isForeignUnit, isMagnitude, isZeroWord, sideOfWord } from './figure-words.ts';
import { foldText } from './fold-text.ts';
import type { Figure, FigureReading, ReadFigure } from './reading.ts';
import { readNumber } from './read-number.ts';
import { joinUnitWords, unitOfWord } from './unit-words.ts';
import { isQuestion } from './veto-words.ts';

const none: FigureReading = { kind: 'none' };
const longestText = 200;
/** As many meanings as a person can be asked to choose from. */
const mostOptions = 3;

/** Dates, times and account numbers hold digits that are no amounts. */
const notAmounts =
  /(?<![\d.,])(\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d{2})|\d{3}\.\d{2}\.\d{4}|\d{1,2}:\d{2})(?![\d]|[.,]\d)/g;

/** Percentages, and codes such as `1e5`. */
const notFigures = /[%٪]|\d\p{L}+\d/u;

/** Digits with separators between them; thousands may be cut by a space, an apostrophe or a thin space. */
const numbers =
  /[\d٠-٩۰-۹]{1,3}(?:[ \u00A0\u202F'’][\d٠-٩۰-۹]{3})+(?:[.,][\d٠-٩۰-۹]+)?(?![\d.,]*[\d])|[\d٠-٩۰-۹]+(?:[.,٫٬،'’][\d٠-٩۰-۹]+)*/gu;

type Part = { kind: 'number'; written: string } | { kind: 'word'; word: string };

const carat = /(?<![\d.,])(22|24)(?= ?(?:ayar|k(?!\p{L})|karat|carat|kt(?!\p{L})))/giu;

/** Numbers as written, words folded. Carats (`22 ayar`) name a unit, so their number is set aside as a word. */
const partsOf = (text: string): Part[] => {
  const cleaned = text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(notAmounts, ' ')
    .replace(/عيار ?22/g, 'عيارk')
    .replace(carat, (value) => (value === '22' ? 'xxii' : 'xxiv'));
  const parts: Part[] = [];
  let from = 0;
  const pushWords = (piece: string): void => {
    const folded = foldText(piece).replace(/xxii/g, '22').replace(/xxiv/g, '24').replace(/عيارk/g, '22ayar');
    for (const word of joinUnitWords(folded).split(' ').filter(Boolean)) parts.push({ kind: 'word', word });
  };
  for (const match of cleaned.matchAll(numbers)) {
    pushWords(cleaned.slice(from, match.index));
    parts.push({ kind: 'number', written: match[0] });
    from = match.index + match[0].length;
  }
  pushWords(cleaned.slice(from));
  return parts;
};

interface Mention {
  written: string;
  unit: string | null;
  side: Side | null;
}

/** Gives each number the unit and side that stand with it: behind it if there is one, else before it. */
const mentionsOf = (parts: readonly Part[]): Mention[] => {
  const mentions: Mention[] = [];
  let current: Mention | null = null;
  let waiting: { unit: string | null; side: Side | null } = { unit: null, side: null };
  let isBehindAmount = false;
  for (const part of parts) {
    if (part.kind === 'number') {
      current = { written: part.written, ...waiting };
      mentions.push(current);
      waiting = { unit: null, side: null };
      isBehindAmount = true;
      continue;
    }
    const unit = unitOfWord(part.word);
    const side = sideOfWord(part.word, isBehindAmount);
    const target: { unit: string | null; side: Side | null } =
      current && ((unit !== null && current.unit === null) || (side !== null && current.side === null))
        ? current
        : waiting;
    if (unit !== null) target.unit = unit;
    if (side !== null) target.side = side;
    isBehindAmount = isBehindAmount && (unit !== null || side !== null);
  }
  return mentions;
};

/** A word of the whole message counts for its only number, wherever it stands; two sides are none. */
const onlyMention = (mention: Mention, parts: readonly Part[]): Mention => {
  const wordsSides = new Set(
    parts
      .flatMap((part) => (part.kind === 'word' ? [sideOfWord(part.word, false)] : []))
      .filter((side) => side !== null),
  );
  const wordsUnits = new Set(
    parts
      .flatMap((part) => (part.kind === 'word' ? [unitOfWord(part.word)] : []))
      .filter((unit) => unit !== null),
  );
  const [side] = wordsSides;
  const [unit] = wordsUnits;
  return {
    written: mention.written,
    unit: wordsUnits.size === 1 ? (unit ?? null) : mention.unit,
    side: wordsSides.size > 1 ? null : (side ?? mention.side),
  };
};

const figuresOf = ({ written, unit, side }: Mention, asked: string): Figure[] => {
  const of = unit ?? asked;
  return readNumber(written, unitOf(of).decimalsStored).map((quantity) => ({
    unit,
    quantity: scaleToUnit(quantity, of),
    side,
  }));
};

const settle = (figures: readonly Figure[]): FigureReading => {
  const [first, second] = figures;
  if (!first || figures.length > mostOptions) return none;
  return second ? { kind: 'ambiguous', options: figures } : { kind: 'figure', figure: first };
};

const readZero = (words: readonly string[]): FigureReading => {
  const [unit] = words.map(unitOfWord).filter((found) => found !== null);
  const [side] = words.map((word) => sideOfWord(word, true)).filter((found) => found !== null);
  return { kind: 'figure', figure: { unit: unit ?? null, quantity: '0', side: side ?? null } };
};

/** `gram` and `gr` say only that it is weighed, and `altın` that it is gold: asked about 22 carat or coins, they mean those. */
const weighed: ReadonlySet<string> = new Set(['gram', 'gr', 'g', 'grams', 'غرام', 'جرام', 'غ', 'غراما']);
const golden: ReadonlySet<string> = new Set(['altin', 'gold', 'ذهب']);
const isGold = (unit: string): boolean => unit.startsWith('XAU_') || unit.startsWith('PCS_');
const saysNothing = (word: string, asked: string): boolean =>
  asked !== 'HAS' && (weighed.has(word) || (isGold(asked) && golden.has(word)));
const withoutVagueWords = (parts: readonly Part[], asked: string): Part[] =>
  parts.filter((part) => part.kind === 'number' || !saysNothing(part.word, asked));

/**
 * Reads the customer's own figure (domain 2.6, 9.1 rule 9). It never guesses: a number with two meanings comes back as
 * options, a number partly in words, of too many digits, or asked as a question as `none`. Quantities get the decimals of
 * their unit; `unit` and `side` are set only when the customer named them.
 */
export const readFigure: ReadFigure = (text, asked) => {
  if (text.length > longestText || isQuestion(foldText(text))) return none;
  const parts = withoutVagueWords(partsOf(text), asked.unit);
  const words = parts.flatMap((part) => (part.kind === 'word' ? [part.word] : []));
  if (words.some((word) => isMagnitude(word) || isForeignUnit(word)) || notFigures.test(text)) return none;
  const mentions = mentionsOf(parts);
  const [only] = mentions;
  if (!only) {
    if (!words.some(isZeroWord)) return none;
    const zero = readZero(words);
    if (zero.kind !== 'figure') return zero;
    return {
      kind: 'figure',
      figure: { ...zero.figure, quantity: scaleToUnit('0', zero.figure.unit ?? asked.unit) },
    };
  }
  if (mentions.length === 1) return settle(figuresOf(onlyMention(only, parts), asked.unit));
  // A number without a unit may belong to the one beside it («1250 gram 340»): it is offered, never dropped.
  const fitting = mentions.filter(({ unit }) => unit === asked.unit || unit === null);
  return settle(
    (fitting.length > 0 ? fitting : mentions).flatMap((mention) => figuresOf(mention, asked.unit)),
  );
};
