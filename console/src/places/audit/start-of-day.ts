import { TZDate } from '@date-fns/tz';

/**
 * The first moment of a day (`2026-11-29`) where the business is, as an ISO instant. By its numbers: a text without a zone would be
 * read in the zone of the browser.
 */
export const startOfDay = (day: string, timeZone: string): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(new TZDate(year, month - 1, date, timeZone).getTime()).toISOString();
};
