import type { TranscriptRepository } from '../../src/transcripts/transcript.repository.ts';
import type { ConversationId } from '../../src/shared/ids.ts';
import { MongoMessageRepository } from '../../src/storage/repositories/mongo-message-repository.ts';
import { MongoTranscriptRepository } from '../../src/storage/repositories/mongo-transcript-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes } from '../support/records.ts';

let database: TestDatabase;
let transcripts: MongoTranscriptRepository;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => {
  transcripts = new MongoTranscriptRepository(database.models, database.vault);
});
afterEach(() => database.empty());
afterAll(() => database.close());

type Output = Parameters<TranscriptRepository['append']>[1][number];

const anOutput = (rev: number, text: string): Output => ({
  conversationId: 'cnv_1',
  inbound: [],
  messages: [
    {
      id: `msg_${rev}`,
      conversationId: 'cnv_1',
      direction: 'in',
      kind: 'text',
      text,
      choices: [],
      author: 'customer',
      at: minutes(rev).toISOString(),
      seq: rev * 128,
      providerMessageId: `wamid.${rev}`,
      requestId: null,
    },
  ],
  step: {
    rev,
    at: minutes(rev).toISOString(),
    inputs: [{ id: `in_${rev}`, type: 'message.text' }],
    states: {},
    effects: [],
    machineVersions: {},
  },
});

describe('transcript, appended', () => {
  it('the same lines again, alone, at once and mixed with new ones: each once, the first words stay', async () => {
    await transcripts.append(tenantA, [anOutput(1, 'Merhaba')]);
    await Promise.all([
      transcripts.append(tenantA, [anOutput(1, 'other words'), anOutput(2, 'Evet')]),
      transcripts.append(tenantA, [anOutput(2, 'Evet'), anOutput(1, 'Merhaba')]),
    ]);

    const messages = new MongoMessageRepository(database.models, database.vault);
    const page = await messages.list(tenantA, 'cnv_1' as ConversationId, { limit: 10, after: null });
    expect(page.items.map(({ text }) => text)).toEqual(['Merhaba', 'Evet']);
    expect(await database.models.collection('steps').countDocuments({ tenantId: tenantA })).toBe(2);
  });

  it('words and provider ids: sealed at rest, and of nobody else’s tenant', async () => {
    await transcripts.append(tenantA, [anOutput(1, 'Merhaba')]);

    const raw = await database.models.collection('messages').findOne({ _id: 'msg_1' });
    expect(JSON.stringify(raw)).not.toMatch(/Merhaba|wamid/);
    const messages = new MongoMessageRepository(database.models, database.vault);
    const page = await messages.list(tenantB, 'cnv_1' as ConversationId, { limit: 10, after: null });
    expect(page.items).toEqual([]);
  });

  it('nothing: writes nothing', async () => {
    await transcripts.append(tenantA, []);

    expect(await database.models.collection('messages').countDocuments({})).toBe(0);
  });
});
