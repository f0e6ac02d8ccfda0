import { MongoClient } from 'mongodb';
import { makeMortal, type CallName, type DyingProcess } from '../support/dying-process.ts';
import { freshDatabaseName, testDatabaseUri } from '../support/engine.ts';
import { aMovementEvent } from '../support/events.ts';
import { startMockGraph, type MockGraph } from '../support/mock-graph.ts';
import { aRule } from '../support/rule-ports.ts';
import { newPerson, type Person } from '../support/scenario.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

const minute = 60_000;

type Death = readonly [call: CallName, moment: 'before' | 'after'];
const around = (calls: readonly CallName[]): readonly Death[] =>
  calls.flatMap((call) => [[call, 'before'] as const, [call, 'after'] as const]);

/** Every call between a movement that comes and its rest among others. */
const deaths = around(['events.choose', 'ruleTallies.claim', 'ruleTallies.join', 'events.layAside']);
/** The same of one that is the second within the time, where the first is told at once. */
const lateDeaths = around([
  ...(['ruleTallies.arrive', 'events.choose', 'ruleTallies.claim'] as const),
  ...(['ruleTallies.join', 'events.layAside'] as const),
]);
/** Those of one that is told at once, and those between its waking and its telling. */
const firstDeaths = around(['ruleTallies.arrive', 'requestStore.open', 'inbox.store', 'events.settle']);
const wakingDeaths = around(['ruleTallies.close', 'requestStore.open', 'events.settle']);

describe('movements told together, and the process of one of them dies', () => {
  let graph: MockGraph;
  let dying: World;
  let other: World;
  let mortal: DyingProcess;
  let client: MongoClient;
  let count = 0;
  const databaseName = freshDatabaseName();
  beforeAll(async () => {
    graph = await startMockGraph();
    other = await startWorld({ databaseName, graph });
    // Nothing runs by itself in the process that dies.
    dying = await startWorld({
      databaseName,
      graph,
      env: { POLL_INTERVAL_MS: '600000' },
    });
    mortal = makeMortal(dying.application);
    client = await MongoClient.connect(testDatabaseUri());
  });
  afterEach(() => mortal?.revive());
  afterAll(async () => {
    await dying?.close();
    await other?.close();
    await graph?.close();
    await client?.close();
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
  /**
   * Another one says what the dead one was about to say: its lease of the conversation ends by the database's clock, which no test turns, and
   * is asked for again by that of the machine.
   */
  const takeOver = async (): Promise<void> => {
    const database = client.db(databaseName);
    await database.collection('conversations').updateMany({}, { $set: { 'lease.until': new Date(0) } });
    const pending = (): Promise<number> => database.collection('inbox').countDocuments({ status: 'pending' });
    await waitFor(
      'what was put to conversations to be taken up',
      async () => (await pending()) === 0,
      20_000,
    );
    await turn(minute);
  };
  /** The last call of the one that dies: what it was sending then is recorded, so nothing is sent a second time. */
  const dieAt = ([call, moment]: Death): void =>
    mortal.dieAt(call, moment, { first: async () => dying.application.workers?.deliveries.idle() });
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

  const fromTwo = { do: 'notify', collapse: { within: 'PT10M', from: 2, first: 'at_once' } };

  it.each(lateDeaths)(
    'one that comes after the first was told, dead at %s, %s it: each is told once, the later ones together',
    async (call, moment) => {
      const person = await newPerson(other);
      await publish(person, fromTwo);
      const all = [movement(person), movement(person), movement(person)] as const;
      const hidden = hide(all[1]);
      await send(other, all[0]);
      await other.settle();
      expect(person.got()).toHaveLength(1);
      mortal.dieAt(call, moment);
      await send(dying, all[1]);
      expect(mortal.isDead()).toBe(true);
      await send(other, all[2]);
      await turn(5 * minute);
      hidden.free();
      await turn(5_000);
      await turn(11 * minute);
      await turn(11 * minute);
      expect(await told(all)).toEqual([1, 1, 1]);
      expect(person.got()).toHaveLength(2);
    },
  );

  it.each(firstDeaths)('the first of all, dead at %s, %s it: it is told once', async (...death) => {
    const person = await newPerson(other);
    await publish(person, fromTwo);
    const only = movement(person);
    const hidden = hide(only);
    dieAt(death);
    await send(dying, only);
    expect(mortal.isDead()).toBe(true);
    hidden.free();
    await turn(5_000);
    await turn(11 * minute);
    await takeOver();
    expect(await told([only])).toEqual([1]);
    expect(person.got()).toHaveLength(1);
  });

  it.each(wakingDeaths)(
    'their time is over, and whoever wakes first is dead at %s, %s it: each is told once, together',
    async (...death) => {
      const person = await newPerson(other);
      await publish(person, fromTwo);
      const all = [movement(person), movement(person), movement(person)] as const;
      for (const event of all) await send(other, event);
      dying.clock.turn(11 * minute);
      dieAt(death);
      await dying.application.workers?.events.sweep().catch(() => 0);
      await dying.application.workers?.events.idle().catch(() => undefined);
      expect(mortal.isDead()).toBe(true);
      await other.turn(11 * minute);
      await turn(5_000);
      await takeOver();
      expect(await told(all)).toEqual([1, 1, 1]);
      expect(person.got().map(({ template }) => template)).toEqual([
        'account_movement_v1',
        'account_movements_v1',
      ]);
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
