import { entryBeingSent, type Intent, type OutboxEntry } from '../../src/delivery/outbox-entry.ts';
import type { ProgressUpdate } from '../../src/delivery/outbox.repository.ts';
import type { ConversationId } from '../../src/shared/ids.ts';
import { MongoMessageRepository } from '../../src/storage/repositories/mongo-message-repository.ts';
import { MongoOutboxRepository } from '../../src/storage/repositories/mongo-outbox-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { anIntent } from '../support/builders-work.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes } from '../support/records.ts';

const leaseMs = 60_000;
const now = minutes(0);

let database: TestDatabase;
let outbox: MongoOutboxRepository;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => {
  outbox = new MongoOutboxRepository(database.models, database.vault);
});
afterEach(() => database.empty());
afterAll(() => database.close());

/** The n-th intent of a conversation. */
const intent = (n: number, changes: Partial<Intent> = {}): Intent =>
  anIntent({ id: `${changes.conversationId ?? 'cnv_1'}:1:${n}`, seq: 64 + n, ...changes });

/** Answers those that are to be sent now. */
const relay = async (...input: Parameters<MongoOutboxRepository['relay']>): Promise<OutboxEntry[]> =>
  (await outbox.relay(...input)).owned;

const ids = (entries: readonly { id: string }[]): string[] => entries.map(({ id }) => id);
const one = async (id: string): Promise<OutboxEntry> => {
  const [found] = await outbox.find(tenantA, [id]);
  if (found === undefined) throw new Error(`no intent ${id}`);
  return found;
};
const accepted = (entry: OutboxEntry, messageId = `wamid.${entry.id}`): ProgressUpdate => ({
  id: entry.id,
  tenantId: entry.tenantId,
  owner: entry.owner ?? '',
  attempt: entry.attempt,
  set: { state: 'settled', outcome: 'accepted', providerMessageId: messageId, wakeAt: null, reason: null },
});
const unknown = (entry: OutboxEntry, wakeAt: Date): ProgressUpdate => ({
  ...accepted(entry),
  set: { state: 'unknown', wakeAt, reason: 'timeout' },
});

describe('outbox, relaying intents', () => {
  it('the first of a conversation: stored as being sent by this process, what it says sealed', async () => {
    const owned = await relay([intent(0)], 'me', leaseMs, now);

    expect(owned).toHaveLength(1);
    expect(owned[0]).toMatchObject({
      ...intent(0),
      state: 'sending',
      attempt: 1,
      owner: 'me',
      outcome: null,
    });
    expect(owned[0]?.wakeAt).toEqual(minutes(1));
    const raw = await database.models.collection('outbox').findOne({ _id: 'cnv_1:1:0' });
    expect(JSON.stringify(raw)).not.toMatch(/Merhaba|905321112233/);
  });

  it('several of one conversation: one is sent, the others wait for it', async () => {
    const owned = await relay([intent(1), intent(0), intent(2)], 'me', leaseMs, now);

    expect(ids(owned)).toEqual(['cnv_1:1:0']);
    expect(await outbox.countOpen(tenantA)).toEqual({ queued: 2, unknown: 0 });
    const due = (minute: number, most: number) => outbox.countDue(tenantA, minutes(minute), most);
    expect([await due(1, 9), await due(1, 1), await due(-9, 9)]).toEqual([3, 1, 1]);
    expect(await outbox.claimNext(tenantA, ['cnv_1'], 'me', leaseMs, now)).toEqual([]);
  });

  it('the same twice, also from two processes at once: one intent, owned once', async () => {
    const other = new MongoOutboxRepository(database.models, database.vault);
    const owned = await Promise.all([
      relay([intent(0)], 'me', leaseMs, now),
      other.relay([intent(0)], 'you', leaseMs, now).then(({ owned: taken }) => taken),
    ]);
    const again = await relay([intent(0)], 'me', leaseMs, now);

    expect(owned.flat()).toHaveLength(1);
    expect(again).toEqual([]);
  });

  it('behind an unsettled one or before its time: queued', async () => {
    await relay([intent(0)], 'me', leaseMs, now);
    expect(await relay([intent(1)], 'me', leaseMs, now)).toEqual([]);
    expect(
      await relay([intent(0, { conversationId: 'cnv_2', notBefore: minutes(5) })], 'me', leaseMs, now),
    ).toEqual([]);
    expect(await outbox.claimDue(tenantA, 'me', leaseMs, minutes(4), 10)).toEqual([]);
    expect(ids(await outbox.claimDue(tenantA, 'me', leaseMs, minutes(6), 10))).toEqual(['cnv_2:1:0']);
  });
});

describe('outbox, claiming', () => {
  it('after each acceptance the next of the conversation, in order', async () => {
    let owned = await relay([intent(0), intent(1), intent(2)], 'me', leaseMs, now);
    const order: string[] = [];
    while (owned[0] !== undefined) {
      order.push(owned[0].id);
      await outbox.record([accepted(owned[0])]);
      owned = await outbox.claimNext(tenantA, ['cnv_1'], 'me', leaseMs, now);
    }
    expect(order).toEqual(['cnv_1:1:0', 'cnv_1:1:1', 'cnv_1:1:2']);
  });

  it('by two processes at once: each intent has one owner and one attempt', async () => {
    const other = new MongoOutboxRepository(database.models, database.vault);
    const all = Array.from({ length: 20 }, (_, n) =>
      intent(0, { conversationId: `cnv_${n}`, notBefore: minutes(1) }),
    );
    await relay(all, 'nobody', leaseMs, now);
    const [mine, yours] = await Promise.all([
      outbox.claimDue(tenantA, 'me', leaseMs, minutes(2), 50),
      other.claimDue(tenantA, 'you', leaseMs, minutes(2), 50),
    ]);

    expect([...ids(mine), ...ids(yours)].sort()).toEqual(ids(all).sort());
    expect(mine.every(({ owner, attempt }) => owner === 'me' && attempt === 1)).toBe(true);
    expect(yours.every(({ owner, attempt }) => owner === 'you' && attempt === 1)).toBe(true);
  });

  it('a page full of intents that wait for an earlier one: others are not kept waiting behind them', async () => {
    const crowd = Array.from({ length: 10 }, (_, n) => intent(n));
    await relay(crowd, 'dead', leaseMs, now);
    await relay([intent(0, { conversationId: 'cnv_2', notBefore: minutes(1) })], 'me', leaseMs, now);

    expect(ids(await outbox.claimDue(tenantA, 'me', leaseMs, minutes(2), 4))).toEqual(['cnv_2:1:0']);
  });

  it('answers: taken before hundreds of letters that are due longer, also where a letter is before one', async () => {
    const letters = Array.from({ length: 300 }, (_, n) =>
      intent(0, { conversationId: `cnv_l${n}`, class: 'decision', isUnasked: true, notBefore: minutes(1) }),
    );
    const answers = ['cnv_a', 'cnv_l7'].map((conversationId) =>
      intent(1, { conversationId, notBefore: minutes(2) }),
    );
    await relay([...letters, ...answers], 'nobody', leaseMs, now);

    const first = await outbox.claimDue(tenantA, 'me', leaseMs, minutes(3), 8, 'kept');
    expect(ids(first).sort()).toEqual(['cnv_a:1:1', 'cnv_l7:1:0']);
    expect(await outbox.claimDue(tenantA, 'me', leaseMs, minutes(3), 8, 'kept')).toEqual([]);
    const rest = await outbox.claimDue(tenantA, 'me', leaseMs, minutes(3), 8, 'ordinary');
    expect(rest).toHaveLength(8);
    expect(rest.every(({ isUnasked }) => isUnasked === true)).toBe(true);
  });

  it('those due longest come first; an answer of a release before, with the rest', async () => {
    for (const n of [3, 1, 2])
      await relay([intent(0, { conversationId: `cnv_${n}`, notBefore: minutes(n) })], 'nobody', leaseMs, now);
    await database.models.collection('outbox').updateMany({}, { $unset: { lane: 1 } });

    expect(await outbox.claimDue(tenantA, 'me', leaseMs, minutes(9), 2, 'kept')).toEqual([]);
    const due = await outbox.claimDue(tenantA, 'me', leaseMs, minutes(9), 2);
    expect(ids(due).sort()).toEqual(['cnv_1:1:0', 'cnv_2:1:0']);
  });

  it('of another tenant: nothing', async () => {
    await relay([intent(0, { notBefore: minutes(1) })], 'me', leaseMs, now);

    expect(await outbox.claimDue(tenantB, 'me', leaseMs, minutes(2), 10)).toEqual([]);
    expect(await outbox.find(tenantB, ['cnv_1:1:0'])).toEqual([]);
  });
});

describe('outbox, recording attempts', () => {
  it('by a process that lost the intent: changes nothing, unless the platform accepted it', async () => {
    const [entry] = await relay([intent(0)], 'me', leaseMs, now);
    if (entry === undefined) throw new Error('not owned');
    await outbox.record([{ ...unknown(entry, minutes(2)), owner: 'you' }]);
    expect((await one(entry.id)).state).toBe('sending');
    await outbox.record([{ ...unknown(entry, minutes(2)), attempt: 2 }]);
    expect((await one(entry.id)).state).toBe('sending');

    await outbox.expireLeases(tenantA, minutes(2), 1_000);
    await outbox.record([accepted(entry, 'wamid.late')]);
    expect(await one(entry.id)).toMatchObject({
      state: 'settled',
      outcome: 'accepted',
      providerMessageId: 'wamid.late',
    });
  });

  it('as not begun: queued again, the attempt is not counted', async () => {
    const [entry] = await relay([intent(0)], 'me', leaseMs, now);
    if (entry === undefined) throw new Error('not owned');
    await outbox.record([
      { ...accepted(entry), set: { state: 'queued', wakeAt: now, reason: 'number_busy' } },
    ]);

    expect(await one(entry.id)).toMatchObject({ state: 'queued', attempt: 0 });
    const [again] = await outbox.claimDue(tenantA, 'you', leaseMs, now, 10);
    expect(again).toMatchObject({ id: entry.id, attempt: 1, owner: 'you', state: 'sending' });
  });
});

describe('outbox, unknown outcomes', () => {
  it('a lease that ended: unknown until its wait is over, then decided once per attempt', async () => {
    await relay([intent(0)], 'dead', leaseMs, now);
    expect(await outbox.expireLeases(tenantA, new Date(minutes(1).getTime() - 1), 90_000)).toBe(0);
    expect(await outbox.expireLeases(tenantA, minutes(1), 90_000)).toBe(1);
    expect(await one('cnv_1:1:0')).toMatchObject({ state: 'unknown', reason: 'sender_died' });
    expect(await outbox.findOverdueUnknown(tenantA, minutes(2), 10)).toEqual([]);

    const [overdue] = await outbox.findOverdueUnknown(tenantA, minutes(3), 10);
    if (overdue === undefined) throw new Error('not overdue');
    await outbox.decideUnknown(overdue, 'again', minutes(3));
    await outbox.decideUnknown(overdue, 'unknown_final', minutes(3));
    expect((await one(overdue.id)).state).toBe('waiting');
    const [second] = await outbox.claimDue(tenantA, 'me', leaseMs, minutes(3), 10);
    expect(second?.attempt).toBe(2);
    await outbox.decideUnknown(overdue, 'unknown_final', minutes(4));
    expect((await one(overdue.id)).state).toBe('sending');
  });

  it('given up: final, and a status that comes later still corrects the record', async () => {
    const [entry] = await relay([intent(0)], 'me', leaseMs, now);
    if (entry === undefined) throw new Error('not owned');
    await outbox.record([unknown(entry, minutes(1))]);
    await outbox.decideUnknown(entry, 'unknown_final', minutes(2));
    expect(await one(entry.id)).toMatchObject({ state: 'settled', outcome: 'unknown_final' });

    const fact = { status: 'delivered', at: minutes(3), attempt: 1, error: null };
    const known = await outbox.applyStatuses(tenantA, [
      { intentId: entry.id, providerMessageId: 'wamid.7', fact },
    ]);
    expect(known).toEqual([true]);
    expect(await one(entry.id)).toMatchObject({
      outcome: 'accepted',
      providerMessageId: 'wamid.7',
      statuses: [fact],
    });
  });
});

describe('outbox, statuses of the platform', () => {
  const fact = (status: string) => ({ status, at: minutes(1), attempt: 1, error: null });

  it('before the answer of the send: the intent is accepted, the answer afterwards changes nothing', async () => {
    const [entry] = await relay([intent(0)], 'me', leaseMs, now);
    if (entry === undefined) throw new Error('not owned');
    await outbox.applyStatuses(tenantA, [
      { intentId: entry.id, providerMessageId: 'wamid.1', fact: fact('sent') },
    ]);
    expect(await one(entry.id)).toMatchObject({ state: 'settled', outcome: 'accepted' });

    await outbox.record([accepted(entry, 'wamid.1')]);
    expect(await one(entry.id)).toMatchObject({
      state: 'settled',
      outcome: 'accepted',
      statuses: [fact('sent')],
    });
  });

  it('twice, reordered and in one call: each fact once', async () => {
    const [entry] = await relay([intent(0)], 'me', leaseMs, now);
    if (entry === undefined) throw new Error('not owned');
    await outbox.record([accepted(entry, 'wamid.1')]);
    const update = (status: string) => ({
      intentId: null,
      providerMessageId: 'wamid.1',
      fact: fact(status),
    });
    await outbox.applyStatuses(tenantA, [update('read'), update('sent'), update('read')]);
    await outbox.applyStatuses(tenantA, [update('sent'), update('delivered')]);

    const statuses = (await one(entry.id)).statuses.map(({ status }) => status);
    expect([...statuses].sort()).toEqual(['delivered', 'read', 'sent']);
  });

  it('of a message that is not ours, or not this tenant’s: unknown', async () => {
    await relay([intent(0)], 'me', leaseMs, now);
    const update = (intentId: string | null) => ({
      intentId,
      providerMessageId: 'wamid.x',
      fact: fact('sent'),
    });

    expect(await outbox.applyStatuses(tenantA, [update(null), update('cnv_9:1:0')])).toEqual([false, false]);
    expect(await outbox.applyStatuses(tenantB, [update('cnv_1:1:0')])).toEqual([false]);
  });

  it('that failed later: reopened once as a new attempt, in its turn', async () => {
    const [entry] = await relay([intent(0)], 'me', leaseMs, now);
    if (entry === undefined) throw new Error('not owned');
    await outbox.record([accepted(entry, 'wamid.1')]);

    expect(await outbox.reopen(entry, minutes(1), { forceTemplate: true })).toBe(true);
    expect(await outbox.reopen(entry, minutes(1), { forceTemplate: true })).toBe(false);
    const [again] = await outbox.claimDue(tenantA, 'me', leaseMs, minutes(2), 10);
    expect(again).toMatchObject({ id: entry.id, attempt: 2, forceTemplate: true });
  });

  it('found by the id of the provider’s message: the intent that carried it', async () => {
    const [entry] = await relay([intent(0)], 'me', leaseMs, now);
    if (entry === undefined) throw new Error('not owned');
    await outbox.record([accepted(entry, 'wamid.1')]);

    expect(ids(await outbox.findByProviderMessageIds(tenantA, ['wamid.1', 'wamid.2']))).toEqual([entry.id]);
    expect(await outbox.findByProviderMessageIds(tenantB, ['wamid.1'])).toEqual([]);
  });
});

describe('outbox, intents that are sent before they are stored', () => {
  const entry = (changes: Partial<Intent> = {}): OutboxEntry =>
    entryBeingSent(intent(0, changes), { owner: 'me', until: minutes(1) });
  const sent = (of = entry(), messageId = 'wamid.1') => ({
    entry: of,
    set: { ...accepted(of, messageId).set, sentAs: 'free' as const },
  });
  const line = async () => {
    const messages = new MongoMessageRepository(database.models, database.vault);
    const page = await messages.list(tenantA, 'cnv_1' as ConversationId, { limit: 5, after: null });
    return page.items[0];
  };
  const isAccepted = { state: 'settled', outcome: 'accepted', attempt: 1, providerMessageId: 'wamid.1' };

  it('adopted, twice and by two processes: one entry, being sent by whoever committed it', async () => {
    const other = new MongoOutboxRepository(database.models, database.vault);
    await Promise.all([outbox.adopt([entry()]), other.adopt([entry()])]);
    await outbox.adopt([entry(), entry({ conversationId: 'cnv_2' })]);

    expect(await one('cnv_1:1:0')).toEqual(entry());
    expect(await outbox.countOpen(tenantA)).toEqual({ queued: 0, unknown: 0 });
    expect(await database.models.collection('outbox').countDocuments({})).toBe(2);
    expect(await relay([intent(1)], 'you', leaseMs, now)).toEqual([]);
  });

  it('accepted before it was stored: one entry, settled, the next has its turn', async () => {
    await outbox.recordSent([sent()]);

    expect(await one('cnv_1:1:0')).toMatchObject({
      ...intent(0),
      ...isAccepted,
      wakeAt: null,
      sentAs: 'free',
    });
    expect(ids(await relay([intent(1)], 'me', leaseMs, now))).toEqual(['cnv_1:1:1']);
    const raw = await database.models.collection('outbox').findOne({ _id: 'cnv_1:1:0' });
    expect(JSON.stringify(raw)).not.toMatch(/Merhaba|905321112233|wamid/);
  });

  it('adopted after its acceptance, or relayed by whoever found the step: nothing is forgotten', async () => {
    await outbox.recordSent([sent()]);
    const before = await one('cnv_1:1:0');
    await outbox.adopt([entry()]);
    await relay([intent(0)], 'you', leaseMs, now);

    expect(await one('cnv_1:1:0')).toEqual(before);
  });

  it('adopted by another process before its acceptance: settled, with the platform’s id', async () => {
    const other = new MongoOutboxRepository(database.models, database.vault);
    await other.adopt([entry()]);
    await outbox.recordSent([sent(), sent(entry({ conversationId: 'cnv_2' }), 'wamid.2')]);

    expect(await one('cnv_1:1:0')).toMatchObject({ ...isAccepted, sentAs: 'free' });
    expect(await one('cnv_2:1:0')).toMatchObject({ ...isAccepted, providerMessageId: 'wamid.2' });
  });

  it('adopted, and its lease ended before its acceptance came: accepted, and not sent again', async () => {
    await outbox.adopt([entry()]);
    expect(await outbox.expireLeases(tenantA, minutes(1), 90_000)).toBe(1);
    await outbox.recordSent([sent()]);

    expect(await one('cnv_1:1:0')).toMatchObject(isAccepted);
    expect(await outbox.findOverdueUnknown(tenantA, minutes(9), 10)).toEqual([]);
    expect(await outbox.claimDue(tenantA, 'you', leaseMs, minutes(9), 10)).toEqual([]);
  });

  it('adopted, and sent again by somebody else before its acceptance came: that attempt stays theirs', async () => {
    await outbox.adopt([entry()]);
    await outbox.expireLeases(tenantA, minutes(1), 1_000);
    await outbox.decideUnknown(entry(), 'again', minutes(2));
    const [again] = await outbox.claimDue(tenantA, 'you', leaseMs, minutes(2), 10);
    await outbox.recordSent([sent()]);

    expect(again).toMatchObject({ attempt: 2, owner: 'you' });
    expect(await one('cnv_1:1:0')).toMatchObject({ state: 'sending', attempt: 2, owner: 'you' });
  });

  it.each([
    ['with its intent', () => outbox.recordSent([sent()])],
    ['after its intent', () => outbox.adopt([entry()]).then(() => outbox.recordSent([sent()]))],
  ])('accepted %s: found by the platform’s id, which the transcript shows', async (_title, store) => {
    await store();

    const found = await outbox.findByProviderMessageIds(tenantA, ['wamid.1']);
    expect(found).toMatchObject([{ id: 'cnv_1:1:0', providerMessageId: 'wamid.1' }]);
    expect(await outbox.findByProviderMessageIds(tenantB, ['wamid.1'])).toEqual([]);
    expect(await line()).toMatchObject({
      id: 'cnv_1:1:0',
      status: 'accepted',
      providerMessageId: 'wamid.1',
      text: 'Merhaba',
      direction: 'out',
    });
    const fact = { status: 'delivered', at: minutes(1), attempt: 1, error: null };
    expect(
      await outbox.applyStatuses(tenantA, [{ intentId: null, providerMessageId: 'wamid.1', fact }]),
    ).toEqual([true]);
    expect(await line()).toMatchObject({ status: 'delivered', providerMessageId: 'wamid.1' });
  });
});
