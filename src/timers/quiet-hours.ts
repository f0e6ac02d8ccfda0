import { TZDate } from '@date-fns/tz';
import { addDays, startOfDay } from 'date-fns';
import { localDate, type OwnDays } from './business-calendar.ts';

/** Local times between which reminders and notices wait, and local Sundays (domain 5: 09:00–20:00, Monday to Saturday). */
export interface QuietHours {
  /** Minutes of the local day; `from` after `until` spans midnight. Null: no quiet hours. */
  hours: { from: number; until: number } | null;
  sundays: boolean;
  /** Days of the tenant's own; left out: none. Where Sundays are quiet its holidays are too, and a Sunday it works on is not. */
  ownDays?: OwnDays | undefined;
}

export const noQuietHours: QuietHours = { hours: null, sundays: false };

const minutes = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};

/** From times as people write them (`20:00`) and quiet weekdays, 0 is Sunday; null: none. */
export const quietHoursOf = (
  written: { from: string; to: string; days: readonly number[] } | null,
): QuietHours =>
  written === null
    ? noQuietHours
    : {
        hours: { from: minutes(written.from), until: minutes(written.to) },
        sundays: written.days.includes(0),
      };

const minuteOfDay = (date: TZDate): number => date.getHours() * 60 + date.getMinutes();

const isQuietMinute = ({ from, until }: { from: number; until: number }, minute: number): boolean =>
  from <= until ? minute >= from && minute < until : minute >= from || minute < until;

const minuteMs = 60_000;
/** The minute that was last found not to be quiet: what is decided in one minute is decided alike, and a local time is dear. */
const lastFree = new WeakMap<QuietHours, { minute: number; timeZone: string }>();

const isFree = (at: Date, quiet: QuietHours, timeZone: string): boolean => {
  if (quiet.hours === null && !quiet.sundays) return true;
  const free = lastFree.get(quiet);
  return free?.minute === Math.floor(at.getTime() / minuteMs) && free.timeZone === timeZone;
};

/** The same instant, or the first one after it that is not quiet in the zone. */
export const afterQuietHours = (at: Date, quiet: QuietHours, timeZone: string): Date => {
  if (isFree(at, quiet, timeZone)) return new Date(at.getTime());
  const free = firstFree(at, quiet, timeZone);
  if (free.getTime() === at.getTime())
    lastFree.set(quiet, { minute: Math.floor(at.getTime() / minuteMs), timeZone });
  return free;
};

/** In days: nobody is held longer for holidays. */
const longestPause = 64;

const isQuietDay = (local: TZDate, { sundays, ownDays }: QuietHours, timeZone: string): boolean => {
  if (!sundays) return false;
  const own = ownDays?.get(localDate(local, timeZone));
  return own === undefined ? local.getDay() === 0 : own === 'holiday';
};

const firstFree = (at: Date, quiet: QuietHours, timeZone: string): Date => {
  let local = new TZDate(at.getTime(), timeZone);
  // At most a Sunday between two nights: three moves. The bound stops a configuration that is always quiet.
  const most = quiet.ownDays === undefined ? 4 : longestPause;
  for (let moves = 0; moves < most; moves += 1) {
    if (isQuietDay(local, quiet, timeZone)) {
      local = atMinute(startOfDay(addDays(local, 1)), quiet.hours?.until ?? 0);
    } else if (quiet.hours !== null && isQuietMinute(quiet.hours, minuteOfDay(local))) {
      const isEvening = minuteOfDay(local) >= quiet.hours.until;
      local = atMinute(startOfDay(isEvening ? addDays(local, 1) : local), quiet.hours.until);
    } else return new Date(local.getTime());
  }
  return new Date(local.getTime());
};

const atMinute = (day: TZDate, minute: number): TZDate =>
  new TZDate(
    day.getFullYear(),
    day.getMonth(),
    day.getDate(),
    Math.floor(minute / 60),
    minute % 60,
    day.timeZone as string,
  );
