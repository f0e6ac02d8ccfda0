import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns';
import { isTurkishHoliday } from './turkish-holidays.ts';

const pad = (n: number): string => String(n).padStart(2, '0');

/** The local date of an instant in a zone, `YYYY-MM-DD`. */
export const localDate = (at: Date, timeZone: string): string => {
  const local = new TZDate(at.getTime(), timeZone);
  return `${local.getFullYear()}-${pad(local.getMonth() + 1)}-${pad(local.getDate())}`;
};

/** Monday to Friday in the zone, and no holiday of Türkiye there; half days are business days (domain 2.6). */
export const isBusinessDay = (at: Date, timeZone: string): boolean => {
  const local = new TZDate(at.getTime(), timeZone);
  const day = local.getDay();
  return day !== 0 && day !== 6 && !isTurkishHoliday(localDate(at, timeZone));
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
