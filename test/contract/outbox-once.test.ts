import fc from 'fast-check';
import { MongoOutboxRepository } from '../../src/storage/repositories/mongo-outbox-repository.ts';
import { startOfTests, tenantA } from '../support/builders-api.ts';
import { anIntent } from '../support/builders-work.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const leaseMs = 60_000;
const later = new Date(startOfTests.getTime() + 1_000);

describe('messages by their key', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.empty('outbox'));
  afterAll(() => database.close());

  it('relayed and claimed by any two processes, in any order, as often as one likes: nobody sends one twice', async () => {
    const conversation = fc.integer({ min: 1, max: 3 });
    const step = fc.record({
      owner: fc.constantFrom('p', 'q'),
      relays: fc.boolean(),
      conversations: fc.uniqueArray(conversation, { minLength: 1, maxLength: 3 }),
      capacity: fc.integer({ min: 0, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        await database.empty('outbox');
        const outbox = new MongoOutboxRepository(database.models, database.vault);
        const begun: string[] = [];
        for (const { owner, relays, conversations, capacity } of steps) {
          const intents = conversations.map((n) =>
            anIntent({ id: `cnv_${n}:1:0`, conversationId: `cnv_${n}`, notBefore: startOfTests }),
          );
          const owned = relays
            ? (await outbox.relay(intents, owner, leaseMs, startOfTests, { capacity, arrived: [] })).owned
            : await outbox.claimDue(tenantA, owner, leaseMs, later, capacity);
          // A repeated relay by the owner answers what it owns already: that is being sent once.
          begun.push(...owned.map(({ id, owner: by }) => `${id} ${by} ${owner}`));
        }
        const senders = new Map<string, Set<string>>();
        for (const one of begun) {
          const [id = '', by = '', asked = ''] = one.split(' ');
          expect(by).toBe(asked);
          senders.set(id, (senders.get(id) ?? new Set()).add(by));
        }
        for (const [id, owners] of senders) expect([id, owners.size]).toEqual([id, 1]);
        const stored = await database.models.collection<{ _id: string }>('outbox').find({}).toArray();
        expect(new Set(stored.map(({ _id }) => _id)).size).toBe(stored.length);
        for (const { attempt } of await outbox.find(tenantA, [...senders.keys()])) expect(attempt).toBe(1);
      }),
      { numRuns: 40 },
    );
  });
});
