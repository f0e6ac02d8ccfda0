import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns';

/**
 * National and religious holidays of Türkiye as local dates (domain 2.6). Half days (eves) count as business days.
 * Religious days move about eleven days a year: the table is kept by hand and ends with the last year listed.
 */
const holidays: ReadonlySet<string> = new Set([
  ...['2026-01-01', '2026-03-20', '2026-03-21', '2026-03-22', '2026-04-23', '2026-05-01', '2026-05-19'],
  ...['2026-05-27', '2026-05-28', '2026-05-29', '2026-05-30', '2026-07-15', '2026-08-30', '2026-10-29'],
  ...['2027-01-01', '2027-03-09', '2027-03-10', '2027-03-11', '2027-04-23', '2027-05-01', '2027-05-16'],
  ...['2027-05-17', '2027-05-18', '2027-05-19', '2027-07-15', '2027-08-30', '2027-10-29', '2028-01-01'],
]);

const pad = (n: number): string => String(n).padStart(2, '0');

/** The local date of an instant in a zone, `YYYY-MM-DD`. */
export const localDate = (at: Date, timeZone: string): string => {
  const local = new TZDate(at.getTime(), timeZone);
  return `${local.getFullYear()}-${pad(local.getMonth() + 1)}-${pad(local.getDate())}`;
};

/** Monday to Friday and no holiday, in the zone. */
export const isBusinessDay = (at: Date, timeZone: string): boolean => {
  const day = new TZDate(at.getTime(), timeZone).getDay();
  return day !== 0 && day !== 6 && !holidays.has(localDate(at, timeZone));
};

/** The same local time `days` business days later (negative: earlier). */
export const addBusinessDays = (at: Date, days: number, timeZone: string): Date => {
  const direction = Math.sign(days);
  let date: Date = new TZDate(at.getTime(), timeZone);
  for (let left = Math.abs(days); left > 0;) {
    date = addDays(date, direction);
    if (isBusinessDay(date, timeZone)) left -= 1;
  }
  return new Date(date.getTime());
};

/** The last moment of a local date: 23:59:59 in the zone. A reply "until 08.12." is in time all that day. */
export const endOfLocalDate = (date: string, timeZone: string): Date => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new Date(new TZDate(year, month - 1, day, 23, 59, 59, timeZone).getTime());
};

/** A local date at a local time of day. */
export const atLocalTime = (date: string, hour: number, timeZone: string): Date => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new Date(new TZDate(year, month - 1, day, hour, 0, 0, timeZone).getTime());
};
