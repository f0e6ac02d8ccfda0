import { makeMortal, type CallName, type DyingProcess } from '../support/dying-process.ts';
import { freshDatabaseName } from '../support/engine.ts';
import { aMovementEvent } from '../support/events.ts';
import { startMockGraph, type MockGraph } from '../support/mock-graph.ts';
import { aRule } from '../support/rule-ports.ts';
import { newPerson } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const deaths = [
  ...(['shadows.running', 'shadows.record', 'requestStore.open'] as const).flatMap(
    (call) =>
      [
        [call, 'before'],
        [call, 'after'],
      ] as const satisfies readonly (readonly [CallName, string])[],
  ),
  // Afterwards it is settled, and what is under way is the conversation's.
  ['events.settle', 'before'] as const,
];

describe('an event that a draft in the shadow looks at, and its process dies', () => {
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
    dying = await startWorld({ databaseName, graph, env: { POLL_INTERVAL_MS: '600000' } });
    // What is counted is in memory.
    const { tally: _counts, ...repositories } = dying.application.repositories;
    mortal = makeMortal({ repositories });
  });
  afterEach(() => mortal?.revive());
  afterAll(async () => {
    await dying?.close();
    await other?.close();
    await graph?.close();
  });

  it.each(deaths)(
    'at %s, %s it: told once, recorded once, and nothing of the draft is done',
    async (call, moment) => {
      count += 1;
      const person = await newPerson(other);
      const id = `shadow-${count}`;
      const when = [{ field: 'customer.ref', op: 'is', value: person.customerRef ?? '' }];
      const then = [{ do: 'task', role: 'staff' }];
      await other.api.put(`/v1/triggers/${id}/draft`, { ...aRule({ when }), then }).expect(200);
      await other.api.post(`/v1/triggers/${id}/shadow`, {}).expect(200);
      // The process that dies asks anew what is in the shadow.
      dying.clock.turn(2_000);
      await other.turn(2_000);

      const event = aMovementEvent({ eventId: `die_${count}`, customer: person.customerRef ?? '' });
      mortal.dieAt(call, moment);
      await dying.api.post('/v1/events', event).expect(202);
      await dying.application.workers?.events.idle().catch(() => undefined);
      expect(mortal.isDead()).toBe(true);
      dying.clock.turn(60_000);
      await other.turn(60_000);
      await other.turn(60_000);

      expect((await other.api.get(`/v1/events/${event.event_id as string}`)).body.status).toBe('processed');
      expect(person.got()).toHaveLength(1);
      const { body: seen } = await other.api.get(`/v1/triggers/${id}/shadow/events`).expect(200);
      expect(seen.data).toMatchObject([
        { eventId: event.event_id, differs: true, came: { status: 'processed' } },
      ]);
      expect((await other.api.get('/v1/tasks?reason=trigger')).body.data).toEqual([]);
      await other.api.remove(`/v1/triggers/${id}/draft`).expect(200);
    },
  );
});
