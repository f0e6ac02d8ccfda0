import { deathsAt, dieDuring } from '../support/deaths.ts';
import { makeMortal, type DyingProcess } from '../support/dying-process.ts';
import { newPerson } from '../support/scenario.ts';
import { dateEvent } from '../../src/triggers/date-event.ts';
import { startWorld, type World } from '../support/world.ts';

/** Nothing runs by itself: a test says what happens. */
const atRest = { POLL_INTERVAL_MS: '600000' };
/** Above what another process waits before it takes over. */
const takeOverMs = 30 * 60_000;
const day = 24 * 60 * 60_000;
/** Half past ten in Istanbul. */
const firstDate = Date.parse('2026-11-24T07:30:00Z');

const deaths = deathsAt(
  ['scheduleStates.save', 1, 2],
  // The date, then one for each customer, then what each causes.
  ['events.accept', 1, 2, 3, 4, 5, 6, 7],
  ['events.settle', 1, 2, 3, 4, 5, 6, 7],
  ['tasks.open', 1, 2, 3],
).map((death, index) => ({ ...death, at: new Date(firstDate + index * day).toISOString() }));

const lateDeaths = deathsAt(
  ['scheduleStates.save', 1, 2],
  ['events.accept', 1, 2, 4],
  ['events.settle', 1, 2],
  ['tasks.open', 1, 3],
).map((death, index) => ({
  ...death,
  at: new Date(firstDate + (deaths.length + 2 * index) * day).toISOString(),
}));

describe('a process that dies while the date of a rule is reached, each day at another write', () => {
  let world: World;
  let mortal: DyingProcess;
  const customers: string[] = [];

  beforeAll(async () => {
    world = await startWorld({ env: atRest });
    for (let n = 0; n < 3; n += 1) customers.push((await newPerson(world)).customerRef ?? '');
    await world.api
      .put('/v1/triggers/daily/draft', {
        ...{ name: 'daily', on: 'schedule', customers },
        schedule: {
          every: 'week',
          days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
          ...{ at: '10:30', move: 'none' },
        },
        then: [
          { do: 'task', role: 'staff' },
          {
            do: 'emit',
            type: 'document.requested',
            data: { request_id: { text: '{customer.ref}-{local_date}' }, document_code: 'vergi_levhasi' },
          },
        ],
      })
      .expect(200);
    await world.api.post('/v1/triggers/daily/publish').expect(200);
    mortal = makeMortal(world.application);
  });
  afterAll(async () => {
    mortal?.revive();
    await world?.close();
  });

  const listed = async (path: string): Promise<Record<string, unknown>[]> => {
    const { body } = await world.api.get(path).expect(200);
    return body.data as Record<string, unknown>[];
  };

  const requestsOf = (date: string) =>
    Promise.all(customers.map((ref) => listed(`/v1/requests?customer=${ref}&reference=${ref}-${date}`)));
  const customersWithTask = async (date: string): Promise<string[]> => {
    const tasks = await listed('/v1/tasks?reason=trigger&limit=200');
    const ofDate = tasks.filter(({ details }) => (details as { local_date: string }).local_date === date);
    return ofDate.map(({ customerRefs }) => String(customerRefs)).sort();
  };

  it.each(deaths)(
    '$moment $call, the $nth.: each customer is asked and has a task, once',
    async ({ at, ...death }) => {
      world.clock.set(at);
      await dieDuring(mortal, death, () => world.settle());
      // Another process takes over what was left.
      await world.turn(takeOverMs);

      const date = at.slice(0, 10);
      expect((await requestsOf(date)).map((found) => found.length)).toEqual([1, 1, 1]);
      expect(await customersWithTask(date)).toEqual([...customers].sort());
    },
  );

  it.each(lateDeaths)(
    '$moment $call, the $nth., and down for more than a day: nobody twice, and whoever is left out is on record',
    async ({ at, ...death }) => {
      world.clock.set(at);
      await dieDuring(mortal, death, () => world.settle());
      await world.turn(day + takeOverMs);
      await world.turn(takeOverMs);

      const date = at.slice(0, 10);
      const rule = { id: 'daily', version: 1 };
      const cameTo = async (customer: object): Promise<unknown> => {
        const { event_id: id } = dateEvent('t_demo', { rule, date, at: new Date(at), ...customer });
        const { status, body } = await world.api.get(`/v1/events/${id}`);
        return status === 404 ? null : (body.reason ?? body.status);
      };
      const whole = await cameTo({});
      const requests = await requestsOf(date);
      const tasks = await customersWithTask(date);
      for (const [n, customerRef] of customers.entries()) {
        const came = await cameTo({ customerRef });
        const done = [requests[n]?.length, tasks.filter((ref) => ref === customerRef).length];
        expect([customerRef, Math.max(...done.map(Number)) <= 1]).toEqual([customerRef, true]);
        if (came === 'processed') expect([customerRef, done]).toEqual([customerRef, [1, 1]]);
        else expect([customerRef, came ?? whole]).toEqual([customerRef, 'skipped_late']);
      }
    },
  );
});
