import fc from 'fast-check';
import type { EventToAccept } from '../../../src/triggers/event.repository.ts';
import type { OwnDayKind } from '../../../src/triggers/calendar/business-days.ts';
import { businessDaysOf } from '../../../src/triggers/calendar/business-days.ts';
import { datesBetween } from '../../../src/triggers/calendar/schedule-dates.ts';
import { ScheduleClock } from '../../../src/triggers/calendar/schedule-clock.ts';
import type { ScheduleChange } from '../../../src/triggers/calendar/due-dates.ts';
import { scheduleSchema, type FixedSchedule } from '../../../src/triggers/calendar/schedule.ts';
import type { StoredScheduleState } from '../../../src/triggers/calendar/schedule-state.repository.ts';
import { noQuietHours } from '../../../src/timers/quiet-hours.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const start = Date.parse('2026-10-20T06:00:00Z');

class Died extends Error {}

/** What is stored outlives processes; each port may be the last that a process calls. */
const newStore = (changes: ScheduleChange[]) => {
  const events = new Map<string, EventToAccept>();
  const own = new Map<string, OwnDayKind>();
  const state: { current: StoredScheduleState | null } = { current: null };
  const clock = { at: start, now: () => new Date(clock.at) };
  /** Calls that are left to this process; it dies before or after the one that is none. */
  const life = { left: Infinity, isAfter: false };
  const call = async <T>(work: () => T): Promise<T> => {
    life.left -= 1;
    const dies = life.left <= 0;
    if (dies && !life.isAfter) throw new Died();
    const done = work();
    if (dies) throw new Died();
    return done;
  };
  const process = () =>
    new ScheduleClock({
      scheduled: async () => [{ id: 'r', changes }],
      states: {
        load: () => call(() => structuredClone(state.current)),
        save: (_tenant, _rule, written) =>
          call(() => {
            if ((state.current?.rev ?? 0) !== written.rev - 1) return false;
            state.current = structuredClone(written);
            return true;
          }),
      },
      ownDays: {
        list: async () =>
          [...own].map(([date, kind]) => ({
            tenantId: 't',
            date,
            kind,
            name: '',
            at: new Date(0),
            by: '',
            rev: 1,
          })),
      },
      tenants: {
        settingsOf: async () => ({
          company: { name: '', workingHours: '', privacyUrl: '' },
          ...{ timeZone: 'Europe/Istanbul', quietHours: noQuietHours },
          ...{ privacyNotice: null, keepsUnrecognised: false },
        }),
      },
      events: {
        accept: (event) =>
          call(() => {
            if (events.has(event.eventId)) return { replayed: true as const, same: true };
            events.set(event.eventId, event);
            return 'created' as const;
          }),
      },
      tenantIds: async () => ['t'],
      enqueue: () => undefined,
      clock,
    });
  const dates = () => [...events.values()].map(({ envelope }) => String(envelope.data['local_date'])).sort();
  return { events, own, clock, life, process, dates };
};

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const schedules = fc
  .record({
    form: fc.oneof(
      fc.record({
        every: fc.constant('week'),
        days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
      }),
      fc.record({
        every: fc.constant('month'),
        day: fc.oneof(
          fc.integer({ min: 1, max: 31 }),
          fc.constantFrom('last', 'last_business', 'first_business'),
        ),
      }),
    ),
    at: fc.constantFrom('00:00', '10:00', '14:30', '23:59'),
    move: fc.constantFrom('none', 'next', 'previous', 'skip'),
  })
  .map(({ form, ...rest }) => scheduleSchema.parse({ ...form, ...rest }) as FixedSchedule); // of the two fixed forms

const step = fc.record({
  // Also back: somebody set the clock.
  turn: fc.oneof(fc.integer({ min: 1, max: 30 * hour }), fc.integer({ min: -3 * day, max: 90 * day })),
  left: fc.option(fc.integer({ min: 1, max: 8 }), { nil: Infinity }),
  isAfter: fc.boolean(),
  together: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const live = async (store: ReturnType<typeof newStore>, { turn, left, isAfter, together }: Step) => {
  store.clock.at = Math.max(start, store.clock.at + turn);
  Object.assign(store.life, { left, isAfter });
  const swept = [store.process(), ...(together ? [store.process()] : [])].map((one) => one.sweep());
  for (const result of await Promise.allSettled(swept))
    if (result.status === 'rejected' && !(result.reason instanceof Died)) throw result.reason;
};
const finish = async (store: ReturnType<typeof newStore>, to: number) => {
  store.clock.at = to;
  store.life.left = Infinity;
  for (let again = 0; again < 6; again += 1) await store.process().sweep();
};

describe('dates of a rule', () => {
  it('any clock and any crashes: each is taken exactly once, none is left out', async () => {
    await fc.assert(
      fc.asyncProperty(schedules, fc.array(step, { maxLength: 12 }), async (schedule, steps) => {
        const store = newStore([{ at: new Date(start), version: 1, schedule }]);
        let latest = start;
        for (const one of steps) {
          await live(store, one);
          latest = Math.max(latest, store.clock.at);
        }
        await finish(store, latest + day);
        const until = new Date(latest + day);
        const calendar = { timeZone: 'Europe/Istanbul', ...businessDaysOf([]) };
        const expected = datesBetween(schedule, { after: new Date(start), until }, calendar);
        expect(store.dates()).toEqual(expected.map(({ date }) => date).sort());
      }),
      { numRuns: 300 },
    );
  });

  it('days become holidays and working days meanwhile: no local date and no date of the schedule comes twice', async () => {
    const ownDay = fc.record({
      ahead: fc.integer({ min: 0, max: 20 }),
      kind: fc.constantFrom('holiday', 'half_day', 'working', null),
    });
    await fc.assert(
      fc.asyncProperty(
        schedules,
        fc.array(fc.tuple(step, fc.option(ownDay)), { maxLength: 12 }),
        async (schedule, steps) => {
          const store = newStore([{ at: new Date(start), version: 1, schedule }]);
          for (const [one, said] of steps) {
            await live(store, one);
            if (said === null) continue;
            const date = new Date(store.clock.at + 3 * hour + said.ahead * day).toISOString().slice(0, 10);
            if (said.kind === null) store.own.delete(date);
            else store.own.set(date, said.kind);
          }
          await finish(store, store.clock.at + day);
          const dates = store.dates();
          expect(new Set(dates).size).toBe(dates.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('a holiday is made of the day a date was about to move away from: it is not left out in silence', async () => {
    const schedule = scheduleSchema.parse({
      every: 'week',
      days: ['monday'],
      at: '10:00',
      move: 'previous',
    }) as FixedSchedule;
    const store = newStore([{ at: new Date(start), version: 1, schedule }]);
    await finish(store, Date.parse('2026-10-30T12:00:00Z'));
    const before = store.dates();
    store.own.set('2026-11-02', 'holiday');
    await finish(store, Date.parse('2026-10-30T12:01:00Z'));
    expect(store.dates()).toEqual([...before, '2026-10-30']);
    // The day is none after all: what was taken for it is not taken again.
    store.own.delete('2026-11-02');
    await finish(store, Date.parse('2026-11-03T12:00:00Z'));
    expect(store.dates()).toEqual([...before, '2026-10-30']);
  });

  it('each version counts while it was in use, also when it is seen late, and none before or after', async () => {
    const daily = (at: string) =>
      scheduleSchema.parse({ every: 'week', days: [...weekdays], at, move: 'none' }) as FixedSchedule;
    const changes: ScheduleChange[] = [{ at: new Date(start), version: 1, schedule: daily('10:00') }];
    const store = newStore(changes);
    await finish(store, Date.parse('2026-10-22T12:00:00Z'));
    changes.push({ at: new Date('2026-10-22T08:00:00Z'), version: 2, schedule: daily('12:00') });
    changes.push({ at: new Date('2026-10-24T00:00:00Z'), version: 2, schedule: null });
    changes.push({ at: new Date('2026-10-26T00:00:00Z'), version: 3, schedule: daily('10:00') });
    await finish(store, Date.parse('2026-10-27T12:00:00Z'));
    const taken = [...store.events.values()].map(
      ({ envelope: { data } }) => `${String(data['local_date'])} v${String(data['rule_version'])}`,
    );
    // On the 22nd the first version had acted when the second came: the rule acts once on a date.
    expect(taken.sort()).toEqual([
      '2026-10-20 v1',
      '2026-10-21 v1',
      '2026-10-22 v1',
      '2026-10-23 v2',
      '2026-10-26 v3',
      '2026-10-27 v3',
    ]);
  });
});
