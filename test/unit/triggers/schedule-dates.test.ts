import { scheduleSchema, isRelative, type FixedSchedule } from '../../../src/triggers/calendar/schedule.ts';
import { businessDaysOf, type OwnDayKind } from '../../../src/triggers/calendar/business-days.ts';
import { lastDates, nextDates, relativeDate } from '../../../src/triggers/calendar/schedule-dates.ts';
import { localInstant, minutesOf } from '../../../src/timers/local-instant.ts';

const istanbul = 'Europe/Istanbul';
const calendar = (own: Record<string, OwnDayKind> = {}, timeZone = istanbul) => ({
  timeZone,
  ...businessDaysOf(Object.entries(own).map(([date, kind]) => ({ date, kind }))),
});
const fixed = (written: object): FixedSchedule => {
  const schedule = scheduleSchema.parse({ at: '10:00', ...written });
  if (isRelative(schedule)) throw new TypeError('is relative');
  return schedule;
};
const dates = (written: object, from: string, count = 3, own: Record<string, OwnDayKind> = {}): string[] =>
  nextDates(fixed(written), new Date(from), count, calendar(own)).map(({ date }) => date);

describe('dates of a schedule', () => {
  it.each<[string, object]>([
    ['weekly', { every: 'week', days: ['monday', 'thursday'] }],
    ['the last business day of the month', { every: 'month', day: 'last_business' }],
    ['quarterly, moved', { every: 'quarter', day: 'last', move: 'previous' }],
    ['the month of a year', { every: 'month', day: 31, months: [2] }],
  ])('%s, looked at from behind: the last ones are those that were the next before', (_title, written) => {
    const schedule = fixed(written);
    const next = nextDates(schedule, new Date('2026-01-05T07:00:00Z'), 3, calendar());
    const end = next.at(-1)?.at ?? new Date(0);
    // An instant that is reached is over.
    expect(lastDates(schedule, end, 3, calendar())).toEqual(next);
    const [first, second, third] = next.map(({ date }) => date);
    const before = lastDates(schedule, new Date(end.getTime() - 1), 2, calendar());
    expect(before.map(({ date }) => date)).toEqual([first, second]);
    expect(third).not.toBe(second);
  });

  it.each<[string, object, string, string[]]>([
    [
      'weekly',
      { every: 'week', days: ['monday', 'thursday'] },
      '2026-11-23T07:00:00Z',
      ['2026-11-26', '2026-11-30', '2026-12-03'],
    ],
    ['daily', { every: 'day' }, '2026-11-27T06:00:00Z', ['2026-11-27', '2026-11-28', '2026-11-29']],
    [
      'daily, business days alone',
      { every: 'day', move: 'skip' },
      '2026-11-27T06:00:00Z',
      ['2026-11-27', '2026-11-30', '2026-12-01'],
    ],
    [
      'weekly, at the very instant: the next one',
      { every: 'week', days: ['monday'] },
      '2026-11-23T06:59:59Z',
      ['2026-11-23', '2026-11-30', '2026-12-07'],
    ],
    [
      'a day of the month; shorter months end with their last',
      { every: 'month', day: 31, move: 'none' },
      '2027-01-01T00:00:00Z',
      ['2027-01-31', '2027-02-28', '2027-03-31'],
    ],
    [
      'a Sunday: the next business day',
      { every: 'month', day: 1 },
      '2026-10-15T00:00:00Z',
      ['2026-11-02', '2026-12-01', '2027-01-04'],
    ],
    [
      'or the one before',
      { every: 'month', day: 1, move: 'previous' },
      '2026-10-15T00:00:00Z',
      ['2026-10-30', '2026-12-01', '2026-12-31'],
    ],
    [
      'or left out',
      { every: 'month', day: 1, move: 'skip' },
      '2026-10-15T00:00:00Z',
      ['2026-12-01', '2027-02-01', '2027-03-01'],
    ],
    [
      'the last day',
      { every: 'month', day: 'last', move: 'none' },
      '2028-02-01T00:00:00Z',
      ['2028-02-29', '2028-03-31', '2028-04-30'],
    ],
    [
      'the last business day',
      { every: 'month', day: 'last_business' },
      '2026-04-15T00:00:00Z',
      ['2026-04-30', '2026-05-26', '2026-06-30'],
    ],
    [
      'the first business day',
      { every: 'month', day: 'first_business' },
      '2026-12-15T00:00:00Z',
      ['2027-01-04', '2027-02-01', '2027-03-01'],
    ],
    [
      'the second Tuesday',
      { every: 'month', day: { nth: 2, weekday: 'tuesday' } },
      '2026-11-01T00:00:00Z',
      ['2026-11-10', '2026-12-08', '2027-01-12'],
    ],
    [
      'the last Friday',
      { every: 'month', day: { nth: 'last', weekday: 'friday' } },
      '2026-11-01T00:00:00Z',
      ['2026-11-27', '2026-12-25', '2027-01-29'],
    ],
    [
      'a fifth Friday, where there is one',
      { every: 'month', day: { nth: 5, weekday: 'friday' } },
      '2026-11-01T00:00:00Z',
      ['2027-01-29', '2027-04-30', '2027-07-30'],
    ],
    [
      'in some months',
      { every: 'month', day: 10, months: [2, 8], move: 'none' },
      '2026-11-01T00:00:00Z',
      ['2027-02-10', '2027-08-10', '2028-02-10'],
    ],
    [
      'the end of every quarter',
      { every: 'quarter', day: 'last_business' },
      '2026-11-01T00:00:00Z',
      ['2026-12-31', '2027-03-31', '2027-06-30'],
    ],
  ])('%s', (_title, written, from, expected) => {
    expect(dates(written, from)).toEqual(expected);
  });

  it('a half day is a business day until 13:00', () => {
    const on = (at: string) =>
      dates({ every: 'month', day: 28, months: [10], at }, '2026-10-01T00:00:00Z', 1);
    expect([on('12:59'), on('13:00')]).toEqual([['2026-10-28'], ['2026-10-30']]);
    // The eve of Kurban Bayramı.
    expect(dates({ every: 'month', day: 26, months: [5], at: '15:00' }, '2026-05-01T00:00:00Z', 1)).toEqual([
      '2026-06-01',
    ]);
  });

  it('own days count more than the public calendar, both ways', () => {
    const mondays = (own: Record<string, OwnDayKind>, at = '10:00') =>
      dates({ every: 'week', days: ['monday'], at }, '2026-11-24T00:00:00Z', 2, own);
    expect(mondays({ '2026-11-30': 'holiday' })).toEqual(['2026-12-01', '2026-12-07']);
    expect(mondays({ '2026-11-30': 'half_day' }, '14:00')).toEqual(['2026-12-01', '2026-12-07']);
    expect(
      dates({ every: 'month', day: 29, months: [10] }, '2026-10-01T00:00:00Z', 1, {
        '2026-10-29': 'working',
      }),
    ).toEqual(['2026-10-29']);
    expect(
      dates({ every: 'week', days: ['saturday'], move: 'skip' }, '2026-11-24T00:00:00Z', 1, {
        '2026-12-05': 'working',
      }),
    ).toEqual(['2026-12-05']);
  });

  it('two that move to one day are one', () => {
    expect(dates({ every: 'week', days: ['saturday', 'sunday', 'monday'] }, '2026-11-24T00:00:00Z')).toEqual([
      '2026-11-30',
      '2026-12-07',
      '2026-12-14',
    ]);
  });

  it('none ever comes: none is found, and it ends', () => {
    expect(dates({ every: 'week', days: ['sunday'], move: 'skip' }, '2026-11-24T00:00:00Z')).toEqual([]);
  });

  it('near another date: days or business days before and after it, moved away from holidays', () => {
    const near = (relative: object, of: string): string | null => {
      const schedule = scheduleSchema.parse({
        at: '10:00',
        relative: { of: 'x', field: 'due_date', ...relative },
      });
      return isRelative(schedule) ? (relativeDate(schedule, of, calendar())?.date ?? null) : null;
    };
    expect(near({ days: -3, business: true }, '2026-12-01')).toBe('2026-11-26');
    expect(near({ days: -3 }, '2026-12-01')).toBe('2026-11-27');
    expect(near({ days: 3 }, '2026-10-26')).toBe('2026-10-30');
    expect(near({ days: 0 }, '2026-11-24')).toBe('2026-11-24');
    expect(near({ days: 2, business: true }, '2026-10-28')).toBe('2026-11-02');
  });
});

describe('a local time', () => {
  const at = (date: string, time: string, zone: string) =>
    localInstant(date, minutesOf(time), zone).toISOString();

  it('that does not exist is the first instant after the gap; that exists twice is the first of the two', () => {
    expect(at('2026-03-29', '02:30', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z');
    expect(at('2026-03-29', '03:00', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z');
    expect(at('2026-10-25', '02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-10-25', '03:00', 'Europe/Berlin')).toBe('2026-10-25T02:00:00.000Z');
    // Half an hour of difference; a day that was left out.
    expect(at('2026-10-04', '02:15', 'Australia/Lord_Howe')).toBe('2026-10-03T15:30:00.000Z');
    expect(at('2011-12-30', '10:00', 'Pacific/Apia')).toBe('2011-12-30T10:00:00.000Z');
  });

  it('in Istanbul is three hours before Greenwich all the year', () => {
    expect([at('2026-01-15', '10:00', istanbul), at('2026-07-15', '00:00', istanbul)]).toEqual([
      '2026-01-15T07:00:00.000Z',
      '2026-07-14T21:00:00.000Z',
    ]);
  });
});
