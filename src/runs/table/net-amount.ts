import { parseDecimal } from '../../money/decimal.ts';
import type { Side } from '../../../machines/shared/request.ts';

/** Debit less credit as an amount with its side; decimal strings that may be below zero. Nothing is a debit of 0. */
export const subtractSigned = (debit: string, credit: string): { quantity: string; side: Side } => {
  const [owed, due] = [parseDecimal(debit), parseDecimal(credit)];
  if (owed === null || due === null) throw new RangeError('not a decimal string');
  const left = owed.minus(due);
  return { quantity: left.abs().toFixed(), side: left.isNegative() && !left.isZero() ? 'A' : 'B' };
};
