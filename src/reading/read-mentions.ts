import { noOwnUnits, type OwnUnits } from '../money/own-units.ts';
import { unitOf } from '../money/units.ts';
import { figureParts, readingsOf } from './figure-parts.ts';
import type { FigurePart } from './figure-part.ts';
import { isRefusedWord } from './figure-words.ts';
import { foldText } from './fold-text.ts';
import { mentionsOf, type NumberMention } from './number-mentions.ts';
import type { Figure, Mentions } from './reading.ts';
import { joinUnitWords } from './join-unit-words.ts';
import { isForeignWord, unitOfWord } from './unit-words.ts';

export const noMentions: Mentions = { figures: [], ambiguous: false, units: [] };

/** As many decimals as any unit keeps: for a number without a unit. */
const mostDecimals = 4;

const unitsOf = (text: string, own: OwnUnits): string[] => [
  ...new Set(
    joinUnitWords(foldText(text), own)
      .split(' ')
      .flatMap((word) => unitOfWord(word, own) ?? []),
  ),
];

/** «kilo», «12k»: what number is meant cannot be said, so none is shown. */
const isClear = (parts: readonly FigurePart[], own: OwnUnits): boolean =>
  !parts.some((part) => part.kind === 'word' && (isForeignWord(part.word, own) || isRefusedWord(part.word)));

/** A number in words («beş») is taken for one only with its unit. */
const isFigure = ({ number, unit }: NumberMention): boolean => !number.inWords || unit !== null;

const figuresOf = ({ number, unit, side }: NumberMention, own: OwnUnits): Figure[] => {
  const decimals = unit === null ? mostDecimals : unitOf(unit, own).decimalsStored;
  return readingsOf(number, decimals).map((quantity) => ({ unit, quantity, side }));
};

/** Figures and units a reply speaks of, for the question that names what was understood; it decides nothing. */
export const readMentions = (text: string, own: OwnUnits = noOwnUnits): Mentions => {
  const units = unitsOf(text, own);
  const parts = figureParts(text, own);
  if (!parts || !isClear(parts, own)) return units.length === 0 ? noMentions : { ...noMentions, units };
  const figures = mentionsOf(parts, own)
    .filter(isFigure)
    .map((mention) => figuresOf(mention, own));
  return {
    figures: figures.flat(),
    ambiguous: figures.some((readings) => readings.length > 1),
    units,
  };
};
