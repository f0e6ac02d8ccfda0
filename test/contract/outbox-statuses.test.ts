import fc from 'fast-check';
import type { OutboxEntry } from '../../src/delivery/outbox-entry.ts';
import type { PlanRecord } from '../../src/delivery/plan-record.ts';
import type { StatusUpdate } from '../../src/delivery/outbox.repository.ts';
import { MongoOutboxRepository } from '../../src/storage/repositories/mongo-outbox-repository.ts';
import { tenantA } from '../support/builders-api.ts';
import { anIntent } from '../support/builders-work.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes } from '../support/records.ts';

const now = minutes(0);
const id = 'cnv_1:1:0';
const words = ['sent', 'delivered', 'read', 'failed'];

let database: TestDatabase;
let outbox: MongoOutboxRepository;
let other: MongoOutboxRepository;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => {
  outbox = new MongoOutboxRepository(database.models, database.vault);
  other = new MongoOutboxRepository(database.models, database.vault);
});
afterEach(() => database.empty());
afterAll(() => database.close());

const update = (status: string, attempt = 1, at = minutes(1)): StatusUpdate => ({
  intentId: id,
  providerMessageId: 'wamid.1',
  fact: { status, at, attempt, error: null },
});

const relay = async (changes: Parameters<typeof anIntent>[0] = {}): Promise<OutboxEntry> => {
  const { owned } = await outbox.relay([anIntent({ id, ...changes })], 'me', 60_000, now);
  return owned[0] as OutboxEntry;
};

const stored = async (): Promise<OutboxEntry> => (await outbox.find(tenantA, [id]))[0] as OutboxEntry;
const factsOf = ({ statuses }: OutboxEntry): string[] =>
  statuses.map(({ status, attempt }) => `${status} ${attempt}`).sort();

describe('statuses of one message that come together', () => {
  it('all three before the answer of the send: accepted, each fact as it was told', async () => {
    await relay();
    const updates = [update('read'), update('sent'), update('delivered')];

    expect(await outbox.applyStatuses(tenantA, updates)).toEqual([true, true, true]);
    expect(await stored()).toMatchObject({
      ...{ state: 'settled', outcome: 'accepted', providerMessageId: 'wamid.1' },
      statuses: updates.map(({ fact }) => fact),
    });
  });

  it('some known already, some twice, of two attempts: each fact once, the first of it', async () => {
    await relay();
    await outbox.applyStatuses(tenantA, [update('sent')]);
    await outbox.applyStatuses(tenantA, [
      update('sent', 1, minutes(2)),
      update('delivered'),
      update('delivered', 1, minutes(3)),
      update('sent', 2),
      update('read'),
    ]);
    const entry = await stored();

    expect(factsOf(entry)).toEqual(['delivered 1', 'read 1', 'sent 1', 'sent 2']);
    expect(entry.statuses.filter(({ attempt }) => attempt === 1).map(({ at }) => at)).toEqual(
      Array.from({ length: 3 }, () => minutes(1)),
    );
  });

  it('failed and delivered beside each other: both facts, in whatever order', async () => {
    await relay();
    await outbox.applyStatuses(tenantA, [update('failed'), update('delivered')]);

    expect(factsOf(await stored())).toEqual(['delivered 1', 'failed 1']);
  });

  it('beside those of a message nobody knows and of a neighbour: each answered for itself', async () => {
    await relay();
    const neighbour = { id: 'cnv_2:1:0', conversationId: 'cnv_2' as const };
    await outbox.relay([anIntent(neighbour as Parameters<typeof anIntent>[0])], 'me', 60_000, now);
    const of = (intentId: string, status: string): StatusUpdate => ({ ...update(status), intentId });
    const known = await outbox.applyStatuses(tenantA, [
      ...[of(id, 'sent'), of('cnv_9:1:0', 'sent'), of('cnv_2:1:0', 'read')],
      ...[of(id, 'delivered'), of('cnv_2:1:0', 'sent')],
    ]);
    const [second] = await outbox.find(tenantA, ['cnv_2:1:0']);

    expect(known).toEqual([true, false, true, true, true]);
    expect(factsOf(await stored())).toEqual(['delivered 1', 'sent 1']);
    expect(second === undefined ? [] : factsOf(second)).toEqual(['read 1', 'sent 1']);
  });

  it('in any parts, overlapping, to two processes at the same moment: each fact once and none lost', async () => {
    const parts = fc.array(fc.subarray(words, { minLength: 1 }), { minLength: 2, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(parts, async (calls) => {
        await database.empty();
        await relay();
        const answers = await Promise.all(
          calls.map((statuses, n) =>
            (n % 2 === 0 ? outbox : other).applyStatuses(
              tenantA,
              statuses.map((status) => update(status)),
            ),
          ),
        );
        expect(answers.flat().every(Boolean)).toBe(true);
        const told = [...new Set(calls.flat())].map((status) => `${status} 1`);
        expect(factsOf(await stored())).toEqual(told.sort());
      }),
      { numRuns: 25 },
    );
  });
});

describe('what was held or waited, and left as it turns out', () => {
  const hold: PlanRecord = {
    ...{ at: now, verdict: 'hold', check: 'price', reason: 'budget', until: minutes(1) },
  };
  const heldThenTaken = async (): Promise<OutboxEntry> => {
    await outbox.relay(
      [anIntent({ id, plan: hold, heldUntil: minutes(1), heldFor: 'budget', notBefore: minutes(1) })],
      'me',
      60_000,
      now,
    );
    const [entry] = await outbox.claimDue(tenantA, 'me', 60_000, minutes(1), 1);
    return entry as OutboxEntry;
  };
  const unknownSince = async ({ attempt }: OutboxEntry): Promise<void> => {
    const set = { state: 'unknown', wakeAt: minutes(3), reason: 'timeout', sentAs: 'free' } as const;
    await outbox.record([{ ...{ id, tenantId: tenantA, owner: 'me', attempt }, set }]);
  };
  const left = (at: Date, how: object = {}) => ({ at, verdict: 'send', ...how, before: hold });

  it('its process died, and a status tells: its plan let it go', async () => {
    await heldThenTaken();
    await outbox.applyStatuses(tenantA, [update('delivered', 1, minutes(2))]);

    expect(await stored()).toMatchObject({ outcome: 'accepted' });
    expect((await stored()).plan).toEqual(left(minutes(2)));
  });

  it('the person answers to what nobody knew of: so it did, as it was said', async () => {
    await unknownSince(await heldThenTaken());
    const next = anIntent({ id: 'cnv_1:2:0', seq: 256 });
    await outbox.relay([next], 'me', 60_000, minutes(2), { capacity: 0, arrived: [id] });

    expect(await stored()).toMatchObject({ outcome: 'accepted', takenAt: minutes(2) });
    expect((await stored()).plan).toEqual(left(minutes(2), { as: 'free' }));
  });

  it('nobody ever learns what became of it: it was tried, and does not wait', async () => {
    await unknownSince(await heldThenTaken());
    const [overdue] = await outbox.findOverdueUnknown(tenantA, minutes(4), 1);
    await outbox.decideUnknown(overdue as OutboxEntry, 'unknown_final', minutes(4));

    expect(await stored()).toMatchObject({ outcome: 'unknown_final' });
    expect((await stored()).plan).toEqual(left(minutes(4), { as: 'free' }));
  });

  it('what is withheld while others are held: no hold stands with it', async () => {
    await outbox.relay([anIntent({ id, plan: hold, suppressed: 'withheld' })], 'me', 60_000, now);

    expect(await stored()).toMatchObject({ outcome: 'accepted', plan: { at: now, verdict: 'send' } });
    expect((await stored()).plan).not.toHaveProperty('before');
  });
});
