import type { InternalNote } from '../../src/conversations/internal-note.ts';
import type { ConversationId } from '../../src/shared/ids.ts';
import { MongoInternalNoteRepository } from '../../src/storage/repositories/mongo-internal-note-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes, readAll } from '../support/records.ts';
import { aNote } from '../support/staff-records.ts';

const [chat, other] = ['cnv_1', 'cnv_2'] as ConversationId[] as [ConversationId, ConversationId];

describe('MongoInternalNoteRepository', () => {
  let database: TestDatabase;
  let notes: MongoInternalNoteRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    notes = new MongoInternalNoteRepository(database.models, database.vault);
  });
  afterEach(() => database.empty('internalnotes'));
  afterAll(() => database.close());

  const add = async (...changes: Partial<InternalNote>[]): Promise<void> => {
    for (const change of changes) await notes.add(aNote(change));
  };
  const idsOf = async (tenantId = tenantA, conversationId = chat): Promise<string[]> =>
    (await notes.list(tenantId, conversationId, { limit: 50, after: null })).items.map(({ id }) => id);

  it('written: read as it is, of its chat and tenant alone, the words sealed where they are stored', async () => {
    expect(await notes.add(aNote())).toEqual(aNote());
    await add({ id: 'not_2', conversationId: other });

    const { items } = await notes.list(tenantA, chat, { limit: 50, after: null });
    expect(items).toEqual([aNote()]);
    expect(await idsOf(tenantB)).toEqual([]);
    const raw = JSON.stringify(await database.models.collection('internalnotes').find({}).toArray());
    expect(raw).not.toContain('canary');
  });

  it('the same id many times at once: one note stands, and each call answers it', async () => {
    const answers = await Promise.all(['bir', 'iki', 'üç', 'dört'].map((text) => notes.add(aNote({ text }))));

    const { items } = await notes.list(tenantA, chat, { limit: 50, after: null });
    expect(items).toHaveLength(1);
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set([items[0]?.text]));
  });

  it('of one instant and others, page by page: newest first, each once', async () => {
    await add({ id: 'not_a' }, { id: 'not_c' }, { id: 'not_b' }, { id: 'not_d', at: minutes(1) });
    await add({ id: 'not_e', at: minutes(-1) });
    const paged: string[] = [];
    let after = null;
    do {
      const page = await notes.list(tenantA, chat, { limit: 2, after });
      paged.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after !== null);

    expect(paged).toEqual(['not_d', 'not_c', 'not_b', 'not_a', 'not_e']);
  });

  it('of one contact, page by page: in whatever chat, newest first; of nobody else and of no other tenant', async () => {
    await add({ id: 'not_a' }, { id: 'not_b', conversationId: other, at: minutes(2) });
    await add({ id: 'not_c', at: minutes(1) }, { id: 'not_d', contactRef: 'C006-2' });
    await add({ id: 'not_e', contactRef: null }, { id: 'not_f', tenantId: tenantB });
    const listed = await readAll((page) => notes.listOf(tenantA, 'C006-1', page), 2);

    expect(listed.map(({ id }) => id)).toEqual(['not_b', 'not_c', 'not_a']);
  });

  it('forgotten: those of the chats and of the contact go, strangers’ and other tenants’ stay', async () => {
    await add({}, { id: 'not_2', conversationId: other, contactRef: null });
    await add({ id: 'not_3', conversationId: other }, { id: 'not_4', tenantId: tenantB });

    expect(await notes.forget(tenantA, { conversationIds: [chat], contactRef: null })).toBe(1);
    expect([await idsOf(), await idsOf(tenantA, other)]).toEqual([[], ['not_3', 'not_2']]);
    expect(await notes.forget(tenantA, { conversationIds: [], contactRef: 'C006-1' })).toBe(1);
    expect([await idsOf(tenantA, other), await idsOf(tenantB)]).toEqual([['not_2'], ['not_4']]);
  });
});
