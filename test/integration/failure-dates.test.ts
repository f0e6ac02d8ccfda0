import { makeMortal, type CallName, type DyingProcess } from '../support/dying-process.ts';
import { newPerson } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

/** Nothing runs by itself: a test says what happens. */
const atRest = { POLL_INTERVAL_MS: '600000' };
/** Above what another process waits before it takes over. */
const takeOverMs = 30 * 60_000;
const day = 24 * 60 * 60_000;
/** Half past ten in Istanbul. */
const firstDate = Date.parse('2026-11-24T07:30:00Z');

const points: readonly (readonly [CallName, number])[] = [
  ['scheduleStates.save', 1],
  ['scheduleStates.save', 2],
  // The date, then one for each customer, then what each causes.
  ...[1, 2, 3, 4, 5, 6, 7].map((nth) => ['events.accept', nth] as const),
  ...[1, 2, 3, 4, 5, 6, 7].map((nth) => ['events.settle', nth] as const),
  ...[1, 2, 3].map((nth) => ['tasks.open', nth] as const),
];
const deaths = points
  .flatMap(([call, nth]) => (['before', 'after'] as const).map((moment) => ({ call, nth, moment })))
  .map((death, index) => ({ ...death, at: new Date(firstDate + index * day).toISOString() }));

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

  it.each(deaths)(
    '$moment $call, the $nth.: each customer is asked and has a task, once',
    async ({ call, nth, moment, at }) => {
      mortal.dieAt(call, moment, { nth });
      world.clock.set(at);
      await world.settle().catch((error: unknown) => {
        if (!mortal.isDead()) throw error;
      });
      expect(mortal.isDead()).toBe(true);
      mortal.revive();
      // Another process takes over what was left.
      await world.turn(takeOverMs);

      const date = at.slice(0, 10);
      const requests = await Promise.all(
        customers.map((ref) => listed(`/v1/requests?customer=${ref}&reference=${ref}-${date}`)),
      );
      expect(requests.map((found) => found.length)).toEqual([1, 1, 1]);
      const tasks = (await listed('/v1/tasks?reason=trigger&limit=200')).filter(
        ({ details }) => (details as { local_date: string }).local_date === date,
      );
      expect(tasks.map(({ customerRefs }) => String(customerRefs)).sort()).toEqual([...customers].sort());
    },
  );
});
