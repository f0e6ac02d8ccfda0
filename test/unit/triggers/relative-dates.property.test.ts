import fc from 'fast-check';
import { businessDaysOf, type OwnDayKind } from '../../../src/triggers/calendar/business-days.ts';
import type { CalendarParts } from '../../../src/triggers/calendar/calendar-of.ts';
import { scheduleSchema } from '../../../src/triggers/calendar/schedule.ts';
import { compileRule } from '../../../src/triggers/rules/compile-rule.ts';
import { DatedRules } from '../../../src/triggers/rules/dated-rules.ts';
import { RuleDates } from '../../../src/triggers/rule-dates.ts';
import type { DateRules, ItemDates } from '../../../src/triggers/rule-dates.ts';
import { RuleWork } from '../../../src/triggers/rule-work.ts';
import type { WaitingEvent } from '../../../src/triggers/event-work.repository.ts';
import type { EventToAccept } from '../../../src/triggers/event.repository.ts';
import { addDaysTo } from '../../../src/timers/date-arithmetic.ts';
import { noQuietHours } from '../../../src/timers/quiet-hours.ts';
import { aRule } from '../../support/rule-ports.ts';
import { lookupOf } from '../../support/own-units.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const tenantId = 't';
const type = 'payment.due.approaching';

/** Clocks go forward at midnight, by half an hour, or over a whole day (Apia, 30 December 2011). */
const zones = [
  ...['Europe/Istanbul', 'Europe/Berlin', 'America/New_York', 'America/Santiago', 'Asia/Beirut'],
  ...['Africa/Cairo', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Tehran', 'Pacific/Kiritimati'],
] as const;

/** `YYYY-MM-DD HH:MM` by another clock than that of the product. */
const wallOf = (timeZone: string) => {
  const form = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (at: number): string => form.format(at);
};

const partsIn = (timeZone: string, own: ReadonlyMap<string, OwnDayKind>): CalendarParts => ({
  ownDays: {
    list: async (_tenant, from, to) =>
      [...own]
        .filter(([date]) => date >= from && date <= to)
        .map(([date, kind]) => ({ tenantId, date, kind, name: '', at: new Date(0), by: '', rev: 1 })),
  },
  tenants: {
    settingsOf: async () => ({
      company: { name: '', workingHours: '', privacyUrl: '' },
      ...{ timeZone, quietHours: noQuietHours, privacyNotice: null, keepsUnrecognised: false },
    }),
  },
});

const datesOf = (relative: object, parts: CalendarParts, at: string, move?: string): DateRules => {
  const schedule = scheduleSchema.parse({
    ...{ relative: { of: type, field: 'due_date', ...relative }, at },
    ...(move === undefined ? {} : { move }),
  });
  const rule = compileRule('near', 1, {
    ...aRule({ when: [], on: 'schedule', then: [{ do: 'task', role: 'staff', urgent: false }] }),
    ...{ schedule, customers: 'none' },
  });
  return new DatedRules(
    { rulesNear: async () => [rule], load: async () => rule, isInUse: async () => true },
    parts,
  );
};

const word = (eventId: string, item: string, due: string, at: Date): WaitingEvent => ({
  ...{ tenantId, eventId, receivedAt: at },
  envelope: {
    ...{ type, event_id: eventId, tenant: tenantId, customer_id: 'C001', occurred_at: at.toISOString() },
    data: { account_no: '120', item_ref: item, due_date: due, unit: 'TRY', quantity: '1.00' },
  },
});

const kind = fc.constantFrom<OwnDayKind>('holiday', 'half_day', 'working');
const aDate = fc.integer({ min: 0, max: 6_000 }).map((days) => addDaysTo('2011-11-01', days));
const time = fc.constantFrom('00:00', '00:30', '02:15', '02:30', '10:00', '12:59', '13:00', '23:59');
const move = fc.constantFrom(undefined, 'none', 'next', 'previous', 'skip');

describe('a date near one of an event', () => {
  it('R29: any date, offset, zone, hour and days of one’s own: the day counted off, at its first instant', async () => {
    const days = fc.oneof(
      ...[fc.integer({ min: -30, max: 30 }), fc.integer({ min: -366, max: 366 })],
      fc.integer({ min: 340, max: 366 }),
    );
    const away = fc.oneof(fc.integer({ min: -560, max: 560 }), fc.integer({ min: 495, max: 560 }));
    await fc.assert(
      fc.asyncProperty(
        fc.record({ of: aDate, days, business: fc.boolean(), at: time, move }),
        fc.constantFrom(...zones),
        fc.dictionary(away.map(String), kind, { maxKeys: 40 }),
        async ({ of, days: offset, business, at, move: moves }, timeZone, near) => {
          const own = new Map(Object.entries(near).map(([far, one]) => [addDaysTo(of, Number(far)), one]));
          const rules = datesOf({ days: offset, business }, partsIn(timeZone, own), at, moves);
          const [found] = await rules.near(tenantId, word('e', 'i', of, new Date()).envelope);
          const { isBusinessDate, isOpen } = businessDaysOf(
            [...own].map(([date, one]) => ({ date, kind: one })),
          );
          const minutes = Number(at.slice(0, 2)) * 60 + Number(at.slice(3));
          // Counted by hand, over every business day there is.
          const step = offset < 0 ? -1 : 1;
          let nominal = of;
          for (let left = Math.abs(offset); left > 0;) {
            nominal = addDaysTo(nominal, step);
            if (!business || isBusinessDate(nominal)) left -= 1;
          }
          let date: string | null = nominal;
          const back = moves === 'previous' || (moves === undefined && offset < 0) ? -1 : 1;
          if (moves !== 'none' && !isOpen(nominal, minutes)) {
            if (moves === 'skip') date = null;
            else for (date = nominal; !isOpen(date, minutes);) date = addDaysTo(date, back);
          }
          expect(found?.when?.date ?? null).toBe(date);
          if (found?.when === null || found === undefined) return;
          // The first instant at which a clock on the wall there shows it, or has gone past it.
          const wall = wallOf(timeZone);
          const wanted = `${found.when.date} ${at}`;
          const instant = found.when.at.getTime();
          expect([wanted, wall(instant) >= wanted]).toEqual([wanted, true]);
          for (let before = 1; before < 26 * hour; before += 15 * 60_000)
            expect([wanted, wall(instant - before) < wanted]).toEqual([wanted, true]);
        },
      ),
      { numRuns: 400 },
    );
  });
});

const orderOf = ({ receivedAt, eventId }: WaitingEvent): string => `${receivedAt.toISOString()} ${eventId}`;

class Died extends Error {}

interface Kept {
  event: EventToAccept;
  item: string;
  order: string;
  status: string;
}

/** What is stored outlives processes; each call may be the last that a process makes. */
const newStore = (parts: CalendarParts, days: number) => {
  const kept = new Map<string, Kept>();
  const tasks = new Map<string, { date: string; at: number }>();
  const clock = { at: Date.parse('2026-10-20T06:00:00Z') };
  const life = { left: Infinity, isAfter: false };
  const call = async <T>(work: () => T): Promise<T> => {
    life.left -= 1;
    const dies = life.left <= 0;
    if (dies && !life.isAfter) throw new Died();
    const done = work();
    if (dies) throw new Died();
    return done;
  };
  const keepDate: ItemDates['keepDate'] = async (_tenant, made, { item, itemOrder: order }) => {
    const ofItem = () => [...kept.values()].filter((one) => one.item === item);
    if (made !== null)
      await call(() => {
        const acted = ofItem().find(
          ({ event, status }) =>
            status === 'processed' &&
            (event.eventId === made.eventId || event.dueAt?.getTime() === made.dueAt?.getTime()),
        );
        const known = acted ?? kept.get(made.eventId);
        const isOpen = known?.status === 'accepted' || known?.status === 'superseded';
        if (known === undefined) kept.set(made.eventId, { event: made, item, order, status: 'accepted' });
        else if (known.order < order && isOpen)
          kept.set(made.eventId, { event: made, item, order, status: 'accepted' });
        else if (known.order < order) known.order = order;
      });
    await call(() => {
      const newest = ofItem().reduce((last, one) => (one.order > last ? one.order : last), order);
      for (const one of ofItem())
        if (one.status === 'accepted' && one.order < newest) one.status = 'superseded';
    });
  };
  const dates = () => {
    const taking = { take: () => undefined, enqueue: () => undefined };
    const work = new RuleWork(
      {
        events: { accept: () => call(() => 'created' as const) },
        openTask: (_tenant, { id, details }) =>
          call(() => {
            const date = String(details['local_date']);
            if (!tasks.has(id)) tasks.set(id, { date, at: clock.at });
          }),
        announce: () => call(() => undefined),
        ...{ customTypes: { find: async () => null }, units: lookupOf() },
      },
      taking,
    );
    return new RuleDates(
      {
        events: { keepDate },
        dates: datesOf({ days }, parts, '10:00'),
        requests: { load: () => call(() => null) },
        findCustomer: () => call(() => null),
        listCustomers: async () => ({ items: [], next: null }),
      },
      work,
    );
  };
  return { kept, tasks, clock, life, call, dates };
};

const step = fc.record({
  turn: fc.oneof(fc.integer({ min: 1, max: 30 * hour }), fc.integer({ min: -2 * day, max: 12 * day })),
  word: fc.option(fc.record({ item: fc.nat({ max: 1 }), dueIn: fc.integer({ min: -3, max: 12 }) })),
  left: fc.option(fc.integer({ min: 1, max: 6 }), { nil: Infinity }),
  isAfter: fc.boolean(),
});

describe('dates near those of events, whatever the clock does and wherever processes die', () => {
  it('R29: the last word acts once, never before its time, within a day or is on record as skipped', async () => {
    const tally = { processed: 0, skipped_late: 0, superseded: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 14 }),
        fc.integer({ min: -4, max: 4 }),
        fc.constantFrom(...zones),
        async (steps, days, timeZone) => {
          const store = newStore(partsIn(timeZone, new Map()), days);
          const { kept, tasks, clock, life, call } = store;
          const told: WaitingEvent[] = [];
          const last = new Map<string, WaitingEvent>();
          /** When everything that was due was looked at. */
          const looked: number[] = [];
          let latest = clock.at;
          const skipped = new Map<string, { now: number; looks: number[] }>();
          const knownSince = new Map<string, number>();
          const live = async (): Promise<void> => {
            const dates = store.dates();
            const now = new Date(clock.at);
            while (told[0] !== undefined) {
              await dates.plan(told[0], now);
              told.shift();
            }
            // A date that took its place back is known since then.
            const nameOf = ({ event, order }: Kept): string => `${event.eventId} ${order}`;
            for (const one of kept.values())
              if (!knownSince.has(nameOf(one))) knownSince.set(nameOf(one), looked.length);
            for (const one of kept.values()) {
              const { event } = one;
              if (one.status !== 'accepted' || (event.dueAt ?? now) > now) continue;
              const { status, reason } = await dates.reach({ ...event }, now);
              await call(() => {
                if (one.status === 'accepted') one.status = reason ?? status;
                if (reason === 'skipped_late')
                  skipped.set(event.eventId, {
                    now: clock.at,
                    looks: looked.slice(knownSince.get(nameOf(one))),
                  });
              });
            }
            looked.push(clock.at);
          };
          for (const [n, { turn, word: said, ...death }] of steps.entries()) {
            clock.at += turn;
            latest = Math.max(latest, clock.at);
            if (said !== null) {
              const at = new Date(clock.at);
              const due = addDaysTo(at.toISOString().slice(0, 10), said.dueIn);
              told.push(word(`w_${n}`, `i${said.item}`, due, at));
              const before = last.get(`i${said.item}`);
              const now = told.at(-1) as WaitingEvent;
              // What was said at a later instant counts, also where somebody set the clock back.
              if (before === undefined || orderOf(before) < orderOf(now)) last.set(`i${said.item}`, now);
            }
            Object.assign(life, death);
            await live().catch((error: unknown) => {
              if (!(error instanceof Died)) throw error;
            });
          }
          life.left = Infinity;
          await live();
          const all = [...kept.values()];
          for (const { event, status } of all) {
            const due = (event.dueAt as Date).getTime();
            const date = String(event.envelope.data['local_date']);
            const fired = [...tasks].filter(([, task]) => task.date === date);
            if (status === 'processed') expect(fired.length).toBeGreaterThan(0);
            for (const [, task] of fired) expect(task.at).toBeGreaterThanOrEqual(due);
            if (status === 'accepted') expect(due).toBeGreaterThan(clock.at);
            const late = skipped.get(event.eventId);
            if (late !== undefined) {
              expect(late.now - due).toBeGreaterThan(day);
              expect(late.looks.filter((at) => at >= due && at - due <= day)).toEqual([]);
            }
            if (status in tally) tally[status as keyof typeof tally] += 1;
          }
          // Of one thing and one date there is one event, and of one event one task.
          const keys = all.map(({ item, event }) => `${item} ${String(event.envelope.data['local_date'])}`);
          expect(new Set(keys).size).toBe(keys.length);
          expect(tasks.size).toBeLessThanOrEqual(all.length);
          for (const said of last.values()) {
            const due = addDaysTo(String(said.envelope.data['due_date']), days);
            const [near] = await datesOf({ days }, partsIn(timeZone, new Map()), '10:00').near(
              tenantId,
              said.envelope,
            );
            const mine = all.find(
              ({ event }) =>
                event.envelope.data['local_date'] === near?.when?.date &&
                (event.envelope.data['source'] as { data: { item_ref: string } }).data.item_ref ===
                  said.envelope.data['item_ref'],
            );
            const dueAt = near?.when?.at.getTime() ?? 0;
            const waits = mine?.status === 'accepted' || mine?.status === 'superseded';
            // One that was reached stays so where the clock was set back.
            if (dueAt <= clock.at) expect([due, waits]).toEqual([due, false]);
            if (dueAt > latest) expect([due, waits]).toEqual([due, true]);
            expect(mine?.status).not.toBe('superseded');
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(Math.min(...Object.values(tally))).toBeGreaterThan(20);
  });
});
