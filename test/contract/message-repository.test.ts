import type { StatusFact } from '../../src/delivery/delivery-status.ts';
import type { ConversationId, RequestId } from '../../src/shared/ids.ts';
import { entryBeingSent } from '../../src/delivery/outbox-entry.ts';
import { MongoInboxRepository } from '../../src/storage/repositories/mongo-inbox-repository.ts';
import { MongoMessageRepository } from '../../src/storage/repositories/mongo-message-repository.ts';
import { MongoOutboxRepository } from '../../src/storage/repositories/mongo-outbox-repository.ts';
import type { OutboxDocument } from '../../src/storage/repositories/outbox-document.ts';
import { MongoTranscriptRepository } from '../../src/storage/repositories/mongo-transcript-repository.ts';
import { noDetails } from '../../src/transcripts/line-details.ts';
import type { MessageLine } from '../../src/transcripts/transcript-records.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { anInboundMessage, anInboxEntry, anIntent } from '../support/builders-work.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes, readAll } from '../support/records.ts';

const conversationId = 'cnv_1' as ConversationId;

const aLine = (changes: Partial<MessageLine> = {}): MessageLine => ({
  id: 'in_1',
  conversationId,
  direction: 'in',
  kind: 'text',
  text: 'Mutabıkız',
  choices: [],
  author: 'customer',
  at: minutes(0).toISOString(),
  seq: 128,
  providerMessageId: 'wamid.in',
  requestId: null,
  ...changes,
});
const anAnswer = (changes: Partial<MessageLine> = {}): MessageLine =>
  aLine({
    id: 'cnv_1:1:0',
    direction: 'out',
    kind: 'buttons',
    text: 'Onaylıyor musunuz?',
    choices: [{ id: 'yes', title: 'Evet' }],
    author: 'bot',
    seq: 129,
    providerMessageId: null,
    requestId: 'req_1',
    ...changes,
  });

describe('message repository', () => {
  let database: TestDatabase;
  let messages: MongoMessageRepository;

  beforeAll(async () => {
    database = await openTestDatabase();
    messages = new MongoMessageRepository(database.models, database.vault);
  });
  afterEach(async () => {
    for (const name of ['messages', 'outbox', 'steps', 'inbox'] as const) {
      await database.empty(name);
    }
  });
  afterAll(() => database.close());

  const write = async (...lines: MessageLine[]): Promise<void> => {
    const step = {
      rev: 1,
      at: minutes(0).toISOString(),
      inputs: [],
      states: {},
      effects: [],
      machineVersions: {},
    };
    const output = { conversationId, messages: lines, inbound: [], step };
    await new MongoTranscriptRepository(database.models, database.vault).append(tenantA, [output]);
  };
  const fact = (status: string, at: Date, code: number | null = null): StatusFact => ({
    status,
    at,
    attempt: 1,
    error: code === null ? null : { code, title: 'never shown', details: null },
  });
  const intent = (changes: Partial<OutboxDocument>): Promise<unknown> => {
    const base = {
      _id: 'cnv_1:1:0',
      tenantId: tenantA as string,
      channelId: 'ch_1',
      conversationId: conversationId as string,
      requestId: 'req_1',
      seq: 64,
      class: 'decision',
      state: 'settled',
      settled: true,
      outcome: 'accepted',
      attempt: 1,
      unknowns: 0,
      heldUntil: null,
      owner: null,
      claim: null,
      wakeAt: null,
      reason: null,
      forceTemplate: false,
      sentAs: 'free',
      providerKey: null,
      provider: null,
      statuses: [],
      body: database.vault.seal(tenantA, 'outbox', 'cnv_1:1:0', 'body', {}),
    } satisfies OutboxDocument;
    return database.models.collection<OutboxDocument>('outbox').insertOne({ ...base, ...changes });
  };
  const list = async () => (await messages.list(tenantA, conversationId, { limit: 50, after: null })).items;

  it('a line that came in: received, as it was written', async () => {
    await write(aLine());
    expect(await list()).toEqual([
      {
        tenantId: tenantA,
        id: 'in_1',
        conversationId,
        direction: 'in',
        kind: 'text',
        text: 'Mutabıkız',
        choices: [],
        author: 'customer',
        at: minutes(0),
        providerMessageId: 'wamid.in',
        status: 'received',
        statuses: [],
        requestId: null,
        details: noDetails,
      },
    ]);
  });

  it('a picture without words: text is null', async () => {
    await write(aLine({ kind: 'image', text: '' }));
    expect((await list())[0]).toMatchObject({ kind: 'image', text: null });
  });

  it('a line that goes out, its intent not stored yet: pending', async () => {
    await write(anAnswer());
    expect((await list())[0]).toMatchObject({ status: 'pending', statuses: [], kind: 'buttons' });
  });

  it('a line that went out: the highest status, all statuses, the id of the platform', async () => {
    await write(anAnswer());
    await intent({
      provider: database.vault.seal(tenantA, 'outbox', 'cnv_1:1:0', 'provider', { id: 'wamid.out' }),
      statuses: [fact('delivered', minutes(2)), fact('sent', minutes(1))],
    });
    expect((await list())[0]).toMatchObject({
      status: 'delivered',
      providerMessageId: 'wamid.out',
      kind: 'buttons',
      choices: [{ id: 'yes', title: 'Evet' }],
      statuses: [
        { status: 'delivered', at: minutes(2), error: null },
        { status: 'sent', at: minutes(1), error: null },
      ],
    });
  });

  it('a line that went out as a template and failed: says so, with the code and not its words', async () => {
    await write(anAnswer());
    await intent({ sentAs: 'template', statuses: [fact('failed', minutes(1), 131026)] });
    expect((await list())[0]).toMatchObject({
      kind: 'template',
      status: 'failed',
      statuses: [{ status: 'failed', at: minutes(1), error: '131026' }],
    });
  });

  it('a line that was not sent on purpose: suppressed', async () => {
    await write(anAnswer());
    await intent({ outcome: 'suppressed', sentAs: null });
    expect((await list())[0]?.status).toBe('suppressed');
  });

  it('list, page by page: each line once, in the order of the conversation, only this one', async () => {
    const lines = Array.from({ length: 11 }, (_, index) => aLine({ id: `m_${10 - index}`, seq: index * 7 }));
    await write(...lines, aLine({ id: 'other', conversationId: 'cnv_2', seq: 3 }));
    for (const limit of [1, 3, 11]) {
      const found = await readAll((page) => messages.list(tenantA, conversationId, page), limit);
      expect(found.map(({ id }) => id)).toEqual(lines.map(({ id }) => id));
    }
    expect((await messages.list(tenantB, conversationId, { limit: 5, after: null })).items).toEqual([]);
  });

  it('lines of a request, in several conversations: each in its own order whatever the platform’s times, no others', async () => {
    const requestId = 'req_1' as RequestId;
    await write(
      aLine({ id: 'late', conversationId: 'cnv_2', at: minutes(9).toISOString(), requestId }),
      anAnswer(),
      aLine({ id: 'in_2', requestId, at: minutes(0).toISOString(), seq: 900 }),
      aLine({ id: 'none' }),
      aLine({ id: 'other', requestId: 'req_2' }),
    );
    const found = await messages.listOfRequest(tenantA, requestId);
    expect(found.map(({ id }) => id)).toEqual(['cnv_1:1:0', 'in_2', 'late']);
    expect(await messages.listOfRequest(tenantB, requestId)).toEqual([]);
  });

  /** A message of the person as it is stored now: its inbox entry, completed. */
  const received = async (
    seq: number,
    changes: { requestId?: string; at?: Date; conversationId?: string; text?: string } = {},
  ): Promise<void> => {
    const { requestId = null, at = minutes(0), conversationId: of = conversationId } = changes;
    const inbox = new MongoInboxRepository(database.models, database.vault);
    const id = `in_${of}_${seq}`;
    const content = { type: 'text' as const, text: changes.text ?? 'Merhaba' };
    const unit = anInboundMessage({ messageId: `wamid.${id}`, content });
    await inbox.store([anInboxEntry({ id, body: { from: 'webhook', unit, raw: '{}' } })]);
    const line = { conversationId: of, seq, at: at.toISOString(), requestId };
    await inbox.complete([{ id, line }], minutes(1));
  };
  /** One of ours as it is stored now: its outbox entry, with the platform's answer. */
  const sent = async (seq: number, changes: Partial<ReturnType<typeof anIntent>> = {}): Promise<void> => {
    const outbox = new MongoOutboxRepository(database.models, database.vault);
    const intentOf = anIntent({ id: `out_${seq}`, seq, createdAt: minutes(0), ...changes });
    const entry = entryBeingSent(intentOf, { owner: 'me', until: minutes(1) });
    const set = {
      ...({ state: 'settled', outcome: 'accepted', sentAs: 'free' } as const),
      providerMessageId: `wamid.out_${seq}`,
      ...{ wakeAt: null, reason: null },
    };
    await outbox.recordSent([{ entry, set }]);
  };
  const idsOf = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id);

  it('a message and its answer as they are stored now: a line each, as they were written', async () => {
    await received(128, { requestId: 'req_1', text: 'Mutabıkız' });
    await sent(129, { requestId: 'req_1' });
    const [question, answer] = await list();

    expect(question).toMatchObject({
      tenantId: tenantA,
      conversationId,
      direction: 'in',
      kind: 'text',
      text: 'Mutabıkız',
      author: 'customer',
      at: minutes(0),
      providerMessageId: 'wamid.in_cnv_1_128',
      status: 'received',
      statuses: [],
      requestId: 'req_1',
    });
    expect(answer).toMatchObject({
      id: 'out_129',
      direction: 'out',
      kind: 'text',
      text: 'Merhaba',
      author: 'bot',
      providerMessageId: 'wamid.out_129',
      status: 'accepted',
      requestId: 'req_1',
    });
  });

  it('an input that waits for its step, and one that is no line: not in the transcript', async () => {
    const inbox = new MongoInboxRepository(database.models, database.vault);
    await inbox.store([anInboxEntry({ id: 'in_1' }), anInboxEntry({ id: 'in_2' })]);
    await inbox.complete([{ id: 'in_2' }], minutes(1));

    expect(await list()).toEqual([]);
  });

  it('a conversation that began under an earlier release, page by page: its own lines first, each line once', async () => {
    await write(...[0, 1, 2].map((n) => aLine({ id: `line_${n}`, seq: 128 + n })));
    for (const rev of [2, 3, 4]) {
      await received(rev * 128);
      await sent(rev * 128 + 64);
    }
    await received(999, { conversationId: 'cnv_2' });
    await sent(998, { conversationId: 'cnv_2' });
    const whole = await list();

    expect(whole.map(({ direction }) => direction).join(' ')).toBe('in in in in out in out in out');
    expect(idsOf(whole).slice(0, 3)).toEqual(['line_0', 'line_1', 'line_2']);
    expect(idsOf(whole).filter((id) => id.startsWith('out_'))).toEqual(['out_320', 'out_448', 'out_576']);
    for (const limit of [1, 2, 3, 4, 9]) {
      const found = await readAll((page) => messages.list(tenantA, conversationId, page), limit);
      expect(idsOf(found)).toEqual(idsOf(whole));
      const back = await readAll((page) => messages.list(tenantA, conversationId, page, 'newest'), limit);
      expect(idsOf(back)).toEqual(idsOf(whole).reverse());
    }
  });

  it('lines of a request in all three forms: in the order of their conversation, no others', async () => {
    const requestId = 'req_1' as RequestId;
    await write(aLine({ id: 'line_1', requestId, at: minutes(5).toISOString() }));
    await received(256, { requestId, at: minutes(4) });
    await sent(320, { requestId, createdAt: minutes(4) });
    await received(384, { requestId: 'req_2' });
    await sent(448, { requestId: null });
    await received(128, { requestId, at: minutes(9), conversationId: 'cnv_2' });

    const found = await messages.listOfRequest(tenantA, requestId);
    expect(found.map(({ conversationId: of, direction }) => `${of} ${direction}`)).toEqual([
      'cnv_1 in',
      'cnv_1 in',
      'cnv_1 out',
      'cnv_2 in',
    ]);
    expect(found[0]?.id).toBe('line_1');
    expect(await messages.listOfRequest(tenantB, requestId)).toEqual([]);
  });
});
