import { dueDates, type ScheduleChange } from './due-dates.ts';
import { longestPause } from './business-days.ts';
import type { ScheduleCalendar } from './schedule-dates.ts';

/** A date of a rule that was taken, and is never taken again. */
export interface ClaimedDate {
  date: string;
  nominal: string;
  at: Date;
  version: number;
}

/** How far the dates of a rule were looked at, and which were taken lately. */
export interface ScheduleState {
  until: Date;
  claimed: readonly ClaimedDate[];
}

const day = 24 * 60 * 60_000;
/**
 * Looked at again each time: a new holiday moves a date to one that is over, and a version may be seen late. What was taken is not
 * taken again, so looking twice does nothing.
 */
const lookBackMs = (longestPause + 2) * day;
const keptMs = 3 * lookBackMs;
/** So many dates of a rule in one go; what is left comes in the next. */
const mostDates = 200;

const isTaken = (claimed: readonly ClaimedDate[], one: ClaimedDate): boolean =>
  claimed.some(
    ({ date, nominal, version }) => date === one.date || (nominal === one.nominal && version === one.version),
  );

/**
 * The dates of a rule that have come and were not taken yet, oldest first, and the state after taking them. Pure. A rule acts once
 * on a local date; a date that a changed calendar moves is the same date still (domain 7.12, ADR 0044).
 */
export const claimDates = (
  changes: readonly ScheduleChange[],
  state: ScheduleState | null,
  now: Date,
  calendar: ScheduleCalendar,
): { due: readonly ClaimedDate[]; state: ScheduleState } | null => {
  const [first] = changes;
  if (first === undefined) return null;
  const { until, claimed } = state ?? { until: first.at, claimed: [] };
  const from = Math.max(first.at.getTime(), Math.min(until.getTime(), now.getTime()) - lookBackMs);
  const due: ClaimedDate[] = [];
  for (const one of dueDates(changes, { after: new Date(from), until: now }, calendar)) {
    if (due.length === mostDates) break;
    if (!isTaken(claimed, one) && !isTaken(due, one)) due.push(one);
  }
  const reached = due.length === mostDates ? (due.at(-1)?.at ?? until) : now > until ? now : until;
  const oldest = reached.getTime() - keptMs;
  return {
    due,
    state: { until: reached, claimed: [...claimed, ...due].filter(({ at }) => at.getTime() > oldest) },
  };
};
