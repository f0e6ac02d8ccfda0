import { jest } from '@jest/globals';
import fc from 'fast-check';
import { MongoEventRepository } from '../../src/storage/repositories/mongo-event-repository.ts';
import { Unavailable } from '../../src/shared/errors.ts';
import type { EventToAccept } from '../../src/triggers/event.repository.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes } from '../support/records.ts';

const anEvent = (changes: Partial<EventToAccept> = {}): EventToAccept => ({
  tenantId: tenantA,
  eventId: 'evt_1',
  fingerprint: 'f'.repeat(64),
  envelope: {
    type: 'reconciliation.letter.ready',
    event_id: changes.eventId ?? 'evt_1',
    tenant: tenantA,
    customer_id: 'C001',
    occurred_at: '2026-11-24T12:00:00+03:00',
    data: { letter_id: 'MUT-1', lines: [{ unit: 'HAS', quantity: '1250.340', side: 'B' }] },
  },
  receivedAt: startOfTests,
  status: 'accepted',
  reason: null,
  ...changes,
});

describe('event repository', () => {
  let database: TestDatabase;
  let events: MongoEventRepository;

  beforeAll(async () => {
    database = await openTestDatabase();
    events = new MongoEventRepository(database.models, database.vault);
  });
  afterEach(() => database.empty('events'));
  afterAll(() => database.close());

  it('accept, a new event: created, and found with its status', async () => {
    expect(await events.accept(anEvent())).toBe('created');
    expect(await events.find(tenantA, 'evt_1')).toEqual({
      tenantId: tenantA,
      eventId: 'evt_1',
      type: 'reconciliation.letter.ready',
      audience: null,
      status: 'accepted',
      requestIds: [],
      messageIds: [],
      reason: null,
      rule: null,
      madeBy: null,
      waitsUntil: null,
      receivedAt: startOfTests,
    });
  });

  it('keepDate, in any order and again and again: of one thing the date that was told last waits, and no other', async () => {
    const told = fc.record({ order: fc.integer({ min: 10, max: 15 }), date: fc.integer({ min: 0, max: 3 }) });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 1, maxLength: 6 }), async (all) => {
        runs += 1;
        // What was told is one thing, whoever works it when.
        const dates = new Map(all.map(({ order, date }) => [order, date]));
        for (const { order } of all) {
          const eventId = `date_${runs}_${String(dates.get(order))}`;
          const made = anEvent({ eventId, dueAt: startOfTests });
          await events.keepDate(tenantA, made, { item: `itm_${runs}`, itemOrder: String(order) });
        }
        const newest = Math.max(...dates.keys());
        for (const date of new Set(dates.values())) {
          const { status, reason } = (await events.find(tenantA, `date_${runs}_${date}`)) ?? {};
          const waits = date === dates.get(newest);
          expect([date, status, reason]).toEqual([
            date,
            ...(waits ? ['accepted', null] : ['ignored', 'superseded']),
          ]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['each a date of its own', ['one', 'two', 'three']],
    ['all the same date', ['same', 'same', 'same']],
  ])(
    'keepDate, two at once in the moment in which the first one acts, %s: one acts, and what is older waits no more',
    async (_title, names) => {
      const settled = { status: 'processed', requestIds: [], reason: null } as const;
      const later = minutes(10);
      for (let round = 0; round < 25; round += 1) {
        const [first = '', second = '', third = ''] = names.map((name) => `${name}_${round}`);
        const keep = (eventId: string, order: string, dueAt = startOfTests) =>
          events.keepDate(tenantA, anEvent({ eventId, dueAt }), { item: `itm_${round}`, itemOrder: order });
        await keep(first, '11');
        const acting = async (): Promise<void> => {
          for (let turn = 0; turn < round % 9; turn += 1) await events.find(tenantA, first);
          await events.settle(tenantA, first, settled);
        };
        await Promise.all([keep(second, '12'), acting(), keep(third, '14')]);
        const ids = [...new Set([first, second, third])];
        const found = await Promise.all(ids.map((id) => events.find(tenantA, id)));
        // What waits is reached in this moment as well.
        const acts = found.filter((one) => one?.status === 'processed' || one?.status === 'accepted');
        expect([round, acts.length]).toEqual([round, 1]);
        await keep(`late_${round}`, '13', later);
        expect(await events.find(tenantA, `late_${round}`)).toMatchObject({ reason: 'superseded' });
      }
    },
  );

  it('keepDate, about a thing that was acted on at that instant: not again, and what is older waits no more', async () => {
    const of = (itemOrder: string) => ({ item: 'itm_1', itemOrder });
    const dated = (eventId: string, dueAt: Date) => anEvent({ eventId, dueAt });
    const later = minutes(60);
    await events.keepDate(tenantA, dated('reminder_1', startOfTests), of('11'));
    await events.settle(tenantA, 'reminder_1', { status: 'processed', requestIds: [], reason: null });
    await events.keepDate(tenantA, dated('reminder_2', startOfTests), of('12'));
    expect(await events.find(tenantA, 'reminder_2')).toBeNull();
    await events.keepDate(tenantA, dated('late', later), of('10'));
    expect(await events.find(tenantA, 'late')).toMatchObject({ status: 'ignored', reason: 'superseded' });
    await events.keepDate(tenantA, dated('moved', later), of('13'));
    expect(await events.find(tenantA, 'moved')).toMatchObject({ status: 'accepted' });
    await events.keepDate(tenantA, dated('other', startOfTests), { item: 'itm_2', itemOrder: '14' });
    expect(await events.find(tenantA, 'other')).toMatchObject({ status: 'accepted' });
  });

  it('keepDate, about a thing that was acted on after a try that failed: not again', async () => {
    const of = (itemOrder: string) => ({ item: 'itm_1', itemOrder });
    const made = anEvent({ eventId: 'reminder_1', dueAt: startOfTests });
    await events.keepDate(tenantA, made, of('11'));
    const failed = { now: startOfTests, most: 5, waitMs: () => 10_000 };
    await events.noteFailure(tenantA, 'reminder_1', failed);
    await events.settle(tenantA, 'reminder_1', { status: 'processed', requestIds: [], reason: null });
    await events.keepDate(tenantA, made, of('12'));
    expect(await events.find(tenantA, 'reminder_1')).toMatchObject({ status: 'processed' });
    // What was said before it came late.
    await events.keepDate(tenantA, anEvent({ eventId: 'late', dueAt: minutes(60) }), of('11x'));
    expect(await events.find(tenantA, 'late')).toMatchObject({ status: 'ignored', reason: 'superseded' });
  });

  it.each(['exists', 'updateOne', 'findOne', 'updateMany'] as const)(
    'keepDate, dead at its %s and done again: the old date waits no more, the new one does',
    async (call) => {
      const of = (itemOrder: string) => ({ item: 'itm_1', itemOrder });
      const model = database.models.model('events');
      const tell = (order: string, eventId: string): Promise<void> =>
        events.keepDate(tenantA, anEvent({ eventId, dueAt: minutes(60) }), of(order));
      const dead = (): never => {
        throw new Error('this process was killed');
      };
      await tell('11', 'first');
      await tell('12', 'second');
      // Back to the first date: every write of it is needed.
      const killed = jest.spyOn(model, call).mockImplementationOnce(dead);
      await expect(tell('13', 'first')).rejects.toThrow('was killed');
      killed.mockRestore();
      await tell('13', 'first');
      expect(await events.find(tenantA, 'first')).toMatchObject({ status: 'accepted' });
      expect(await events.find(tenantA, 'second')).toMatchObject({ reason: 'superseded' });
    },
  );

  it('keepDate, one that was stored before things were kept: renewed, and of the thing from then on', async () => {
    const of = { item: 'itm_1', itemOrder: '11' };
    const later = minutes(60);
    await events.accept(anEvent({ dueAt: startOfTests }));
    await events.keepDate(tenantA, anEvent({ dueAt: later }), of);
    const [stored] = await database.models.collection('events').find({}).toArray();
    expect(stored).toMatchObject({ ...of, dueAt: later, status: 'accepted' });
    await events.keepDate(tenantA, null, { ...of, itemOrder: '12' });
    expect(await events.find(tenantA, 'evt_1')).toMatchObject({ status: 'ignored', reason: 'superseded' });
  });

  it('find, an event for a group: names it; one that was stored without: null', async () => {
    const { envelope } = anEvent();
    await events.accept(anEvent({ envelope: { ...envelope, audience: 'staff.compliance' } }));
    expect(await events.find(tenantA, 'evt_1')).toMatchObject({ audience: 'staff.compliance' });
    await database.models.collection('events').updateOne({}, { $unset: { audience: '' } });
    expect(await events.find(tenantA, 'evt_1')).toMatchObject({ audience: null });
  });

  it('accept, the same event again: a replay that says whether the body was the same', async () => {
    await events.accept(anEvent());
    expect(await events.accept(anEvent())).toEqual({ replayed: true, same: true });
    expect(await events.accept(anEvent({ fingerprint: '0'.repeat(64) }))).toEqual({
      replayed: true,
      same: false,
    });
  });

  it('accept, one event a hundred times at once: created once, every other one a replay', async () => {
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        events.accept(anEvent({ fingerprint: (index % 2 === 0 ? 'a' : 'b').repeat(64) })),
      ),
    );
    expect(results.filter((result) => result === 'created')).toHaveLength(1);
    const replays = results.filter((result) => result !== 'created');
    expect(replays.filter(({ same }) => same)).toHaveLength(49);
  });

  it('accept, two writers and many events at once: each event created by exactly one', async () => {
    const other = new MongoEventRepository(database.models, database.vault);
    const ids = Array.from({ length: 40 }, (_, index) => `evt_${index}`);
    const results = await Promise.all(
      ids.flatMap((eventId) => [events, other].map((writer) => writer.accept(anEvent({ eventId })))),
    );
    expect(results.filter((result) => result === 'created')).toHaveLength(ids.length);
    expect(await database.models.collection('events').countDocuments({})).toBe(ids.length);
  });

  describe('a hidden event that was stored under its bare id', () => {
    const hidden = (changes: Partial<EventToAccept> = {}) =>
      anEvent({
        envelope: { ...anEvent().envelope, type: 'sanction.screening.completed' },
        fingerprint: 'a'.repeat(64),
        status: 'processed' as EventToAccept['status'],
        ...changes,
      });

    it('an ordinary one under that id: created, as if nothing were there, and the hidden one stays', async () => {
      await events.accept(hidden());
      expect(await events.accept(anEvent())).toBe('created');

      expect(await events.find(tenantA, 'evt_1')).toMatchObject({ type: 'reconciliation.letter.ready' });
      expect(await events.findInCompartment(tenantA, 'evt_1')).toMatchObject({
        type: 'sanction.screening.completed',
        status: 'processed',
        eventId: `evt_1~${'a'.repeat(32)}`,
      });
      expect(await events.accept(anEvent())).toEqual({ replayed: true, same: true });
    });

    it('several ordinary ones at once: one is created', async () => {
      await events.accept(hidden());
      const answers = await Promise.all([1, 2, 3].map(() => events.accept(anEvent())));
      expect(answers.filter((answer) => answer === 'created')).toHaveLength(1);
      expect(await database.models.collection('events').countDocuments()).toBe(2);
    });

    it('still to be worked: left as it is, until it is done', async () => {
      await events.accept(hidden({ status: 'accepted' }));
      expect(await events.accept(anEvent())).toEqual({ replayed: true, same: false });
    });
  });

  it('accept, the same id in two tenants: two events', async () => {
    expect(await events.accept(anEvent())).toBe('created');
    expect(await events.accept(anEvent({ tenantId: tenantB }))).toBe('created');
    expect(await events.find(tenantB, 'evt_2')).toBeNull();
  });

  it('accept, the database is gone: unavailable', async () => {
    const gone = await openTestDatabase();
    const orphaned = new MongoEventRepository(gone.models, gone.vault);
    await gone.close();
    await expect(orphaned.accept(anEvent())).rejects.toBeInstanceOf(Unavailable);
  });

  it('waiting events, several: those received before the instant, oldest first, with what was sent', async () => {
    await events.accept(anEvent({ eventId: 'late', receivedAt: minutes(3) }));
    await events.accept(anEvent({ eventId: 'second', receivedAt: minutes(2) }));
    await events.accept(anEvent({ eventId: 'first', receivedAt: minutes(1) }));
    await events.accept(anEvent({ eventId: 'noted', status: 'ignored', reason: 'no_trigger' }));
    await events.accept(anEvent({ eventId: 'foreign', tenantId: tenantB }));
    const until = { before: minutes(3), now: minutes(3) };
    const waiting = await events.findAccepted(tenantA, until, 10);
    expect(waiting.map(({ eventId }) => eventId)).toEqual(['first', 'second']);
    expect(waiting[0]?.envelope).toEqual(anEvent({ eventId: 'first' }).envelope);
    expect(await events.findAccepted(tenantA, until, 1)).toHaveLength(1);
  });

  it('waiting for an instant: found when it has come, and by nobody before', async () => {
    await events.accept(anEvent({ eventId: 'later', receivedAt: minutes(1), dueAt: minutes(30) }));
    await events.accept(anEvent({ eventId: 'sooner', receivedAt: minutes(2), dueAt: minutes(20) }));
    const at = async (minute: number): Promise<string[]> =>
      (await events.findAccepted(tenantA, { before: minutes(60), now: minutes(minute) }, 10)).map(
        ({ eventId }) => eventId,
      );
    expect([await at(19), await at(20), await at(30)]).toEqual([[], ['sooner'], ['sooner', 'later']]);
  });

  it('listed: newest first, by status, type and time, in pages that meet, none of another tenant', async () => {
    for (let n = 0; n < 5; n += 1) await events.accept(anEvent({ eventId: `e${n}`, receivedAt: minutes(n) }));
    await events.accept(anEvent({ eventId: 'same-time', receivedAt: minutes(2) }));
    await events.accept(anEvent({ eventId: 'foreign', tenantId: tenantB }));
    await events.settle(tenantA, 'e1', { status: 'failed', requestIds: [], reason: 'x' });
    const idsOf = async (filter: Parameters<typeof events.list>[1]): Promise<string[]> => {
      const ids: string[] = [];
      let after: Parameters<typeof events.list>[2]['after'] = null;
      do {
        const page = await events.list(tenantA, filter, { limit: 2, after });
        ids.push(...page.items.map(({ eventId }) => eventId));
        after = page.next;
      } while (after !== null);
      return ids;
    };

    expect(await idsOf({})).toEqual(['e4', 'e3', 'same-time', 'e2', 'e1', 'e0']);
    expect(await idsOf({ status: 'failed' })).toEqual(['e1']);
    expect(await idsOf({ type: 'nothing.of.the.kind' })).toEqual([]);
    expect(await idsOf({ from: minutes(1), to: minutes(3) })).toEqual(['same-time', 'e2', 'e1']);
  });

  it('settle, an accepted event: final, a second result changes nothing', async () => {
    await events.accept(anEvent());
    expect((await events.loadAccepted(tenantA, 'evt_1'))?.envelope).toEqual(anEvent().envelope);
    await events.settle(tenantB, 'evt_1', { status: 'failed', requestIds: [], reason: 'foreign' });
    await events.settle(tenantA, 'evt_1', { status: 'processed', requestIds: ['req_1'], reason: null });
    await events.settle(tenantA, 'evt_1', { status: 'failed', requestIds: [], reason: 'unknown_customer' });
    expect(await events.find(tenantA, 'evt_1')).toMatchObject({
      status: 'processed',
      requestIds: ['req_1'],
      reason: null,
    });
    expect(await events.findAccepted(tenantA, { before: minutes(60), now: minutes(60) }, 10)).toEqual([]);
    expect(await events.loadAccepted(tenantA, 'evt_1')).toBeNull();
  });
});
