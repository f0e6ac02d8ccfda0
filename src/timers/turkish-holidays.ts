import { TZDate } from '@date-fns/tz';
import { addDays, format, startOfDay } from 'date-fns';
import Holidays from 'date-holidays';

const zone = 'Europe/Istanbul';
const calendar = new Holidays('TR', { types: ['public'], timezone: zone });

/** Years the library can compute; a date outside is somebody's mistake, and the cache has a bound. */
const [firstYear, lastYear] = [1970, 2099];
const cache = new Map<number, ReadonlyMap<string, TurkishDay>>();
const none: ReadonlyMap<string, TurkishDay> = new Map();

/** A day that is off, or off from 13:00 on. */
export interface TurkishDay {
  /** As people call it, in Turkish. */
  name: string;
  isHalf: boolean;
}

const dayOf = (date: Date): string => format(date, 'yyyy-MM-dd');

/**
 * The local dates a holiday covers, and the eve it begins on. Half days, the eves from 13:00 on, are business days (domain 2.6); the
 * library counts the half day of an eve at the end of the religious holidays, where nobody is off (Law 2429 art. 2/B).
 */
const daysOf = ({
  start,
  end,
  name,
}: {
  start: Date;
  end: Date;
  name: string;
}): (readonly [string, TurkishDay])[] => {
  const days: [string, TurkishDay][] = [];
  let day: Date = startOfDay(new TZDate(start.getTime(), zone));
  if (day.getTime() < start.getTime()) {
    days.push([dayOf(day), { name: `${name} arifesi`, isHalf: true }]);
    day = addDays(day, 1);
  }
  for (let next = addDays(day, 1); next.getTime() <= end.getTime(); next = addDays(day, 1)) {
    days.push([dayOf(day), { name, isHalf: false }]);
    day = next;
  }
  return days;
};

/** The library does not know this half day (Law 2429 art. 1). */
const eveOfTheRepublic = (year: number): readonly [string, TurkishDay] => [
  `${String(year)}-10-28`,
  { name: 'Cumhuriyet Bayramı arifesi', isHalf: true },
];

const compute = (year: number): ReadonlyMap<string, TurkishDay> => {
  // Days of a religious holiday that began in December belong to the year they are in, and an eve may lie in the year before.
  const days = [year - 1, year, year + 1]
    .flatMap((one) => calendar.getHolidays(one).flatMap(daysOf))
    .concat([eveOfTheRepublic(year)])
    .filter(([date]) => date.startsWith(`${String(year)}-`));
  const found = new Map<string, TurkishDay>();
  // A day that is off as a whole is no half day of another holiday.
  for (const [date, day] of days) if (!day.isHalf || !found.has(date)) found.set(date, day);
  return found;
};

/** National and religious holidays and half days of Türkiye in a year, by local date `YYYY-MM-DD` (ADR 0022). */
export const turkishDays = (year: number): ReadonlyMap<string, TurkishDay> => {
  if (!(year >= firstYear && year <= lastYear)) return none;
  const known = cache.get(year);
  if (known) return known;
  const made = compute(year);
  cache.set(year, made);
  return made;
};

/** Is the whole local date off? */
export const isTurkishHoliday = (date: string): boolean =>
  turkishDays(Number(date.slice(0, 4))).get(date)?.isHalf === false;

/** National and religious holidays of Türkiye in a year, as local dates `YYYY-MM-DD`, without half days (ADR 0022). */
export const turkishHolidays = (year: number): ReadonlySet<string> => {
  const all = [...turkishDays(year)];
  return new Set(all.flatMap(([date, { isHalf }]) => (isHalf ? [] : [date])));
};
