import { compareDecimals, isDecimalString } from '../../money/decimal.ts';
import { westernDigits } from '../../reading/fold-text.ts';
import { readNumber } from '../../reading/read-number.ts';
import type { Side } from '../../../machines/shared/request.ts';
import type { Cell } from './cell.ts';

/** How a column writes its numbers: `tr` is `1.250,34`, `en` is `1,250.34`. */
export type NumberStyle = 'tr' | 'en';

/** What a column shows of it; null: nothing. In a mixed one, what could be two numbers is none. */
export type ColumnStyle = NumberStyle | 'mixed' | null;

export interface WrittenAmount {
  /** Unsigned decimal string with no more decimals than were asked for. */
  quantity: string;
  isNegative: boolean;
  /** A side written behind or before the number: `1.250,00 (B)`. */
  side: Side | null;
}

export type AmountReading =
  | WrittenAmount
  /** `ambiguous`: two numbers are possible (`1.250`); `precise`: more decimals than the unit keeps. */
  | { problem: 'empty' | 'unreadable' | 'ambiguous' | 'precise' };

/** More decimals than any unit keeps, to see what was written. */
const allDecimals = 12;

const sideMark = /\(?\s*(?<![\p{L}])(B|BORÇ|BORC|D|DR|DEBIT|A|ALACAK|C|CR|CREDIT)(?![\p{L}])\s*\)?/iu;
const debitWords: ReadonlySet<string> = new Set(['B', 'BORÇ', 'BORC', 'D', 'DR', 'DEBIT']);

/** The side a word of a ledger names; null: none. */
export const sideOfWord = (text: string): Side | null => {
  const word = text
    .replace(/[()\s.:]/g, '')
    .toUpperCase()
    .replace(/İ/g, 'I');
  if (/^(B|BORÇ|BORC|BORÇLU|BORCLU|D|DR|DEBIT|DEBTOR)$/.test(word)) return 'B';
  return /^(A|ALACAK|ALACAKLI|C|CR|CREDIT|CREDITOR)$/.test(word) ? 'A' : null;
};

interface Parts {
  core: string;
  isNegative: boolean;
  side: Side | null;
}

/** Sign, side and digits of a written amount; units and symbols around them are left out. Null: there are no digits, or two numbers. */
const partsOf = (written: string): Parts | null => {
  const mark = sideMark.exec(written);
  const text = mark === null ? written : written.replace(mark[0], ' ');
  const side = mark === null ? null : debitWords.has((mark[1] ?? '').toUpperCase()) ? 'B' : 'A';
  const number = /[\d٠-٩۰-۹](?:[\d٠-٩۰-۹.,٬٫،'’\s\u00a0\u202f]*[\d٠-٩۰-۹])?/u.exec(text);
  if (number === null) return null;
  const before = text.slice(0, number.index);
  const after = text.slice(number.index + number[0].length);
  if (/[\d٠-٩۰-۹]/u.test(after)) return null;
  const isNegative =
    /[-−–]\s*[^\d]*$/u.test(before) ||
    /^\s*[-−–]/u.test(after) ||
    (/\(\s*$/.test(before) && /^\s*\)/.test(after));
  return { core: number[0].replace(/[\u00a0\u202f]/g, ' '), isNegative, side };
};

/** Zeros behind what the unit keeps say nothing: `12.450,0000` dollars are 12450.00. */
const withinDecimals = (reading: string, decimals: number): string | null => {
  const [whole = '', fraction = ''] = reading.split('.');
  if (fraction.length <= decimals) return reading;
  if (/[1-9]/.test(fraction.slice(decimals))) return null;
  return decimals === 0 ? whole : `${whole}.${fraction.slice(0, decimals)}`;
};

/** The number a text is in a manner, as a decimal string; more than one point is none. */
const inStyle = (core: string, style: NumberStyle): string => {
  const plain = westernDigits(core)
    .replace(/[\s'’٬]/g, '')
    .replaceAll('،', ',')
    .replaceAll('٫', style === 'tr' ? ',' : '.');
  const number = style === 'tr' ? plain.replaceAll('.', '').replace(',', '.') : plain.replaceAll(',', '');
  return isDecimalString(number) ? number : '-1';
};

/** What a text cell says about how its column writes numbers; null: it could be either. */
export const styleOf = (written: string, decimals: number): NumberStyle | null => {
  const core = partsOf(written)?.core ?? '';
  if (!/[.,]/.test(core)) return null;
  const readings = readNumber(core, decimals);
  const [only] = readings;
  if (readings.length !== 1 || only === undefined) return null;
  const [tr, en] = (['tr', 'en'] as const).map((style) => compareDecimals(inStyle(core, style), only) === 0);
  return tr === en ? null : tr ? 'tr' : 'en';
};

const fromNumber = ({ text }: Cell, decimals: number): AmountReading => {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return { problem: 'unreadable' };
  const quantity = withinDecimals(text.replace('-', ''), decimals);
  return quantity === null
    ? { problem: 'precise' }
    : { quantity, isNegative: text.startsWith('-') && /[1-9]/.test(text), side: null };
};

/**
 * The amount in a cell, for a unit that keeps `decimals`. A number of a spreadsheet is exact; a text is read in the style of
 * its column where it could be two numbers. Nothing is ever rounded.
 */
export const readAmount = (cell: Cell, decimals: number, style: ColumnStyle): AmountReading => {
  if (cell.text === '') return { problem: 'empty' };
  if (cell.isNumber) return fromNumber(cell, decimals);
  // «-» stands for nothing in many ledgers.
  if (/^[-−–]+$/.test(cell.text)) return { problem: 'empty' };
  const parts = partsOf(cell.text);
  if (parts === null) return { problem: 'unreadable' };
  const { core, isNegative, side } = parts;
  const made = (quantity: string): AmountReading => ({
    quantity,
    isNegative: isNegative && /[1-9]/.test(quantity),
    side,
  });
  const readings = readingsOf(core, style === 'mixed' ? allDecimals : decimals);
  const [first, second] = readings;
  if (first === undefined)
    return { problem: readNumber(core, allDecimals).length > 0 ? 'precise' : 'unreadable' };
  if (style !== 'tr' && style !== 'en')
    return second === undefined ? within(first, decimals, made) : ambiguous;
  // What a column of this manner cannot mean is not taken for what it could mean elsewhere.
  const meant = readings.find((one) => compareDecimals(one, inStyle(core, style)) === 0);
  return meant === undefined ? ambiguous : made(meant);
};

const ambiguous: AmountReading = { problem: 'ambiguous' };

const within = (
  reading: string,
  decimals: number,
  made: (quantity: string) => AmountReading,
): AmountReading => {
  const quantity = withinDecimals(reading, decimals);
  return quantity === null ? { problem: 'precise' } : made(quantity);
};

/** As it stands; where that is not possible, without the zeros behind what the unit keeps. */
const readingsOf = (core: string, decimals: number): readonly string[] => {
  const readings = readNumber(core, decimals);
  return readings.length > 0
    ? readings
    : readNumber(core, allDecimals).flatMap((one) => withinDecimals(one, decimals) ?? []);
};
