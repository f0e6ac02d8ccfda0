import { scaleToUnit } from '../money/decimal.ts';
import { noOwnUnits, type OwnUnits } from '../money/own-units.ts';
import { unitOf } from '../money/units.ts';
import type { FigurePart } from './figure-part.ts';
import { figureParts, readingsOf } from './figure-parts.ts';
import { isFigureFiller, isRefusedWord, isZeroWord, sideOfWord } from './figure-words.ts';
import { foldText } from './fold-text.ts';
import { mentionsOf, type NumberMention } from './number-mentions.ts';
import { isHalfWord } from './number-words.ts';
import type { Figure, FigureReading, ReadFigure } from './reading.ts';
import { isForeignWord, unitOfWord } from './unit-words.ts';
import { isQuestion } from './veto-words.ts';

const none: FigureReading = { kind: 'none' };
const longestText = 200;
/** As many meanings as a person can be asked to choose from. */
const mostOptions = 3;

const distinct = <T>(found: readonly (T | null)[]): T[] =>
  [...new Set(found)].filter((item) => item !== null);

/** A word of the whole message counts for its only number, wherever it stands; two sides are none. */
const onlyMention = (mention: NumberMention, words: readonly string[], own: OwnUnits): NumberMention => {
  const sides = distinct(words.map((word) => sideOfWord(word, false)));
  const units = distinct(words.map((word) => unitOfWord(word, own)));
  return {
    number: mention.number,
    unit: units.length === 1 ? (units[0] ?? null) : mention.unit,
    side: sides.length > 1 ? null : (sides[0] ?? mention.side),
  };
};

/** The unit that is asked for, and those of the tenant beside the shipped ones. */
interface Asked {
  unit: string;
  own: OwnUnits;
}

const figuresOf = ({ number, unit, side }: NumberMention, asked: Asked): Figure[] => {
  const of = unit ?? asked.unit;
  return readingsOf(number, unitOf(of, asked.own).decimalsStored).map((quantity) => ({
    unit,
    quantity: scaleToUnit(quantity, of, asked.own),
    side,
  }));
};

const settle = (figures: readonly Figure[]): FigureReading => {
  const [first, second] = figures;
  if (!first || figures.length > mostOptions) return none;
  return second ? { kind: 'ambiguous', options: figures } : { kind: 'figure', figure: first };
};

/** «sıfır», «bakiyesiz», and «yarım» where no coin was asked for. */
const readWordAmount = (words: readonly string[], { unit: asked, own }: Asked): FigureReading => {
  const [word] = words;
  if (words.length === 1 && word !== undefined && isHalfWord(word) && unitOf(asked, own).kind !== 'pieces')
    return settle([{ unit: null, quantity: scaleToUnit('0.5', asked, own), side: null }]);
  if (!words.some(isZeroWord)) return none;
  const [unit = null] = distinct(words.map((each) => unitOfWord(each, own)));
  const [side = null] = distinct(words.map((each) => sideOfWord(each, true)));
  return settle([{ unit, quantity: scaleToUnit('0', unit ?? asked, own), side }]);
};

/** `gram` and `gr` say only that it is weighed, and `altın` that it is gold: asked about 22 carat or coins, they mean those. */
const weighed: ReadonlySet<string> = new Set(
  'gram gr g gm grams gramme grammes غرام غرامات جرام جرامات جم غ غراما'.split(' '),
);
const golden: ReadonlySet<string> = new Set(['altin', 'gold', 'ذهب', 'الذهب']);
const isGold = ({ unit, own }: Asked): boolean =>
  unit.startsWith('XAU_') || unitOf(unit, own).kind === 'pieces' || (own.find(unit)?.carat ?? null) !== null;
const saysNothing = (word: string, asked: Asked): boolean =>
  asked.unit !== 'HAS' && (weighed.has(word) || (isGold(asked) && golden.has(word)));
const withoutVagueWords = (parts: readonly FigurePart[], asked: Asked): FigurePart[] =>
  parts.filter((part) => part.kind === 'number' || !saysNothing(part.word, asked));

/** Numbers in words are ordinary words too («yedi» is seven and ate): they count only among words that go with a figure. */
const isWordFigure = (words: readonly string[], own: OwnUnits): boolean =>
  words.every(
    (word) =>
      isFigureFiller(word) ||
      isZeroWord(word) ||
      unitOfWord(word, own) !== null ||
      sideOfWord(word, true) !== null,
  );

/**
 * Reads the customer's own figure (domain 2.6, 9.1 rule 9). It never guesses: a number with two meanings comes back as
 * options; one with a sign, of too many digits, half in words that make no number, or asked as a question as `none`.
 * Quantities get the decimals of their unit; `unit` and `side` are set only when the customer named them.
 */
export const readFigure: ReadFigure = (text, { unit }, own = noOwnUnits) => {
  if (text.length > longestText || isQuestion(foldText(text))) return none;
  const asked: Asked = { unit, own };
  const all = figureParts(text, own);
  if (!all) return none;
  const parts = withoutVagueWords(all, asked);
  const words = parts.flatMap((part) => (part.kind === 'word' ? [part.word] : []));
  if (words.some((word) => isRefusedWord(word) || isForeignWord(word, own))) return none;
  const mentions = mentionsOf(parts, own);
  const [only] = mentions;
  if (!only) return readWordAmount(words, asked);
  if (mentions.every(({ number }) => number.inWords) && !isWordFigure(words, own)) return none;
  if (mentions.length === 1) return settle(figuresOf(onlyMention(only, words, own), asked));
  // A number without a unit may belong to the one beside it («1250 gram 340»): it is offered, never dropped.
  const fitting = mentions.filter((mention) => mention.unit === unit || mention.unit === null);
  return settle((fitting.length > 0 ? fitting : mentions).flatMap((mention) => figuresOf(mention, asked)));
};
