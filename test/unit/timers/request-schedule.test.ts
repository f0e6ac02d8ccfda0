import fc from 'fast-check';
import { noQuietHours, quietHoursOf } from '../../../src/timers/quiet-hours.ts';
import { scheduleOf } from '../../../src/timers/request-schedule.ts';

const base = {
  variant: 'letter' as const,
  openedAt: new Date('2026-11-23T07:00:00.000Z'),
  deadline: null,
  receivedAt: null,
  priceValidUntil: null,
  timeZone: 'Europe/Istanbul',
  quietHours: noQuietHours,
};
const iso = (date: Date): string => date.toISOString();

describe('schedule of a request', () => {
  it('a letter without a deadline: 15 days, the whole last day', () => {
    expect(iso(scheduleOf(base).dueAt)).toBe('2026-12-08T20:59:59.000Z');
  });

  it('R29: a letter: reminded after 3 and 7 business days and in the morning of the last business day before the end', () => {
    const { reminders } = scheduleOf({ ...base, deadline: '2026-12-08' });
    expect(reminders.slice(0, 2).map(iso)).toEqual(['2026-11-26T07:00:00.000Z', '2026-12-02T07:00:00.000Z']);
    expect(iso(reminders[2] as Date).slice(0, 10)).toBe('2026-12-07');
  });

  it('R13: an invoice: eight days from its receipt, not from when we asked (TTK 21/2)', () => {
    const invoice = scheduleOf({ ...base, variant: 'invoice', receivedAt: '2026-11-20T12:00:00+03:00' });
    expect(iso(invoice.dueAt)).toBe('2026-11-28T20:59:59.000Z');
    expect(invoice.reminders.map(iso)).toEqual(['2026-11-25T09:00:00.000Z', '2026-11-27T09:00:00.000Z']);
  });

  it('an approval without a deadline: 24 hours, reminded at half-time and an hour before', () => {
    const approval = scheduleOf({ ...base, variant: 'transaction' });
    expect(iso(approval.dueAt)).toBe('2026-11-24T07:00:00.000Z');
    expect(approval.reminders.map(iso)).toEqual(['2026-11-23T19:00:00.000Z', '2026-11-24T06:00:00.000Z']);
  });

  it.each([
    ['21:00', '2026-11-23T18:00:00.000Z'],
    ['20:10', '2026-11-23T17:10:00.000Z'],
  ])(
    'asked at %s, in the quiet hours: reminded an hour before the end, not in the morning it is asked in',
    (_at, opened) => {
      const quietHours = quietHoursOf({ from: '20:00', to: '09:00', days: [] });
      const schedule = scheduleOf({
        ...base,
        variant: 'transaction',
        openedAt: new Date(opened),
        quietHours,
      });
      const lastHour = new Date(schedule.dueAt.getTime() - 3_600_000);
      expect(schedule.reminders).toEqual(lastHour.getUTCHours() < 17 ? [lastHour] : []);
    },
  );

  it('a price that ends before the deadline: the request ends with it', () => {
    const approval = scheduleOf({
      ...base,
      variant: 'transaction',
      deadline: '2026-11-24T14:00:00+03:00',
      priceValidUntil: '2026-11-23T10:15:00+03:00',
    });
    expect(iso(approval.dueAt)).toBe('2026-11-23T07:15:00.000Z');
  });

  it('a document without a day: ten days, moved to a business day, reminded on days 3 and 7', () => {
    const document = scheduleOf({ ...base, variant: 'document' });
    expect(iso(document.dueAt)).toBe('2026-12-03T20:59:59.000Z');
    expect(document.reminders.map(iso)).toEqual(['2026-11-26T07:00:00.000Z', '2026-11-30T07:00:00.000Z']);
    // Ten days later is a Saturday; ten days before the national holiday of 29 October, 2026.
    const toWeekend = scheduleOf({
      ...base,
      variant: 'document',
      openedAt: new Date('2026-11-25T07:00:00Z'),
    });
    expect(iso(toWeekend.dueAt)).toBe('2026-12-07T20:59:59.000Z');
    const toHoliday = scheduleOf({
      ...base,
      variant: 'document',
      openedAt: new Date('2026-10-19T07:00:00Z'),
    });
    expect(iso(toHoliday.dueAt)).toBe('2026-10-30T20:59:59.000Z');
  });

  it.each([
    ['feedback', null, '2026-11-26T07:00:00.000Z', '2026-11-26T07:00:00.000Z'],
    ['report', null, '2026-11-26T07:00:00.000Z', '2026-11-26T07:00:00.000Z'],
    ['report', '2026-11-24T10:00:00+03:00', '2026-11-24T07:00:00.000Z', '2026-11-24T07:00:00.000Z'],
    ['movement', null, '2026-12-23T07:00:00.000Z', '2026-12-23T07:00:00.000Z'],
    ['payment', '2026-11-26', '2026-11-26T20:59:59.000Z', '2026-11-29T20:59:59.000Z'],
    ['payment', '2026-11-20', '2026-11-20T20:59:59.000Z', '2026-11-23T20:59:59.000Z'],
    ['verification', null, '2026-11-24T07:00:00.000Z', '2026-11-24T07:00:00.000Z'],
    ['deadline', '2026-11-24', '2026-11-24T20:59:59.000Z', '2026-11-24T20:59:59.000Z'],
  ] as const)(
    '%s until %s: due and ended as domain 7 says, without reminders',
    (variant, deadline, due, ends) => {
      const schedule = scheduleOf({ ...base, variant, deadline });
      expect([iso(schedule.dueAt), iso(schedule.expiresAt), schedule.reminders]).toEqual([due, ends, []]);
    },
  );

  it('a difference: a week, reminded once', () => {
    const difference = scheduleOf({ ...base, variant: 'difference' });
    expect(iso(difference.dueAt)).toBe('2026-11-30T20:59:59.000Z');
    expect(difference.reminders.map(iso)).toEqual(['2026-11-26T07:00:00.000Z']);
  });

  it('R29: any request: reminders in order, apart, after the opening and before the end', () => {
    const variant = fc.constantFrom(
      'letter',
      'invoice',
      'transaction',
      'document',
      'difference',
      'payment',
      'report' as const,
    );
    const opened = fc.date({
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2027-10-01T00:00:00Z'),
      noInvalidDate: true,
    });
    const hours = fc.option(fc.record({ from: fc.nat(1_439), until: fc.nat(1_439) }));
    fc.assert(
      fc.property(variant, opened, fc.nat(60 * 24), hours, (kind, openedAt, termHours, quiet) => {
        const deadline = new Date(openedAt.getTime() + termHours * 3_600_000).toISOString();
        const quietHours = { hours: quiet, sundays: true };
        const { dueAt, reminders } = scheduleOf({
          ...base,
          variant: kind as 'letter',
          openedAt,
          deadline,
          quietHours,
        });
        const times = reminders.map((one) => one.getTime());
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(new Set(times).size).toBe(times.length);
        for (const time of times) {
          expect(time).toBeGreaterThan(openedAt.getTime());
          expect(time).toBeLessThan(dueAt.getTime());
        }
      }),
    );
  });
});
