import fc from 'fast-check';
import { businessDaysOf } from '../../../src/triggers/calendar/business-days.ts';
import { ScheduleClock } from '../../../src/triggers/calendar/schedule-clock.ts';
import { scheduleSchema, type FixedSchedule } from '../../../src/triggers/calendar/schedule.ts';
import type { StoredScheduleState } from '../../../src/triggers/calendar/schedule-state.repository.ts';
import type { EventToAccept } from '../../../src/triggers/event.repository.ts';
import { RuleDates } from '../../../src/triggers/rule-dates.ts';
import { RuleWork } from '../../../src/triggers/rule-work.ts';
import { addDaysTo, weekdayOf } from '../../../src/timers/date-arithmetic.ts';
import { noQuietHours } from '../../../src/timers/quiet-hours.ts';
import { lookupOf } from '../../support/own-units.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Without changes, with an hour of it in both halves of the world, and with half an hour (domain 7.12). */
const zones = [
  ...['Europe/Istanbul', 'Asia/Riyadh', 'Europe/Berlin', 'America/New_York'],
  ...['Pacific/Auckland', 'Australia/Lord_Howe'],
] as const;
/** Days on which clocks of one of these zones go forward or back. */
const changes = [
  '2027-03-14',
  '2027-03-28',
  '2027-04-04',
  '2027-09-26',
  '2027-10-03',
  '2027-10-31',
  '2027-11-07',
];

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** `YYYY-MM-DD HH:MM` by another clock than that of the product. */
const wallOf = (timeZone: string) => {
  const form = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (at: number): string => form.format(at);
};

/** The first instant at which a clock on the wall there shows a time, or has gone past it. */
const firstInstant = (wall: (at: number) => string, date: string, time: string): number => {
  const wanted = `${date} ${time}`;
  const base = Date.parse(`${date}T${time}Z`);
  const offset = Date.parse(`${wall(base).replace(' ', 'T')}Z`) - base;
  let at = base - offset - 3 * hour;
  while (wall(at) < wanted) at += 15 * minute;
  return at;
};

const { isBusinessDate, isOpen } = businessDaysOf([]);

/** The days of the month of a date. */
const monthOf = (date: string): string[] => {
  const days = [`${date.slice(0, 8)}01`];
  for (
    let next = addDaysTo(days[0] ?? '', 1);
    next.slice(0, 7) === date.slice(0, 7);
    next = addDaysTo(next, 1)
  )
    days.push(next);
  return days;
};

/** The one day of a month that is meant; undefined: it has none. */
const dayIn = (month: readonly string[], wanted: Extract<FixedSchedule, { every: 'month' }>['day']) => {
  if (wanted === 'last') return month.at(-1);
  if (wanted === 'last_business') return month.findLast(isBusinessDate);
  if (wanted === 'first_business') return month.find(isBusinessDate);
  if (typeof wanted === 'number') return month[Math.min(wanted, month.length) - 1];
  const named = month.filter((date) => weekdays[weekdayOf(date)] === wanted.weekday);
  return wanted.nth === 'last' ? named.at(-1) : named[wanted.nth - 1];
};

const isMeant = (date: string, schedule: FixedSchedule): boolean => {
  if (schedule.every === 'day') return true;
  if (schedule.every === 'week') return schedule.days.includes(weekdays[weekdayOf(date)] ?? 'sunday');
  const number = Number(date.slice(5, 7));
  const isMonth = schedule.every === 'quarter' ? [3, 6, 9, 12].includes(number) : true;
  return isMonth && dayIn(monthOf(date), schedule.day) === date;
};

/** Every local date of a schedule with its instant, counted by hand. */
const datesIn = (schedule: FixedSchedule, wall: (at: number) => string, from: number, to: number) => {
  const found = new Map<string, number>();
  const minutes = Number(schedule.at.slice(0, 2)) * 60 + Number(schedule.at.slice(3));
  const end = addDaysTo(wall(to).slice(0, 10), 20);
  for (
    let nominal = addDaysTo(wall(from).slice(0, 10), -20);
    nominal <= end;
    nominal = addDaysTo(nominal, 1)
  ) {
    if (!isMeant(nominal, schedule)) continue;
    let date = nominal;
    if (schedule.move === 'skip' && !isOpen(date, minutes)) continue;
    if (schedule.move === 'next' || schedule.move === 'previous')
      while (!isOpen(date, minutes)) date = addDaysTo(date, schedule.move === 'next' ? 1 : -1);
    const at = firstInstant(wall, date, schedule.at);
    if (at > from && at <= to) found.set(date, at);
  }
  return found;
};

class Died extends Error {}

/** What is stored outlives processes; each call may be the last that a process makes. */
const newStore = (schedule: FixedSchedule, timeZone: string, start: number) => {
  const events = new Map<
    string,
    { event: EventToAccept; status: string; workedAt: number; looked: number[] }
  >();
  /** When everything was looked at by somebody who did not die. */
  const looks: number[] = [];
  /** `reached`: the latest the clock had shown by then. */
  const tasks = new Map<string, { date: string; at: number; reached: number }>();
  const state: { current: StoredScheduleState | null } = { current: null };
  const clock = { at: start, latest: start, now: () => new Date(clock.at) };
  const life = { left: Infinity, isAfter: false };
  const call = async <T>(work: () => T): Promise<T> => {
    life.left -= 1;
    const dies = life.left <= 0;
    if (dies && !life.isAfter) throw new Died();
    const done = work();
    if (dies) throw new Died();
    return done;
  };
  const settingsOf = async () => ({
    company: { name: '', workingHours: '', privacyUrl: '' },
    ...{ timeZone, quietHours: noQuietHours, privacyNotice: null, keepsUnrecognised: false },
  });
  const clockwork = () =>
    new ScheduleClock({
      scheduled: async () => [{ id: 'r', changes: [{ at: new Date(start), version: 1, schedule }] }],
      states: {
        load: () => call(() => structuredClone(state.current)),
        save: (_tenant, _rule, written) =>
          call(() => {
            if ((state.current?.rev ?? 0) !== written.rev - 1) return false;
            state.current = structuredClone(written);
            return true;
          }),
      },
      ...{ ownDays: { list: async () => [] }, tenants: { settingsOf } },
      events: {
        accept: (event) =>
          call(() => {
            if (events.has(event.eventId)) return { replayed: true as const, same: true };
            events.set(event.eventId, { event, status: 'accepted', workedAt: Number.NaN, looked: [] });
            return 'created' as const;
          }),
      },
      ...{ tenantIds: async () => ['t'], enqueue: () => undefined, clock },
    });
  const rule = {
    ...{ id: 'r', version: 1, name: 'r', cap: null, customers: 'none' as const, holds: () => true },
    then: [{ do: 'task' as const, role: 'staff' as const, urgent: false }],
  };
  const dates = () => {
    const work = new RuleWork(
      {
        events: { accept: () => call(() => 'created' as const) },
        openTask: (_tenant, { id, details }) =>
          call(() => {
            const at = { at: clock.at, reached: clock.latest };
            if (!tasks.has(id)) tasks.set(id, { date: String(details['local_date']), ...at });
          }),
        announce: () => call(() => undefined),
        ...{ customTypes: { find: async () => null }, units: lookupOf() },
      },
      { take: () => undefined, enqueue: () => undefined },
    );
    return new RuleDates(
      {
        events: { keepDate: async () => undefined },
        dates: { near: async () => [], load: async () => rule },
        requests: { load: async () => null },
        findCustomer: async () => null,
        listCustomers: async () => ({ items: [], next: null }),
      },
      work,
    );
  };
  /** One process for a moment, or two: dates that have come, and the work of what they made. */
  const live = async (processes: number): Promise<void> => {
    const one = async (): Promise<void> => {
      await clockwork().sweep();
      const now = new Date(clock.at);
      for (const kept of events.values()) {
        if (kept.status !== 'accepted') continue;
        const { status, reason } = await dates().reach({ ...kept.event }, now);
        await call(() => {
          if (kept.status === 'accepted')
            Object.assign(kept, { status: reason ?? status, workedAt: clock.at, looked: [...looks] });
        });
      }
    };
    for (const result of await Promise.allSettled(Array.from({ length: processes }, one)))
      if (result.status === 'rejected' && !(result.reason instanceof Died)) throw result.reason;
  };
  return { events, tasks, clock, life, looks, live };
};

const monthDay = fc.oneof(
  fc.integer({ min: 1, max: 31 }),
  fc.constantFrom('last', 'last_business', 'first_business'),
  fc.record({ nth: fc.constantFrom(1, 2, 3, 4, 5, 'last'), weekday: fc.constantFrom(...weekdays) }),
);
const schedules = fc
  .record({
    form: fc.oneof(
      fc.record({ every: fc.constant('day') }),
      fc.record({
        every: fc.constant('week'),
        days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
      }),
      fc.record({ every: fc.constant('month'), day: monthDay }),
      fc.record({ every: fc.constant('quarter'), day: monthDay }),
    ),
    // Those that are not there, or there twice, on the days of the changes.
    at: fc.constantFrom('01:45', '02:00', '02:15', '02:30', '02:45', '03:00', '10:00', '23:59'),
    move: fc.constantFrom('none', 'next', 'previous', 'skip'),
  })
  .map(({ form, ...rest }) => scheduleSchema.parse({ ...form, ...rest }) as FixedSchedule); // of the four fixed forms

const step = fc.record({
  // Down for minutes or weeks, and back: somebody set the clock.
  turn: fc.oneof(
    fc.integer({ min: 1, max: 30 * hour }),
    fc.integer({ min: -3 * day, max: 6 * day }),
    fc.integer({ min: 0, max: 80 * day }),
  ),
  left: fc.option(fc.integer({ min: 1, max: 12 }), { nil: Infinity }),
  isAfter: fc.boolean(),
  processes: fc.integer({ min: 1, max: 2 }),
});

describe('fixed dates of a rule in zones that change their clocks', () => {
  it('R29: each acts once and at its first instant, within a day or is on record as skipped, whatever the clock does and wherever processes die', async () => {
    const tally = { processed: 0, skipped_late: 0 };
    await fc.assert(
      fc.asyncProperty(
        schedules,
        fc.constantFrom(...zones),
        fc.record({ change: fc.constantFrom(...changes), before: fc.integer({ min: 0, max: 20 * 24 }) }),
        fc.array(step, { minLength: 1, maxLength: 10 }),
        async (schedule, timeZone, { change, before }, steps) => {
          const wall = wallOf(timeZone);
          const start = Date.parse(`${change}T06:00:00Z`) - before * hour;
          const { events, tasks, clock, life, looks, live } = newStore(schedule, timeZone, start);
          for (const { turn, processes, ...death } of steps) {
            clock.at = Math.max(start, clock.at + turn);
            clock.latest = Math.max(clock.latest, clock.at);
            Object.assign(life, death);
            await live(processes);
            if (death.left === Infinity) looks.push(clock.at);
          }
          Object.assign(life, { left: Infinity });
          const { latest } = clock;
          clock.at = latest;
          for (let again = 0; again < 3; again += 1) await live(1);
          const expected = datesIn(schedule, wall, start, latest);
          const made = [...events.values()].map(({ event, ...rest }) => ({
            date: String(event.envelope.data['local_date']),
            at: Date.parse(String(event.envelope.data['due_at'])),
            ...rest,
          }));
          expect(new Map(made.map(({ date, at }) => [date, at]))).toEqual(expected);
          expect(made).toHaveLength(expected.size);
          for (const { date, at, status, workedAt, looked } of made) {
            const fired = [...tasks.values()].filter((task) => task.date === date);
            expect(['processed', 'skipped_late']).toContain(status);
            expect(fired.length).toBeLessThanOrEqual(1);
            // One that was taken stays so where the clock was set back.
            for (const task of fired) expect([task.reached >= at, task.at - at <= day]).toEqual([true, true]);
            if (status === 'processed') expect(fired).toHaveLength(1);
            else {
              expect(workedAt - at).toBeGreaterThan(day);
              // Nobody looked in the day after it who lived to do it.
              expect(looked.filter((look) => look >= at && look - at <= day)).toEqual([]);
            }
            tally[status as keyof typeof tally] += 1;
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(Math.min(...Object.values(tally))).toBeGreaterThan(30);
  });

  it.each([
    ['Europe/Berlin', '2027-03-28', '02:30', '2027-03-28T01:00:00.000Z'],
    ['Europe/Berlin', '2027-10-31', '02:30', '2027-10-31T00:30:00.000Z'],
    ['America/New_York', '2027-03-14', '02:30', '2027-03-14T07:00:00.000Z'],
    ['America/New_York', '2027-11-07', '01:45', '2027-11-07T05:45:00.000Z'],
    ['Asia/Riyadh', '2027-03-28', '02:30', '2027-03-27T23:30:00.000Z'],
    ['Pacific/Auckland', '2027-09-26', '02:30', '2027-09-25T14:00:00.000Z'],
    ['Pacific/Auckland', '2027-04-04', '02:30', '2027-04-03T13:30:00.000Z'],
    ['Australia/Lord_Howe', '2027-10-03', '02:15', '2027-10-02T15:30:00.000Z'],
    ['Australia/Lord_Howe', '2027-04-04', '01:45', '2027-04-03T14:45:00.000Z'],
  ])(
    'in %s on %s at %s, a time that is not there or there twice: the first instant after the gap, or the first of the two',
    async (timeZone, date, at, instant) => {
      const days = [weekdays[weekdayOf(date)]];
      const schedule = scheduleSchema.parse({ every: 'week', days, at, move: 'none' }) as FixedSchedule;
      const start = Date.parse(`${date}T00:00:00Z`) - 3 * day;
      const { events, clock, live } = newStore(schedule, timeZone, start);
      clock.at = Date.parse(instant) - 1;
      await live(2);
      expect(events.size).toBe(0);
      clock.at += 1;
      await live(2);
      clock.at += 2 * hour;
      await live(2);
      expect([...events.values()].map(({ event, status }) => [event.envelope.data, status])).toEqual([
        [expect.objectContaining({ local_date: date, due_at: instant }), 'processed'],
      ]);
    },
  );
});
