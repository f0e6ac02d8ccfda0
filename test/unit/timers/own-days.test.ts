import {
  addBusinessDays,
  isBusinessDay,
  onBusinessDay,
  type OwnDays,
} from '../../../src/timers/business-calendar.ts';
import {
  afterQuietHours,
  noQuietHours,
  quietHoursOf,
  type QuietHours,
} from '../../../src/timers/quiet-hours.ts';
import { scheduleOf } from '../../../src/timers/request-schedule.ts';
import { addWorkingMinutes } from '../../../src/timers/working-time.ts';

const timeZone = 'Europe/Istanbul';
const own = (days: Record<string, 'holiday' | 'half_day' | 'working'>): OwnDays =>
  new Map(Object.entries(days));
const noon = (date: string): Date => new Date(`${date}T12:00:00+03:00`);
const iso = (date: Date): string => date.toISOString();

describe('days of a tenant’s own', () => {
  it.each([
    ['a Monday that is its holiday', '2026-11-23', 'holiday', false],
    ['a Saturday it works on', '2026-11-28', 'working', true],
    ['a public holiday it works on', '2026-10-29', 'working', true],
    ['a public holiday of half a day', '2026-10-29', 'half_day', true],
    ['a Sunday of half a day', '2026-11-29', 'half_day', true],
  ] as const)('%s: %s, %s: %s', (_title, date, kind, expected) => {
    expect(isBusinessDay(noon(date), { timeZone, ownDays: own({ [date]: kind }) })).toBe(expected);
  });

  it('R29: reminders of a letter: its closed days are no business days, days it works on are', () => {
    const letter = {
      ...{
        variant: 'letter' as const,
        openedAt: new Date('2026-11-23T07:00:00.000Z'),
        deadline: '2026-12-08',
      },
      ...{ receivedAt: null, priceValidUntil: null, timeZone, quietHours: noQuietHours },
    };
    const ownDays = own({ '2026-11-24': 'holiday', '2026-11-28': 'working', '2026-12-07': 'holiday' });
    expect(scheduleOf({ ...letter, ownDays }).reminders.map(iso)).toEqual([
      '2026-11-27T07:00:00.000Z',
      '2026-12-02T07:00:00.000Z',
      '2026-12-04T07:00:00.000Z',
    ]);
  });

  it('a document that is due on one: by the end of the next business day', () => {
    const asked = {
      ...{ variant: 'document' as const, openedAt: new Date('2026-11-23T07:00:00.000Z'), deadline: null },
      ...{ receivedAt: null, priceValidUntil: null, timeZone, quietHours: noQuietHours },
    };
    expect(iso(scheduleOf(asked).dueAt)).toBe('2026-12-03T20:59:59.000Z');
    const ownDays = own({ '2026-12-03': 'holiday', '2026-12-04': 'holiday', '2026-12-05': 'working' });
    expect(iso(scheduleOf({ ...asked, ownDays }).dueAt)).toBe('2026-12-05T20:59:59.000Z');
  });

  it('quiet days: its holidays are where Sundays are, a Sunday it works on is not', () => {
    const hours = quietHoursOf({ from: '20:00', to: '09:00', days: [0] });
    const ownDays = own({ '2026-11-27': 'holiday', '2026-11-28': 'holiday', '2026-11-29': 'working' });
    const after = (instant: string, quiet: QuietHours = { ...hours, ownDays }) =>
      iso(afterQuietHours(new Date(instant), quiet, timeZone));
    expect(after('2026-11-26T21:00:00+03:00')).toBe('2026-11-29T06:00:00.000Z');
    expect(after('2026-11-27T12:00:00+03:00', { ...hours, sundays: false, ownDays })).toBe(
      '2026-11-27T09:00:00.000Z',
    );
    expect(after('2026-11-29T12:00:00+03:00', hours)).toBe('2026-11-30T06:00:00.000Z');
  });

  it('R29: office hours: none on a holiday of its own', () => {
    const calendar = { timeZone, ownDays: own({ '2026-11-24': 'holiday' }) };
    expect(iso(addWorkingMinutes(new Date('2026-11-23T17:30:00+03:00'), 60, calendar))).toBe(
      '2026-11-25T06:30:00.000Z',
    );
  });

  it('every day a holiday: nothing runs for ever', () => {
    const every = { get: () => 'holiday', has: () => true, size: 1 } as unknown as OwnDays;
    const calendar = { timeZone, ownDays: every };
    const from = new Date('2026-11-23T07:00:00.000Z');
    const ends = [
      addWorkingMinutes(from, 10, calendar),
      addBusinessDays(from, 3, calendar),
      onBusinessDay(from, calendar),
      afterQuietHours(from, { ...noQuietHours, sundays: true, ownDays: every }, timeZone),
    ];
    for (const end of ends) expect(end.getTime()).toBeGreaterThan(from.getTime());
  });
});
