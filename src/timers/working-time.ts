import { addDays } from 'date-fns';
import { atLocalTime, isBusinessDay, localDate, type TenantCalendar } from './business-calendar.ts';

/** Office hours that due times of tasks are counted in (domain 7: "working hours"). */
const opens = 9;
const closes = 18;

/** Whoever calls every day a holiday waits no longer than a year. */
const furthest = 366;

/** The instant after `minutes` of office time: business days of the tenant 09–18 in its zone. */
export const addWorkingMinutes = (from: Date, minutes: number, calendar: TenantCalendar): Date => {
  const { timeZone } = calendar;
  let at = from;
  let left = minutes * 60_000;
  for (let days = 0; days < furthest; days += 1) {
    const date = localDate(at, timeZone);
    const begin = atLocalTime(date, opens, timeZone);
    const end = atLocalTime(date, closes, timeZone);
    if (isBusinessDay(at, calendar) && at < end) {
      const start = at > begin ? at : begin;
      const room = end.getTime() - start.getTime();
      if (left <= room) return new Date(start.getTime() + left);
      left -= room;
    }
    at = atLocalTime(localDate(addDays(begin, 1), timeZone), opens, timeZone);
  }
  return at;
};
