import { lastMonthEnd } from '../../../console/src/places/runs/last-month-end.ts';

describe('the day a new run is of', () => {
  it.each([
    // Half past midnight of the first where the business is, and in UTC still the last.
    ['2026-11-30T21:30:00.000Z', 'Europe/Istanbul', '2026-11-30'],
    ['2026-11-30T21:30:00.000Z', 'UTC', '2026-10-31'],
    ['2026-12-01T03:30:00.000Z', 'America/New_York', '2026-10-31'],
    ['2027-01-15T09:00:00.000Z', 'Europe/Istanbul', '2026-12-31'],
    ['2028-03-31T09:00:00.000Z', 'Europe/Istanbul', '2028-02-29'],
  ])('at %s in %s: %s', (now, timeZone, expected) => {
    expect(lastMonthEnd(new Date(now), timeZone)).toBe(expected);
  });
});
