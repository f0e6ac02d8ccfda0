import type { ConversationFilter } from '../../src/conversations/conversation-record.ts';
import { ValidationFailed } from '../../src/shared/errors.ts';
import type { ConversationId } from '../../src/shared/ids.ts';
import { MongoConversationRepository } from '../../src/storage/repositories/mongo-conversation-repository.ts';
import type { StoredConversation } from '../../src/storage/repositories/conversation-document.ts';
import { MongoTranscriptRepository } from '../../src/storage/repositories/mongo-transcript-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes, readAll } from '../support/records.ts';
import { storeConversation } from '../support/stored-conversation.ts';

describe('conversation repository', () => {
  let database: TestDatabase;
  let conversations: MongoConversationRepository;

  beforeAll(async () => {
    database = await openTestDatabase();
    conversations = new MongoConversationRepository(database.models);
  });
  afterEach(async () => {
    await database.empty('conversations', 'steps');
  });
  afterAll(() => database.close());

  const add = (id: string, changes: Partial<StoredConversation> = {}): Promise<void> =>
    storeConversation(database, id, changes);
  const idsOf = async (filter: ConversationFilter, limit = 2): Promise<string[]> =>
    (await readAll((page) => conversations.list(tenantA, filter, page), limit)).map(({ id }) => id);

  it('find, a conversation of this tenant: what staff may see and nothing of the snapshot', async () => {
    await add('cnv_1');
    expect(await conversations.find(tenantA, 'cnv_1' as ConversationId)).toEqual({
      tenantId: tenantA,
      id: 'cnv_1',
      channelId: 'ch_1',
      contactRef: 'C001-1',
      customerRefs: ['C001'],
      mode: 'bot',
      language: 'tr',
      windowExpiresAt: minutes(60),
      lastMessageAt: minutes(1),
      openRequestIds: ['req_1'],
      // Stored before anybody said.
      waited: null,
    });
    const waited = { since: minutes(0), messages: 2, lastAt: minutes(1) };
    await add('cnv_2', { waited });
    expect(await conversations.find(tenantA, 'cnv_2' as ConversationId)).toMatchObject({ waited });
    expect(await conversations.find(tenantB, 'cnv_1' as ConversationId)).toBeNull();
  });

  it('list, page by page: last activity first, silent ones last, each once', async () => {
    await add('cnv_a', { lastMessageAt: minutes(1) });
    await add('cnv_b', { lastMessageAt: minutes(3) });
    await add('cnv_c', { lastMessageAt: minutes(3) });
    await add('cnv_d', { lastMessageAt: null });
    await add('cnv_e', { lastMessageAt: null });
    await add('cnv_x', { tenantId: tenantB });
    for (const limit of [1, 2, 3, 10]) {
      expect(await idsOf({}, limit)).toEqual(['cnv_c', 'cnv_b', 'cnv_a', 'cnv_e', 'cnv_d']);
    }
  });

  it('list, with filters: all of them must match', async () => {
    await add('cnv_a', { customerRefs: ['C001', 'C002'] });
    await add('cnv_b', { contactRef: 'C002-1', customerRefs: ['C002'], lastMessageAt: minutes(2) });
    await add('cnv_c', { contactRef: null, customerRefs: [], lastMessageAt: null });
    expect(await idsOf({ customerRef: 'C002' }, 1)).toEqual(['cnv_b', 'cnv_a']);
    expect(await idsOf({ customerRef: 'C002', contactRef: 'C001-1' })).toEqual(['cnv_a']);
    expect(await idsOf({ customerRef: 'C009' })).toEqual([]);
  });

  it('list, of these ids, page by page: no other, in the order of the list, each once', async () => {
    await add('cnv_a', { lastMessageAt: minutes(1) });
    await add('cnv_b', { lastMessageAt: minutes(3) });
    await add('cnv_c', { lastMessageAt: minutes(3) });
    await add('cnv_d', { lastMessageAt: null, customerRefs: [] });
    await add('cnv_e', { lastMessageAt: minutes(2) });
    const ids = ['cnv_d', 'cnv_a', 'cnv_c', 'cnv_b'] as ConversationId[];
    for (const limit of [1, 2, 10])
      expect(await idsOf({ ids }, limit)).toEqual(['cnv_c', 'cnv_b', 'cnv_a', 'cnv_d']);
    expect(await idsOf({ ids, customerRef: 'C001' }, 1)).toEqual(['cnv_c', 'cnv_b', 'cnv_a']);
  });

  it('list, a cursor of another list: validation failure', async () => {
    const page = { limit: 2, after: { key: 'C001', id: 'C001' } };
    await expect(conversations.list(tenantA, {}, page)).rejects.toBeInstanceOf(ValidationFailed);
  });

  it('steps, page by page: in the order of their numbers, as they were recorded', async () => {
    const id = 'cnv_1' as ConversationId;
    const stepOf = (rev: number) => ({
      rev,
      at: minutes(rev).toISOString(),
      inputs: [{ id: `in_${rev}`, type: 'message' }],
      states: { 'reconciliation:req_1': 'awaitingAnswer' },
      effects: [{ type: 'sendPrompt', requestId: 'req_1', detail: 'reconciliation.ask' }],
      machineVersions: { reconciliation: 1 },
    });
    await new MongoTranscriptRepository(database.models, database.vault).append(
      tenantA,
      [1, 2, 10, 9].map((rev) => ({ conversationId: id, messages: [], inbound: [], step: stepOf(rev) })),
    );
    const steps = await readAll((page) => conversations.listSteps(tenantA, id, page), 2);
    expect(steps.map(({ rev }) => rev)).toEqual([1, 2, 9, 10]);
    expect(steps[0]).toEqual({
      rev: 1,
      at: minutes(1),
      inputs: [{ id: 'in_1', type: 'message' }],
      states: { 'reconciliation:req_1': 'awaitingAnswer' },
      effects: [{ type: 'sendPrompt', requestId: 'req_1', detail: 'reconciliation.ask' }],
    });
    expect((await conversations.listSteps(tenantB, id, { limit: 9, after: null })).items).toEqual([]);
  });
});
