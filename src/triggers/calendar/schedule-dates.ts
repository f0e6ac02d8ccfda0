import { addDaysTo, lastDayOfMonth, weekdayOf } from '../../timers/date-arithmetic.ts';
import { localDate } from '../../timers/business-calendar.ts';
import { localInstant, minutesOf } from '../../timers/local-instant.ts';
import { addBusinessDates, longestPause, nearestDate, type BusinessDays } from './business-days.ts';
import { weekdays, type FixedSchedule, type MonthDay, type Move, type RelativeSchedule } from './schedule.ts';

/** A date of a schedule. */
export interface ScheduledDate {
  /** Where it falls, `YYYY-MM-DD` in the zone. */
  date: string;
  /** Where it would fall if every day were a business day. */
  nominal: string;
  at: Date;
}

/** Where schedules are reckoned. */
export interface ScheduleCalendar extends BusinessDays {
  timeZone: string;
}

const dayOf = (date: string): number => Number(date.slice(8));
const monthOf = (date: string): number => Number(date.slice(5, 7));
const withDay = (date: string, day: number): string => `${date.slice(0, 8)}${String(day).padStart(2, '0')}`;

const isMonthDay = (date: string, day: MonthDay, calendar: BusinessDays): boolean => {
  const last = lastDayOfMonth(date);
  if (typeof day === 'number') return dayOf(date) === Math.min(day, last);
  if (day === 'last') return dayOf(date) === last;
  const { isBusinessDate } = calendar;
  if (day === 'first_business') return date === nearestDate(withDay(date, 1), 1, isBusinessDate);
  if (day === 'last_business') return date === nearestDate(withDay(date, last), -1, isBusinessDate);
  if (weekdays[weekdayOf(date)] !== day.weekday) return false;
  return day.nth === 'last' ? dayOf(date) + 7 > last : Math.ceil(dayOf(date) / 7) === day.nth;
};

const isNominal = (date: string, schedule: FixedSchedule, calendar: BusinessDays): boolean => {
  switch (schedule.every) {
    case 'day':
      return true;
    case 'week':
      return schedule.days.some((day) => weekdays[weekdayOf(date)] === day);
    case 'month':
      return (
        (schedule.months ?? [monthOf(date)]).includes(monthOf(date)) &&
        isMonthDay(date, schedule.day, calendar)
      );
    case 'quarter':
      return monthOf(date) % 3 === 0 && isMonthDay(date, schedule.day, calendar);
  }
};

/** Where a date falls that is a holiday, or over at that time of day; null: it is left out. */
const moved = (
  date: string,
  { move, minutes }: { move: Move; minutes: number },
  { isOpen }: BusinessDays,
): string | null => {
  if (move === 'none' || isOpen(date, minutes)) return date;
  return move === 'skip'
    ? null
    : nearestDate(date, move === 'next' ? 1 : -1, (near) => isOpen(near, minutes));
};

/**
 * Dates of a schedule after an instant, up to and with another one, in their order. Two that move to one day are one: a rule acts
 * once on a date.
 */
export const datesBetween = (
  schedule: FixedSchedule,
  { after, until }: { after: Date; until: Date },
  calendar: ScheduleCalendar,
): readonly ScheduledDate[] => {
  const { timeZone } = calendar;
  const minutes = minutesOf(schedule.at);
  const end = addDaysTo(localDate(until, timeZone), longestPause + 1);
  const found = new Map<string, ScheduledDate>();
  let nominal = addDaysTo(localDate(after, timeZone), -longestPause - 1);
  for (; nominal <= end; nominal = addDaysTo(nominal, 1)) {
    if (!isNominal(nominal, schedule, calendar)) continue;
    const date = moved(nominal, { move: schedule.move, minutes }, calendar);
    if (date === null || found.has(date)) continue;
    const at = localInstant(date, minutes, timeZone);
    if (at > after && at <= until) found.set(date, { date, nominal, at });
  }
  return [...found.values()].sort((one, other) => one.at.getTime() - other.at.getTime());
};

const stretchMs = 100 * 24 * 60 * 60_000;
/** A thirty-first of February never comes; nobody plans further ahead. */
const longestLook = 40;

/** The next dates after an instant, at most `count`. */
export const nextDates = (
  schedule: FixedSchedule,
  from: Date,
  count: number,
  calendar: ScheduleCalendar,
): readonly ScheduledDate[] => {
  const found: ScheduledDate[] = [];
  let after = from;
  for (let look = 0; look < longestLook && found.length < count; look += 1) {
    const until = new Date(after.getTime() + stretchMs);
    found.push(...datesBetween(schedule, { after, until }, calendar));
    after = until;
  }
  return found.slice(0, count);
};

/** The last dates up to and with an instant, at most `count`, in their order. */
export const lastDates = (
  schedule: FixedSchedule,
  to: Date,
  count: number,
  calendar: ScheduleCalendar,
): readonly ScheduledDate[] => {
  const found: ScheduledDate[] = [];
  let until = to;
  for (let look = 0; look < longestLook && found.length < count; look += 1) {
    const after = new Date(until.getTime() - stretchMs);
    found.unshift(...datesBetween(schedule, { after, until }, calendar));
    until = after;
  }
  return found.slice(-count);
};

/** The date that lies so many days from another one; null: there is none, by its rule or within reach. */
export const relativeDate = (
  { relative: { days, business }, at, move }: RelativeSchedule,
  of: string,
  calendar: ScheduleCalendar,
): ScheduledDate | null => {
  const nominal = business ? addBusinessDates(of, days, calendar) : addDaysTo(of, days);
  if (nominal === null) return null;
  const minutes = minutesOf(at);
  const date = moved(nominal, { move: move ?? (days < 0 ? 'previous' : 'next'), minutes }, calendar);
  return date === null ? null : { date, nominal, at: localInstant(date, minutes, calendar.timeZone) };
};
