import { deathsAt, dieDuring } from '../support/deaths.ts';
import { makeMortal, type DyingProcess } from '../support/dying-process.ts';
import { newPerson, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

/** Nothing runs by itself: a test says what happens. */
const atRest = { POLL_INTERVAL_MS: '600000' };
/** Above what another process waits before it takes over. */
const takeOverMs = 30 * 60_000;
const hour = 60 * 60_000;
const day = 24 * hour;
/** Ten in Istanbul, the hour at which everything here is reached. */
const first = Date.parse('2026-11-24T07:00:00Z');

interface Reached {
  madeBy: { eventId: string } | null;
  eventId: string;
  status: string;
  reason: string | null;
}

describe('R29: dates of the business system, and the process that works them dies', () => {
  let world: World;
  let mortal: DyingProcess;
  let people: Person[];
  let now = first;
  let count = 0;

  beforeAll(async () => {
    world = await startWorld({ env: atRest });
    people = [await newPerson(world), await newPerson(world), await newPerson(world)];
    await world.api
      .put('/v1/triggers/types/custom.cheque.taken', {
        name: 'Çek',
        fields: [
          { name: 'item_id', kind: 'reference', required: true },
          { name: 'due_date', kind: 'date', required: true },
        ],
      })
      .expect(200);
    const asking = {
      ...{ do: 'emit', type: 'document.requested' },
      data: { request_id: { text: '{item_id}' }, document_code: 'vergi_levhasi' },
    };
    await publish('cheques', { of: 'custom.cheque.taken', then: [{ do: 'task', role: 'staff' }, asking] });
    await publish('reminders', { of: 'deadline.approaching', then: [{ do: 'task', role: 'accounting' }] });
    mortal = makeMortal(world.application);
  });
  afterAll(async () => {
    mortal?.revive();
    await world?.close();
  });

  const publish = async (id: string, { of, then }: { of: string; then: object[] }): Promise<void> => {
    const relative = { of, field: 'due_date', days: -3 };
    const rule = { name: id, on: 'schedule', schedule: { relative, at: '10:00', move: 'none' }, then };
    await world.api.put(`/v1/triggers/${id}/draft`, rule).expect(200);
    await world.api.post(`/v1/triggers/${id}/publish`).expect(200);
  };
  const listed = async <Item>(path: string): Promise<Item[]> => {
    const { body } = await world.api.get(path).expect(200);
    return body.data as Item[];
  };
  /** `YYYY-MM-DD`, so many days from where a scene begins. */
  const dateIn = (days: number): string => new Date(now + days * day).toISOString().slice(0, 10);
  const begin = (): string => {
    count += 1;
    // Scenes share no date.
    now = first + count * 8 * day;
    world.clock.set(new Date(now - hour).toISOString());
    return `S-${count}`;
  };
  const until = async (days: number): Promise<void> => {
    world.clock.set(new Date(now + days * day).toISOString());
    await world.settle();
  };
  const post = async (type: string, eventId: string, data: object): Promise<void> => {
    world.clock.turn(1);
    const event = {
      ...{ type, event_id: eventId, tenant: 't_demo', occurred_at: new Date(now - hour).toISOString(), data },
      ...(type === 'schedule.date.reached' ? {} : { customer_id: people[0]?.customerRef }),
    };
    const { status } = await world.api.post('/v1/events', event);
    if (mortal.isDead()) throw new Error('nobody answers');
    expect([200, 202]).toContain(status);
    await world.settle();
  };
  const cheque = (thing: string, word: number, dueIn: number): Promise<void> =>
    post('custom.cheque.taken', `${thing}_${word}`, { item_id: thing, due_date: dateIn(dueIn) });
  const datesOf = async (eventIds: readonly string[]): Promise<string[]> => {
    const all = await listed<Reached>(
      `/v1/events?type=trigger.date.reached&limit=200&from=${dateIn(-1)}T00:00:00Z`,
    );
    const mine = all.filter(({ madeBy }) => eventIds.includes(madeBy?.eventId ?? ''));
    return mine.map(({ status, reason }) => reason ?? status).sort();
  };
  const tasksFor = async (rule: string, dates: readonly string[]): Promise<string[]> => {
    const all = await listed<{ details: { trigger: string; local_date: string } }>(
      '/v1/tasks?reason=trigger&limit=200',
    );
    return all.flatMap(({ details }) =>
      details.trigger === rule && dates.includes(details.local_date) ? [details.local_date] : [],
    );
  };
  const asked = (reference: string): Promise<unknown[]> => listed(`/v1/requests?reference=${reference}`);

  describe('three days before a date that is put off', () => {
    /** What is left after the new word: the old date never acts, the new one once. */
    const actsOnceAt = async (thing: string): Promise<void> => {
      await until(1);
      expect(await tasksFor('cheques', [dateIn(1)])).toEqual([]);
      await until(2);
      await world.turn(takeOverMs);
      expect(await tasksFor('cheques', [dateIn(1), dateIn(2)])).toEqual([dateIn(2)]);
      expect(await asked(thing)).toHaveLength(1);
      expect(await datesOf([`${thing}_1`, `${thing}_2`])).toEqual(['processed', 'superseded']);
    };

    it.each(deathsAt(['events.accept'], ['events.keepDate'], ['events.settle']))(
      '$moment $call, when the new word comes: the old date does nothing, the new one once',
      async (death) => {
        const thing = begin();
        await cheque(thing, 1, 4);
        await dieDuring(mortal, death, () => cheque(thing, 2, 5));
        // Whoever got no answer says it again.
        await cheque(thing, 2, 5);
        await world.turn(takeOverMs);
        await actsOnceAt(thing);
      },
    );

    it.each(deathsAt(['events.accept'], ['tasks.open'], ['events.settle', 1, 2]))(
      '$moment $call, the $nth., when the new date is reached: it acts once',
      async (death) => {
        const thing = begin();
        await cheque(thing, 1, 4);
        await cheque(thing, 2, 5);
        await until(1);
        await dieDuring(mortal, death, () => until(2));
        await actsOnceAt(thing);
      },
    );

    it.each(deathsAt(['tasks.open'], ['events.settle']))(
      '$moment $call, and everything is down for more than a day: on record as skipped, or done; never twice',
      async (death) => {
        const thing = begin();
        await cheque(thing, 1, 5);
        await dieDuring(mortal, death, () => until(2));
        await world.turn(25 * hour);
        await world.turn(takeOverMs);
        const came = await datesOf([`${thing}_1`]);
        expect(came).toHaveLength(1);
        expect(['processed', 'skipped_late']).toContain(came[0]);
        const tasks = await tasksFor('cheques', [dateIn(2)]);
        expect(tasks.length).toBeLessThanOrEqual(1);
        expect([came[0], tasks.length]).not.toEqual(['processed', 0]);
      },
    );
  });

  it.each(deathsAt(['tasks.open'], ['events.settle']))(
    '$moment $call, at the date of one reminder, and the next reminder of the same thing comes first: the rule acts once',
    async (death) => {
      const thing = begin();
      const remind = (nth: number): Promise<void> =>
        post('deadline.approaching', `${thing}_${nth}`, {
          ...{ item_type: 'reconciliation', item_id: thing, subject: 'Mutabakat', ref_no: thing },
          ...{ due_date: dateIn(4), remaining_hours: 38, reminder_no: nth },
        });
      await remind(1);
      await dieDuring(mortal, death, () => until(1));
      await remind(2);
      await world.turn(takeOverMs);
      expect(await tasksFor('reminders', [dateIn(1)])).toEqual([dateIn(1)]);
    },
  );

  it.each(deathsAt(['events.accept', 1, 2, 3], ['events.settle', 1, 2, 3, 4]))(
    'a date from outside that waited, $moment $call, the $nth.: each customer is asked once',
    async (death) => {
      const thing = begin();
      await post('schedule.date.reached', thing, {
        ...{ rule_id: thing, local_date: dateIn(1), local_time: '10:00', anchor: 'fixed', offset_days: 0 },
        ...{ emits: 'document.requested', customer_ids: people.map(({ customerRef }) => customerRef) },
        emit_data: { request_id: thing, document_code: 'vergi_levhasi' },
      });
      world.clock.set(new Date(now + day - 1).toISOString());
      await world.settle();
      expect(await asked(thing)).toEqual([]);
      await dieDuring(mortal, death, () => until(1));
      await world.turn(takeOverMs);
      expect(await asked(thing)).toHaveLength(people.length);
      expect((await world.api.get(`/v1/events/${thing}`)).body.status).toBe('processed');
    },
  );
});
