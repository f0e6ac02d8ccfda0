import { tzOffset } from '@date-fns/tz';

const minute = 60_000;
const day = 24 * 60 * minute;

const offsetAt = (at: number, timeZone: string): number => tzOffset(timeZone, new Date(at)) * minute;

/** The first instant of the other offset, between two instants of which the offsets differ. */
const transition = (from: number, to: number, timeZone: string): number => {
  const before = offsetAt(from, timeZone);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, timeZone) === before) low = middle;
    else high = middle;
  }
  return high;
};

/**
 * The instant of a local time of day (`minutes` after midnight) on a local date. A time that exists twice, when clocks go back, is
 * the first of the two; one that does not exist, when they go forward or a day is left out, is the first instant after the gap.
 */
export const localInstant = (date: string, minutes: number, timeZone: string): Date => {
  const wall = Date.parse(`${date}T00:00:00Z`) + minutes * minute;
  // No zone is further from UTC than this, and none changes twice in such a time.
  const [before, after] = [wall - day, wall + day];
  const offsets = [offsetAt(before, timeZone), offsetAt(after, timeZone)];
  const exact = offsets
    .map((offset) => wall - offset)
    .filter((at, index) => offsetAt(at, timeZone) === offsets[index]);
  return new Date(exact.length > 0 ? Math.min(...exact) : transition(before, after, timeZone));
};

/** `HH:MM` in minutes after midnight. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
