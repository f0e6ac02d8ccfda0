import fc from 'fast-check';
import { isBusinessDay } from '../../../src/timers/business-calendar.ts';
import { turkishDays, turkishHolidays } from '../../../src/timers/turkish-holidays.ts';

const zone = 'Europe/Istanbul';
const noon = (date: string): Date => new Date(`${date}T09:00:00Z`);
const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const fixed = ['01-01', '04-23', '05-01', '05-19', '07-15', '08-30', '10-29'];

/** First days of Ramazan (three days) and Kurban (four), by the rule of the Presidency of Religious Affairs (ADR 0022). */
const religious: { readonly [year: number]: { ramazan: string[]; kurban: string[] } } = {
  2025: { ramazan: ['03-30'], kurban: ['06-06'] },
  2026: { ramazan: ['03-20'], kurban: ['05-27'] },
  2027: { ramazan: ['03-09'], kurban: ['05-16'] },
  2028: { ramazan: ['02-26'], kurban: ['05-05'] },
  2029: { ramazan: ['02-14'], kurban: ['04-24'] },
  2030: { ramazan: ['02-04'], kurban: ['04-13'] },
  2031: { ramazan: ['01-24'], kurban: ['04-02'] },
  2032: { ramazan: ['01-14'], kurban: ['03-22'] },
  // The shorter religious year ends twice in this one.
  2033: { ramazan: ['01-02', '12-23'], kurban: ['03-11'] },
  2034: { ramazan: ['12-12'], kurban: ['03-01'] },
  2035: { ramazan: ['12-01'], kurban: ['02-18'] },
};

const official = (year: number): string[] => {
  const at = (day: string): string => `${String(year)}-${day}`;
  const { ramazan = [], kurban = [] } = religious[year] ?? {};
  const run = (first: string, length: number): string[] =>
    Array.from({ length }, (_, days) => daysAfter(at(first), days));
  const days = [
    ...fixed.map(at),
    ...ramazan.flatMap((day) => run(day, 3)),
    ...kurban.flatMap((day) => run(day, 4)),
  ];
  return [...new Set(days)].sort();
};

/** The table that was kept by hand before: 2026 and 2027, and the first day of 2028. */
const formerTable = [
  ...['2026-01-01', '2026-03-20', '2026-03-21', '2026-03-22', '2026-04-23', '2026-05-01', '2026-05-19'],
  ...['2026-05-27', '2026-05-28', '2026-05-29', '2026-05-30', '2026-07-15', '2026-08-30', '2026-10-29'],
  ...['2027-01-01', '2027-03-09', '2027-03-10', '2027-03-11', '2027-04-23', '2027-05-01', '2027-05-16'],
  ...['2027-05-17', '2027-05-18', '2027-05-19', '2027-07-15', '2027-08-30', '2027-10-29', '2028-01-01'],
];

describe('holidays of Türkiye', () => {
  it.each(Object.keys(religious).map(Number))(
    '%i: are the national days and the two religious ones',
    (year) => {
      expect([...turkishHolidays(year)].sort()).toEqual(official(year));
    },
  );

  it('day by day from 2025 to 2028, beside the former table: differ only where it had no entries', () => {
    const added: string[] = [];
    const gone: string[] = [];
    for (let date = '2025-01-01'; date <= '2028-12-31'; date = daysAfter(date, 1)) {
      const [was, is] = [formerTable.includes(date), turkishHolidays(Number(date.slice(0, 4))).has(date)];
      if (is && !was) added.push(date);
      if (was && !is) gone.push(date);
    }
    expect(gone).toEqual([]);
    // It began with 2026 and ended with New Year's Day of 2028.
    expect(added).toEqual([...official(2025), ...official(2028).filter((date) => date !== '2028-01-01')]);
  });

  it.each([
    '2025-03-29',
    '2026-03-19',
    '2026-05-26',
    '2027-03-08',
    '2028-05-04',
    '2030-04-12',
    '2026-10-28',
    '2027-10-28',
  ])('the half day %s: is no holiday, and a business day when it is none of the weekend', (eve) => {
    expect(turkishHolidays(Number(eve.slice(0, 4))).has(eve)).toBe(false);
    expect(isBusinessDay(noon(eve), { timeZone: zone })).toBe(![0, 6].includes(noon(eve).getUTCDay()));
  });

  it('R29: the day after a religious holiday: is a business day again', () => {
    expect(isBusinessDay(noon('2026-03-23'), { timeZone: zone })).toBe(true);
    expect(isBusinessDay(noon('2027-03-12'), { timeZone: zone })).toBe(true);
    expect(isBusinessDay(noon('2030-02-07'), { timeZone: zone })).toBe(true);
  });

  it('a religious holiday over New Year: each day is in its own year', () => {
    expect([...turkishHolidays(2006)].filter((date) => date >= '2006-12-01')).toEqual(['2006-12-31']);
    expect([...turkishHolidays(2007)].filter((date) => date < '2007-02-01').sort()).toEqual([
      '2007-01-01',
      '2007-01-02',
      '2007-01-03',
    ]);
  });

  it('any year up to 2076: has the national days, and religious ones of three and of four days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2025, max: 2076 }), (year) => {
        const days = turkishHolidays(year);
        for (const day of fixed) expect(days.has(`${String(year)}-${day}`)).toBe(true);
        expect(days.size).toBeGreaterThanOrEqual(fixed.length + 3);
        expect(days.size).toBeLessThanOrEqual(fixed.length + 3 * 2 + 4 * 2);
      }),
    );
  });

  it.each([Number.NaN, -1, 0, 1, 1969, 2100, 275_760])(
    'the year %d, which nobody means: none, and no error',
    (year) => {
      expect([...turkishHolidays(year)]).toEqual([]);
    },
  );

  it('R29: half days are the eves of the religious holidays and the 28th of October (Law 2429)', () => {
    const half = (year: number): string[] =>
      [...turkishDays(year)].flatMap(([date, { isHalf }]) => (isHalf ? [date] : [])).sort();
    expect(half(2026)).toEqual(['2026-03-19', '2026-05-26', '2026-10-28']);
    expect(turkishDays(2026).get('2026-05-26')).toEqual({ name: 'Kurban Bayramı arifesi', isHalf: true });
    expect(turkishDays(2026).get('2026-05-27')).toEqual({ name: 'Kurban Bayramı', isHalf: false });
    // An eve in the year before.
    expect(half(2006)).toContain('2006-12-30');
  });

  it('a year asked for again: is not computed again', () => {
    expect(turkishDays(2031)).toBe(turkishDays(2031));
  });
});
