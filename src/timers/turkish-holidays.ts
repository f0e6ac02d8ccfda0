import { TZDate } from '@date-fns/tz';
import { addDays, format, startOfDay } from 'date-fns';
import Holidays from 'date-holidays';

const zone = 'Europe/Istanbul';
const calendar = new Holidays('TR', { types: ['public'], timezone: zone });

/** Years the library can compute; a date outside is somebody's mistake, and the cache has a bound. */
const [firstYear, lastYear] = [1970, 2099];
const cache = new Map<number, ReadonlySet<string>>();
const none: ReadonlySet<string> = new Set();

/**
 * The local dates a holiday covers whole. Half days, the eves from 13:00 on, are business days (domain 2.6); the library
 * counts the half day of an eve at the end of the religious holidays, where nobody is off (Law 2429 art. 2/B).
 */
const wholeDays = ({ start, end }: { start: Date; end: Date }): string[] => {
  const days: string[] = [];
  let day: Date = startOfDay(new TZDate(start.getTime(), zone));
  if (day.getTime() < start.getTime()) day = addDays(day, 1);
  for (let next = addDays(day, 1); next.getTime() <= end.getTime(); next = addDays(day, 1)) {
    days.push(format(day, 'yyyy-MM-dd'));
    day = next;
  }
  return days;
};

const compute = (year: number): ReadonlySet<string> =>
  // Days of a religious holiday that began in December belong to the year they are in.
  new Set(
    [year - 1, year]
      .flatMap((one) => calendar.getHolidays(one).flatMap(wholeDays))
      .filter((date) => date.startsWith(`${String(year)}-`)),
  );

/** National and religious holidays of Türkiye in a year, as local dates `YYYY-MM-DD`, without half days (ADR 0022). */
export const turkishHolidays = (year: number): ReadonlySet<string> => {
  if (!(year >= firstYear && year <= lastYear)) return none;
  const known = cache.get(year);
  if (known) return known;
  const made = compute(year);
  cache.set(year, made);
  return made;
};
