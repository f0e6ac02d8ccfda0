import { Unavailable, ValidationFailed } from '../../src/shared/errors.ts';
import type { RequestId } from '../../src/shared/ids.ts';
import type { RequestFilter } from '../../src/requests/request.repository.ts';
import { MongoRequestRepository } from '../../src/storage/repositories/mongo-request-repository.ts';
import { MongoRequestWorkRepository } from '../../src/storage/repositories/mongo-request-work-repository.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aChange, aNewRequest, aRequestContent, minutes, readAll } from '../support/records.ts';

const id = 'req_1' as RequestId;
const agreed = [{ unit: 'HAS', quantity: '1250.340', side: 'B', answer: 'agreed', own: null }] as const;
const decision = {
  id: 'dec_1',
  decidedAt: minutes(2),
  contactRef: 'C001-1',
  messageId: 'in_1',
  contentHash: 'c'.repeat(64),
  shownHash: 'd'.repeat(64),
};

describe('requests in the database', () => {
  let database: TestDatabase;
  let store: MongoRequestWorkRepository;
  let requests: MongoRequestRepository;

  beforeAll(async () => {
    database = await openTestDatabase();
    store = new MongoRequestWorkRepository(database.models, database.vault);
    requests = new MongoRequestRepository(database.models, database.vault);
  });
  afterEach(() => database.empty('requests'));
  afterAll(() => database.close());

  describe('open', () => {
    it('a new request: is found open, with unanswered lines and the first line of its story', async () => {
      const [opened] = await store.open([aNewRequest()]);
      expect(opened).toEqual({
        content: aRequestContent(),
        token: 'token-of-the-first',
        conversationId: 'cnv_1',
        contactRef: 'C001-1',
        status: 'open',
        outcome: null,
        approvals: [],
      });
      expect(await requests.find(tenantA, id)).toEqual({
        tenantId: tenantA,
        id,
        kind: 'reconciliation',
        status: 'open',
        outcome: null,
        eventId: 'evt_1',
        reference: 'MUT-1',
        version: 1,
        customerRef: 'C001',
        contactRef: 'C001-1',
        conversationId: 'cnv_1',
        lines: [{ unit: 'HAS', quantity: '1250.340', side: 'B', answer: null, own: null }],
        reason: null,
        createdAt: startOfTests,
        dueAt: new Date('2026-12-08T20:59:59.000Z'),
        expiresAt: new Date('2026-12-23T20:59:59.000Z'),
        closedAt: null,
        decision: null,
        history: [{ at: startOfTests, what: 'created', by: 'system' }],
        content: aRequestContent(),
      });
    });

    it('the same request again among new ones: the token of the first writer counts, in the given order', async () => {
      await store.open([aNewRequest()]);
      const again = await store.open([
        aNewRequest({ requestId: 'req_2' }, { token: 'new' }),
        aNewRequest({}, { token: 'late', conversationId: 'cnv_9' }),
      ]);
      expect(again.map(({ token, conversationId }) => [token, conversationId])).toEqual([
        ['new', 'cnv_1'],
        ['token-of-the-first', 'cnv_1'],
      ]);
      expect(await store.load(tenantA, 'req_1')).toMatchObject({ token: 'token-of-the-first' });
    });

    it('the same request by two at once: both are told the same token', async () => {
      const answers = await Promise.all(
        ['one', 'two', 'three'].map((token) => store.open([aNewRequest({}, { token })])),
      );
      expect(new Set(answers.flat().map(({ token }) => token)).size).toBe(1);
    });

    it('an id of another tenant: unavailable, nothing of it is shown', async () => {
      await store.open([aNewRequest()]);
      await expect(store.open([aNewRequest({}, { tenantId: tenantB })])).rejects.toBeInstanceOf(Unavailable);
      expect(await store.load(tenantB, 'req_1')).toBeNull();
      expect(await requests.find(tenantB, id)).toBeNull();
    });
  });

  describe('changes', () => {
    beforeEach(() => store.open([aNewRequest()]));

    it('an answer that ends the request: lines, decision, outcome and story are there', async () => {
      await store.applyChanges(tenantA, [
        aChange({
          lines: agreed,
          closed: { outcome: 'agreed' },
          decision,
          history: [{ at: minutes(1).toISOString(), what: 'agreed', by: 'customer:C001-1' }],
        }),
      ]);
      expect(await requests.find(tenantA, id)).toMatchObject({
        status: 'closed',
        outcome: 'agreed',
        closedAt: minutes(1),
        lines: agreed,
        reason: null,
        decision,
        history: [
          { at: startOfTests, what: 'created', by: 'system' },
          { at: minutes(1), what: 'agreed', by: 'customer:C001-1' },
        ],
      });
    });

    it('the same change twice, also in one call: counts once', async () => {
      const change = aChange({ history: [{ at: minutes(1).toISOString(), what: 'sent', by: 'system' }] });
      await store.applyChanges(tenantA, [change, change]);
      await store.applyChanges(tenantA, [change]);
      expect((await requests.find(tenantA, id))?.history.map(({ what }) => what)).toEqual([
        'created',
        'sent',
      ]);
    });

    it('a change after the end: adds to the story, the first outcome and answer stay', async () => {
      await store.applyChanges(tenantA, [
        aChange({ lines: agreed, closed: { outcome: 'agreed' }, decision }),
        aChange({
          id: 'cnv_1:2:req_1',
          at: minutes(9).toISOString(),
          lines: [{ ...agreed[0], answer: 'disagreed' }],
          reason: 'too late',
          contactRef: 'C001-2',
          closed: { outcome: 'no_response' },
          decision: { ...decision, id: 'dec_2' },
          history: [{ at: minutes(9).toISOString(), what: 'late', by: 'customer:C001-2' }],
        }),
      ]);
      const found = await requests.find(tenantA, id);
      expect(found).toMatchObject({
        status: 'closed',
        outcome: 'agreed',
        closedAt: minutes(1),
        lines: agreed,
        reason: null,
        contactRef: 'C001-1',
        decision,
      });
      expect(found?.history.map(({ what }) => what)).toEqual(['created', 'late']);
    });

    it('an answer after the end: told as late, each time it is asked, and in the history as late', async () => {
      await store.applyChanges(tenantA, [aChange({ closed: { outcome: 'approved' }, decision })]);
      const late = aChange({
        id: 'cnv_2:1:req_1',
        conversationId: 'cnv_2',
        closed: { outcome: 'rejected' },
        decision: { ...decision, id: 'dec_2' },
        history: [{ at: minutes(9).toISOString(), what: 'rejected', by: 'customer:C001-2' }],
      });
      const again = aChange({ id: 'cnv_2:2:req_1', conversationId: 'cnv_2' });

      expect(await store.applyChanges(tenantA, [late, again])).toEqual({
        late: ['cnv_2:1:req_1'],
        corrected: [],
      });
      expect(await store.applyChanges(tenantA, [late])).toEqual({ late: ['cnv_2:1:req_1'], corrected: [] });
      const found = await requests.find(tenantA, id);
      expect(found).toMatchObject({ outcome: 'approved', decision: { id: 'dec_1' } });
      expect(found?.history.map(({ what }) => what)).toEqual(['created', 'late_rejected']);
    });

    it('time that runs out after the end: late, and no line of the history', async () => {
      await store.applyChanges(tenantA, [aChange({ closed: { outcome: 'approved' }, decision })]);
      const expired = aChange({
        id: 'cnv_2:1:req_1',
        closed: { outcome: 'expired' },
        history: [{ at: minutes(9).toISOString(), what: 'expired', by: 'system' }],
      });
      expect(await store.applyChanges(tenantA, [expired])).toEqual({
        late: ['cnv_2:1:req_1'],
        corrected: [],
      });
      expect((await requests.find(tenantA, id))?.history.map(({ what }) => what)).toEqual(['created']);
    });

    it('a change without answers: leaves contact, conversation and answers as they are', async () => {
      await store.applyChanges(tenantA, [aChange({ lines: agreed, reason: 'because' })]);
      await store.applyChanges(tenantA, [aChange({ id: 'other', conversationId: 'cnv_7' })]);
      expect(await requests.find(tenantA, id)).toMatchObject({
        lines: agreed,
        reason: 'because',
        contactRef: 'C001-1',
        conversationId: 'cnv_1',
      });
    });

    it('a change of something else before the first answer: the lines stay unanswered, then the answer stands', async () => {
      await store.applyChanges(tenantA, [aChange({ contactRef: 'C001-2', conversationId: 'cnv_2' })]);
      expect(await requests.find(tenantA, id)).toMatchObject({
        lines: [{ unit: 'HAS', quantity: '1250.340', side: 'B', answer: null, own: null }],
        reason: null,
      });
      await store.applyChanges(tenantA, [aChange({ id: 'other', reason: 'weighed again' })]);
      expect(await requests.find(tenantA, id)).toMatchObject({
        lines: [{ unit: 'HAS', answer: null, own: null }],
        reason: 'weighed again',
      });
      await store.applyChanges(tenantA, [aChange({ id: 'last', lines: agreed })]);
      expect(await requests.find(tenantA, id)).toMatchObject({ lines: agreed, reason: null });
    });

    it('a change with every line unanswered: reads like the content, without a box of its own', async () => {
      const unanswered = [{ unit: 'HAS', quantity: '1250.340', side: 'B', answer: null, own: null }] as const;
      const stored = async () =>
        (
          await database.models
            .collection<{ _id: string; tenantId: string; answers: unknown }>('requests')
            .findOne({ tenantId: tenantA })
        )?.answers;
      await store.applyChanges(tenantA, [aChange({ lines: unanswered, reason: null })]);
      expect(await stored()).toBeNull();
      await store.applyChanges(tenantA, [aChange({ id: 'answered', lines: agreed })]);
      expect(await stored()).not.toBeNull();
      await store.applyChanges(tenantA, [aChange({ id: 'taken back', lines: unanswered, reason: null })]);
      expect(await stored()).toBeNull();
      expect(await requests.find(tenantA, id)).toMatchObject({ lines: unanswered, reason: null });
    });

    it('the request came to another contact: contact and conversation change together', async () => {
      await store.applyChanges(tenantA, [aChange({ contactRef: 'C001-2', conversationId: 'cnv_2' })]);
      expect(await store.load(tenantA, 'req_1')).toMatchObject({
        contactRef: 'C001-2',
        conversationId: 'cnv_2',
      });
    });

    it('a reason alone: stands beside the lines that are stored', async () => {
      await store.applyChanges(tenantA, [aChange({ lines: agreed })]);
      await store.applyChanges(tenantA, [aChange({ id: 'other', reason: 'weighed again' })]);
      expect(await requests.find(tenantA, id)).toMatchObject({ lines: agreed, reason: 'weighed again' });
    });

    it('of several requests, one ended and one written before a crash: each gets its own, once', async () => {
      const ids = ['req_2', 'req_3', 'req_4'];
      await store.open(
        ids.map((requestId) =>
          aNewRequest({ requestId: requestId as RequestId, eventId: `evt_${requestId}` }),
        ),
      );
      await store.applyChanges(tenantA, [
        aChange({ id: 'end', requestId: 'req_2', closed: { outcome: 'superseded' } }),
      ]);
      const changes = ids.map((requestId) =>
        aChange({
          id: `cnv_1:5:${requestId}`,
          requestId,
          closed: { outcome: 'agreed' },
          decision: { ...decision, id: `dec_${requestId}` },
          history: [{ at: minutes(5).toISOString(), what: 'agreed', by: 'customer:C001-1' }],
        }),
      );
      await store.applyChanges(tenantA, changes.slice(1, 2));
      const late = { late: ['cnv_1:5:req_2'], corrected: [] };
      expect(await store.applyChanges(tenantA, changes)).toEqual(late);
      expect(await store.applyChanges(tenantA, changes)).toEqual(late);
      const found = await Promise.all(ids.map((one) => requests.find(tenantA, one as RequestId)));
      expect(found.map((one) => [one?.outcome, one?.history.map(({ what }) => what)])).toEqual([
        ['superseded', ['created', 'late_agreed']],
        ['agreed', ['created', 'agreed']],
        ['agreed', ['created', 'agreed']],
      ]);
    });

    it('a change of another tenant: nothing happens', async () => {
      await store.applyChanges(tenantB, [aChange({ closed: { outcome: 'agreed' } })]);
      expect((await requests.find(tenantA, id))?.status).toBe('open');
    });
  });

  describe('an answer given in time that arrived after the end', () => {
    const reopening = aChange({ id: 'cnv_1:2:req_1', closed: null, reopens: true });
    const expire = () => store.applyChanges(tenantA, [aChange({ closed: { outcome: 'no_response' } })]);
    beforeEach(() => store.open([aNewRequest()]));

    it('of a request that a timer ended: open again, and its next end is its first', async () => {
      await expire();
      await store.applyChanges(tenantA, [reopening]);
      expect(await requests.find(tenantA, id)).toMatchObject({
        status: 'open',
        outcome: null,
        closedAt: null,
      });
      const end = aChange({ id: 'cnv_1:3:req_1', closed: { outcome: 'disagreed' }, decision });
      expect(await store.applyChanges(tenantA, [end])).toEqual({ late: [], corrected: [] });
      expect(await requests.find(tenantA, id)).toMatchObject({ status: 'closed', outcome: 'disagreed' });
    });

    it('opened and ended by the same step: ended with the new outcome', async () => {
      await expire();
      const both = { ...reopening, closed: { outcome: 'agreed' }, decision };
      expect(await store.applyChanges(tenantA, [both])).toEqual({ late: [], corrected: [] });
      expect(await requests.find(tenantA, id)).toMatchObject({
        status: 'closed',
        outcome: 'agreed',
        decision: { id: 'dec_1' },
      });
    });

    it.each(['no_response', 'expired', 'undeliverable'])(
      'twice, each time of one that ended as %s: the last end is its first, and no end told again is late',
      async (outcome) => {
        const ends = [1, 3, 5].map((rev) =>
          aChange({ id: `cnv_1:${rev}:req_1`, closed: { outcome: rev === 5 ? 'disagreed' : outcome } }),
        );
        const opens = [2, 4].map((rev) => ({ ...reopening, id: `cnv_1:${rev}:req_1` }));
        for (const [index, end] of ends.entries()) {
          expect(await store.applyChanges(tenantA, [end])).toEqual({ late: [], corrected: [] });
          await store.applyChanges(tenantA, opens.slice(index, index + 1));
        }

        for (const end of ends)
          expect(await store.applyChanges(tenantA, [end])).toEqual({ late: [], corrected: [] });
        expect(await requests.find(tenantA, id)).toMatchObject({ status: 'closed', outcome: 'disagreed' });
      },
    );

    it('of a request that was decided meanwhile: the decision stands', async () => {
      await store.applyChanges(tenantA, [aChange({ closed: { outcome: 'agreed' }, decision })]);
      await store.applyChanges(tenantA, [reopening]);
      expect(await requests.find(tenantA, id)).toMatchObject({ status: 'closed', outcome: 'agreed' });
    });
  });

  describe('corrections', () => {
    const rejected = { ...decision, id: 'dec_2', decidedAt: minutes(4), corrects: 'dec_1' };
    const correction = aChange({
      id: 'cnv_1:2:req_1',
      at: minutes(4).toISOString(),
      lines: [],
      closed: { outcome: 'rejected' },
      decision: rejected,
      corrects: 'dec_1',
      history: [{ at: minutes(4).toISOString(), what: 'rejected', by: 'customer:C001-1' }],
    });
    beforeEach(async () => {
      await store.open([aNewRequest()]);
      await store.applyChanges(tenantA, [aChange({ closed: { outcome: 'approved' }, decision })]);
    });

    it('of the decision that stands: outcome, decision and reason change, the instant of the end stays', async () => {
      expect(await store.applyChanges(tenantA, [correction])).toEqual({
        late: [],
        corrected: [correction.id],
      });
      expect(await store.applyChanges(tenantA, [correction])).toEqual({
        late: [],
        corrected: [correction.id],
      });
      expect(await requests.find(tenantA, id)).toMatchObject({
        status: 'closed',
        outcome: 'rejected',
        closedAt: minutes(1),
        decision: rejected,
      });
    });

    it('the reason that comes after it: is stored, nothing else changes', async () => {
      await store.applyChanges(tenantA, [correction]);
      await store.applyChanges(tenantA, [
        aChange({ id: 'cnv_1:3:req_1', lines: [], reason: 'price', corrects: 'dec_2' }),
      ]);
      expect(await requests.find(tenantA, id)).toMatchObject({
        status: 'closed',
        outcome: 'rejected',
        reason: 'price',
        decision: rejected,
      });
    });

    it('of a decision that does not stand any more: late, nothing changes', async () => {
      await store.applyChanges(tenantA, [correction]);
      const second = { ...correction, id: 'cnv_2:9:req_1', closed: { outcome: 'approved' } };
      expect(await store.applyChanges(tenantA, [second])).toEqual({ late: ['cnv_2:9:req_1'], corrected: [] });
      expect(await requests.find(tenantA, id)).toMatchObject({ outcome: 'rejected', decision: rejected });
    });

    it('two corrections at once: one of them stands, the other is late', async () => {
      const rival = {
        ...correction,
        id: 'cnv_2:2:req_1',
        closed: { outcome: 'objected' },
        decision: { ...rejected, id: 'dec_3' },
      };
      const answers = await Promise.all([
        store.applyChanges(tenantA, [correction]),
        store.applyChanges(tenantA, [rival]),
      ]);
      expect(answers.flatMap(({ late }) => late)).toHaveLength(1);
      const found = await requests.find(tenantA, id);
      expect([found?.outcome, found?.decision?.id]).toEqual(
        answers[0].late.length === 0 ? ['rejected', 'dec_2'] : ['objected', 'dec_3'],
      );
    });
  });

  describe('two people have to approve', () => {
    const yes = (conversationId: string, contactRef: string) =>
      aChange({
        id: `${conversationId}:7:req_1`,
        conversationId,
        closed: { outcome: 'approved' },
        decision: { ...decision, id: `dec_${conversationId}`, contactRef },
      });
    const first = aChange({
      approvedFirst: { decisionId: 'dec_0', contactRef: 'C001-1', conversationId: 'cnv_1' },
      history: [{ at: minutes(1).toISOString(), what: 'needs_second_approver', by: 'customer:C001-1' }],
    });
    beforeEach(() =>
      store.open([aNewRequest({ kind: 'approval', variant: 'transaction', details: { four_eyes: true } })]),
    );

    it('the first "yes": on record, the request stays open without outcome and decision', async () => {
      await store.applyChanges(tenantA, [first]);
      expect(await store.load(tenantA, id)).toMatchObject({
        status: 'open',
        outcome: null,
        approvals: [{ decisionId: 'dec_0', contactRef: 'C001-1', conversationId: 'cnv_1' }],
      });
      expect((await requests.find(tenantA, id))?.decision).toBeNull();
    });

    it('a "yes" of the same person, or of one alone: ends nothing', async () => {
      expect(await store.applyChanges(tenantA, [yes('cnv_2', 'C001-2')])).toEqual({
        late: ['cnv_2:7:req_1'],
        corrected: [],
      });
      await store.applyChanges(tenantA, [first]);
      await store.applyChanges(tenantA, [yes('cnv_1', 'C001-9'), yes('cnv_3', 'C001-1')]);
      expect(await store.load(tenantA, id)).toMatchObject({ status: 'open', outcome: null });
    });

    it('a "yes" of another person after the first: approved', async () => {
      await store.applyChanges(tenantA, [first, yes('cnv_2', 'C001-2')]);
      expect(await store.load(tenantA, id)).toMatchObject({ status: 'closed', outcome: 'approved' });
    });

    it('a "no" of either: rejected without the other', async () => {
      await store.applyChanges(tenantA, [
        first,
        aChange({
          id: 'cnv_1:8:req_1',
          closed: { outcome: 'rejected' },
          decision: { ...decision, corrects: 'dec_0' },
          corrects: 'dec_0',
        }),
      ]);
      expect(await store.load(tenantA, id)).toMatchObject({ status: 'closed', outcome: 'rejected' });
    });
  });

  it('more time to answer: due and end move together, and not after the end', async () => {
    const until = { dueAt: '2027-01-08T20:59:59.000Z', expiresAt: '2027-01-09T20:59:59.000Z' };
    await store.open([aNewRequest()]);
    await store.applyChanges(tenantA, [aChange({ extended: until })]);
    expect(await requests.find(tenantA, id)).toMatchObject({
      dueAt: new Date(until.dueAt),
      expiresAt: new Date(until.expiresAt),
    });
  });

  it('things of one name of two customers, asked about and opened together: each answers for its own', async () => {
    const opened = await Promise.all(
      ['C001', 'C002', 'C001'].map((customerRef, index) =>
        store.open([
          aNewRequest({ requestId: `req_${index === 1 ? 2 : 1}`, customerRef }, { token: `t${index}` }),
        ]),
      ),
    );
    expect(opened.flat().map(({ token }) => token)).toEqual(['t0', 't1', 't0']);
    const about = (customerRef: string) => aRequestContent({ customerRef });
    const [first, second, nobody] = await Promise.all(
      ['C001', 'C002', 'C003'].map((ref) => store.findByReference(tenantA, about(ref))),
    );
    expect([first, second, nobody].map((found) => found?.map(({ requestId }) => requestId))).toEqual([
      ['req_1'],
      ['req_2'],
      [],
    ]);
    const open = await Promise.all(
      ['C002', 'C001'].map((ref) => store.findOpenByReference(tenantA, about(ref))),
    );
    expect(open.flat().map(({ requestId }) => requestId)).toEqual(['req_2', 'req_1']);
  });

  it('open requests about one thing: any version, none that ended, none of another customer', async () => {
    await store.open([
      aNewRequest(),
      aNewRequest({ requestId: 'req_2', version: 2 }, { conversationId: 'cnv_2' }),
      aNewRequest({ requestId: 'req_3', version: 3 }),
      aNewRequest({ requestId: 'req_4', customerRef: 'C002' }),
      aNewRequest({ requestId: 'req_5', kind: 'approval', variant: 'invoice' }),
    ]);
    await store.applyChanges(tenantA, [aChange({ requestId: 'req_3', closed: { outcome: 'superseded' } })]);
    expect(await store.findOpenByReference(tenantA, aRequestContent())).toEqual([
      { requestId: 'req_1', version: 1, conversationId: 'cnv_1' },
      { requestId: 'req_2', version: 2, conversationId: 'cnv_2' },
    ]);
    expect(await store.findOpenByReference(tenantB, aRequestContent())).toEqual([]);
  });

  describe('list', () => {
    beforeEach(() =>
      store.open([
        aNewRequest({ requestId: 'req_a' }, { createdAt: minutes(1) }),
        aNewRequest({ requestId: 'req_c' }, { createdAt: minutes(2) }),
        aNewRequest({ requestId: 'req_b' }, { createdAt: minutes(2) }),
        aNewRequest({ requestId: 'req_d', customerRef: 'C002', eventId: 'evt_2' }, { createdAt: minutes(3) }),
        aNewRequest({ requestId: 'req_e', kind: 'approval', variant: 'invoice', reference: 'F-1' }),
        aNewRequest({ requestId: 'req_x' }, { tenantId: tenantB, createdAt: minutes(9) }),
      ]),
    );
    const idsOf = async (filter: RequestFilter, limit = 2): Promise<string[]> =>
      (await readAll((page) => requests.list(tenantA, filter, page), limit)).map((request) => request.id);

    it('page by page: each once, newest first, the id breaks ties', async () => {
      expect(await idsOf({})).toEqual(['req_d', 'req_c', 'req_b', 'req_a', 'req_e']);
      expect(await idsOf({}, 1)).toEqual(await idsOf({}, 200));
    });

    it('with filters: all of them must match', async () => {
      await store.applyChanges(tenantA, [aChange({ requestId: 'req_b', closed: { outcome: 'agreed' } })]);
      expect(await idsOf({ status: 'closed' })).toEqual(['req_b']);
      expect(await idsOf({ customerRef: 'C001', status: 'open' })).toEqual(['req_c', 'req_a', 'req_e']);
      expect(await idsOf({ kind: 'approval' })).toEqual(['req_e']);
      expect(await idsOf({ reference: 'F-1' })).toEqual(['req_e']);
      expect(await idsOf({ eventId: 'evt_2' })).toEqual(['req_d']);
      expect(await idsOf({ dueBefore: new Date('2026-12-08T20:59:59.000Z') })).toEqual([]);
      expect(await idsOf({ dueBefore: new Date('2026-12-09T00:00:00.000Z'), kind: 'approval' })).toEqual([
        'req_e',
      ]);
    });

    it('a cursor of another list: validation failure, no query', async () => {
      const page = { limit: 5, after: { key: 'C001', id: 'C001' } };
      await expect(requests.list(tenantA, {}, page)).rejects.toBeInstanceOf(ValidationFailed);
    });
  });
});
