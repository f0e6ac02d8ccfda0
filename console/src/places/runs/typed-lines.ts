import type { Shape } from '../../api/shapes.ts';
import { formatQuantity } from '../../parts/amount.ts';
import { languages, type Language } from '../../parts/languages.ts';
import { readQuantity } from '../../parts/quantity.ts';

type Run = Shape<'Run'>;
type RunRow = Shape<'RunRow'>;

/** A balance while it is typed. */
export interface TypedLine {
  unit: string;
  quantity: string;
  side: 'B' | 'A' | '';
}

/** What is known of the file the rows came from. */
interface ReadFile {
  reading: Pick<NonNullable<Run['reading']>, 'numbers'> | null;
  source: Pick<Run['source'], 'kind'>;
}

/** With any of these a line of the file has no balance; once somebody gives the balances they are all gone. */
const ofLines: ReadonlySet<string> = new Set([
  ...['unit_unknown', 'amount_missing', 'amount_unreadable', 'amount_ambiguous'],
  ...['amount_too_precise', 'side_unclear'],
]);

/** Digits that count: `12.500,00` and `12500` have the same. */
const digitsOf = (amount: string): string =>
  amount.replaceAll(/\D/g, '').replace(/^0+/, '').replace(/0+$/, '');

/**
 * An amount of the file as a decimal string, in the manner its columns were read in, never in the language of the console; null:
 * it could be another one. What stands in a spreadsheet as a number has a point whatever its texts have.
 */
export const readWritten = (amount: string, { reading, source }: ReadFile): string | null => {
  const numbers = reading?.numbers;
  const manners = numbers === 'tr' || numbers === 'en' ? [numbers] : languages;
  const text = amount.trim();
  const readings = new Set(manners.map((manner) => readQuantity(text, manner)));
  if (source.kind !== 'csv' && /^\d+(?:\.\d+)?$/.test(text)) readings.add(text);
  const [only = null] = readings;
  return readings.size === 1 ? only : null;
};

/** Lines of the file without a balance: as many as there are, and which where that is certain. */
const unread = ({ lines, source, problems }: Pick<RunRow, 'lines' | 'source' | 'problems'>) => {
  if (!problems.some((problem) => ofLines.has(problem))) return [];
  const missing = Math.max(0, source.length - lines.length);
  const known = new Set(lines.map(({ quantity }) => digitsOf(quantity)));
  const rest = source.filter(({ amount }) => !known.has(digitsOf(amount)));
  return rest.length === missing ? rest : Array.from({ length: missing }, () => null);
};

/**
 * What a person starts from: the balances that were read, and a line for each of the file that has none, to be filled before
 * anything is saved, since what is saved is all there is.
 */
export const typedLinesOf = (
  row: Pick<RunRow, 'lines' | 'source' | 'problems'>,
  file: ReadFile,
  language: Language,
): readonly TypedLine[] => {
  const isDoubtful = row.problems.includes('amount_ambiguous');
  const read = row.lines.map(({ unit, quantity, side }) => ({
    ...{ unit, side },
    quantity: formatQuantity(quantity, unit, language),
  }));
  const toFill = unread(row).map((line): TypedLine => {
    const quantity = line === null || isDoubtful ? null : readWritten(line.amount, file);
    return { unit: '', quantity: quantity === null ? '' : formatQuantity(quantity, '', language), side: '' };
  });
  const all = [...read, ...toFill];
  return all.length === 0 ? [{ unit: '', quantity: '', side: '' }] : all;
};
