import { readFileSync } from 'node:fs';
import { actions } from '../../../console/src/places/audit/filter.ts';
import { startOfDay } from '../../../console/src/places/audit/start-of-day.ts';
import { auditedActs } from '../../../src/storage/schemas/audit-schemas.ts';

describe('«since» of the audit log', () => {
  // In whichever zone this runs: it cannot be that of all of them.
  it.each([
    ['2026-11-29', 'Europe/Istanbul', '2026-11-28T21:00:00.000Z'],
    ['2026-11-29', 'UTC', '2026-11-29T00:00:00.000Z'],
    ['2026-07-04', 'America/New_York', '2026-07-04T04:00:00.000Z'],
    ['2026-11-29', 'America/New_York', '2026-11-29T05:00:00.000Z'],
    ['2026-01-01', 'Asia/Tokyo', '2025-12-31T15:00:00.000Z'],
  ])('%s in %s begins at %s', (day, timeZone, expected) => {
    expect(startOfDay(day, timeZone)).toBe(expected);
  });

  it('takes in what was done half an hour past midnight where the business is, and nothing before it', () => {
    const since = startOfDay('2026-11-29', 'Europe/Istanbul');

    expect('2026-11-28T21:30:00.000Z' >= since).toBe(true);
    expect('2026-11-28T20:59:59.999Z' >= since).toBe(false);
  });
});

describe('what the audit log can be narrowed to', () => {
  it('is everything that goes on record', () => {
    expect([...actions].sort()).toEqual([...auditedActs].sort());
  });

  it.each(['tr', 'en'])('has words in %s for each', (language) => {
    const { actions: words } = JSON.parse(
      readFileSync(`console/src/locales/${language}/audit.json`, 'utf8'),
    ) as { actions: Record<string, Record<string, string>> };
    const named = Object.entries(words).flatMap(([of, acts]) =>
      Object.keys(acts).map((act) => `${of}.${act}`),
    );

    expect(named.sort()).toEqual([...auditedActs].sort());
  });
});
