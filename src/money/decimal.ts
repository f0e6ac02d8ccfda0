import { Decimal } from 'decimal.js';
import type { OwnUnits } from './own-units.ts';
import { unitOf } from './units.ts';

/** An own constructor: settings of another user of the library cannot reach it, and no amount is shown as 1e+21. */
const Exact = Decimal.clone({ precision: 60, toExpPos: 60, toExpNeg: -60 });

const decimalPattern = /^-?\d{1,24}(\.\d{1,12})?$/;

/** Is this a plain decimal string as domain 2.5 wants it: digits, one dot, an optional minus? */
export const isDecimalString = (text: string): boolean => decimalPattern.test(text);

/** The number behind a decimal string; null for anything that is not one. */
export const parseDecimal = (text: string): Decimal | null =>
  isDecimalString(text) ? new Exact(text) : null;

/**
 * -1, 0 or 1 by value (`1.50` equals `1.5`).
 * @throws RangeError when one of the two is not a decimal string
 */
export const compareDecimals = (a: string, b: string): -1 | 0 | 1 => {
  const [left, right] = [parseDecimal(a), parseDecimal(b)];
  if (!left || !right) throw new RangeError('not a decimal string');
  if (left.equals(right)) return 0;
  return left.lessThan(right) ? -1 : 1;
};

export const isZeroDecimal = (text: string): boolean => parseDecimal(text)?.isZero() ?? false;

/** As `scaleToUnit` would write it but for its decimals: no minus, no idle zero in front. */
const scaledAlready = /^(?:0|[1-9]\d{0,23})(?:\.(\d{1,12}))?$/;

/**
 * The same value with the decimals of its unit (`1250.34` HAS becomes `1250.340`); digits beyond them are kept, never
 * rounded away: what a person confirms is what is recorded.
 */
export const scaleToUnit = (quantity: string, unit: string, own: OwnUnits): string => {
  const { decimalsShown } = unitOf(unit, own);
  const written = scaledAlready.exec(quantity);
  if (written !== null && (written[1] ?? '').length === decimalsShown) return quantity;
  const value = parseDecimal(quantity);
  return value ? value.toFixed(Math.max(decimalsShown, value.decimalPlaces())) : quantity;
};

const exactly = (text: string): Decimal => {
  const value = parseDecimal(text);
  if (value === null) throw new RangeError('not a decimal string');
  return value;
};

/**
 * The exact sum, with as many decimals as it needs; no unit: the caller says of what.
 * @throws RangeError when one of them is not a decimal string
 */
export const sumOfDecimals = (amounts: readonly string[]): string =>
  amounts.reduce((sum, amount) => sum.plus(exactly(amount)), new Exact(0)).toFixed();

/**
 * `amount` times a whole number, exactly.
 * @throws RangeError when it is not a decimal string
 */
export const timesDecimal = (amount: string, times: number): string => exactly(amount).times(times).toFixed();
