import type { DecisionRecord } from '../../src/evidence/decision-record.ts';
import type { ConversationId, RequestId } from '../../src/shared/ids.ts';
import { MongoDecisionRepository } from '../../src/storage/repositories/mongo-decision-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes } from '../support/records.ts';

const requestId = 'req_1' as RequestId;

const aDecision = (changes: Partial<DecisionRecord> = {}): DecisionRecord => ({
  tenantId: tenantA,
  id: 'dec_1',
  requestId,
  conversationId: 'cnv_1' as ConversationId,
  result: 'agreed',
  decidedAt: minutes(1),
  corrects: null,
  identity: {
    customerRef: 'C001',
    accountNo: null,
    contactRef: 'C001-1',
    contactName: 'Ayşe Yılmaz',
    roles: ['reconcile'],
    canBind: true,
    phone: '+905321000001',
    userId: null,
    profileName: 'ayşe',
  },
  question: {
    messageId: 'cnv_1:1:0',
    providerMessageId: 'wamid.out',
    text: '1.250,340 gr HAS alacak: mutabık mısınız?',
    choices: [{ id: 'yes', title: 'Mutabıkız' }],
    language: 'tr',
    template: null,
    documentSha256: null,
    contentHash: 'c'.repeat(64),
    shownHash: 'd'.repeat(64),
  },
  answer: {
    messageId: 'in_1',
    providerMessageId: 'wamid.in',
    type: 'button',
    text: 'Mutabıkız',
    choiceId: 'yes',
    providerAt: minutes(0),
    receivedAt: minutes(1),
  },
  interpretation: {
    ruleVersion: '1',
    machine: 'reconciliation@1',
    lines: [{ unit: 'HAS', quantity: '1250.340', side: 'B', answer: 'agreed', own: null }],
    reason: null,
  },
  authority: { limits: [{ unit: 'HAS', quantity: '500.000' }] },
  integrity: { hashAlgorithm: 'SHA-256', recordHash: 'e'.repeat(64) },
  ...changes,
});

describe('decision repository', () => {
  let database: TestDatabase;
  let decisions: MongoDecisionRepository;

  beforeAll(async () => {
    database = await openTestDatabase();
    decisions = new MongoDecisionRepository(database.models, database.vault);
  });
  afterEach(() => database.empty('evidence'));
  afterAll(() => database.close());

  it('decisions about a request: all fields as recorded, oldest first, of this tenant only', async () => {
    const later = aDecision({ id: 'dec_0', decidedAt: minutes(2), result: 'agreed_partial' });
    await decisions.insert([later, aDecision(), aDecision({ id: 'dec_9', requestId: 'req_2' as RequestId })]);
    expect(await decisions.listOfRequest(tenantA, requestId)).toEqual([aDecision(), later]);
    expect(await decisions.listOfRequest(tenantB, requestId)).toEqual([]);
  });

  it('the same id again, with a new one beside it: the first record stays, the new one is added', async () => {
    await decisions.insert([aDecision()]);
    await decisions.insert([
      aDecision({ result: 'rejected' }),
      aDecision({ id: 'dec_2', decidedAt: minutes(5) }),
    ]);
    const found = await decisions.listOfRequest(tenantA, requestId);
    expect(found.map(({ id, result }) => [id, result])).toEqual([
      ['dec_1', 'agreed'],
      ['dec_2', 'agreed'],
    ]);
  });

  it('a correction: stands beside the record it takes the place of', async () => {
    const correction = aDecision({
      id: 'dec_2',
      decidedAt: minutes(3),
      result: 'disagreed',
      corrects: 'dec_1',
    });
    await decisions.insert([correction, aDecision()]);
    expect(await decisions.listOfRequest(tenantA, requestId)).toEqual([aDecision(), correction]);
  });

  it('a record moved to another id in the database: cannot be read', async () => {
    await decisions.insert([aDecision()]);
    const evidence = database.models.collection('evidence');
    const stored = await evidence.findOne({ _id: 'dec_1' });
    await evidence.insertOne({ ...stored, _id: 'dec_forged' });
    await expect(decisions.listOfRequest(tenantA, requestId)).rejects.toThrow();
  });
});
