import { addDaysTo, weekdayOf } from '../../timers/date-arithmetic.ts';
import { turkishDays } from '../../timers/turkish-holidays.ts';

/** What a tenant says about a date: it counts more than the public calendar. A half day is off from 13:00 on. */
export const ownDayKinds = ['holiday', 'half_day', 'working'] as const;
export type OwnDayKind = (typeof ownDayKinds)[number];

export interface OwnDay {
  tenantId: string;
  /** `YYYY-MM-DD` in the tenant's zone. */
  date: string;
  kind: OwnDayKind;
  name: string;
  at: Date;
  by: string;
  /** Counts the changes; begins at the instant, so that one made anew is at no revision that it had before. */
  rev: number;
}

/** Minutes after midnight from which a half day is off (Law 2429). */
const halfDayEnds = 13 * 60;

/** Business days of a tenant: Monday to Friday without the holidays of Türkiye, but for its own days (domain 2.6, ADR 0044). */
export interface BusinessDays {
  /** Half days are business days. */
  isBusinessDate(date: string): boolean;
  /** Is it a business day that is not over at so many minutes after midnight? */
  isOpen(date: string, minutes: number): boolean;
}

export const businessDaysOf = (own: readonly Pick<OwnDay, 'date' | 'kind'>[]): BusinessDays => {
  const kinds = new Map(own.map(({ date, kind }) => [date, kind]));
  const publicDay = (date: string) => turkishDays(Number(date.slice(0, 4))).get(date);
  const isBusinessDate = (date: string): boolean => {
    const kind = kinds.get(date);
    if (kind !== undefined) return kind !== 'holiday';
    const weekday = weekdayOf(date);
    return weekday !== 0 && weekday !== 6 && publicDay(date)?.isHalf !== false;
  };
  const isHalf = (date: string): boolean => {
    const kind = kinds.get(date);
    return kind === undefined ? publicDay(date)?.isHalf === true : kind === 'half_day';
  };
  return {
    isBusinessDate,
    isOpen: (date, minutes) => isBusinessDate(date) && !(minutes >= halfDayEnds && isHalf(date)),
  };
};

/** No calendar has longer holidays; without a bound one that has no business day at all would never end. */
export const longestPause = 60;

/** The first date at or after one, or before it where `step` is -1, that is as it should be; null: there is none near it. */
export const nearestDate = (
  date: string,
  step: 1 | -1,
  isRight: (date: string) => boolean,
): string | null => {
  for (let days = 0; days <= longestPause; days += 1) {
    const near = addDaysTo(date, days * step);
    if (isRight(near)) return near;
  }
  return null;
};

/** So many business days after a date (negative: before it); null: they are too far. */
export const addBusinessDates = (
  date: string,
  days: number,
  { isBusinessDate }: BusinessDays,
): string | null => {
  const step = days < 0 ? -1 : 1;
  let found: string | null = date;
  for (let left = Math.abs(days); left > 0 && found !== null; left -= 1)
    found = nearestDate(addDaysTo(found, step), step, isBusinessDate);
  return found;
};
