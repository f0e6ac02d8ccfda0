import mongoose from 'mongoose';
import type { MongoClient } from 'mongodb';
import { countWork, type CountedWork } from '../support/counted-writes.ts';
import { testDatabaseUri } from '../support/engine.ts';
import { aTextMessage } from '../support/meta-webhook.ts';
import { newPerson } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

/**
 * What one answered message costs in commands, documents and bytes (ADR 0024, docs/performance.md). No timing: it is the same on any
 * machine. Who makes a message dearer finds out here, and says in this file and in docs/performance.md what for.
 */
let world: World;
let client: MongoClient;
beforeAll(async () => {
  world = await startWorld({
    env: { MONGODB_URI: `${testDatabaseUri()}&monitorCommands=true`, POLL_INTERVAL_MS: '600000' },
  });
  const connection = mongoose.connections.at(-1); // the one the world has just opened
  if (connection === undefined) throw new Error('the world has no connection');
  client = connection.getClient();
  // What is asked once and kept: settings, units, words, prices.
  await written('+905319990009', 'Merhaba');
}, 60_000);
afterAll(() => world.close());

/** Written alone, answered, and everything behind the answer done. Nothing is swept meanwhile: that costs the same without a message. */
const written = (from: string, text: string): Promise<CountedWork> =>
  countWork(client, async () => {
    const answered = world.graph.messages.length;
    expect(
      await world.webhook(aTextMessage({ from: from.replace(/\D/g, ''), text, at: world.clock.now() })),
    ).toBe(200);
    await world.application.workers?.idle();
    expect(world.graph.messages.length).toBe(answered + 1);
    // Longer than anybody's clock steps back, shorter than a turn.
    world.clock.turn(2_500);
  });

/** Acknowledged, known, looked up, committed; sent; then line and debts behind the answer. */
const ofKnown = [
  'insert inbox',
  'find identities',
  'find contacts',
  'update conversations',
  'insert outbox',
  'update inbox',
  'update conversations',
];
const documentsOfKnown = { inbox: 2, conversations: 2, outbox: 1 };

describe('one answered message, in commands, documents and bytes', () => {
  it('of somebody new: six commands and four documents more', async () => {
    const { commands, documents, bytes } = await written('+905319990003', 'Merhaba');

    expect({ commands, documents }).toEqual({
      commands: [
        ...ofKnown.slice(0, 3),
        ...['insert identities', 'insert conversations', 'insert identities', 'insert contacts'],
        // Nobody can have applied it, and it is asked as for anybody (ADR 0024).
        'find inbox',
        ...ofKnown.slice(2),
      ],
      documents: { ...documentsOfKnown, conversations: 3, contacts: 1, identities: 2 },
    });
    expect(bytes).toBeLessThan(6_900);
  });

  it('of a stranger who wrote before: seven commands, five documents', async () => {
    await written('+905319990001', 'Merhaba');
    const { commands, documents, bytes } = await written('+905319990001', 'Merhaba');

    expect({ commands, documents }).toEqual({ commands: ofKnown, documents: documentsOfKnown });
    expect(bytes).toBeLessThan(5_600);
  });

  it('typed within seconds of two others: no more than alone', async () => {
    const from = '+905319990002';
    await written(from, 'Merhaba');
    await written(from, 'Merhaba');
    const { commands, documents, bytes } = await written(from, 'Merhaba');

    expect({ commands, documents }).toEqual({ commands: ofKnown, documents: documentsOfKnown });
    expect(bytes).toBeLessThan(5_600);
  });

  it('of a customer who asks for the balance: the same, and what is in the books', async () => {
    const person = await newPerson(world);
    await written(person.phone, 'Merhaba');
    const { commands, documents, bytes } = await written(person.phone, 'Bakiye');

    expect({ commands, documents }).toEqual({
      commands: [...ofKnown.slice(0, 3), 'find accounts', ...ofKnown.slice(3)],
      documents: documentsOfKnown,
    });
    expect(bytes).toBeLessThan(5_600);
  });
});
