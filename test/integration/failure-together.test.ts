import { makeMortal, type CallName, type DyingProcess } from '../support/dying-process.ts';
import { freshDatabaseName } from '../support/engine.ts';
import { aMovementEvent } from '../support/events.ts';
import { startMockGraph, type MockGraph } from '../support/mock-graph.ts';
import { aRule } from '../support/rule-ports.ts';
import { newPerson, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const minute = 60_000;

/** Every call between a movement that comes and its rest among others, and between its waking and its telling. */
const deaths: readonly (readonly [call: CallName, moment: 'before' | 'after'])[] = [
  ...(['events.choose', 'ruleTallies.claim', 'ruleTallies.join', 'events.layAside'] as const).flatMap(
    (call) =>
      [
        [call, 'before'],
        [call, 'after'],
      ] as const,
  ),
];

describe('movements told together, and the process of one of them dies', () => {
  let graph: MockGraph;
  let dying: World;
  let other: World;
  let mortal: DyingProcess;
  let count = 0;
  beforeAll(async () => {
    const databaseName = freshDatabaseName();
    graph = await startMockGraph();
    other = await startWorld({ databaseName, graph });
    // Nothing runs by itself in the process that dies.
    dying = await startWorld({
      databaseName,
      graph,
      env: { POLL_INTERVAL_MS: '600000' },
    });
    mortal = makeMortal(dying.application);
  });
  afterEach(() => mortal?.revive());
  afterAll(async () => {
    await dying?.close();
    await other?.close();
    await graph?.close();
  });

  const publish = async (person: Person, then: object): Promise<void> => {
    const when = [{ field: 'customer.ref', op: 'is', value: person.customerRef ?? '' }];
    const id = `together-${person.customerRef?.toLowerCase() ?? ''}`;
    await other.api.put(`/v1/triggers/${id}/draft`, { ...aRule({ when }), then: [then] }).expect(200);
    await other.api.post(`/v1/triggers/${id}/publish`).expect(200);
  };
  const together = { do: 'notify', collapse: { within: 'PT10M', from: 2 } };
  const movement = (person: Person): Record<string, unknown> => {
    count += 1;
    return aMovementEvent({ eventId: `die_${count}`, customer: person.customerRef ?? '' });
  };
  const send = async (world: World, event: Record<string, unknown>): Promise<void> => {
    await world.api.post('/v1/events', event).expect(202);
    await world.application.workers?.events.idle().catch(() => undefined);
  };
  /** Until `free`, the other process does not take the event over: it is busy elsewhere, or down. */
  const hide = (event: Record<string, unknown>): { free(): void } => {
    const { events } = other.application.repositories;
    const find = events.findAccepted.bind(events);
    events.findAccepted = async (...asked) =>
      (await find(...asked)).filter(({ eventId }) => eventId !== event.event_id);
    return {
      free: () => {
        events.findAccepted = find;
      },
    };
  };
  const turn = async (milliseconds: number): Promise<void> => {
    dying.clock.turn(milliseconds);
    await other.turn(milliseconds);
  };
  /** How often each of the events was told, over all requests they opened. */
  const told = async (events: readonly Record<string, unknown>[]): Promise<number[]> => {
    const bodies = await Promise.all(
      events.map(async ({ event_id: id }) => (await other.api.get(`/v1/events/${String(id)}`)).body),
    );
    const ids = [...new Set(bodies.flatMap(({ requestIds }) => requestIds as string[]))];
    const { requestStore } = other.application.repositories;
    const requests = await Promise.all(ids.map((id) => requestStore.load('t_demo', id)));
    const movements = requests.flatMap((one) => {
      const all = one?.content.details.movements;
      return Array.isArray(all)
        ? all.map((entry) => (entry as { movement_id: string }).movement_id)
        : [one?.content.reference];
    });
    return events.map(
      ({ data }) => movements.filter((id) => id === (data as { movement_id: string }).movement_id).length,
    );
  };

  it.each(deaths)(
    'dead at %s, %s it, worked again after the others were told: each is told once',
    async (call, moment) => {
      const person = await newPerson(other);
      await publish(person, together);
      const first = movement(person);
      const hidden = hide(first);
      mortal.dieAt(call, moment);
      await send(dying, first);
      expect(mortal.isDead()).toBe(true);
      const second = movement(person);
      await send(other, second);
      await turn(11 * minute);
      expect(person.got().length).toBe(1);
      // Others begin a new group before the first is looked at again.
      const third = movement(person);
      await send(other, third);
      hidden.free();
      await turn(5_000);
      await turn(11 * minute);
      await turn(11 * minute);
      expect(await told([first, second, third])).toEqual([1, 1, 1]);
      const sent = person.got().length;
      await turn(60 * minute);
      expect(person.got()).toHaveLength(sent);
    },
  );

  it('dead after it joined, and another rule is published before it is worked again: told once, with the others', async () => {
    const person = await newPerson(other);
    await publish(person, together);
    const first = movement(person);
    const hidden = hide(first);
    mortal.dieAt('ruleTallies.join', 'after');
    await send(dying, first);
    const second = movement(person);
    await send(other, second);
    await turn(11 * minute);
    await publish(person, { do: 'notify' });
    hidden.free();
    await turn(5_000);
    await turn(11 * minute);
    expect(await told([first, second])).toEqual([1, 1]);
    expect(person.got()).toHaveLength(1);
  });
});
