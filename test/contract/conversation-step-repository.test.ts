import { standingOfConversation } from '../../src/conversations/conversation-standing.ts';
import type { NewConversation } from '../../src/customers/identity.repository.ts';
import type { ClaimedConversation, StepCommit } from '../../src/step/claimed-conversation.ts';
import { claimedWhenMade } from '../../src/step/new-conversation.ts';
import type { StepOutput } from '../../src/step/step-output.ts';
import type { StoredConversation } from '../../src/storage/repositories/conversation-document.ts';
import { MongoConversationStepRepository } from '../../src/storage/repositories/mongo-conversation-step-repository.ts';
import { MongoIdentityRepository } from '../../src/storage/repositories/mongo-identity-repository.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { aCommitOn, anOutput } from '../support/builders-steps.ts';
import { anInboundMessage } from '../support/builders-work.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes } from '../support/records.ts';
import { waitFor } from '../support/wait-for.ts';

const longLease = 60_000;

let database: TestDatabase;
let steps: MongoConversationStepRepository;
let other: MongoConversationStepRepository;
let id = '';
const told: NewConversation[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  steps = new MongoConversationStepRepository(database.models, database.vault);
  other = new MongoConversationStepRepository(database.models, database.vault);
  const identities = new MongoIdentityRepository(database.models, database.vault, {
    now: () => startOfTests,
    defaultLanguage: () => Promise.resolve('tr'),
  });
  const [person] = await identities.resolve(tenantA, 'chn_1', [anInboundMessage().sender], {
    verify: false,
    onNew: (conversation) => told.splice(0, told.length, conversation),
  });
  id = person?.conversationId ?? '';
});
afterEach(() => database.empty());
afterAll(() => database.close());

const claimed = async (
  by: MongoConversationStepRepository,
  owner: string,
  leaseMs = longLease,
): Promise<ClaimedConversation> => {
  const [doc] = await by.claim(tenantA, [id], owner, leaseMs);
  if (doc === undefined) throw new Error(`${owner} did not get the conversation`);
  return doc;
};

const outputOf = (doc: ClaimedConversation): StepOutput =>
  anOutput({ conversationId: doc.conversationId, rev: doc.rev + 1 });

const commitOf = (doc: ClaimedConversation, changes: Partial<StepCommit> = {}): StepCommit => ({
  ...aCommitOn(doc, { inputIds: [`in_${doc.rev + 1}`], output: outputOf(doc) }),
  pendingSince: minutes(0),
  windowExpiresAt: minutes(60),
  lastMessageAt: minutes(0),
  address: { phone: '+905321112233', userId: 'TR.1' },
  openRequestIds: ['req_1'],
  customerRefs: ['C001'],
  contactRef: 'C001-1',
  ...changes,
});

describe('conversation, at hand since it was made', () => {
  const atHand = (): ClaimedConversation => claimedWhenMade(told[0] as NewConversation);

  it('beside a claim: the same but for the token', async () => {
    const doc = await claimed(steps, 'me');

    expect(doc).toEqual({ ...atHand(), leaseToken: 1 });
  });

  it('without a claim: its first step is written, once', async () => {
    expect(await steps.commit(tenantA, [commitOf(atHand())])).toEqual(new Set([id]));
    expect(await steps.commit(tenantA, [commitOf(atHand(), { stepId: 'stp_other' })])).toEqual(new Set());
    expect(await claimed(other, 'you')).toMatchObject({ rev: 1, applied: ['in_1'] });
  });

  it('claimed by another process since, whether it committed or not: the step at hand is not written', async () => {
    const theirs = await claimed(other, 'you');
    expect(await steps.commit(tenantA, [commitOf(atHand())])).toEqual(new Set());
    expect(await other.commit(tenantA, [commitOf(theirs)])).toEqual(new Set([id]));
    expect(await steps.commit(tenantA, [commitOf(atHand(), { stepId: 'stp_other' })])).toEqual(new Set());
  });

  it('given to somebody else since: the step at hand is not written', async () => {
    await database.models
      .collection('conversations')
      .updateOne({ _id: id, tenantId: tenantA }, { $set: { contactId: 'ct_somebody' } });

    expect(await steps.commit(tenantA, [commitOf(atHand())])).toEqual(new Set());
  });
});

describe('conversation, claimed', () => {
  it('by one: nobody else gets it while the lease runs, by the database’s clock', async () => {
    await claimed(steps, 'me');

    expect(await other.claim(tenantA, [id], 'you', longLease)).toEqual([]);
  });

  it('by ten at once: exactly one gets it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 === 0 ? steps : other).claim(tenantA, [id], `p${n}`, longLease),
      ),
    );
    expect(answers.flat()).toHaveLength(1);
  });

  it('after the lease ended: a new token, the attempt counted', async () => {
    const first = await claimed(steps, 'me', 1);
    const second = await waitFor('the end of the lease', async () => {
      const [doc] = await other.claim(tenantA, [id], 'you', longLease);
      return doc;
    });

    expect(second.leaseToken).toBeGreaterThan(first.leaseToken);
    expect([first.attempts, second.attempts]).toEqual([1, 2]);
  });

  it('with an owner’s name that looks like an operator: taken as text', async () => {
    expect((await claimed(steps, '$rev')).rev).toBe(0);
  });

  it('of another tenant: nothing', async () => {
    expect(await steps.claim(tenantB, [id], 'me', longLease)).toEqual([]);
  });
});

describe('conversation, committed', () => {
  it('by the holder: everything of the step is there for the next claim, sealed at rest', async () => {
    const doc = await claimed(steps, 'me');
    const commit = commitOf(doc);
    expect(await steps.commit(tenantA, [commit])).toEqual(new Set([id]));
    await steps.release(tenantA, [doc], { keepAttempts: false });

    expect(await claimed(other, 'you')).toMatchObject({
      rev: 1,
      attempts: 1,
      state: commit.state,
      applied: ['in_1'],
      relays: commit.relays,
      windowExpiresAt: minutes(60),
      address: { phone: '+905321112233', userId: 'TR.1' },
    });
    const raw = await database.models.collection('conversations').findOne({ _id: id });
    expect(JSON.stringify(raw)).not.toContain('905321112233');
  });

  it('by a process that lost its lease: not written, whatever it computed', async () => {
    const late = await claimed(steps, 'me', 1);
    const doc = await waitFor('the end of the lease', async () => {
      const [taken] = await other.claim(tenantA, [id], 'you', longLease);
      return taken;
    });

    expect(await steps.commit(tenantA, [commitOf(late)])).toEqual(new Set());
    expect(await other.commit(tenantA, [commitOf(doc)])).toEqual(new Set([id]));
    expect(await steps.commit(tenantA, [commitOf(late)])).toEqual(new Set());
  });

  it('given to another contact since it was read: not written, and read again it is', async () => {
    const doc = await claimed(steps, 'me');
    await database.models.collection('conversations').updateOne({ _id: id }, { $set: { contactId: 'ct_2' } });

    expect(await steps.commit(tenantA, [commitOf(doc)])).toEqual(new Set());
    await steps.release(tenantA, [doc], { keepAttempts: false });
    const again = await claimed(other, 'you');
    expect(again.contactId).toBe('ct_2');
    expect(await other.commit(tenantA, [commitOf(again)])).toEqual(new Set([id]));
  });

  it('twice with the same step id (an answer was lost): written once, known as written', async () => {
    const doc = await claimed(steps, 'me');
    await steps.commit(tenantA, [commitOf(doc)]);

    expect(await steps.commit(tenantA, [commitOf(doc)])).toEqual(new Set([id]));
    await steps.release(tenantA, [doc], { keepAttempts: false });
    expect((await claimed(other, 'you')).rev).toBe(1);
  });

  it('with a state larger than a step may be: not written, the lease still held', async () => {
    const doc = await claimed(steps, 'me');
    const state = { ...doc.state, snapshot: { machine: 'x', version: 1, state: 'x'.repeat(600_000) } };

    expect(await steps.commit(tenantA, [commitOf(doc, { state })])).toEqual(new Set());
    expect(await steps.commit(tenantA, [commitOf(doc)])).toEqual(new Set([id]));
  });
});

describe('conversation, finished', () => {
  it('relays and applied ids are forgotten, the lease is free', async () => {
    const doc = await claimed(steps, 'me');
    await steps.commit(tenantA, [commitOf(doc)]);
    await steps.finish(tenantA, [{ ...doc, rev: 1 }]);

    expect(await claimed(other, 'you')).toMatchObject({ rev: 1, applied: [], relays: [], attempts: 1 });
  });

  it('by a process that lost its lease: nothing is forgotten', async () => {
    const late = await claimed(steps, 'me', 1);
    const doc = await waitFor('the end of the lease', async () => {
      const [taken] = await other.claim(tenantA, [id], 'you', longLease);
      return taken;
    });
    await other.commit(tenantA, [commitOf(doc)]);
    await steps.finish(tenantA, [{ ...late, rev: 1 }]);
    await other.release(tenantA, [doc], { keepAttempts: false });

    expect(await claimed(other, 'you')).toMatchObject({ applied: ['in_1'] });
  });

  it('released after a failure: the attempts stay counted', async () => {
    for (const expected of [1, 2, 3]) {
      const doc = await claimed(steps, 'me');
      expect(doc.attempts).toBe(expected);
      await steps.release(tenantA, [doc], { keepAttempts: true });
    }
  });
});

describe('conversations that are due', () => {
  it('with a timer whose instant has come, or with relays a process left behind', async () => {
    const doc = await claimed(steps, 'me');
    await steps.commit(tenantA, [commitOf(doc, { nextTimerAt: minutes(30) })]);
    expect(await steps.findDue(tenantA, minutes(0), 10)).toEqual([]);
    expect(await steps.findDue(tenantA, minutes(1), 10)).toEqual([id]);
    expect(await steps.findDue(tenantB, minutes(1), 10)).toEqual([]);

    await steps.finish(tenantA, [{ ...doc, rev: 1 }]);
    expect(await steps.findDue(tenantA, minutes(29), 10)).toEqual([]);
    expect(await steps.findDue(tenantA, minutes(30), 10)).toEqual([id]);
  });
});

describe('conversation, stored by an earlier release', () => {
  it('its state: read in the shape of today, and its mode stays', async () => {
    const doc = await claimed(steps, 'me');
    const { snapshot: _none, ...books } = doc.state;
    const earlier = {
      ...books,
      mode: 'staff',
      notices: 'off',
      stoppedBy: 'C002-1',
      snapshot: {
        machine: 'conversation',
        version: 2,
        state: { value: 'staff', context: { misses: 0, wanted: null } },
      },
    } as unknown as ClaimedConversation['state']; // as version 2 stored it
    await steps.commit(tenantA, [commitOf(doc, { state: earlier })]);
    await steps.release(tenantA, [{ conversationId: id, leaseToken: doc.leaseToken }], {
      keepAttempts: false,
    });

    const again = await claimed(other, 'you');
    expect(Object.keys(again.state).sort()).toEqual(Object.keys(doc.state).sort());
    expect(standingOfConversation(again.state)).toMatchObject({ mode: 'staff', notices: 'stopped' });
    expect(again.state.snapshot?.version).toBe(3);
  });

  const document = () => database.models.collection<StoredConversation>('conversations').findOne({ _id: id });
  /** The document as releases before this one left it: state and address in boxes of their own. */
  const asBefore = async (): Promise<ClaimedConversation> => {
    const doc = await claimed(steps, 'me');
    await steps.release(tenantA, [doc], { keepAttempts: false });
    const seal = (field: string, content: object) =>
      database.vault.seal(tenantA, 'conversations', id, field, content);
    await database.models.collection<StoredConversation>('conversations').updateOne(
      { _id: id },
      {
        $set: {
          state: seal('state', { ...doc.state, promptNumber: 7 }),
          address: seal('address', doc.address),
        },
        $unset: { body: '' },
      },
    );
    return doc;
  };

  it('state and address apart: read as they are', async () => {
    const { state, address } = await asBefore();

    expect(await claimed(other, 'you')).toMatchObject({ state: { ...state, promptNumber: 7 }, address });
  });

  it('state and address apart, then stepped: one box is left, and that is read from then on', async () => {
    await asBefore();
    const doc = await claimed(steps, 'me');
    await steps.commit(tenantA, [commitOf(doc)]);

    expect(Object.keys((await document()) ?? {})).toEqual(expect.arrayContaining(['body']));
    expect(await document()).not.toHaveProperty('state');
    expect(await document()).not.toHaveProperty('address');
    const again = await claimed(other, 'you');
    expect(again).toMatchObject({
      rev: 1,
      state: { promptNumber: 8 },
      address: { phone: '+905321112233', userId: 'TR.1' },
    });
    await other.commit(tenantA, [commitOf(again)]);
    expect((await claimed(steps, 'me')).state.promptNumber).toBe(9);
  });

  it('state and address apart, stepped by another process first: the loser leaves nothing of its own', async () => {
    await asBefore();
    const late = await claimed(steps, 'me', 1);
    const doc = await waitFor('the end of the lease', async () => {
      const [taken] = await other.claim(tenantA, [id], 'you', longLease);
      return taken;
    });
    expect(await other.commit(tenantA, [commitOf(doc)])).toEqual(new Set([id]));
    expect(await steps.commit(tenantA, [commitOf(late)])).toEqual(new Set());

    expect(await document()).not.toHaveProperty('state');
    expect((await claimed(steps, 'me')).rev).toBe(1);
  });
});

describe('conversation, committed by a process that goes on with it', () => {
  const heldAfter = (doc: ClaimedConversation): ClaimedConversation => ({ ...doc, rev: doc.rev + 1 });

  it('several steps on one claim: each is written, the lease is free after the first', async () => {
    const doc = await claimed(steps, 'me');
    const held = heldAfter(doc);
    expect(await steps.commit(tenantA, [commitOf(doc)])).toEqual(new Set([id]));
    expect(await steps.commit(tenantA, [commitOf(held)])).toEqual(new Set([id]));

    expect((await claimed(other, 'you')).rev).toBe(2);
  });

  it('after somebody else claimed it: not written, whether or not they committed', async () => {
    const doc = await claimed(steps, 'me');
    await steps.commit(tenantA, [commitOf(doc)]);
    const taken = await claimed(other, 'you');

    expect(await steps.commit(tenantA, [commitOf(heldAfter(doc))])).toEqual(new Set());
    await steps.finish(tenantA, [heldAfter(doc)]);
    expect(await steps.claim(tenantA, [id], 'me', longLease)).toEqual([]);
    expect(await other.commit(tenantA, [commitOf(taken)])).toEqual(new Set([id]));
    expect(await steps.commit(tenantA, [commitOf(heldAfter(doc))])).toEqual(new Set());
  });

  it('finished as of an earlier step while the next was committed: nothing of the next is forgotten', async () => {
    const doc = await claimed(steps, 'me');
    await steps.commit(tenantA, [commitOf(doc)]);
    await steps.commit(tenantA, [commitOf(heldAfter(doc))]);
    await steps.finish(tenantA, [heldAfter(doc)]);

    expect(await claimed(other, 'you')).toMatchObject({ rev: 2, applied: ['in_2'] });
  });
});
