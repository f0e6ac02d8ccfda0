import { unitOf } from '../money/units.ts';
import { figureParts, readingsOf } from './figure-parts.ts';
import type { FigurePart } from './figure-part.ts';
import { isForeignUnit, isRefusedWord } from './figure-words.ts';
import { foldText } from './fold-text.ts';
import { mentionsOf, type NumberMention } from './number-mentions.ts';
import type { Figure, Mentions } from './reading.ts';
import { joinUnitWords } from './join-unit-words.ts';
import { unitOfWord } from './unit-words.ts';

export const noMentions: Mentions = { figures: [], ambiguous: false, units: [] };

/** As many decimals as any unit keeps: for a number without a unit. */
const mostDecimals = 4;

const unitsOf = (text: string): string[] => [
  ...new Set(
    joinUnitWords(foldText(text))
      .split(' ')
      .flatMap((word) => unitOfWord(word) ?? []),
  ),
];

/** «kilo», «12k»: what number is meant cannot be said, so none is shown. */
const isClear = (parts: readonly FigurePart[]): boolean =>
  !parts.some((part) => part.kind === 'word' && (isForeignUnit(part.word) || isRefusedWord(part.word)));

/** A number in words («beş») is taken for one only with its unit. */
const isFigure = ({ number, unit }: NumberMention): boolean => !number.inWords || unit !== null;

const figuresOf = ({ number, unit, side }: NumberMention): Figure[] =>
  readingsOf(number, unit === null ? mostDecimals : unitOf(unit).decimalsStored).map((quantity) => ({
    unit,
    quantity,
    side,
  }));

/** Figures and units a reply speaks of, for the question that names what was understood; it decides nothing. */
export const readMentions = (text: string): Mentions => {
  const units = unitsOf(text);
  const parts = figureParts(text);
  if (!parts || !isClear(parts)) return units.length === 0 ? noMentions : { ...noMentions, units };
  const figures = mentionsOf(parts).filter(isFigure).map(figuresOf);
  return {
    figures: figures.flat(),
    ambiguous: figures.some((readings) => readings.length > 1),
    units,
  };
};
