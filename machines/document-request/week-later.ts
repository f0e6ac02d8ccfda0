const week = 7 * 24 * 60 * 60_000;

/**
 * The same instant seven days on: 2026-12-07T20:59:59.000Z gives 2026-12-14T20:59:59.000Z. A week keeps the day of the week and,
 * where the clocks do not change, the time of day: what was a business day outside the quiet hours stays one.
 */
export const weekLater = (instant: string): string =>
  // eslint-disable-next-line no-restricted-globals -- of a given instant only: no clock is read
  new Date(Date.parse(instant) + week).toISOString();
