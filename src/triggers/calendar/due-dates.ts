import { datesBetween, type ScheduleCalendar, type ScheduledDate } from './schedule-dates.ts';
import { isRelative, type Schedule } from './schedule.ts';

/** A rule came into use as a version, or went out of it. */
export interface ScheduleChange {
  at: Date;
  version: number;
  /** Null: out of use. */
  schedule: Schedule | null;
}

/** A date of a rule, by the version that was in use then. */
export interface DueDate extends ScheduledDate {
  version: number;
}

/**
 * Every date of a rule after an instant, up to and with another one, by whichever version was in use at it. Pure: two processes
 * that ask for the same stretch get the same dates, and stretches that meet leave none out.
 */
export const dueDates = (
  changes: readonly ScheduleChange[],
  { after, until }: { after: Date; until: Date },
  calendar: ScheduleCalendar,
): readonly DueDate[] =>
  changes.flatMap(({ at, version, schedule }, index) => {
    if (schedule === null || isRelative(schedule)) return [];
    const end = changes[index + 1]?.at ?? until;
    const stretch = { after: at > after ? at : after, until: end < until ? end : until };
    if (stretch.after >= stretch.until) return [];
    return datesBetween(schedule, stretch, calendar).map((date) => ({ ...date, version }));
  });
