import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns';
import { RecentlyUsed } from '../shared/recently-used.ts';
import { isTurkishHoliday } from './turkish-holidays.ts';

/** What a tenant says about local dates, `YYYY-MM-DD`: it counts more than the public calendar (ADR 0044). */
export type OwnDays = ReadonlyMap<string, 'holiday' | 'half_day' | 'working'>;

/** Where a tenant's days are reckoned, and which of them it calls its own. */
export interface TenantCalendar {
  timeZone: string;
  /** Left out: none. */
  ownDays?: OwnDays | undefined;
}

const pad = (n: number): string => String(n).padStart(2, '0');

const minuteMs = 60_000;
/** Each message asks for the date of now; no zone changes its date within a minute. */
const recentDates = new RecentlyUsed<string>(100);

/** The local date of an instant in a zone, `YYYY-MM-DD`. */
export const localDate = (at: Date, timeZone: string): string => {
  const minute = Math.floor(at.getTime() / minuteMs);
  return recentDates.get(`${timeZone} ${minute}`, () => dateOf(minute * minuteMs, timeZone));
};

const dateOf = (milliseconds: number, timeZone: string): string => {
  const local = new TZDate(milliseconds, timeZone);
  return `${local.getFullYear()}-${pad(local.getMonth() + 1)}-${pad(local.getDate())}`;
};

/**
 * Monday to Friday in the zone, and no holiday of Türkiye there, unless the tenant says otherwise; half days are business days
 * (domain 2.6).
 */
export const isBusinessDay = (at: Date, { timeZone, ownDays }: TenantCalendar): boolean => {
  const date = localDate(at, timeZone);
  const own = ownDays?.get(date);
  if (own !== undefined) return own !== 'holiday';
  const day = new TZDate(at.getTime(), timeZone).getDay();
  return day !== 0 && day !== 6 && !isTurkishHoliday(date);
};

/** Nothing is reckoned further than a year: a tenant may call every day a holiday. */
const furthest = 366;

/** The same local time `days` business days later (negative: earlier). */
export const addBusinessDays = (at: Date, days: number, calendar: TenantCalendar): Date => {
  const direction = Math.sign(days);
  let date: Date = new TZDate(at.getTime(), calendar.timeZone);
  let left = Math.abs(days);
  for (let moved = 0; left > 0 && moved < furthest; moved += 1) {
    date = addDays(date, direction);
    if (isBusinessDay(date, calendar)) left -= 1;
  }
  return new Date(date.getTime());
};

/** The last moment of that local date, or of the first business day after it. */
export const onBusinessDay = (at: Date, calendar: TenantCalendar): Date => {
  let date = at;
  for (let moved = 0; !isBusinessDay(date, calendar) && moved < furthest; moved += 1) date = addDays(date, 1);
  return endOfLocalDate(localDate(date, calendar.timeZone), calendar.timeZone);
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
