import { commonTexts, type TextLanguage } from './common-texts.ts';
import type { Line, Side } from '../../machines/shared/request.ts';
import { isZeroDecimal, scaleToUnit } from './decimal.ts';
import { isPieceUnit, isUnitCode, type UnitCode } from './units.ts';

const separators: { readonly [language in TextLanguage]: { group: string; decimal: string } } = {
  tr: { group: '.', decimal: ',' },
  en: { group: ',', decimal: '.' },
  // Western digits for Arabic (domain 2.6): `ar-SY` and `ar-EG` would print other digits.
  ar: { group: ',', decimal: '.' },
};

/** Digits of a decimal string in the way of the language, without rounding: `1250.340` is `1.250,340` in Turkish. */
export const formatDecimal = (decimal: string, language: TextLanguage): string => {
  const { group, decimal: point } = separators[language];
  const negative = decimal.startsWith('-');
  const [whole = '0', fraction] = (negative ? decimal.slice(1) : decimal).split('.');
  let grouped = whole;
  for (let at = whole.length - 3; at > 0; at -= 3)
    grouped = `${grouped.slice(0, at)}${group}${grouped.slice(at)}`;
  return `${negative ? '-' : ''}${grouped}${fraction === undefined ? '' : `${point}${fraction}`}`;
};

const pluralRules: { readonly [language in TextLanguage]: Intl.PluralRules } = {
  tr: new Intl.PluralRules('tr'),
  en: new Intl.PluralRules('en'),
  ar: new Intl.PluralRules('ar'),
};

/** The word for pieces as the number asks for it: `1 pc`, `2 pcs`; in Arabic one, two, three to ten, and more. */
const pieceWord = (scaled: string, language: TextLanguage): string => {
  const { pieces } = commonTexts[language];
  const [whole = '0', fraction] = scaled.split('.');
  if (fraction !== undefined) return pieces.other;
  // Longer numbers than a float holds: beyond the thousands only the last three digits matter to any of the rules.
  const count = Number(whole.length > 4 ? `1${whole.slice(-3)}` : whole);
  const category = pluralRules[language].select(count);
  return category === 'zero' || category === 'many' ? pieces.other : pieces[category];
};

const suffixOf = (scaled: string, unit: UnitCode, language: TextLanguage): string => {
  const { suffix } = commonTexts[language].unit[unit];
  return isPieceUnit(unit) ? `${pieceWord(scaled, language)} ${suffix}` : suffix;
};

/** The absolute quantity with its unit: `1.250,340 g has`, `264.750,00 TL`. Not by `Intl` currency style (domain 2.6). */
export const formatQuantity = (quantity: string, unit: string, language: TextLanguage): string => {
  const scaled = scaleToUnit(quantity, unit);
  const absolute = scaled.startsWith('-') ? scaled.slice(1) : scaled;
  const suffix = isUnitCode(unit) ? suffixOf(absolute, unit, language) : unit;
  return `${formatDecimal(absolute, language)} ${suffix}`;
};

const formatSide = (side: Side, language: TextLanguage): string => commonTexts[language].side[side].mark;

/**
 * One balance with its side: `1.250,340 g has (B)`. A signed quantity (domain 2.5: minus is credit) is shown as its
 * absolute value on the other side; a zero line is shown like any other.
 */
export const formatLine = (line: Line, language: TextLanguage): string => {
  const isNegative = line.quantity.startsWith('-') && !isZeroDecimal(line.quantity);
  const flipped: Side = line.side === 'B' ? 'A' : 'B';
  return `${formatQuantity(line.quantity, line.unit, language)} (${formatSide(isNegative ? flipped : line.side, language)})`;
};

/** All balances of an account in one line; units are never added together: `1.250,340 g has (B) · 264.750,00 TL (A)`. */
export const formatLines = (lines: readonly Line[], language: TextLanguage): string =>
  lines.map((line) => formatLine(line, language)).join(' · ');

/** The full name of a unit: `has altın (gram)`. */
export const unitName = (unit: string, language: TextLanguage): string =>
  isUnitCode(unit) ? commonTexts[language].unit[unit].name : unit;

/** A name that fits a button (20 characters): `Has altın`. */
export const unitShortName = (unit: string, language: TextLanguage): string =>
  isUnitCode(unit) ? commonTexts[language].unit[unit].short : unit;
