import type { Language } from './languages.ts';

/** Decimals that are shown at least; more are shown when they are there: nothing is ever rounded away. */
const decimalsShown = (unit: string): number => {
  if (unit.startsWith('PCS_')) return 0;
  return unit === 'HAS' || unit.startsWith('XAU') ? 3 : 2;
};

const marks: Readonly<Record<Language, { group: string; point: string }>> = {
  tr: { group: '.', point: ',' },
  en: { group: ',', point: '.' },
};

/**
 * A decimal string in the form of the language: `1250.34` HAS is `1.250,340` in Turkish. By its digits, never as a number.
 * What is no decimal string is given back as it is.
 */
export const formatQuantity = (quantity: string, unit: string, language: Language): string => {
  const [, sign = '', whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(quantity) ?? [];
  if (whole === undefined) return quantity;
  const { group, point } = marks[language];
  const digits = whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, group);
  const shown = fraction.replace(/0+$/, '').padEnd(decimalsShown(unit), '0');
  return `${sign === '-' ? '−' : ''}${digits}${shown === '' ? '' : point + shown}`;
};

/** A count: `12.480` in Turkish. */
export const formatCount = (count: number, language: Language): string =>
  new Intl.NumberFormat(language).format(count);

type Side = 'B' | 'A';

const scaleOf = (text: string): number => text.split('.')[1]?.length ?? 0;

/** Whole number of the smallest part both are written in. */
const whole = (text: string, scale: number): bigint => {
  const [digits = '0', fraction = ''] = text.split('.');
  return BigInt(digits + fraction.padEnd(scale, '0'));
};

/**
 * What lies between two balances of one unit, as a quantity and a side: ours minus theirs, counted as `B`. Exact. Null: there is
 * nothing between them.
 */
export const difference = (
  ours: { quantity: string; side: Side },
  theirs: { quantity: string; side: Side },
): { quantity: string; side: Side } | null => {
  const scale = Math.max(scaleOf(ours.quantity), scaleOf(theirs.quantity));
  const signed = ({ quantity, side }: { quantity: string; side: Side }): bigint =>
    (side === 'B' ? 1n : -1n) * whole(quantity, scale);
  const between = signed(ours) - signed(theirs);
  if (between === 0n) return null;
  const text = (between < 0n ? -between : between).toString().padStart(scale + 1, '0');
  const quantity = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
  return { quantity, side: between > 0n ? 'B' : 'A' };
};
