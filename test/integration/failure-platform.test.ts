import { MongoClient } from 'mongodb';
import { freshDatabaseName, testDatabaseUri } from '../support/engine.ts';
import { aLetterEvent } from '../support/events.ts';
import { startMockGraph } from '../support/mock-graph.ts';
import { newPerson, report, requestOf, transcriptOf, type Person } from '../support/scenario.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

const wait = 90_000;

const statusesOf = async (world: World, person: Person): Promise<string[]> => {
  const lines = await transcriptOf(world, person.contactRef ?? '');
  return lines.filter(({ direction }) => direction === 'out').map(({ status }) => status);
};

/** Of the last line a person was sent. */
const planOf = async (
  world: World,
  person: Person,
): Promise<{ verdict: string; checks: readonly object[] } | null> => {
  const line = (await transcriptOf(world, person.contactRef ?? '')).at(-1);
  return (await world.api.get(`/v1/messages/${line?.id}/explain`)).body.plan;
};

describe('a platform that cannot be reached', () => {
  it('no connection: sent once the platform is back, exactly once and in order', async () => {
    const gone = await startMockGraph();
    const world = await startWorld({ graph: gone });
    try {
      const person = await newPerson(world);
      await gone.close();
      const events = ['fail_gone_1', 'fail_gone_2'].map((eventId) =>
        aLetterEvent({
          eventId,
          customer: person.customerRef ?? '',
          data: { reply_deadline: '2027-06-01' },
        }),
      );
      for (const event of events) await report(world, event);
      expect(await statusesOf(world, person)).toEqual(['pending', 'pending']);
      const back = await startMockGraph({ port: Number(new URL(gone.url).port) });
      for (let turns = 0; turns < 4; turns += 1) await world.turn(61_000);

      expect(back.messages.map(({ to }) => to)).toEqual([person.phone, person.phone]);
      expect(await statusesOf(world, person)).toEqual(['accepted', 'accepted']);
      await back.close();
    } finally {
      await world.close();
    }
  });

  it('a burst of errors to many people: the breaker spares the platform, later everybody gets their letter', async () => {
    const world = await startWorld({ env: { BREAKER_OPEN_MS: '3000' } });
    try {
      const people = await Promise.all(Array.from({ length: 30 }, () => newPerson(world)));
      world.graph.behave({ kind: 'page', status: 503 });
      // The breaker's window is half a minute of real time: a burst of thirty that each settle is none on a slow machine.
      for (let from = 0; from < people.length; from += 5) {
        for (const { customerRef } of people.slice(from, from + 5)) {
          const data = { reply_deadline: '2027-06-01' };
          const event = { eventId: `fail_burst_${customerRef}`, customer: customerRef ?? '', data };
          expect((await world.api.post('/v1/events', aLetterEvent(event))).status).toBe(202);
        }
        await world.settle();
      }
      expect(world.graph.calls.length).toBeLessThan(30);
      const plans = await Promise.all(people.map((person) => planOf(world, person)));
      const waited = { check: 'channel', result: 'waited', reason: 'platform_failing' };
      expect(plans.flatMap((plan) => plan?.checks ?? [])).toContainEqual(expect.objectContaining(waited));
      world.graph.behave({ kind: 'accept' });
      await waitFor(
        'everybody to have a letter',
        async () => {
          await world.turn(wait);
          return people.every((person) => person.got().length === 1);
        },
        25_000,
      );
      await world.settle();
      const after = await Promise.all(people.map((person) => planOf(world, person)));
      expect(new Set(after.map((plan) => plan?.verdict))).toEqual(new Set(['send']));
    } finally {
      await world.close();
    }
  });
});

describe('a channel whose access was refused (190)', () => {
  let world: World;
  let database: MongoClient;
  const databaseName = freshDatabaseName();
  beforeAll(async () => {
    world = await startWorld({ databaseName });
    database = await MongoClient.connect(testDatabaseUri());
  });
  afterAll(async () => {
    await world?.close();
    await database?.close();
  });

  it('pauses the number without burning attempts and sends everything once access is back', async () => {
    const person = await newPerson(world);
    const event = aLetterEvent({
      eventId: 'fail_190',
      customer: person.customerRef ?? '',
      data: { reply_deadline: '2027-06-01' },
    });
    world.graph.behave({ kind: 'refuse', code: 190, status: 401 });
    await report(world, event);
    for (let turns = 0; turns < 14; turns += 1) await world.turn(61_000);
    expect(world.graph.calls).toHaveLength(1);
    expect(await requestOf(world, event)).toMatchObject({ status: 'open', outcome: null });

    world.graph.behave({ kind: 'accept' });
    // The pause runs on the database's clock, which no test turns: it is taken away instead of waited for.
    await database.db(databaseName).collection('buckets').deleteMany({});
    await world.turn(61_000);
    const [line] = await transcriptOf(world, person.contactRef ?? '');
    expect(line?.status).toBe('accepted');
    expect(person.got()).toHaveLength(1);
    expect(String(world.graph.messages[0]?.callbackData)).toMatch(/\.1$/);
  });
});
