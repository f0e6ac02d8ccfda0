import type { OwnDay } from '../../../src/triggers/calendar/business-days.ts';
import { calendarOf, type CalendarParts } from '../../../src/triggers/calendar/calendar-of.ts';
import { calendarOnce } from '../../../src/triggers/calendar/calendar-once.ts';
import { scheduleSchema } from '../../../src/triggers/calendar/schedule.ts';
import type { ReportedSample } from '../../../src/triggers/event-sample.repository.ts';
import { compileRule } from '../../../src/triggers/rules/compile-rule.ts';
import { datesNear } from '../../../src/triggers/rules/dry-near.ts';
import { addDaysTo } from '../../../src/timers/date-arithmetic.ts';
import { noQuietHours } from '../../../src/timers/quiet-hours.ts';
import { aRule } from '../../support/rule-ports.ts';

const type = 'payment.due.approaching';

const holiday = (tenantId: string, date: string): OwnDay => ({
  ...{ tenantId, date, kind: 'holiday', name: 'Sayım', at: new Date(0), by: 'key:1', rev: 1 },
});
/** Fridays; the first two at the ends of the years that dates of early 2027 are reckoned in. */
const days = [holiday('a', '2024-01-05'), holiday('a', '2029-12-28'), holiday('b', '2027-01-15')];

const scene = (own: readonly OwnDay[] = days) => {
  const reads: string[] = [];
  const calendar: CalendarParts = {
    ownDays: {
      list: async (tenantId, from, to) => {
        reads.push(`${tenantId} ${from} ${to}`);
        return own.filter((day) => day.tenantId === tenantId && day.date >= from && day.date <= to);
      },
    },
    tenants: {
      settingsOf: async () => ({
        company: { name: '', workingHours: '', privacyUrl: '' },
        ...{ timeZone: 'Europe/Istanbul', quietHours: noQuietHours },
        ...{ privacyNotice: null, keepsUnrecognised: false },
      }),
    },
  };
  return { reads, calendar };
};

const around = (date: string) => ({
  from: new Date(`${date}T00:00:00Z`),
  until: new Date(`${date}T00:00:00Z`),
});

const due = (n: number, date: string): ReportedSample => ({
  ...{ eventId: `e${String(n)}`, receivedAt: new Date('2026-12-01T08:00:00Z') },
  envelope: {
    ...{ type, event_id: `e${String(n)}`, tenant: 'a', customer_id: 'C001' },
    occurred_at: '2026-12-01T08:00:00Z',
    data: { account_no: '120', item_ref: `i${String(n)}`, due_date: date, unit: 'TRY', quantity: '1.00' },
  },
});

describe('the calendar of one request', () => {
  it('dates near those of a hundred events: own days are read once, and count', async () => {
    const { reads, calendar } = scene([holiday('a', '2027-01-07')]);
    const rule = compileRule('near', 1, {
      ...aRule({ when: [], on: 'schedule', then: [{ do: 'task', role: 'staff', urgent: false }] }),
      schedule: scheduleSchema.parse({
        ...{ relative: { of: type, field: 'due_date', days: -1, business: true }, at: '10:00' },
      }),
      customers: 'none',
    });
    const events = Array.from({ length: 100 }, (_, n) => due(n, addDaysTo('2026-12-15', n)));
    const dates = await datesNear({ calendar }, 'a', rule, { events, now: new Date('2026-12-01T08:00:00Z') });
    expect(dates).toHaveLength(100);
    // Friday 8 January 2027 comes after a day that is off.
    expect(dates.find(({ eventId }) => eventId === 'e24')?.date).toBe('2027-01-06');
    expect(reads).toEqual(['a 2024-01-01 2029-12-31']);
  });

  it('another tenant, or dates of other years: read for themselves', async () => {
    const { reads, calendar } = scene();
    const once = calendarOnce(calendar);
    const offIn = async (tenantId: string, date: string) => {
      const { isBusinessDate } = await calendarOf(once, tenantId, around(date));
      return days.filter((day) => !isBusinessDate(day.date)).map((day) => day.date);
    };
    expect(await offIn('a', '2027-02-01')).toEqual(['2024-01-05', '2029-12-28']);
    expect(await offIn('b', '2027-02-01')).toEqual(['2027-01-15']);
    expect(await offIn('a', '2031-02-01')).toEqual(['2029-12-28']);
    expect(reads).toEqual(['a 2024-01-01 2029-12-31', 'b 2024-01-01 2029-12-31', 'a 2028-01-01 2033-12-31']);
  });
});
