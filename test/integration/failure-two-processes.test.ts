import { MongoClient } from 'mongodb';
import { freshDatabaseName, testDatabaseUri } from '../support/engine.ts';
import { aLetterEvent } from '../support/events.ts';
import { aButtonTap, aMessage, aTextMessage, signWebhook } from '../support/meta-webhook.ts';
import { startMockGraph, type MockGraph } from '../support/mock-graph.ts';
import {
  choiceOf,
  newPerson,
  newPhone,
  personAt,
  requestOf,
  whatHappened,
  type Person,
} from '../support/scenario.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

describe('two processes on one database', () => {
  let graph: MockGraph;
  let one: World;
  let two: World;
  let client: MongoClient;
  const databaseName = freshDatabaseName();
  beforeAll(async () => {
    graph = await startMockGraph();
    one = await startWorld({ databaseName, graph });
    two = await startWorld({ databaseName, graph });
    client = await MongoClient.connect(testDatabaseUri());
  });
  afterAll(async () => {
    await one?.close();
    await two?.close();
    await graph?.close();
    await client?.close();
  });

  const settle = async (): Promise<void> => {
    for (let rounds = 0; rounds < 2; rounds += 1) await Promise.all([one.settle(), two.settle()]);
    // What one process could not claim because the other was at it is taken up by the sweep a moment later.
    one.clock.turn(3_000);
    two.clock.turn(3_000);
    await Promise.all([one.settle(), two.settle()]);
  };
  const count = (collection: string): Promise<number> =>
    client.db(databaseName).collection(collection).countDocuments({});

  it('the platform’s notice that a number changed, to both and twice: moved once, one task, and nothing to the old one', async () => {
    const person = await newPerson(one);
    const moved = newPhone();
    await person.writes('merhaba');
    const atOld = person.got().length;
    const system = { type: 'user_changed_number', wa_id: moved.slice(1), body: 'User A changed' };
    const told = aMessage(
      { type: 'system', system },
      { from: person.phone.slice(1), at: one.clock.now(), messageId: 'wamid.MOVED1' },
    );
    const answers = await Promise.all([one, two, one, two].map((world) => world.webhook(told)));
    expect(answers).toEqual([200, 200, 200, 200]);
    await settle();

    const { body } = await two.api.get(`/v1/customers/${person.customerRef}`);
    expect(body.contacts).toMatchObject([{ phone: moved, phoneVerified: false }]);
    const tasks = (await two.api.get('/v1/tasks?reason=number_changed&limit=200')).body.data;
    expect(
      (tasks as { customerRefs: string[] }[]).filter(({ customerRefs }) =>
        customerRefs.includes(person.customerRef ?? ''),
      ),
    ).toHaveLength(1);
    const event = aLetterEvent({
      eventId: 'two_moved',
      customer: person.customerRef ?? '',
      contact: person.contactRef ?? '',
    });
    await two.api.post('/v1/events', event).expect(202);
    await settle();
    expect(person.got()).toHaveLength(atOld);
    expect(personAt(two, moved).got().length).toBeGreaterThan(0);
    expect((await requestOf(one, event)).decision).toBeNull();
  });

  it('the same body to both, fifty times at once: one record, one answer', async () => {
    const phone = newPhone();
    const before = await count('inbox');
    const { rawBody } = signWebhook(
      aTextMessage({ from: phone.slice(1), text: 'merhaba', at: one.clock.now() }),
    );
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? one : two).webhookBytes(rawBody)),
    );
    await settle();

    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await count('inbox')).toBe(before + 1);
    expect(personAt(one, phone).got()).toHaveLength(1);
  });

  it('the first two messages of a new person, one to each: one person, one conversation', async () => {
    for (let round = 1; round <= 3; round += 1) {
      const before = [await count('conversations'), await count('contacts')];
      const phone = newPhone();
      const userId = `TR.8000000000000000${round}`;
      const at = one.clock.now();
      await Promise.all([
        one.webhook(aTextMessage({ from: null, userId, text: 'merhaba', at })),
        two.webhook(aTextMessage({ from: phone.slice(1), userId, text: 'merhaba', at })),
      ]);
      await settle();
      expect([await count('conversations'), await count('contacts')]).toEqual(
        before.map((number) => number + 1),
      );
    }
  });

  it('the same event to both at once: one request, one letter', async () => {
    const person = await newPerson(one);
    const event = aLetterEvent({ eventId: 'two_1', customer: person.customerRef ?? '' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? one : two).api.post('/v1/events', event)),
    );
    await settle();

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(person.got()).toHaveLength(1);
  });

  it('two different answers in the same moment through both: one decision, each tap is told something', async () => {
    for (let round = 1; round <= 2; round += 1) {
      const person = await newPerson(one);
      const event = aLetterEvent({ eventId: `two_tap_${round}`, customer: person.customerRef ?? '' });
      await one.api.post('/v1/events', event);
      await settle();
      await tap(one, person, 'agreed');
      await settle();
      const told = person.got().length;
      await Promise.all([tap(one, person, 'confirmed'), tap(two, person, 'wentBack')]);
      await settle();
      await waitFor('both taps to be answered', async () => {
        await settle();
        return person.got().length >= told + 2;
      });

      const request = await requestOf(one, event);
      const closings = whatHappened(request).filter((what) => what === 'agreed').length;
      expect(closings).toBe(request.status === 'closed' ? 1 : 0);
      expect(request.decision === null).toBe(request.status === 'open');
    }
  });

  it('forty messages of one person over both: all applied once, every step in its own revision', async () => {
    const person = await newPerson(one);
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 === 0 ? one : two).webhook(
          aTextMessage({ from: person.phone.slice(1), text: `mesaj ${index}`, at: one.clock.now() }),
        ),
      ),
    );
    await settle();
    const applied = await waitFor('all to be applied', async () => {
      await settle();
      const { body } = await one.api.get(`/v1/conversations?contact=${person.contactRef}`);
      const [conversation] = body.data as { id: string }[];
      if (conversation === undefined) return null;
      const lines = await one.api.get(`/v1/conversations/${conversation.id}/messages?limit=200`);
      const inbound = (lines.body.data as { direction: string; text: string }[]).filter(
        ({ direction }) => direction === 'in',
      );
      return inbound.length >= 40 ? { inbound, conversation } : null;
    });

    expect(new Set(applied.inbound.map(({ text }) => text)).size).toBe(40);
    const steps = await one.api.get(`/v1/conversations/${applied.conversation.id}/steps?limit=200`);
    const revs = (steps.body.data as { rev: number; inputs: unknown[] }[]).map(({ rev }) => rev);
    expect(revs).toEqual(revs.map((_, index) => index + 1));
    const inputs = (steps.body.data as { inputs: unknown[] }[]).flatMap((step) => step.inputs);
    expect(inputs).toHaveLength(40);
  });

  const tap = async (world: World, person: Person, choice: string): Promise<void> => {
    const id = choiceOf(person.sees(), choice);
    await world.webhook(aButtonTap({ from: person.phone.slice(1), id, at: world.clock.now() }));
  };
});
