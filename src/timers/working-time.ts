import { addDays } from 'date-fns';
import { atLocalTime, isBusinessDay, localDate } from './business-calendar.ts';

/** Office hours that due times of tasks are counted in (domain 7: "working hours"). */
const opens = 9;
const closes = 18;

/** The instant after `minutes` of office time: Monday to Friday 09–18 in the zone, without holidays. */
export const addWorkingMinutes = (from: Date, minutes: number, timeZone: string): Date => {
  let at = from;
  let left = minutes * 60_000;
  for (;;) {
    const date = localDate(at, timeZone);
    const begin = atLocalTime(date, opens, timeZone);
    const end = atLocalTime(date, closes, timeZone);
    if (isBusinessDay(at, timeZone) && at < end) {
      const start = at > begin ? at : begin;
      const room = end.getTime() - start.getTime();
      if (left <= room) return new Date(start.getTime() + left);
      left -= room;
    }
    at = atLocalTime(localDate(addDays(begin, 1), timeZone), opens, timeZone);
  }
};
