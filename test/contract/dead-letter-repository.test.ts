import type { DeadLetter } from '../../src/deadletters/dead-letter.ts';
import { entryBeingSent } from '../../src/delivery/outbox-entry.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import { MongoCallbackRepository } from '../../src/storage/repositories/mongo-callback-repository.ts';
import { MongoDeadLetterRepository } from '../../src/storage/repositories/mongo-dead-letter-repository.ts';
import { MongoEventRepository } from '../../src/storage/repositories/mongo-event-repository.ts';
import { MongoInboxRepository } from '../../src/storage/repositories/mongo-inbox-repository.ts';
import { MongoLostRelayRepository } from '../../src/storage/repositories/mongo-lost-relay-repository.ts';
import { MongoOutboxRepository } from '../../src/storage/repositories/mongo-outbox-repository.ts';
import { MongoUnroutedRepository } from '../../src/storage/repositories/mongo-unrouted-repository.ts';
import type { EventEnvelope } from '../../src/triggers/event-envelope.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { anOutput } from '../support/builders-steps.ts';
import { anInboundMessage, anInboxEntry, anIntent } from '../support/builders-work.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes, readAll } from '../support/records.ts';

const everything = { withCompliance: true };

describe('dead letters', () => {
  let database: TestDatabase;
  let letters: MongoDeadLetterRepository;
  let inbox: MongoInboxRepository;
  let unrouted: MongoUnroutedRepository;
  let events: MongoEventRepository;
  let callbacks: MongoCallbackRepository;
  let outbox: MongoOutboxRepository;
  let relays: MongoLostRelayRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    const { models, vault } = database;
    letters = new MongoDeadLetterRepository(models, vault);
    inbox = new MongoInboxRepository(models, vault);
    unrouted = new MongoUnroutedRepository(models, vault);
    events = new MongoEventRepository(models, vault);
    callbacks = new MongoCallbackRepository(models, vault);
    outbox = new MongoOutboxRepository(models, vault);
    relays = new MongoLostRelayRepository(models, vault);
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const input = async (id: string, at: Date, tenantId: TenantId = tenantA): Promise<void> => {
    await inbox.store([anInboxEntry({ id, tenantId, receivedAt: at })]);
    await inbox.mark(id, 'quarantined', 'step_failed', at);
  };
  const strange = (id: string, at: Date): Promise<unknown> =>
    inbox.store([
      anInboxEntry({
        ...{ id, receivedAt: at, status: 'quarantined', kind: 'other', reason: 'unrecognised' },
        body: {
          from: 'webhook',
          unit: { kind: 'unrecognised', field: 'change', reason: 'change of unknown shape' },
          raw: '{"strange":true}',
        },
      }),
    ]);
  const stray = (id: string, at: Date): Promise<void> =>
    unrouted.store([
      {
        id,
        receivedAt: at,
        unit: { dedupeSource: `m:999:${id}`, phoneNumberId: '999', unit: anInboundMessage(), raw: '{}' },
      },
    ]);
  const accepted = async (eventId: string, at: Date, type = 'feedback.requested'): Promise<void> => {
    await events.accept({
      tenantId: tenantA,
      eventId,
      fingerprint: 'f'.repeat(64),
      // Only its type is looked at.
      envelope: { type, event_id: eventId, tenant: tenantA, data: {} } as unknown as EventEnvelope,
      receivedAt: at,
      status: 'accepted',
      reason: null,
    });
  };
  const event = async (eventId: string, at: Date, type?: string): Promise<void> => {
    await accepted(eventId, at, type);
    await events.noteFailure(tenantA, eventId, { now: at, most: 1, waitMs: () => 0 });
  };
  const call = async (id: string, at: Date): Promise<void> => {
    await callbacks.enqueue({
      ...{ tenantId: tenantA, id, endpointName: 'erp', type: 'request.closed', body: '{}', attempts: 0 },
      nextAttemptAt: at,
      createdAt: at,
    });
    const [claimed] = await callbacks.claimDue({
      now: at,
      leaseMs: 1,
      limit: 1,
      tenantIds: [tenantA],
    });
    if (claimed === undefined) throw new Error('nothing to call');
    await callbacks.recordAttempt({
      ...{ claimed, status: 'failed', nextAttemptAt: null, reason: 'attempts_exhausted', at },
      attempt: { at, outcome: 'http_500', durationMs: 1 },
    });
  };
  const message = async (id: string, at: Date): Promise<void> => {
    const entry = entryBeingSent(anIntent({ id, notAfter: minutes(1) }), { owner: 'me', until: minutes(5) });
    await outbox.adopt([entry]);
    await outbox.record([
      {
        ...{ id, tenantId: tenantA, owner: 'me', attempt: 1 },
        set: { state: 'settled', outcome: 'rejected', wakeAt: null, reason: 'graph_131026', givenUpAt: at },
      },
    ]);
  };
  const relay = (conversationId: string, at: Date): Promise<void> =>
    relays.keep(tenantA, anOutput({ conversationId, rev: 7 }), { reason: 'relay_failed', attempts: 6, at });

  const oneOfEach = async (): Promise<void> => {
    await input('in_1', minutes(1));
    await stray('unr_1', minutes(2));
    await event('evt_1', minutes(3));
    await call('msg_1', minutes(4));
    await message('cnv_1:1:0', minutes(5));
    await relay('cnv_2', minutes(6));
  };
  const all = (filter: object = {}, limit = 200): Promise<DeadLetter[]> =>
    readAll((page) => letters.list(tenantA, { ...everything, ...filter }, page), limit);
  const only = async (): Promise<DeadLetter> => {
    const [letter, ...others] = await all();
    if (letter === undefined || others.length > 0) throw new Error(`${others.length} others`);
    return letter;
  };

  it.each([1, 2, 200])('one of each kind, %i at a time: all, given up last first', async (limit) => {
    await oneOfEach();

    expect((await all({}, limit)).map(({ kind, reason, attempts }) => [kind, reason, attempts])).toEqual([
      ['relay', 'relay_failed', 6],
      ['message', 'graph_131026', 1],
      ['callback', 'attempts_exhausted', 1],
      ['event', 'internal_error', 1],
      ['unrouted', 'unrouted', null],
      ['input', 'step_failed', null],
    ]);
    expect(await letters.count(tenantA)).toBe(6);
  });

  it('given up at the same instant, page by page: each once', async () => {
    for (const n of [1, 2, 3]) {
      await input(`in_${n}`, minutes(1));
      await event(`evt_${n}`, minutes(1));
    }

    const ids = (await all({}, 2)).map(({ id }) => id);

    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(6);
  });

  it('asked by kind, reason and time: those alone', async () => {
    await oneOfEach();
    await strange('in_2', minutes(7));

    const kinds = async (filter: object): Promise<string[]> => (await all(filter)).map(({ kind }) => kind);
    expect(await kinds({ kind: 'input' })).toEqual(['input', 'input']);
    expect(await kinds({ reason: 'unrecognised' })).toEqual(['input']);
    expect(await kinds({ from: minutes(3), to: minutes(5) })).toEqual(['callback', 'event']);
  });

  it('subjects: ids of what they are about', async () => {
    await oneOfEach();

    const subjects = (await all()).map(({ subject }) =>
      Object.fromEntries(Object.entries(subject).filter(([, id]) => id !== null)),
    );
    expect(subjects).toEqual([
      { conversationId: 'cnv_2' },
      { messageId: 'cnv_1:1:0', channelId: 'chn_1', conversationId: 'cnv_1' },
      { callbackId: 'msg_1', endpoint: 'erp', type: 'request.closed' },
      { eventId: 'evt_1', type: 'feedback.requested' },
      { phoneNumberId: '999' },
      { inputId: 'in_1', channelId: 'chn_1' },
    ]);
  });

  it('of another tenant: neither listed, nor found, nor moved', async () => {
    await input('in_1', minutes(1), tenantB);
    const [theirs] = (await letters.list(tenantB, everything, { limit: 9, after: null })).items;
    if (theirs === undefined) throw new Error('nothing there');

    expect(await all()).toEqual([]);
    expect(await letters.find(tenantA, theirs.id)).toBeNull();
    expect(await letters.replay(tenantA, theirs.id, minutes(2))).toBe(false);
    expect(await letters.drop(tenantA, theirs.id, minutes(2))).toBe(false);
    expect((await letters.find(tenantB, theirs.id))?.state).toBe('dead');
  });

  it('for a number nobody set up: of the only tenant, and of several the one who has the number by now', async () => {
    await stray('unr_1', minutes(1));
    const tenants = database.models.collection('tenants');
    await tenants.insertMany([tenantA, tenantB].map((_id) => aTenant(_id)));
    const seen = async (tenantId: TenantId): Promise<number> => letters.count(tenantId);

    expect([await seen(tenantA), await seen(tenantB)]).toEqual([0, 0]);
    await database.models.collection('channels').insertOne(aNumber(tenantB, '999'));
    expect([await seen(tenantA), await seen(tenantB)]).toEqual([0, 1]);
    await tenants.deleteOne({ _id: tenantB });
    await database.models.collection('channels').deleteMany({});
    expect(await seen(tenantA)).toBe(1);
  });

  it('events of the compliance compartment: for whoever may see it alone, and no gap tells of them', async () => {
    for (const n of [1, 2, 3, 4, 5]) await event(`evt_s${n}`, minutes(n), 'transaction.risk.flagged');
    await event('evt_9', minutes(0));

    const open = await letters.list(tenantA, { withCompliance: false }, { limit: 2, after: null });
    expect(open.items.map(({ subject }) => subject.eventId)).toEqual(['evt_9']);
    expect(open.next).toBeNull();
    expect((await all()).filter(({ isForCompliance }) => isForCompliance)).toHaveLength(5);
  });

  describe('put back into work', () => {
    const replay = async (at: Date): Promise<DeadLetter> => {
      const letter = await only();
      expect(await letters.replay(tenantA, letter.id, at)).toBe(true);
      expect(await letters.replay(tenantA, letter.id, at)).toBe(false);
      expect(await all()).toEqual([]);
      const after = await letters.find(tenantA, letter.id);
      if (after === null) throw new Error('gone');
      expect([after.state, after.replays, after.closedAt]).toEqual(['replayed', 1, at]);
      return letter;
    };

    it('an input: waits like any other, and quarantined again it is the same letter', async () => {
      await input('in_1', minutes(1));
      const letter = await replay(minutes(2));

      expect((await inbox.findPending(tenantA, minutes(3), 9)).map(({ id }) => id)).toEqual(['in_1']);
      await inbox.mark('in_1', 'quarantined', 'step_failed', minutes(4));
      expect(await only()).toMatchObject({ id: letter.id, replays: 1, givenUpAt: minutes(4) });
    });

    it('what nobody could read: over, since it was taken under other ids', async () => {
      await strange('in_1', minutes(1));
      const { id } = await only();
      expect(await letters.keptInput(tenantA, id)).toEqual({
        ...{ kind: 'unrecognised', raw: '{"strange":true}', receivedAt: minutes(1) },
      });
      await replay(minutes(2));

      expect(await inbox.findPending(tenantA, minutes(3), 9)).toEqual([]);
    });

    it('an unrouted unit: as it was read when it came', async () => {
      await stray('unr_1', minutes(1));
      const { id } = await only();

      expect(await letters.keptInput(tenantA, id)).toMatchObject({
        ...{ kind: 'unrouted', phoneNumberId: '999', receivedAt: minutes(1) },
        unit: { dedupeSource: 'm:999:unr_1', unit: anInboundMessage() },
      });
      await replay(minutes(2));
    });

    it('an event: due at once, with all its tries anew', async () => {
      await event('evt_1', minutes(1));
      await replay(minutes(2));

      const when = { before: minutes(0), now: minutes(2) };
      expect((await events.findAccepted(tenantA, when, 9)).map(({ eventId }) => eventId)).toEqual(['evt_1']);
      const again = { now: minutes(3), most: 2, waitMs: () => 0 };
      expect(await events.noteFailure(tenantA, 'evt_1', again)).toBe('again');
      expect(await events.noteFailure(tenantA, 'evt_1', again)).toBe('given_up');
    });

    it('an event that rested or was replayed: its rule may still lay it aside, once, and a later rest keeps that', async () => {
      await event('evt_1', minutes(1));
      await replay(minutes(2));
      const rule = { id: 'r', version: 1 };
      await events.layAside(tenantA, 'evt_1', { rule, until: minutes(9), group: 'grp_1' });
      await events.layAside(tenantA, 'evt_1', { rule, until: minutes(30), group: null });

      const rest = { now: minutes(9), most: 3, waitMs: () => 60_000 };
      expect(await events.noteFailure(tenantA, 'evt_1', rest)).toBe('again');
      expect(await events.loadAccepted(tenantA, 'evt_1')).toMatchObject({
        ...{ rule, laidUntil: minutes(9), group: 'grp_1', dueAt: minutes(10) },
      });
    });

    it('an event that rested or was replayed: it is known that the instant it waits for is not its own', async () => {
      await accepted('evt_2', minutes(1));
      expect(await events.loadAccepted(tenantA, 'evt_2')).not.toHaveProperty('hasFailed');
      const rest = { now: minutes(2), most: 3, waitMs: () => 60_000 };
      await events.noteFailure(tenantA, 'evt_2', rest);
      expect(await events.loadAccepted(tenantA, 'evt_2')).toMatchObject({
        hasFailed: true,
        dueAt: minutes(3),
      });

      await event('evt_1', minutes(1));
      await replay(minutes(2));
      expect(await events.loadAccepted(tenantA, 'evt_1')).toMatchObject({ hasFailed: true });
    });

    it('a callback: due, the same bytes under the same id', async () => {
      await call('msg_1', minutes(1));
      await replay(minutes(2));

      const [claimed] = await callbacks.claimDue({
        ...{ now: minutes(2), leaseMs: 1, limit: 9, tenantIds: [tenantA] },
      });
      expect(claimed?.delivery).toMatchObject({ id: 'msg_1', body: '{}', attempts: 0 });
    });

    it('a callback by its own route: no dead letter any more', async () => {
      await call('msg_1', minutes(1));
      const { id } = await only();
      expect(await callbacks.replay(tenantA, 'erp', { ids: ['msg_1'] }, minutes(2))).toBe(1);

      expect(await all()).toEqual([]);
      expect(await letters.find(tenantA, id)).toMatchObject({ state: 'replayed', replays: 1 });
    });

    it('a message: one more attempt of the same intent, worth something for a day', async () => {
      await message('cnv_1:1:0', minutes(1));
      await replay(minutes(200));

      const [due] = await outbox.claimDue(tenantA, 'me', 1, minutes(200), 9);
      expect(due).toMatchObject({ id: 'cnv_1:1:0', attempt: 2, state: 'sending' });
      expect(due?.notAfter).toEqual(minutes(200 + 24 * 60));
      // Nobody waits for it any more: a STOP said meanwhile holds.
      expect(due?.isUnasked).toBe(true);
    });

    it('a message that was sent again and arrives: its dialog is to hear that it arrived after all', async () => {
      await message('cnv_1:1:0', minutes(1));
      await replay(minutes(2));
      const [due] = await outbox.claimDue(tenantA, 'me', 1, minutes(2), 9);
      if (due === undefined) throw new Error('nothing is due');
      const set = { state: 'settled', outcome: 'accepted', providerMessageId: 'wamid.X' } as const;
      await outbox.record([
        {
          id: due.id,
          tenantId: tenantA,
          owner: 'me',
          attempt: 2,
          set: { ...set, wakeAt: null, reason: null },
        },
      ]);

      const fact = { status: 'delivered', at: minutes(3), attempt: 2, error: null };
      const update = { intentId: due.id, providerMessageId: 'wamid.X', fact };
      expect(await outbox.applyStatuses(tenantA, [update])).toEqual(['reached']);
    });

    it('what a step owed: written by whoever sweeps, and lost once more it is the same letter', async () => {
      await relay('cnv_2', minutes(1));
      const letter = await replay(minutes(2));

      const [output] = await relays.findWaiting(tenantA, 9);
      expect(output).toEqual(anOutput({ conversationId: 'cnv_2', rev: 7 }));
      await relay('cnv_2', minutes(3));
      expect(await relays.findWaiting(tenantA, 9)).toEqual([]);
      expect(await only()).toMatchObject({ id: letter.id, attempts: 12, givenUpAt: minutes(3) });
      await letters.replay(tenantA, letter.id, minutes(4));
      await relays.settle(tenantA, anOutput({ conversationId: 'cnv_2', rev: 7 }), minutes(5));
      expect(await relays.findWaiting(tenantA, 9)).toEqual([]);
      expect((await letters.find(tenantA, letter.id))?.state).toBe('replayed');
    });
  });

  describe('messages that came to a good end by themselves', () => {
    it('accepted after all by a late answer: not listed, not found, not sent again', async () => {
      await message('cnv_1:1:0', minutes(1));
      const { id } = await only();
      const set = { state: 'settled', outcome: 'accepted', providerMessageId: 'wamid.X' } as const;
      await outbox.record([
        {
          ...{ id: 'cnv_1:1:0', tenantId: tenantA, owner: 'me', attempt: 1 },
          set: { ...set, wakeAt: null, reason: null },
        },
      ]);

      expect(await all()).toEqual([]);
      expect(await letters.find(tenantA, id)).toBeNull();
      expect(await letters.replay(tenantA, id, minutes(2))).toBe(false);
    });

    it('a copy reached the person: likewise', async () => {
      await message('cnv_1:1:0', minutes(1));
      const fact = { status: 'read', at: minutes(2), attempt: 1, error: null };
      await outbox.applyStatuses(tenantA, [{ intentId: 'cnv_1:1:0', providerMessageId: 'wamid.X', fact }]);

      expect(await all()).toEqual([]);
    });
  });

  it('dropped: over for good, whoever else wants it back', async () => {
    await oneOfEach();
    for (const { id } of await all()) {
      expect(await letters.drop(tenantA, id, minutes(9))).toBe(true);
      expect(await letters.drop(tenantA, id, minutes(9))).toBe(false);
      expect(await letters.replay(tenantA, id, minutes(9))).toBe(false);
      expect(await letters.find(tenantA, id)).toMatchObject({ state: 'dropped', closedAt: minutes(9) });
    }

    expect(await all()).toEqual([]);
    expect(await letters.count(tenantA)).toBe(0);
  });

  it.each(['', 'dl_', 'dl_event_', 'dl_nothing_YQ', 'dl_toString_YQ', 'in_1'])(
    'asked for %j, which is no id of one: none',
    async (id) => {
      expect(await letters.find(tenantA, id)).toBeNull();
    },
  );
});

const aTenant = (_id: string) => ({
  ...{ _id, name: 'Demo', workingHours: '09:00-18:00', timeZone: 'Europe/Istanbul', language: 'tr' },
  ...{ wrappedDataKey: 'x', createdAt: minutes(0) },
});

const aNumber = (tenantId: string, phoneNumberId: string) => ({
  ...{ _id: `chn_${phoneNumberId}`, tenantId, provider: 'meta', phoneNumberId, wabaId: '1', name: 'x' },
  ...{ status: 'active', createdAt: minutes(0), secrets: Buffer.from('x') },
});
