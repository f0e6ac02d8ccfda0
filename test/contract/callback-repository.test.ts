import type {
  CallbackDelivery,
  CallbackEndpoint,
  ClaimedDelivery,
} from '../../src/callbacks/callback.repository.ts';
import { MongoCallbackRepository } from '../../src/storage/repositories/mongo-callback-repository.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes, readAll } from '../support/records.ts';

const anEndpoint = (changes: Partial<CallbackEndpoint> = {}): CallbackEndpoint => ({
  tenantId: tenantA,
  name: 'erp',
  url: 'https://erp.example.com/hooks',
  types: ['*'],
  secrets: [
    { secret: 'whsec_current', until: null },
    { secret: 'whsec_older', until: minutes(60) },
  ],
  disabledReason: null,
  failingSince: null,
  createdAt: startOfTests,
  updatedAt: startOfTests,
  ...changes,
});
const aDelivery = (changes: Partial<CallbackDelivery> = {}): CallbackDelivery => ({
  tenantId: tenantA,
  id: 'msg_1',
  endpointName: 'erp',
  type: 'request.closed',
  body: '{"type":"request.closed"}',
  attempts: 0,
  nextAttemptAt: startOfTests,
  createdAt: startOfTests,
  ...changes,
});
const attempt = { at: minutes(0), outcome: 'http_500', durationMs: 12 };

describe('callback repository', () => {
  let database: TestDatabase;
  let callbacks: MongoCallbackRepository;

  beforeAll(async () => {
    database = await openTestDatabase();
    callbacks = new MongoCallbackRepository(database.models, database.vault);
  });
  afterEach(async () => {
    await database.empty('callbacks');
    await database.empty('callbackdeliveries');
  });
  afterAll(() => database.close());

  const claim = (now: Date, limit = 10): Promise<readonly ClaimedDelivery[]> =>
    callbacks.claimDue({ now, leaseMs: 30_000, limit, tenantIds: [tenantA, tenantB] });
  const claimOne = async (now: Date): Promise<ClaimedDelivery> => {
    const [claimed] = await claim(now);
    if (claimed === undefined) throw new Error('nothing is due');
    return claimed;
  };

  describe('endpoints', () => {
    it('saved, then saved again: replaced, createdAt kept, secrets readable', async () => {
      await callbacks.saveEndpoint(anEndpoint());
      expect(await callbacks.findEndpoint(tenantA, 'erp')).toEqual(anEndpoint());
      const changed = anEndpoint({
        url: 'https://new.example.com/',
        types: ['request.closed'],
        updatedAt: minutes(1),
      });
      await callbacks.saveEndpoint({ ...changed, createdAt: minutes(1) });
      expect(await callbacks.findEndpoint(tenantA, 'erp')).toEqual(changed);
    });

    it('stored, read without keys: no secret in it', async () => {
      await callbacks.saveEndpoint(anEndpoint());
      const stored = await database.models
        .collection<{ _id: string; secrets: { buffer: Buffer } }>('callbacks')
        .findOne();
      expect(Buffer.from(stored?.secrets.buffer ?? []).toString('latin1')).not.toContain('whsec_');
      expect(JSON.stringify({ ...stored, secrets: null })).not.toContain('whsec_');
    });

    it('listed page by page: by name, of this tenant only', async () => {
      for (const name of ['c', 'a', 'b']) await callbacks.saveEndpoint(anEndpoint({ name }));
      await callbacks.saveEndpoint(anEndpoint({ tenantId: tenantB }));
      const found = await readAll((page) => callbacks.listEndpoints(tenantA, page), 2);
      expect(found.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    });

    it('removed: true once, false afterwards and for another tenant', async () => {
      await callbacks.saveEndpoint(anEndpoint());
      expect(await callbacks.removeEndpoint(tenantB, 'erp')).toBe(false);
      expect(await callbacks.removeEndpoint(tenantA, 'erp')).toBe(true);
      expect(await callbacks.removeEndpoint(tenantA, 'erp')).toBe(false);
      expect(await callbacks.findEndpoint(tenantA, 'erp')).toBeNull();
    });

    it('marked: health alone changes, and no endpoint comes into being', async () => {
      await callbacks.saveEndpoint(anEndpoint());
      const { updatedAt } = anEndpoint();
      const failing = { failingSince: minutes(1), failedAt: minutes(2) };
      const health = { ...failing, disabledReason: 'failing', updatedAt } as const;
      expect(await callbacks.markEndpoint(tenantA, 'erp', health)).toBe(true);
      expect(await callbacks.markEndpoint(tenantA, 'none', health)).toBe(false);
      expect(await callbacks.findEndpoint(tenantA, 'erp')).toEqual(anEndpoint(health));
      expect(await callbacks.findEndpoint(tenantA, 'none')).toBeNull();
    });

    it('marked for calls of before it was saved again: stays as it was saved', async () => {
      const saved = anEndpoint({ updatedAt: minutes(5) });
      await callbacks.saveEndpoint(saved);
      const failing = { failingSince: minutes(1), failedAt: minutes(1) };
      const health = { ...failing, disabledReason: 'gone', updatedAt: minutes(4) } as const;
      expect(await callbacks.markEndpoint(tenantA, 'erp', health)).toBe(false);
      expect(await callbacks.findEndpoint(tenantA, 'erp')).toEqual(saved);
    });

    it('marked for another health than it has by now: stays as it was marked', async () => {
      await callbacks.saveEndpoint(anEndpoint({ failingSince: minutes(1) }));
      const { updatedAt } = anEndpoint();
      const health = { failingSince: minutes(3), failedAt: minutes(3), disabledReason: null, updatedAt };
      expect(await callbacks.markEndpoint(tenantA, 'erp', health, null)).toBe(false);
      expect(await callbacks.markEndpoint(tenantA, 'erp', health, minutes(1))).toBe(true);
    });

    it('failing since an instant: those in use, of these tenants', async () => {
      await callbacks.saveEndpoint(anEndpoint({ name: 'long', failingSince: minutes(1) }));
      await callbacks.saveEndpoint(anEndpoint({ name: 'short', failingSince: minutes(3) }));
      await callbacks.saveEndpoint(anEndpoint({ name: 'well' }));
      await callbacks.saveEndpoint(
        anEndpoint({ name: 'off', failingSince: minutes(1), disabledReason: 'gone' }),
      );
      await callbacks.saveEndpoint(anEndpoint({ tenantId: tenantB, failingSince: minutes(1) }));
      const found = await callbacks.listFailing([tenantA], minutes(2));
      expect(found.map(({ name }) => name)).toEqual(['long']);
    });
  });

  describe('deliveries', () => {
    beforeEach(() => callbacks.saveEndpoint(anEndpoint()));

    it('queued twice: one delivery, the first body', async () => {
      await callbacks.enqueue(aDelivery());
      await callbacks.enqueue(aDelivery({ body: 'other' }));
      const claimed = await claim(startOfTests);
      expect(claimed.map(({ delivery, endpoint }) => ({ delivery, endpoint }))).toEqual([
        { delivery: aDelivery(), endpoint: anEndpoint() },
      ]);
    });

    it('claimed: not given to anybody else until the lease ends', async () => {
      await callbacks.enqueue(aDelivery());
      expect(await claim(startOfTests)).toHaveLength(1);
      expect(await claim(new Date(startOfTests.getTime() + 29_999))).toHaveLength(0);
      expect(await claim(new Date(startOfTests.getTime() + 30_000))).toHaveLength(1);
    });

    it('claimed by several at once: each delivery by one', async () => {
      for (let index = 0; index < 12; index += 1) await callbacks.enqueue(aDelivery({ id: `msg_${index}` }));
      const claims = (await Promise.all([1, 2, 3].map(() => claim(startOfTests)))).flat();
      expect(new Set(claims.map(({ delivery }) => delivery.id)).size).toBe(12);
      expect(claims).toHaveLength(12);
    });

    it('claimed with a limit: oldest first, none before its time, all tenants', async () => {
      await callbacks.enqueue(aDelivery({ id: 'second', nextAttemptAt: minutes(1) }));
      await callbacks.enqueue(aDelivery({ id: 'first', tenantId: tenantB }));
      await callbacks.enqueue(aDelivery({ id: 'third', nextAttemptAt: minutes(2) }));
      await callbacks.enqueue(aDelivery({ id: 'future', nextAttemptAt: minutes(9) }));
      const claimed = await claim(minutes(3), 2);
      expect(claimed.map(({ delivery }) => delivery.id)).toEqual(['first', 'second']);
      expect(claimed[0]?.endpoint).toBeNull();
      expect((await claim(minutes(3), 9)).map(({ delivery }) => delivery.id)).toEqual(['third']);
    });

    it('an attempt that failed: counted, free again, due at the next instant', async () => {
      await callbacks.enqueue(aDelivery());
      const claimed = await claimOne(startOfTests);
      const result = {
        claimed,
        attempt,
        status: 'pending',
        nextAttemptAt: minutes(5),
        reason: null,
        at: minutes(0),
      } as const;
      expect(await callbacks.recordAttempt(result)).toBe(true);
      expect(await claim(minutes(4))).toHaveLength(0);
      const again = await claimOne(minutes(5));
      expect(again.delivery).toEqual(aDelivery({ attempts: 1, nextAttemptAt: minutes(5) }));
    });

    it('a final result: nothing is due any more', async () => {
      await callbacks.enqueue(aDelivery());
      const claimed = await claimOne(startOfTests);
      const result = {
        claimed,
        attempt,
        status: 'delivered',
        nextAttemptAt: null,
        reason: null,
        at: minutes(0),
      } as const;
      expect(await callbacks.recordAttempt(result)).toBe(true);
      expect(await claim(minutes(60))).toHaveLength(0);
    });

    it('a worker that lost its lease: writes nothing', async () => {
      await callbacks.enqueue(aDelivery());
      const lost = await claimOne(startOfTests);
      const current = await claimOne(minutes(1));
      const result = {
        attempt,
        status: 'failed',
        nextAttemptAt: null,
        reason: 'gone',
        at: minutes(1),
      } as const;
      expect(await callbacks.recordAttempt({ ...result, claimed: lost })).toBe(false);
      const own = {
        attempt: null,
        status: 'pending',
        nextAttemptAt: minutes(2),
        reason: null,
        at: minutes(1),
      } as const;
      expect(await callbacks.recordAttempt({ ...own, claimed: current })).toBe(true);
      expect((await claimOne(minutes(2))).delivery.attempts).toBe(0);
    });
  });
});
