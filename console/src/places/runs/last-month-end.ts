import { TZDate } from '@date-fns/tz';
import { endOfMonth, format, subMonths } from 'date-fns';

/** The last day of the month before the one it is where the business is, `2026-11-30`. */
export const lastMonthEnd = (now: Date, timeZone: string): string =>
  format(endOfMonth(subMonths(new TZDate(now.getTime(), timeZone), 1)), 'yyyy-MM-dd');
