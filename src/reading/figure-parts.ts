import { parseDecimal } from '../money/decimal.ts';
import { noOwnUnits, type OwnUnits } from '../money/own-units.ts';
import type { FigurePart, NumberPart } from './figure-part.ts';
import { figureText } from './figure-text.ts';
import { joinSideWords } from './figure-words.ts';
import { foldText } from './fold-text.ts';
import { mergeNumberWords } from './number-words.ts';
import { readNumber } from './read-number.ts';
import { joinUnitWords } from './join-unit-words.ts';
import { ownWordsOf } from './own-words.ts';
import { unitOfWord } from './unit-words.ts';

/** Digits with separators between them; thousands may be cut by a space, an apostrophe or a thin space. */
const numbers = /\d{1,3}(?:[ \u00A0\u202F'’]\d{3})+(?:[.,٫]\d+)?(?![\d.,٫]*\d)|\d+(?:[.,٫٬،'’]\d+)*/gu;

/** More numbers than anybody means in one reply: a phone list or an account statement. */
const mostNumbers = 12;

/** «tam 1250 gram» is exactly so much; «tam altın» and «3 tam» are coins. */
const isExactly = (parts: readonly FigurePart[], at: number, own: OwnUnits): boolean => {
  const [part, next, behind] = parts.slice(at, at + 3);
  return (
    part?.kind === 'word' &&
    part.word === 'tam' &&
    next?.kind === 'number' &&
    behind?.kind === 'word' &&
    unitOfWord(behind.word, own) !== null
  );
};

/** The number of a carat is part of a name: hidden as Roman digits (none thrice: folding joins them) while numbers are looked for. */
const romans: ReadonlyMap<string, string> = new Map(
  Object.entries({ 14: 'xiv', 18: 'xiix', 21: 'xxi', 22: 'xxii', 24: 'xxiv' }),
);
const digitsOf = new Map([...romans].map(([digits, roman]) => [roman, digits]));
const carat = /(?<![\d.,])(14|18|21|22|24)(?= ?(?:ayar|k(?!\p{L})|karat|carat|kt(?!\p{L})))/giu;
const arabicCarat = /عيار ?(14|18|21|22|24)(?!\d)/g;
const roman = /(?:xiix|xxiv|xxii|xxi|xiv)/g;

/** The same for carats of a tenant's own units: letters no word has, two for the number. */
const hiddenCarat = (carat: number): string =>
  `q${'abc'[Math.floor(carat / 10)] ?? ''}${'abcdefghij'[carat % 10] ?? ''}z`;

interface HiddenCarats {
  hide(text: string): string;
  show(folded: string): string;
}

const asIs: HiddenCarats = { hide: (text) => text, show: (folded) => folded };
const hiddenOf = new WeakMap<OwnUnits['all'], HiddenCarats>();

const ownCarats = (own: OwnUnits): HiddenCarats => {
  const { carats } = ownWordsOf(own);
  if (carats.length === 0) return asIs;
  const known = hiddenOf.get(own.all);
  if (known !== undefined) return known;
  const numbers = carats.join('|');
  const before = new RegExp(`(عيار ?)(${numbers})(?!\\d)`, 'g');
  const behind = new RegExp(
    `(?<![\\d.,])(${numbers})(?= ?(?:ayar|k(?!\\p{L})|karat|carat|kt(?!\\p{L})))`,
    'giu',
  );
  const hidden = new Map(carats.map((carat) => [hiddenCarat(carat), String(carat)]));
  const shown = new RegExp([...hidden.keys()].join('|'), 'g');
  const made: HiddenCarats = {
    hide: (text) =>
      text
        .replace(before, (_all, word: string, carat: string) => `${word}${hiddenCarat(Number(carat))}`)
        .replace(behind, (carat) => hiddenCarat(Number(carat))),
    show: (folded) => folded.replace(shown, (letters) => hidden.get(letters) ?? letters),
  };
  hiddenOf.set(own.all, made);
  return made;
};

const cutFigure = (text: string, own: OwnUnits): readonly FigurePart[] | null => {
  const hidden = ownCarats(own);
  const figures = figureText(text);
  const cleaned = (figures === null ? null : hidden.hide(figures))
    ?.replace(arabicCarat, (_all, digits: string) => `عيار ${romans.get(digits) ?? digits}`)
    .replace(carat, (digits) => romans.get(digits) ?? digits);
  if (cleaned === undefined) return null;
  const parts: FigurePart[] = [];
  let from = 0;
  const pushWords = (piece: string): void => {
    const folded = hidden.show(foldText(piece)).replace(roman, (written) => digitsOf.get(written) ?? written);
    for (const word of joinUnitWords(joinSideWords(folded), own).split(' ').filter(Boolean))
      parts.push({ kind: 'word', word });
  };
  for (const match of cleaned.matchAll(numbers)) {
    pushWords(cleaned.slice(from, match.index));
    parts.push({ kind: 'number', written: match[0], times: 1, inWords: false });
    from = match.index + match[0].length;
  }
  pushWords(cleaned.slice(from));
  const merged = mergeNumberWords(parts, own);
  if (!merged || merged.filter(({ kind }) => kind === 'number').length > mostNumbers) return null;
  return merged.filter((_part, at) => !isExactly(merged, at, own));
};

/** The text that was cut last: a figure is read for what it mentions, and then as the answer. */
let last: { text: string; own: OwnUnits['all']; parts: readonly FigurePart[] | null } = {
  text: '',
  own: noOwnUnits.all,
  parts: [],
};

/**
 * Numbers as written, words folded. Carats (`22 ayar`) name a unit, so their number is set aside as a word. Null when the
 * text holds a sign, a fraction, or a number half in words that cannot be put together.
 */
export const figureParts = (text: string, own: OwnUnits): readonly FigurePart[] | null => {
  if (text !== last.text || own.all !== last.own) last = { text, own: own.all, parts: cutFigure(text, own) };
  return last.parts;
};

/** Decimals that a written coefficient may have: «1,2345 bin» is 1234,5. */
const coefficientDecimals = 6;

/** Every way the number can be meant for a unit with so many decimals (read-number.ts), as decimal strings. */
export const readingsOf = ({ written, times }: NumberPart, decimals: number): readonly string[] => {
  if (times === 1) return readNumber(written, decimals);
  return readNumber(written, coefficientDecimals).flatMap((reading) => {
    const value = parseDecimal(reading)?.times(times);
    return value && value.decimalPlaces() <= decimals
      ? readNumber(value.toFixed().replace('.', '٫'), decimals)
      : [];
  });
};
