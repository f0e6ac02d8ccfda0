import type { Side } from '../../machines/shared/request.ts';
import type { OwnUnits } from '../money/own-units.ts';
import type { FigurePart, NumberPart } from './figure-part.ts';
import { sideOfWord } from './figure-words.ts';
import { unitOfWord } from './unit-words.ts';

/** A number with the unit and side that stand with it. */
export interface NumberMention {
  number: NumberPart;
  unit: string | null;
  side: Side | null;
}

/** Gives each number the unit and side that stand with it: behind it if there is one, else before it. */
export const mentionsOf = (parts: readonly FigurePart[], own: OwnUnits): NumberMention[] => {
  const mentions: NumberMention[] = [];
  let current: NumberMention | null = null;
  let waiting: { unit: string | null; side: Side | null } = { unit: null, side: null };
  let isBehindAmount = false;
  for (const part of parts) {
    if (part.kind === 'number') {
      current = { number: part, ...waiting };
      mentions.push(current);
      waiting = { unit: null, side: null };
      isBehindAmount = true;
      continue;
    }
    const unit = unitOfWord(part.word, own);
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
