import { MongoRequestWorkRepository } from '../../src/storage/repositories/mongo-request-work-repository.ts';
import { checkDocuments } from '../support/check-documents.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aNewRequest } from '../support/records.ts';
import { storeConversation } from '../support/stored-conversation.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** What the look at the end of a test says about the database as it is; then the document is made good again. */
const verdict = async (collection: 'conversations' | 'requests', update: object): Promise<string> => {
  const stored = database.models.collection(collection);
  const [before] = await stored.find().toArray();
  if (before === undefined) throw new Error('nothing is stored');
  await stored.updateOne({ _id: before._id }, update);
  const said = await database.empty(collection).then(
    () => '',
    (error: Error) => error.message,
  );
  return said.split('\n').slice(1).join('; ');
};

describe('documents at the end of a test', () => {
  beforeEach(async () => {
    await storeConversation(database, 'cnv_1');
    await new MongoRequestWorkRepository(database.models, database.vault).open([aNewRequest()]);
  });
  afterEach(() => database.empty());

  it('as the product writes them: nothing is said', async () => {
    expect(await verdict('conversations', { $set: { rev: 4 } })).toBe('');
    expect(await verdict('requests', { $set: { status: 'closed', outcome: 'agreed' } })).toBe('');
  });

  it.each([
    ['a field of no schema', { $set: { secretName: 'Ayşe' } }, 'secretName: unknown field'],
    ['a field too many inside', { $set: { 'lease.secretName': 'Ayşe' } }, 'lease: unknown field secretName'],
    ['a word of no list', { $set: { mode: 'Ayşe' } }, 'mode: not enum'],
    ['a number as text', { $set: { rev: '3' } }, 'rev: is missing or of another type'],
    ['a number below its bound', { $set: { rev: -1 } }, 'rev: not min'],
    ['no date', { $set: { nextTimerAt: 'Ayşe' } }, 'nextTimerAt: not date'],
    ['a required field left out', { $unset: { channelId: '' } }, 'channelId: not required'],
    ['null left out', { $unset: { contactRef: '' } }, 'contactRef: is missing or of another type'],
    [
      'an element of another type',
      { $set: { openRequestIds: [7] } },
      'openRequestIds.0: is missing or of another type',
    ],
    [
      'clear text where sealed bytes belong',
      { $set: { address: 'Ayşe' } },
      'address: is missing or of another type',
    ],
  ])('%s, written past the models: told by place and reason alone', async (_, update, expected) => {
    expect(await verdict('conversations', update)).toBe(`conversations.${expected}`);
  });

  it('a list whose entry has a field too many, written past the models: told', async () => {
    const line = { at: new Date(0), what: 'sent', by: 'system', note: 'Ayşe' };
    expect(await verdict('requests', { $push: { history: line } })).toBe(
      'requests.history: unknown field note',
    );
  });

  it('a collection of no model: told', async () => {
    const { db } = database.models.database;
    if (db === undefined) throw new Error('not connected');
    await db.collection('notes').insertOne({ text: 'Ayşe' });
    await expect(checkDocuments(db)).rejects.toThrow('notes: no model');
    await db.collection('notes').drop();
  });
});
