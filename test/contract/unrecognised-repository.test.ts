import { MongoUnrecognisedRepository } from '../../src/storage/repositories/mongo-unrecognised-repository.ts';
import type { ConversationId } from '../../src/shared/ids.ts';
import type { Label } from '../../src/unrecognised/label.ts';
import type { UnrecognisedFilter } from '../../src/unrecognised/unrecognised-text.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes, readAll } from '../support/records.ts';
import { anUnrecognisedText } from '../support/staff-records.ts';

const label: Label = { intent: 'reject', strength: 'soft', dialect: null, by: 'key:1', at: minutes(7) };

describe('texts that were not understood, kept', () => {
  let database: TestDatabase;
  let texts: MongoUnrecognisedRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    texts = new MongoUnrecognisedRepository(database.models, database.vault);
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const idsOf = async (filter: UnrecognisedFilter, limit = 10): Promise<string[]> =>
    (await readAll((page) => texts.list(tenantA, filter, page), limit)).map(({ id }) => id);

  it('recorded: read back as it was, of its tenant alone; words, names and surroundings are sealed', async () => {
    await texts.record([anUnrecognisedText('unr_1')]);
    const stored = await database.models.collection('unrecognised').findOne({ _id: 'unr_1' });

    expect(await texts.find(tenantA, 'unr_1')).toEqual(anUnrecognisedText('unr_1'));
    expect(await texts.find(tenantB, 'unr_1')).toBeNull();
    expect(JSON.stringify(stored)).not.toMatch(/canary|yılmaz|askedForStatement|reconciliation/i);
  });

  it('recorded by a step that is done again, also after a label: once, with the label', async () => {
    await texts.record([anUnrecognisedText('unr_1')]);
    await texts.label(tenantA, 'unr_1', label);
    await texts.record([anUnrecognisedText('unr_1', { text: 'x' }), anUnrecognisedText('unr_2')]);

    expect(await idsOf({})).toEqual(['unr_2', 'unr_1']);
    expect(await texts.find(tenantA, 'unr_1')).toEqual(anUnrecognisedText('unr_1', { label, rev: 1 }));
  });

  it('listed: newest first, page by page, by each filter and by several', async () => {
    await texts.record([
      anUnrecognisedText('unr_1'),
      anUnrecognisedText('unr_2', { at: minutes(2), language: 'ar' }),
      anUnrecognisedText('unr_3', { at: minutes(2), as: 'served' }),
      anUnrecognisedText('unr_4', { at: minutes(4), conversationId: 'cnv_2' as ConversationId }),
      anUnrecognisedText('unr_5', { tenantId: tenantB, at: minutes(9) }),
    ]);
    await texts.label(tenantA, 'unr_3', label);

    for (const limit of [1, 2, 3, 10])
      expect([limit, await idsOf({}, limit)]).toEqual([limit, ['unr_4', 'unr_3', 'unr_2', 'unr_1']]);
    expect(await idsOf({ from: minutes(2) }, 1)).toEqual(['unr_4', 'unr_3', 'unr_2']);
    expect(await idsOf({ language: 'ar' })).toEqual(['unr_2']);
    expect(await idsOf({ as: 'served' })).toEqual(['unr_3']);
    expect(await idsOf({ isLabelled: true })).toEqual(['unr_3']);
    expect(await idsOf({ isLabelled: false }, 1)).toEqual(['unr_4', 'unr_2', 'unr_1']);
    expect(await idsOf({ conversationId: 'cnv_2' })).toEqual(['unr_4']);
    expect(await idsOf({ from: minutes(1), isLabelled: false, language: 'tr' })).toEqual(['unr_4']);
  });

  it('labelled: replaced, taken away, and not by another tenant', async () => {
    await texts.record([anUnrecognisedText('unr_1')]);

    expect(await texts.label(tenantB, 'unr_1', label)).toBeNull();
    expect(await texts.label(tenantA, 'unr_2', label)).toBeNull();
    expect(await texts.label(tenantA, 'unr_1', label)).toBe(1);
    expect(await texts.label(tenantA, 'unr_1', { ...label, intent: 'figure', dialect: 'ascii' })).toBe(2);
    expect((await texts.find(tenantA, 'unr_1'))?.label).toEqual({
      ...label,
      intent: 'figure',
      dialect: 'ascii',
    });
    expect(await texts.label(tenantA, 'unr_1', null, 1)).toBeNull();
    expect(await texts.label(tenantA, 'unr_1', null, 2)).toBe(3);
    expect((await texts.find(tenantA, 'unr_1'))?.label).toBeNull();
  });

  it('removed: by its own tenant, once', async () => {
    await texts.record([anUnrecognisedText('unr_1')]);

    expect(await texts.remove(tenantB, 'unr_1')).toBe(false);
    expect(await texts.remove(tenantA, 'unr_1')).toBe(true);
    expect(await texts.remove(tenantA, 'unr_1')).toBe(false);
  });

  it('a person is forgotten: their conversation, and what the contact wrote elsewhere; nobody else', async () => {
    const elsewhere = 'cnv_2' as ConversationId;
    await texts.record([
      anUnrecognisedText('unr_1'),
      anUnrecognisedText('unr_2', { contactRef: null }),
      anUnrecognisedText('unr_3', { conversationId: elsewhere }),
      anUnrecognisedText('unr_4', { conversationId: elsewhere, contactRef: 'C007-1' }),
      anUnrecognisedText('unr_5', { conversationId: elsewhere, contactRef: null }),
      anUnrecognisedText('unr_6', { tenantId: tenantB }),
    ]);

    expect(
      await texts.forget(tenantA, { conversationId: 'cnv_1' as ConversationId, contactRef: 'C006-1' }),
    ).toBe(3);
    expect(await idsOf({})).toEqual(['unr_5', 'unr_4']);
    expect(await texts.find(tenantB, 'unr_6')).not.toBeNull();
  });

  it('a conversation of no contact is forgotten: not those of other strangers', async () => {
    const elsewhere = 'cnv_2' as ConversationId;
    await texts.record([
      anUnrecognisedText('unr_1', { contactRef: null }),
      anUnrecognisedText('unr_2', { contactRef: null, conversationId: elsewhere }),
    ]);
    await texts.forget(tenantA, { conversationId: 'cnv_1' as ConversationId, contactRef: null });

    expect(await idsOf({})).toEqual(['unr_2']);
  });

  it('after ninety days: the database takes it away, by an index over the end', async () => {
    await texts.record([anUnrecognisedText('unr_1')]);
    const stored = await database.models.collection('unrecognised').findOne({ _id: 'unr_1' });
    const indexes = await database.models.collection('unrecognised').listIndexes().toArray();

    expect(stored).toMatchObject({ expireAt: minutes(90 * 24 * 60) });
    expect(indexes.find(({ name }) => name === 'ttl')).toMatchObject({
      key: { expireAt: 1 },
      expireAfterSeconds: 0,
    });
  });
});
