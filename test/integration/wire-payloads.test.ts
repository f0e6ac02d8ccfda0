import { MongoClient, type Db } from 'mongodb';
import { parseWebhook } from '../../src/whatsapp/meta/parse-webhook.ts';
import { freshDatabaseName, testDatabaseUri } from '../support/engine.ts';
import { aLetterEvent } from '../support/events.ts';
import { toWireBytes } from '../support/meta-webhook.ts';
import { asIfForUs, everyPayload } from '../support/payloads.ts';
import { newPerson, report, requestOf } from '../support/scenario.ts';
import { phoneNumberId, startWorld, type World } from '../support/world.ts';

const payloads = everyPayload();
const unitsOf = (bodies: readonly unknown[]) => bodies.flatMap((body) => parseWebhook(toWireBytes(body)));

describe('every body a platform may post', () => {
  let world: World;
  let client: MongoClient;
  let database: Db;
  beforeAll(async () => {
    const databaseName = freshDatabaseName();
    world = await startWorld({ demo: true, databaseName });
    client = await MongoClient.connect(testDatabaseUri());
    database = client.db(databaseName);
  });
  afterAll(async () => {
    await world?.close();
    await client?.close();
  });

  /** Posts in small groups at once, as a platform does; answers the names of the refused ones. */
  const postAll = async (bodies: readonly unknown[]): Promise<string[]> => {
    const refused: string[] = [];
    for (let from = 0; from < bodies.length; from += 16) {
      const statuses = await Promise.all(bodies.slice(from, from + 16).map((body) => world.webhook(body)));
      for (const [index, status] of statuses.entries())
        if (status !== 200) refused.push(payloads[from + index]?.name ?? '');
    }
    return refused;
  };
  const stillAnswers = async (eventId: string): Promise<void> => {
    const person = await newPerson(world);
    const event = aLetterEvent({ eventId, customer: person.customerRef ?? '' });
    await report(world, event);
    await person.taps('agreed');
    await person.taps('confirmed');
    expect(await requestOf(world, event)).toMatchObject({ outcome: 'agreed' });
  };
  const counts = async (): Promise<{ inbox: number; unrouted: number }> => ({
    inbox: await database.collection('inbox').countDocuments({ kind: { $ne: 'system' } }),
    unrouted: await database.collection('unrouted').countDocuments({}),
  });

  it('as found: each is answered with 200 and every unit of it is kept, ours or not', async () => {
    expect(await postAll(payloads.map(({ body }) => body))).toEqual([]);
    await world.settle();

    const sources = new Set(
      unitsOf(payloads.map(({ body }) => body)).map(({ dedupeSource }) => dedupeSource),
    );
    const { inbox, unrouted } = await counts();
    expect(inbox + unrouted).toBe(sources.size);
    await stillAnswers('wire_1');
  });

  it('as if sent to our number just now: each is answered with 200, kept and worked; nothing breaks', async () => {
    const bodies = payloads.map(({ body }) => asIfForUs(body, phoneNumberId, world.clock.now()));
    expect(await postAll(bodies)).toEqual([]);
    await world.settle();

    const inbox = database.collection('inbox');
    expect(await inbox.countDocuments({ status: 'pending' })).toBe(0);
    expect(await inbox.countDocuments({ reason: 'step_failed' })).toBe(0);
    const worked = await inbox.countDocuments({ kind: 'message', status: 'done' });
    expect(worked).toBeGreaterThan(15);
    await stillAnswers('wire_2');
  });

  it('a second time: nothing is kept twice and nobody is answered twice', async () => {
    const before = await counts();
    const sent = world.graph.messages.length;
    await postAll(payloads.map(({ body }) => body));
    await postAll(payloads.map(({ body }) => asIfForUs(body, phoneNumberId, world.clock.now())));
    await world.settle();

    expect(await counts()).toEqual(before);
    expect(world.graph.messages).toHaveLength(sent);
  });

  it.each([
    ['no JSON', 'this is not JSON'],
    ['JSON that is no object', '[1,2,3]'],
    ['null', 'null'],
    ['an empty body', ''],
    ['a cut body', '{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"mess'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
    ['names of the prototype', '{"__proto__":{"polluted":true},"entry":[{"constructor":{"prototype":{}}}]}'],
    ['a very deep body', `${'{"entry":['.repeat(2_000)}1${']}'.repeat(2_000)}`],
  ])('%s with a good signature: 200, kept, the world goes on', async (_name, body) => {
    expect(await world.webhookBytes(Buffer.from(body))).toBe(200);
    await world.settle();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('after all of it: a normal letter is still answered', () => stillAnswers('wire_3'));
});
