import { TZDate } from '@date-fns/tz';
import { addMonths, startOfMonth } from 'date-fns';

const pad = (n: number): string => String(n).padStart(2, '0');

/** The local month of an instant, `YYYY-MM`. */
export const localMonth = (at: Date, timeZone: string): string => {
  const local = new TZDate(at.getTime(), timeZone);
  return `${local.getFullYear()}-${pad(local.getMonth() + 1)}`;
};

/** When the local month of an instant began, and when it is over. */
export const monthAround = (at: Date, timeZone: string): { from: Date; to: Date } => {
  const begin = startOfMonth(new TZDate(at.getTime(), timeZone));
  return { from: new Date(begin.getTime()), to: new Date(addMonths(begin, 1).getTime()) };
};
