import { amountTexts, commonTexts, type TextLanguage } from './common-texts.ts';
import type { Line, Side } from '../../machines/shared/request.ts';
import { isZeroDecimal, scaleToUnit } from './decimal.ts';
import type { OwnUnits, UnitNames } from './own-units.ts';
import { isUnitCode, unitOf } from './units.ts';

/** Digits of a decimal string in the way of the language, without rounding: `1250.340` is `1.250,340` in Turkish. */
export const formatDecimal = (decimal: string, language: TextLanguage): string =>
  amountTexts.format(language, 'decimal', decimal);

/** The number that chooses the word for pieces. Of one longer than a float holds only the last three digits matter to any rule. */
const countOf = (scaled: string): number => Number(/^\d{5,}$/.test(scaled) ? `1${scaled.slice(-3)}` : scaled);

/** Null: neither shipped nor of the tenant. */
const namesOf = (unit: string, language: TextLanguage, own: OwnUnits): UnitNames | null =>
  isUnitCode(unit) ? commonTexts[language].unit[unit] : (own.find(unit)?.names[language] ?? null);

/** The absolute quantity with its unit: `1.250,340 g has`, `264.750,00 TL`. Not by `Intl` currency style (domain 2.6). */
export const formatQuantity = (
  quantity: string,
  unit: string,
  language: TextLanguage,
  own: OwnUnits,
): string => {
  const scaled = scaleToUnit(quantity, unit, own);
  const absolute = scaled.startsWith('-') ? scaled.slice(1) : scaled;
  const values = { quantity: absolute, unit: namesOf(unit, language, own)?.suffix ?? unit };
  return unitOf(unit, own).kind === 'pieces'
    ? amountTexts.of(language, 'common:amount.pieces', { ...values, count: countOf(absolute) })
    : amountTexts.of(language, 'common:amount.quantity', values);
};

/**
 * One balance with its side: `1.250,340 g has (B)`. A signed quantity (domain 2.5: minus is credit) is shown as its
 * absolute value on the other side; a zero line is shown like any other.
 */
export const formatLine = (line: Line, language: TextLanguage, own: OwnUnits): string =>
  amountTexts.of(language, 'common:amount.line', {
    amount: formatQuantity(line.quantity, line.unit, language, own),
    side: commonTexts[language].side[sideShown(line)].mark,
  });

const sideShown = ({ quantity, side }: Line): Side => {
  const flipped: Side = side === 'B' ? 'A' : 'B';
  return quantity.startsWith('-') && !isZeroDecimal(quantity) ? flipped : side;
};

/** All balances of an account in one line; units are never added together: `1.250,340 g has (B) · 264.750,00 TL (A)`. */
export const formatLines = (lines: readonly Line[], language: TextLanguage, own: OwnUnits): string =>
  amountTexts.format(
    language,
    'parts',
    lines.map((line) => formatLine(line, language, own)),
  );

/** What the two sides say: of a balance who owes whom, of a movement how it is entered, of a declaration what was bought and what sold. */
export type SideSense = 'balance' | 'booking' | 'babs';

/**
 * The same with what its sides mean, where no sentence beside it says so (domain R9): `500,000 g has (B), bize borcunuz`;
 * of several lines once, behind them.
 */
export const formatMeantLines = (
  lines: readonly Line[],
  sense: SideSense,
  language: TextLanguage,
  own: OwnUnits,
): string => {
  const { side: sides, sideMeaning } = commonTexts[language];
  const [line, ...more] = lines;
  if (line === undefined) return formatLines(lines, language, own);
  if (more.length === 0) {
    const meaning = sideMeaning[sense][sideShown(line)];
    return amountTexts.of(language, 'common:amount.meantOne', {
      line: formatLine(line, language, own),
      meaning,
    });
  }
  const shown = new Set(lines.map(sideShown));
  const meanings = (['B', 'A'] as const)
    .filter((side) => shown.has(side))
    .map((side) =>
      amountTexts.of(language, 'common:amount.sideMeans', {
        ...{ side: sides[side].mark, meaning: sideMeaning[sense][side] },
      }),
    );
  return amountTexts.of(language, 'common:amount.meant', {
    lines: formatLines(lines, language, own),
    meanings,
  });
};

/** The full name of a unit: `has altın (gram)`. */
export const unitName = (unit: string, language: TextLanguage, own: OwnUnits): string =>
  namesOf(unit, language, own)?.name ?? unit;

/** A name that fits a button (20 characters): `Has altın`. */
export const unitShortName = (unit: string, language: TextLanguage, own: OwnUnits): string =>
  namesOf(unit, language, own)?.short ?? unit;
