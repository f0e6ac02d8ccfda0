import type { AppliedInput } from '../../src/inbox/inbox.repository.ts';
import type { ConversationId } from '../../src/shared/ids.ts';
import { MongoConversationRepository } from '../../src/storage/repositories/mongo-conversation-repository.ts';
import { MongoInboxRepository } from '../../src/storage/repositories/mongo-inbox-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { anInboundMessage, anInboxEntry } from '../support/builders-work.ts';
import { aStepRecord } from '../support/builders-steps.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes } from '../support/records.ts';

let database: TestDatabase;
let inbox: MongoInboxRepository;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => {
  inbox = new MongoInboxRepository(database.models, database.vault);
});
afterEach(() => database.empty());
afterAll(() => database.close());

const count = (): Promise<number> => database.models.collection('inbox').countDocuments({});

describe('inbox, storing', () => {
  it('a new entry: answered as new and read back as it was, its body sealed at rest', async () => {
    const entry = anInboxEntry({
      body: { from: 'webhook', unit: anInboundMessage(), raw: '{"secret":"text"}' },
    });

    expect(await inbox.store([entry])).toEqual(new Set(['in_1']));
    expect(await inbox.findPending(tenantA, minutes(1), 10)).toEqual([entry]);
    const raw = await database.models.collection('inbox').findOne({ _id: 'in_1' });
    expect(JSON.stringify(raw)).not.toMatch(/Merhaba|905321112233|secret/);
  });

  it('the same entry fifty times at once from two processes: one record, new to exactly one caller', async () => {
    const other = new MongoInboxRepository(database.models, database.vault);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? inbox : other).store([anInboxEntry()])),
    );

    expect(answers.filter((added) => added.has('in_1'))).toHaveLength(1);
    expect(await count()).toBe(1);
  });

  it('a known entry beside new ones: only the new ones are new, none is lost', async () => {
    await inbox.store([anInboxEntry()]);
    const added = await inbox.store(['in_0', 'in_1', 'in_2', 'in_2'].map((id) => anInboxEntry({ id })));

    expect(added).toEqual(new Set(['in_0', 'in_2']));
    expect(await count()).toBe(3);
  });

  it('after it was applied: the same again is not new and does not wait again', async () => {
    await inbox.store([anInboxEntry()]);
    await inbox.markDone(['in_1'], minutes(1));

    expect(await inbox.store([anInboxEntry()])).toEqual(new Set());
    expect(await inbox.countPending(tenantA)).toBe(0);
  });
});

describe('inbox, waiting entries', () => {
  it('of one tenant, since before an instant: oldest first, up to the limit, nobody else’s', async () => {
    await inbox.store([
      anInboxEntry({ id: 'in_b', receivedAt: minutes(2) }),
      anInboxEntry({ id: 'in_a', receivedAt: minutes(1) }),
      anInboxEntry({ id: 'in_late', receivedAt: minutes(9) }),
      anInboxEntry({ id: 'in_other', tenantId: tenantB }),
      anInboxEntry({ id: 'in_stale', status: 'stale' }),
    ]);

    const found = await inbox.findPending(tenantA, minutes(5), 10);
    expect(found.map(({ id }) => id)).toEqual(['in_a', 'in_b']);
    expect(await inbox.findPending(tenantA, minutes(5), 1)).toHaveLength(1);
    expect(await inbox.countPending(tenantA)).toBe(3);
  });

  it('asked which of some still wait: done, quarantined, foreign and unknown ones do not', async () => {
    await inbox.store([
      ...['in_1', 'in_2', 'in_3'].map((id) => anInboxEntry({ id })),
      anInboxEntry({ id: 'in_b', tenantId: tenantB }),
    ]);
    await inbox.markDone(['in_1'], minutes(1));
    await inbox.mark('in_2', 'quarantined', 'step_failed', minutes(1));

    expect(await inbox.stillPending(tenantA, ['in_1', 'in_2', 'in_3', 'in_b', 'in_9'])).toEqual(
      new Set(['in_3']),
    );
  });

  it('a quarantined one is kept for a person, a done one lives 30 days more', async () => {
    await inbox.store(['in_1', 'in_2'].map((id) => anInboxEntry({ id })));
    await inbox.markDone(['in_1'], minutes(0));
    await inbox.mark('in_2', 'quarantined', 'step_failed', minutes(0));

    const kept = await database.models
      .collection<{ _id: string; expireAt: Date | null }>('inbox')
      .find({})
      .sort({ _id: 1 })
      .toArray();
    expect(kept.map(({ expireAt }) => expireAt)).toEqual([minutes(30 * 24 * 60), null]);
  });
});

describe('inbox, statuses of unknown messages', () => {
  it('are found newest first until they are settled', async () => {
    await inbox.store([
      anInboxEntry({ id: 'in_1', kind: 'status', receivedAt: minutes(1) }),
      anInboxEntry({ id: 'in_2', kind: 'status', receivedAt: minutes(2) }),
    ]);
    await inbox.mark('in_1', 'orphan', 'unknown_message', minutes(3));
    await inbox.mark('in_2', 'orphan', 'unknown_message', minutes(3));
    expect((await inbox.findOrphans(tenantA, 10)).map(({ id }) => id)).toEqual(['in_2', 'in_1']);

    await inbox.mark('in_2', 'recorded', 'unknown_message', minutes(4));
    await inbox.markDone(['in_1'], minutes(4));
    expect(await inbox.findOrphans(tenantA, 10)).toEqual([]);
  });
});

describe('inbox, applied entries', () => {
  const step = aStepRecord({ rev: 1, inputs: [{ id: 'in_1', type: 'message.text' }] });
  const lineAt = (seq: number, requestId: string | null = null) => ({
    conversationId: 'cnv_1',
    seq,
    at: minutes(1).toISOString(),
    requestId,
  });
  const two: AppliedInput[] = [
    { id: 'in_1', line: lineAt(128, 'req_1'), step },
    { id: 'in_2', line: lineAt(129) },
  ];
  const stored = () =>
    database.models
      .collection<Record<string, unknown> & { _id: string }>('inbox')
      .find({})
      .sort({ _id: 1 })
      .toArray();
  const stepsOf = async (limit = 10) => {
    const conversations = new MongoConversationRepository(database.models);
    return (await conversations.listSteps(tenantA, 'cnv_1' as ConversationId, { limit, after: null })).items;
  };

  it('messages of a person: lines of the transcript, done and kept without an end', async () => {
    await inbox.store([anInboxEntry({ id: 'in_1' }), anInboxEntry({ id: 'in_2' })]);
    await inbox.complete(two, minutes(2));

    const done = { status: 'done', expireAt: null, conversationId: 'cnv_1', at: minutes(1) };
    const [first, second] = await stored();
    expect(first).toMatchObject({ ...done, line: 128, requestId: 'req_1' });
    expect(second).toMatchObject({ ...done, line: 129 });
    expect([second?.requestId, second?.step]).toEqual([undefined, undefined]);
    expect(await inbox.countPending(tenantA)).toBe(0);
  });

  it('the step that a message began: found among the conversation’s steps, once for two messages', async () => {
    await inbox.store([anInboxEntry({ id: 'in_1' }), anInboxEntry({ id: 'in_2' })]);
    await inbox.complete(two, minutes(2));

    const { rev, inputs, states, effects } = step;
    expect(await stepsOf()).toEqual([{ rev, at: new Date(step.at), inputs, states, effects }]);
  });

  it('the same twice, and again later: as after the first time', async () => {
    await inbox.store([anInboxEntry({ id: 'in_1' }), anInboxEntry({ id: 'in_2' })]);
    await inbox.complete(two, minutes(2));
    const once = await stored();
    await Promise.all([inbox.complete(two, minutes(3)), inbox.complete(two, minutes(4))]);

    expect(await stored()).toEqual(once);
    expect(await stepsOf()).toHaveLength(1);
  });

  it('an input that is no line: done, and gone after 30 days; others stay as they are', async () => {
    await inbox.store([anInboxEntry({ id: 'in_1', kind: 'system' }), anInboxEntry({ id: 'in_2' })]);
    await inbox.complete([{ id: 'in_1' }, { id: 'in_unknown' }], minutes(0));
    await inbox.complete([], minutes(0));

    const [first, second] = await stored();
    expect(first).toMatchObject({ status: 'done', expireAt: minutes(30 * 24 * 60) });
    expect(first).not.toHaveProperty('line');
    expect(second).toMatchObject({ status: 'pending' });
    expect(await stored()).toHaveLength(2);
    expect(await stepsOf()).toEqual([]);
  });
});
