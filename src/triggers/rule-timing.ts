import type { TenantCalendar } from '../timers/business-calendar.ts';
import { addWorkingMinutes } from '../timers/working-time.ts';
import type { RuleWait } from './rule-action.ts';

const units = [24 * 60 * 60_000, 60 * 60_000, 60_000, 1_000] as const;
const form = /^P(?:(\d{1,3})D)?(?:T(?=\d)(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?$/;

/** Milliseconds of an ISO 8601 duration of days, hours, minutes and seconds (`P1D`, `PT10M`); null: it is none. */
export const durationOf = (text: string): number | null => {
  const found = form.exec(text);
  if (found === null || text === 'P') return null;
  return units.reduce((sum, unit, index) => sum + Number(found[index + 1] ?? 0) * unit, 0);
};

/** The same of a duration that was checked before. */
export const checkedDuration = (text: string): number => durationOf(text) ?? 0;

/** The same instant, or the first one after it in office hours of the tenant. */
export const inBusinessHours = (at: Date, calendar: TenantCalendar): Date =>
  addWorkingMinutes(at, 0, calendar);

/** When a rule acts on an event that came at `at`, whatever the time is now. */
export const actingAt = (at: Date, { for: duration, until }: RuleWait, calendar: TenantCalendar): Date => {
  const later = new Date(at.getTime() + (duration === null ? 0 : checkedDuration(duration)));
  return until === 'business_hours' ? inBusinessHours(later, calendar) : later;
};
