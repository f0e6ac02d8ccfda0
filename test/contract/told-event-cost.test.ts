import { BSON, type CommandStartedEvent, type Document } from 'mongodb';
import mongoose from 'mongoose';
import { testDatabaseUri } from '../support/engine.ts';
import { aMovementEvent } from '../support/events.ts';
import { newPerson, sentMessages } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const people = 20;

/** What the product asked of the database: commands, and what is in them. */
interface Cost {
  /** Commands that write, or look up by names. */
  commands: number;
  /** Documents inserted and statements of updates, by `insert events`, `update requests` … */
  written: Record<string, number>;
  /** Names looked up, by collection. */
  lookedUp: Record<string, number>;
  /** Bytes of what was inserted and stays or goes at its time, by collection. */
  bytes: Record<string, number>;
}

/** Of each told movement; what is not named here is nothing. */
const most: Record<'written' | 'lookedUp' | 'bytes', Record<string, number>> = {
  written: {
    'insert events': 1,
    'update accounts': 1,
    // How many of the account came in the last minutes.
    'update triggertallies': 1,
    'insert requests': 1,
    'insert inbox': 1,
    'update events': 1,
    // The claim of one that is not at hand, the commit, the end.
    'update conversations': 3,
    'insert steps': 1,
    'insert outbox': 1,
    // What is answered late is stored before.
    'update outbox': 1,
    'update requests': 1,
    'update inbox': 1,
  },
  // Conversations and what waits for them: where they are not at hand.
  lookedUp: {
    customers: 1,
    contacts: 4,
    requests: 2,
    accounts: 2,
    identities: 2,
    conversations: 1,
    inbox: 1,
  },
  bytes: { events: 800, requests: 1_300, inbox: 1_200, steps: 800, outbox: 2_700 },
};

/** What is more than that, with how much it is. */
const beyond = (sums: Record<string, number>, bounds: Record<string, number>): [string, number][] =>
  Object.entries(sums).filter(([name, sum]) => sum > people * (bounds[name] ?? 0));

/** Of no event in particular: limits, sweeps, who may call. */
const ofNoEvent: ReadonlySet<string> = new Set(['buckets', 'apikeys']);

/** How many names a filter asks for; 0: it asks for none, as sweeps do. */
const namesIn = (filter: Document): number =>
  Math.max(
    0,
    ...['_id', 'ref', 'reference', 'customerRef'].map((field) => {
      const wanted = filter[field] as { $in?: unknown[] } | undefined;
      return Array.isArray(wanted?.$in) ? wanted.$in.length : 0;
    }),
  );

const add = (sums: Record<string, number>, name: string, more: number): void => {
  sums[name] = (sums[name] ?? 0) + more;
};

const count = (cost: Cost, { commandName: name, command }: CommandStartedEvent): void => {
  const { documents = [], updates = [], filter = {} } = command as Record<string, Document[] | undefined>;
  const collection = String(command[name]);
  if (ofNoEvent.has(collection)) return;
  // A sweep updates whatever is due, and names nothing.
  const named = updates.filter((one) => (one.q as Document)._id !== undefined);
  const asked = name === 'find' ? namesIn(filter as Document) : 0;
  if (documents.length + named.length + asked === 0) return;
  cost.commands += 1;
  if (asked > 0) add(cost.lookedUp, collection, asked);
  else add(cost.written, `${name} ${collection}`, documents.length + named.length);
  for (const document of documents) add(cost.bytes, collection, BSON.calculateObjectSize(document));
};

const movementOf = (customer: string, n: number): Record<string, unknown> =>
  aMovementEvent({ eventId: `cost_${customer}_${n}`, customer });

/** Every person is told of one movement, all at once. */
const report = async (world: World, customers: readonly string[], n: number): Promise<void> => {
  const answers = await Promise.all(
    customers.map((customer) => world.api.post('/v1/events', movementOf(customer, n))),
  );
  expect(answers.map(({ status }) => status)).toEqual(customers.map(() => 202));
  await world.settle();
};

describe('the cost of an event that is told', () => {
  let cost: Cost;
  let told: number;

  beforeAll(async () => {
    const world = await startWorld({ env: { MONGODB_URI: `${testDatabaseUri()}&monitorCommands=true` } });
    try {
      const all = await Promise.all(Array.from({ length: people }, () => newPerson(world)));
      const customers = all.map(({ customerRef }) => customerRef ?? '');
      // Accounts are there, conversations at hand.
      await report(world, customers, 1);
      const client = mongoose.connections.at(-1)?.getClient(); // the one the world has just opened
      if (client === undefined) throw new Error('the world has no connection');
      cost = { commands: 0, written: {}, lookedUp: {}, bytes: {} };
      const before = sentMessages(world).length;
      client.on('commandStarted', (event) => count(cost, event));
      await report(world, customers, 2);
      told = sentMessages(world).length - before;
    } finally {
      await world.close();
    }
  }, 90_000);

  it('twenty people are told of a movement each: all of them are', () => {
    expect(told).toBe(people);
  });

  it('a movement of each of twenty people: so much is written of each, and nothing besides', () => {
    expect(beyond(cost.written, most.written)).toEqual([]);
  });

  it('a movement of each of twenty people: no more is looked up', () => {
    expect(beyond(cost.lookedUp, most.lookedUp)).toEqual([]);
  });

  it('a movement of each of twenty people: they share commands', () => {
    // One by one they would be twenty and more for each.
    expect(cost.commands).toBeLessThanOrEqual(8 * people);
  });

  it('documents of a movement: no longer than they are', () => {
    expect(beyond(cost.bytes, most.bytes)).toEqual([]);
  });
});
