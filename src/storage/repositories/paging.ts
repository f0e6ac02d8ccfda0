import { trusted } from 'mongoose';
import { ValidationFailed } from '../../shared/errors.ts';
import type { Page, PagePosition } from '../../shared/page.ts';

/** No read may keep the database busy for longer (reliability F8.5). */
export const readLimit = { maxTimeMS: 10_000 } as const;

/** The same for a read that decides: what it sees stays (reliability A.4). */
export const majority = { ...readLimit, readConcern: { level: 'majority' } } as const;

/** Turns `limit + 1` rows, already sorted, into a page: the row too many says that something follows. */
export const pageOf = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  toPosition: (row: Row) => PagePosition,
): Page<Item> => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    next: rows.length > limit && last !== undefined ? toPosition(last) : null,
  };
};

const foreignPosition = (): ValidationFailed =>
  new ValidationFailed([{ field: 'query.cursor', message: 'must be a nextCursor of this list' }]);

/** The instant in a page key; throws `ValidationFailed` when the position is of another list. */
export const dateOfKey = (key: string): Date => {
  const date = new Date(key);
  if (Number.isNaN(date.getTime())) throw foreignPosition();
  return date;
};

const keyDigits = 15;

/** A number as a page key: text that sorts as the numbers do. */
export const keyOfNumber = (value: number): string => String(value).padStart(keyDigits, '0');

/** The number in a page key; throws `ValidationFailed` when the position is of another list. */
export const numberOfKey = (key: string): number => {
  if (!/^\d{1,15}$/.test(key)) throw foreignPosition();
  return Number(key);
};

/** Records behind a page in the order of references, of those that are named; the type lets the database use an index on texts only. */
export const refsBehind = (after: PagePosition | null, refs?: readonly string[]): { ref: object } => {
  if (refs === undefined) return { ref: trusted({ $gt: after?.id ?? '', $type: 'string' }) };
  // One range on a field: those before the page are taken out here, in the order of the database, which is that of bytes.
  const isAhead = (ref: string): boolean =>
    after === null || Buffer.compare(Buffer.from(ref), Buffer.from(after.id)) > 0;
  return { ref: trusted({ $in: refs.filter(isAhead), $type: 'string' }) };
};
