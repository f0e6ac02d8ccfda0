import { MongoHeldMessageRepository } from '../../src/storage/repositories/mongo-held-message-repository.ts';
import { MongoMessageRepository } from '../../src/storage/repositories/mongo-message-repository.ts';
import { MongoOutboxRepository } from '../../src/storage/repositories/mongo-outbox-repository.ts';
import { MongoReachRepository } from '../../src/storage/repositories/mongo-reach-repository.ts';
import { entryBeingSent, type Intent, type OutboxEntry } from '../../src/delivery/outbox-entry.ts';
import type { PlanRecord } from '../../src/delivery/plan-record.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { anIntent } from '../support/builders-work.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const hour = 60 * 60_000;
const at = (hours: number): Date => new Date(startOfTests.getTime() + hours * hour);
const by = 'key:k1';

describe('MongoHeldMessageRepository', () => {
  let database: TestDatabase;
  let outbox: MongoOutboxRepository;
  let held: MongoHeldMessageRepository;
  let messages: MongoMessageRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    outbox = new MongoOutboxRepository(database.models, database.vault);
    held = new MongoHeldMessageRepository(database.models, database.vault);
    messages = new MongoMessageRepository(database.models, database.vault);
  });
  afterEach(() => database.empty('outbox'));
  afterAll(() => database.close());

  const store = (id: string, changes: Partial<Intent> = {}): Promise<unknown> => {
    const conversationId = id.split(':')[0] as string;
    const until = changes.heldUntil ?? null;
    const intent = anIntent({ id, conversationId, notBefore: until ?? startOfTests, ...changes });
    return outbox.relay([intent], 'p', 1_000, startOfTests, { capacity: 0, arrived: [] });
  };
  const holding = (hours: number, heldFor: Intent['heldFor'] = 'quiet_hours') => ({
    ...{ heldUntil: at(hours), heldFor, notAfter: at(100) },
  });
  const listed = async (filter = {}, tenantId: TenantId = tenantA) =>
    (
      await messages.listHeld(tenantId, { now: startOfTests, ...filter }, { limit: 50, after: null })
    ).items.map(({ id, held: why }) => [id, why?.reason, why?.until]);

  it('held and not held, of two tenants: listed in the order they go, with their reason', async () => {
    await store('cnv_2:1:0', holding(5, 'budget'));
    await store('cnv_1:1:0', holding(3));
    await store('cnv_3:1:0');
    await store('cnv_4:1:0', { ...holding(1), tenantId: tenantB });

    expect(await listed()).toEqual([
      ['cnv_1:1:0', 'quiet_hours', at(3)],
      ['cnv_2:1:0', 'budget', at(5)],
    ]);
    expect(await listed({ reason: 'budget' })).toEqual([['cnv_2:1:0', 'budget', at(5)]]);
    expect(await listed({ conversationId: 'cnv_1' })).toEqual([['cnv_1:1:0', 'quiet_hours', at(3)]]);
    expect(await listed({ now: at(4) })).toEqual([['cnv_2:1:0', 'budget', at(5)]]);
  });

  it('page by page: each once, in order', async () => {
    for (const [id, hours] of [
      ['a', 3],
      ['b', 3],
      ['c', 4],
      ['d', 2],
    ] as const)
      await store(`cnv_${id}:1:0`, holding(hours));
    const seen: string[] = [];
    let after = null;
    do {
      const page = await messages.listHeld(tenantA, { now: startOfTests }, { limit: 1, after });
      seen.push(...page.items.map(({ conversationId }) => conversationId));
      after = page.next;
    } while (after !== null);

    expect(seen).toEqual(['cnv_d', 'cnv_a', 'cnv_b', 'cnv_c']);
  });

  it('taken by the platform, many in one instant, page by page: each once, the latest first', async () => {
    const take = async (name: string, takenAt: Date, tenantId: TenantId): Promise<void> => {
      await store(`cnv_${name}:1:0`, { tenantId });
      const [entry] = await outbox.claimDue(tenantId, 'p', 1_000, at(1), 10);
      const { id, attempt } = entry as OutboxEntry;
      const set = { state: 'settled', outcome: 'accepted', wakeAt: null, takenAt } as const;
      await outbox.record([{ id, tenantId, attempt, owner: 'p', set }]);
    };
    for (const name of ['a', 'c', 'b', 'd']) await take(name, at(1), tenantA);
    for (const name of ['f', 'e']) await take(name, at(2), tenantA);
    await take('g', at(2), tenantB);
    await store('cnv_h:1:0', holding(3));
    for (const limit of [1, 2, 3, 6, 50]) {
      const seen: string[] = [];
      let after = null;
      do {
        const page = await messages.listTaken(tenantA, { limit, after });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        seen.push(...page.items.map(({ conversationId }) => conversationId));
        after = page.next;
      } while (after !== null);

      expect(seen).toEqual(['cnv_f', 'cnv_e', 'cnv_d', 'cnv_c', 'cnv_b', 'cnv_a']);
    }
  });

  it('let go: due at once, and on record who did it; not again, and not by another tenant', async () => {
    await store('cnv_1:1:0', holding(3));
    expect(await held.handle(tenantB, 'cnv_1:1:0', { what: 'released', by, at: at(1) })).toBe(false);
    expect(await held.reasonOf(tenantA, 'cnv_1:1:0', at(1))).toBe('quiet_hours');
    expect(await held.handle(tenantA, 'cnv_1:1:0', { what: 'released', by, at: at(1) })).toBe(true);
    expect(await held.handle(tenantA, 'cnv_1:1:0', { what: 'dropped', by, at: at(1) })).toBe(false);

    expect(await held.reasonOf(tenantA, 'cnv_1:1:0', at(1))).toBeNull();
    const [claimed] = await outbox.claimDue(tenantA, 'p', 1_000, at(1), 10);
    expect(claimed).toMatchObject({ id: 'cnv_1:1:0', handled: { what: 'released', by, at: at(1) } });
  });

  it('a privacy notice that is held before another message of its chat: found from it alone, while it is held', async () => {
    await store('cnv_1:1:0', { ...holding(3), seq: 128, saysNotice: true });
    await store('cnv_1:1:1', { ...holding(3), seq: 129 });
    await store('cnv_2:1:1', { ...holding(3), seq: 129 });
    const before = (id: string, tenantId = tenantA, now = at(1)) => held.noticeBefore(tenantId, id, now);

    expect(await before('cnv_1:1:1')).toBe('cnv_1:1:0');
    expect([await before('cnv_1:1:0'), await before('cnv_2:1:1'), await before('cnv_3:1:0')]).toEqual([
      ...[null, null, null],
    ]);
    expect([await before('cnv_1:1:1', tenantB), await before('cnv_1:1:1', tenantA, at(4))]).toEqual([
      ...[null, null],
    ]);
  });

  it('dropped: settled as never sent, the transcript says so', async () => {
    await store('cnv_1:1:0', holding(3));
    expect(await held.handle(tenantA, 'cnv_1:1:0', { what: 'dropped', by, at: at(1) })).toBe(true);

    expect(await outbox.claimDue(tenantA, 'p', 1_000, at(9), 10)).toEqual([]);
    const { items } = await messages.list(tenantA, 'cnv_1' as never, { limit: 10, after: null });
    expect(items).toMatchObject([
      { status: 'suppressed', statuses: [{ status: 'suppressed', error: 'dropped_by_staff' }] },
    ]);
  });

  it('asked for by nobody: found in these conversations while it is held, and ended with its plan, once', async () => {
    await store('cnv_1:1:0', { ...holding(3), isUnasked: true });
    await store('cnv_1:1:1', { ...holding(3), seq: 129 });
    await store('cnv_2:1:0', { ...holding(3), isUnasked: true });
    await store('cnv_3:1:0', { ...holding(3), isUnasked: true, tenantId: tenantB });
    const found = async (now: Date) =>
      (await held.listUnasked(tenantA, ['cnv_1', 'cnv_3'], now)).map(({ id }) => id);
    const plan = { verdict: 'drop', check: 'consent', reason: 'notices_stopped' } as const;

    expect([await found(at(1)), await found(at(4))]).toEqual([['cnv_1:1:0'], []]);
    expect(await held.end(tenantB, 'cnv_1:1:0', { at: at(1), ...plan })).toBe(false);
    expect(await held.end(tenantA, 'cnv_1:1:0', { at: at(1), ...plan })).toBe(true);
    expect(await held.end(tenantA, 'cnv_1:1:0', { at: at(1), ...plan })).toBe(false);
    expect((await listed()).map(([id]) => id).sort()).toEqual(['cnv_1:1:1', 'cnv_2:1:0']);
    expect(await outbox.find(tenantA, ['cnv_1:1:0'])).toMatchObject([
      { state: 'settled', outcome: 'suppressed', reason: 'notices_stopped', plan: { at: at(1), ...plan } },
    ]);
  });

  it('of a request: what is held of it, of the tenant alone', async () => {
    await store('cnv_1:1:0', { ...holding(3), requestId: 'req_1' });
    await store('cnv_1:2:0', { ...holding(3), requestId: 'req_2', seq: 256 });
    await store('cnv_2:1:0', { requestId: 'req_1' });
    await store('cnv_3:1:0', { ...holding(3), requestId: 'req_1', tenantId: tenantB });
    const found = async (tenantId: TenantId, now: Date) =>
      (await held.listOfRequest(tenantId, 'req_1', now)).map(({ id }) => id);

    expect(await found(tenantA, at(1))).toEqual(['cnv_1:1:0']);
    expect(await found(tenantB, at(1))).toEqual(['cnv_3:1:0']);
    expect(await found(tenantA, at(4))).toEqual([]);
  });

  it('being sent in this moment: neither let go nor dropped', async () => {
    await outbox.adopt([entryBeingSent(anIntent(holding(3)), { owner: 'p', until: at(1) })]);
    const handled = { what: 'dropped', by, at: startOfTests } as const;
    expect(await held.handle(tenantA, anIntent().id, handled)).toBe(false);
  });

  it('a reason that is over: what was held for it is due, the rest waits on', async () => {
    await store('cnv_1:1:0', holding(3, 'budget'));
    await store('cnv_2:1:0', holding(3));
    await store('cnv_3:1:0', { ...holding(3, 'budget'), tenantId: tenantB });

    expect(await held.release(tenantA, 'budget', at(1))).toBe(1);
    expect((await outbox.claimDue(tenantA, 'p', 1_000, at(1), 10)).map(({ id }) => id)).toEqual([
      'cnv_1:1:0',
    ]);
    expect(await outbox.claimDue(tenantB, 'p', 1_000, at(1), 10)).toEqual([]);
  });

  it('plan and hold of an intent: read back as they were planned', async () => {
    const plan = {
      at: startOfTests,
      verdict: 'hold',
      check: 'price',
      reason: 'budget',
      until: at(3),
    } as const;
    await store('cnv_1:1:0', { ...holding(3, 'budget'), plan });

    expect((await outbox.find(tenantA, ['cnv_1:1:0']))[0]).toMatchObject({ plan, heldFor: 'budget' });
  });

  it('held and then over, by staff or for a reason: its plan says so, and what held it until then', async () => {
    const hold: PlanRecord = {
      ...{ at: startOfTests, verdict: 'hold', check: 'price', reason: 'budget', until: at(3) },
    };
    await store('cnv_1:1:0', { ...holding(3, 'budget'), plan: { ...hold, tariff: 'TR.utility' } });
    await store('cnv_2:1:0', { ...holding(3, 'budget'), plan: hold });
    await store('cnv_3:1:0', holding(3, 'budget'));
    const because = { at: at(1), verdict: 'drop', check: 'consent', reason: 'notices_stopped' } as const;
    for (const id of ['cnv_1:1:0', 'cnv_3:1:0'])
      expect(await held.handle(tenantA, id, { what: 'dropped', by, at: at(1) })).toBe(true);
    expect(await held.end(tenantA, 'cnv_2:1:0', because)).toBe(true);
    const planOf = async (id: string) => (await outbox.find(tenantA, [id]))[0]?.plan;

    const dropped = { at: at(1), verdict: 'drop', reason: 'dropped_by_staff' };
    expect(await planOf('cnv_1:1:0')).toEqual({ ...dropped, check: 'price', before: hold });
    expect(await planOf('cnv_2:1:0')).toEqual({ ...because, before: hold });
    expect(await planOf('cnv_3:1:0')).toEqual(dropped);
  });

  it('whom templates reached: each conversation once, with the last time, of the tenant alone', async () => {
    let count = 0;
    const sent = async (
      conversationId: string,
      takenAt: Date,
      sentAs: 'template' | 'free',
      tenantId = tenantA,
    ) => {
      count += 1;
      const intent = anIntent({ id: `${conversationId}:${count}:0`, conversationId, tenantId });
      const entry = entryBeingSent(intent, { owner: 'p', until: at(9) });
      const set = {
        state: 'settled',
        outcome: 'accepted',
        sentAs,
        takenAt,
        providerMessageId: `w${count}`,
      } as const;
      await outbox.recordSent([{ entry, set }]);
    };
    await sent('cnv_1', at(1), 'template');
    await sent('cnv_1', at(2), 'template');
    await sent('cnv_2', at(2), 'free');
    await sent('cnv_3', at(0), 'template');
    await sent('cnv_4', at(2), 'template', tenantB);

    expect(await new MongoReachRepository(database.models).reachedSince(tenantA, at(0))).toEqual([
      { conversationId: 'cnv_1', at: at(2) },
    ]);
  });
});
