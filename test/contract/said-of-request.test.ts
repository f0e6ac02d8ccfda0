import { MongoSaidOfRequestRepository } from '../../src/storage/repositories/mongo-said-of-request-repository.ts';
import {
  toOutboxDocument,
  toUnsentDocument,
  type OutboxDocument,
} from '../../src/storage/repositories/outbox-document.ts';
import { startOfTests, tenantA } from '../support/builders-api.ts';
import { anIntent } from '../support/builders-work.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const at = startOfTests;
const fact = (status: string, attempt = 1) => ({ status, at, attempt, error: null });

describe('MongoSaidOfRequestRepository: whether a message about a request may have arrived', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.empty('outbox'));
  afterAll(() => database.close());

  const start = { state: 'settled', attempt: 1, owner: null, claim: null, wakeAt: null } as const;
  const saidOf = async (make: (intent: ReturnType<typeof anIntent>) => OutboxDocument) => {
    const document = make(anIntent({ id: 'cnv_1:1:0', requestId: 'req_1' }));
    await database.models.model<OutboxDocument>('outbox').insertMany([document]);
    const [said] = await new MongoSaidOfRequestRepository(database.models).ofRequest(tenantA, 'req_1');
    return [said?.mayHaveArrived, said?.reason, said?.sendingUntil];
  };
  const stored = (changes: Partial<OutboxDocument>) =>
    saidOf((intent) => ({
      ...toOutboxDocument(intent, start, database.vault),
      settled: (changes.state ?? 'settled') === 'settled',
      ...changes,
    }));

  it.each<[string, Partial<OutboxDocument>, boolean, string | null]>([
    ['taken', { outcome: 'accepted' }, true, 'accepted'],
    ['taken, and failed', { outcome: 'accepted', statuses: [fact('failed')] }, false, 'accepted'],
    [
      'taken again after a failure',
      { outcome: 'accepted', attempt: 2, statuses: [fact('failed')] },
      true,
      'accepted',
    ],
    [
      'failed, and delivered',
      { outcome: 'rejected', statuses: [fact('failed'), fact('delivered')] },
      true,
      'rejected',
    ],
    ['nobody knows', { outcome: 'unknown_final', reason: 'unknown_outcome' }, true, 'unknown_outcome'],
    ['refused', { outcome: 'rejected', reason: 'graph_131009' }, false, 'graph_131009'],
    ['held to its end', { outcome: 'expired', reason: 'template' }, false, 'template'],
    ['dropped by the plan', { outcome: 'suppressed', reason: 'notices_stopped' }, false, 'notices_stopped'],
    ['dropped by staff', { outcome: 'cancelled', reason: 'dropped_by_staff' }, false, 'dropped_by_staff'],
    ['held', { state: 'queued', heldFor: 'cap', heldUntil: at }, false, 'cap'],
    ['held, and why', { state: 'queued', heldFor: 'template', reason: 'graph_132001' }, false, 'template'],
    [
      'waits for its number',
      { state: 'queued', heldFor: 'cap', reason: 'channel_unavailable' },
      false,
      'channel_unavailable',
    ],
    ['tried, and nobody knows yet', { state: 'unknown', unknowns: 1 }, true, null],
    ['tried before, and nobody knows', { state: 'waiting', unknowns: 1 }, true, null],
  ])('%s', async (_name, changes, mayHaveArrived, reason) => {
    expect(await stored(changes)).toEqual([mayHaveArrived, reason, null]);
  });

  it('being sent: until when somebody has it', async () => {
    expect(await stored({ state: 'sending', wakeAt: at })).toEqual([false, null, at]);
  });

  it.each([
    ['tried again after a try that was delivered', [fact('failed'), fact('delivered')], true],
    ['tried again after one that failed', [fact('failed')], undefined],
  ])('being sent, %s: whether it is there', async (_name, statuses, hasArrived) => {
    await stored({ state: 'sending', attempt: 2, wakeAt: at, unknowns: 1, statuses });
    const [said] = await new MongoSaidOfRequestRepository(database.models).ofRequest(tenantA, 'req_1');
    expect([said?.mayHaveArrived, said?.hasArrived]).toEqual([true, hasArrived]);
  });

  it.each<[string, Partial<OutboxDocument>, true | undefined]>([
    ['queued', { state: 'queued', attempt: 0 }, undefined],
    ['taken up for the first time, and not given away yet', { state: 'sending', attempt: 1 }, undefined],
    ['taken up again', { state: 'sending', attempt: 2 }, true],
    ['waits for its next try', { state: 'waiting', attempt: 1 }, true],
  ])('%s: whether it was tried', async (_name, changes, wasTried) => {
    await stored(changes);
    const [one] = await new MongoSaidOfRequestRepository(database.models).ofRequest(tenantA, 'req_1');
    expect(one?.wasTried).toBe(wasTried);
  });

  it.each<[string, Partial<OutboxDocument>, true | undefined]>([
    ['once, and nobody knows', {}, undefined],
    ['again after it was refused', { attempt: 2, attemptsBefore: 1 }, true],
    ['again after it ended before its first try', { attemptsBefore: 0 }, true],
  ])('sent %s: whether people put it back into work', async (_name, changes, isReplayed) => {
    await stored({ state: 'unknown', unknowns: 1, ...changes });
    const [one] = await new MongoSaidOfRequestRepository(database.models).ofRequest(tenantA, 'req_1');
    expect([one?.mayHaveArrived, one?.isReplayed]).toEqual([true, isReplayed]);
  });

  it('forbidden by consent: it did not; withheld: as one that was taken', async () => {
    const { vault } = database;
    expect(await saidOf((intent) => toUnsentDocument(intent, 'notices_stopped', vault))).toEqual([
      ...[false, 'notices_stopped', null],
    ]);
    await database.empty('outbox');
    expect((await saidOf((intent) => toUnsentDocument(intent, 'withheld', vault)))[0]).toBe(true);
  });
});
