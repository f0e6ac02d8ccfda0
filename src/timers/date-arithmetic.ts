/** Local dates as text, `YYYY-MM-DD`: computed in UTC, where every day has 24 hours. */

const day = 24 * 60 * 60_000;
const asUtc = (date: string): number => Date.parse(`${date}T00:00:00Z`);

export const addDaysTo = (date: string, days: number): string =>
  new Date(asUtc(date) + days * day).toISOString().slice(0, 10);

/** 0 is Sunday. */
export const weekdayOf = (date: string): number => new Date(asUtc(date)).getUTCDay();

export const lastDayOfMonth = (date: string): number =>
  new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate();

/** Days from one date to another; negative when the other is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((asUtc(to) - asUtc(from)) / day);

/** The day of the same number a month later, or the last of that month where there is none: 31.01. is followed by 28.02. */
export const sameDayNextMonth = (date: string): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  const first = new Date(Date.UTC(Number(year), Number(month), 1)).toISOString().slice(0, 10);
  const last = Math.min(Number(day), lastDayOfMonth(first));
  return `${first.slice(0, 8)}${String(last).padStart(2, '0')}`;
};
