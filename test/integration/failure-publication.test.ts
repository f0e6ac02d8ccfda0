import { makeMortal, type DyingProcess } from '../support/dying-process.ts';
import { freshDatabaseName } from '../support/engine.ts';
import { aMovementEvent } from '../support/events.ts';
import { startMockGraph, type MockGraph } from '../support/mock-graph.ts';
import { aRule } from '../support/rule-ports.ts';
import { newPerson } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const deaths = (['rules.publish', 'rules.saveDraft', 'rules.withdraw'] as const).flatMap((call) =>
  (['before', 'after'] as const).map((moment) => [call, moment] as const),
);

describe('a process dies while somebody writes a rule whose draft is in the shadow', () => {
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
    'at %s, %s it: it is as it was or as it was to be, events act by what is shown, and the shadow goes with the draft',
    async (call, moment) => {
      count += 1;
      const person = await newPerson(other);
      const id = `publication-${count}`;
      const when = [{ field: 'customer.ref', op: 'is', value: person.customerRef ?? '' }];
      const path = `/v1/triggers/${id}`;
      const silent = { ...aRule({ when }), then: [{ do: 'nothing' }] };
      await other.api.put(`${path}/draft`, { ...aRule({ when }) }).expect(200);
      await other.api.post(`${path}/publish`).expect(200);
      await other.api.put(`${path}/draft`, silent).expect(200);
      await other.api.post(`${path}/shadow`, {}).expect(200);
      const writes = {
        'rules.publish': () => dying.api.post(`${path}/publish`),
        'rules.saveDraft': () => dying.api.remove(`${path}/draft`),
        'rules.withdraw': () => dying.api.post(`${path}/withdraw`),
      };

      mortal.dieAt(call, moment);
      const { status } = await writes[call]();
      // Whoever asked is not told that it is done.
      expect([mortal.isDead(), status >= 500]).toEqual([true, true]);
      await other.turn(2_000);

      const { body: rule } = await other.api.get(path).expect(200);
      const isDone = moment === 'after';
      expect([rule.published?.version ?? null, rule.draft === null]).toEqual([
        !isDone ? 1 : { 'rules.publish': 2, 'rules.saveDraft': 1, 'rules.withdraw': null }[call],
        isDone && call !== 'rules.withdraw',
      ]);
      const event = aMovementEvent({ eventId: `pub_${count}`, customer: person.customerRef ?? '' });
      await other.api.post('/v1/events', event).expect(202);
      await other.settle();
      const { body: came } = await other.api.get(`/v1/events/${String(event.event_id)}`).expect(200);
      const acted =
        rule.published === null
          ? { id: 'shipped.account.movement.posted', version: 2 }
          : { id, version: rule.published.version };
      expect(came.trigger).toEqual(acted);
      expect(person.got()).toHaveLength(rule.published?.version === 2 ? 0 : 1);

      const { body: shadow } = await other.api.get(`${path}/shadow`).expect(200);
      const ends = {
        'rules.publish': 'published',
        'rules.saveDraft': 'discarded',
        'rules.withdraw': 'changed',
      };
      expect([shadow.because, shadow.recorded]).toEqual(isDone ? [ends[call], 0] : [null, 1]);
      if (rule.draft !== null) await other.api.remove(`${path}/draft`).expect(200);
    },
  );
});
