/** Order of day and month in a column of dates. */
export type DateOrder = 'day-first' | 'month-first';

const pattern = /^(\d{1,4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/;

const dateOf = (year: number, month: number, day: number): string | null => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isSame = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isSame && year >= 1990 && year < 2100 ? date.toISOString().slice(0, 10) : null;
};

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year));

/**
 * A date as `YYYY-MM-DD`: `31.10.2026`, `31/10/26`, `2026-10-31`, with or without a time. Of the two orders with slashes the
 * Turkish one, day first, unless the column shows the other. Null: no date.
 */
export const readDate = (text: string, order: DateOrder = 'day-first'): string | null => {
  const [, first = '', second = '', third = ''] = pattern.exec(text.trim()) ?? [];
  if (first.length === 4) return dateOf(Number(first), Number(second), Number(third));
  if (third.length !== 4 && third.length !== 2) return null;
  const [day, month] = order === 'day-first' ? [first, second] : [second, first];
  return dateOf(fullYear(third), Number(month), Number(day));
};

interface DatesShown {
  /** Null: each of them can be read in both orders, or in none. */
  order: DateOrder | null;
  /** Some can be read in the one order alone, and some in the other alone. */
  isMixed: boolean;
}

/** What the dates of a column show of their order. */
export const datesShown = (texts: readonly string[]): DatesShown => {
  const only = (order: DateOrder, other: DateOrder): boolean =>
    texts.some((text) => readDate(text, order) !== null && readDate(text, other) === null);
  const isShown = only('day-first', 'month-first') || only('month-first', 'day-first');
  const isMixed = only('day-first', 'month-first') && only('month-first', 'day-first');
  return { order: isShown ? dateOrderOf(texts) : null, isMixed };
};

/** Month first only where no date of the column could be read otherwise, and some could not be read day first. */
export const dateOrderOf = (texts: readonly string[]): DateOrder => {
  const readable = (order: DateOrder): number =>
    texts.filter((text) => readDate(text, order) !== null).length;
  return readable('month-first') > readable('day-first') ? 'month-first' : 'day-first';
};
