import request from 'supertest';
import { Unavailable } from '../../src/shared/errors.ts';
import events from '../../fixtures/demo/events.json' with { type: 'json' };
import { reservedEventTypes, staffEventTypes } from '../../src/triggers/event-types.ts';
import { makeTestApp } from '../support/app.ts';
import { aLetterEvent, tenantB } from '../support/builders-api.ts';
import { fixtureEvent } from '../support/events.ts';

const post = (test: ReturnType<typeof makeTestApp>, body: unknown, key = test.bearer(['events:write'])) =>
  request(test.app)
    .post('/v1/events')
    .set('Authorization', key)
    .send(body as object);

describe('POST /v1/events', () => {
  it('takes a letter: 202 with the event id, stored and announced once', async () => {
    const test = makeTestApp();

    const answer = await post(test, aLetterEvent());

    expect([answer.status, answer.body]).toEqual([202, { eventId: 'evt_0001' }]);
    expect(test.held.events).toMatchObject([
      { tenantId: 't_demo', eventId: 'evt_0001', status: 'accepted', reason: null },
    ]);
    expect(test.held.announced).toEqual(['evt_0001']);
  });

  it('gets the same body again, keys in another order: the same answer, marked as replayed, nothing new', async () => {
    const test = makeTestApp();
    await post(test, aLetterEvent());

    const reordered = Object.fromEntries(Object.entries(aLetterEvent()).reverse());
    const answer = await post(test, reordered);

    expect([answer.status, answer.body]).toEqual([202, { eventId: 'evt_0001' }]);
    expect(answer.headers['idempotency-replayed']).toBe('true');
    expect([test.held.events.length, test.held.announced.length]).toEqual([1, 1]);
  });

  it('gets another body under the same id: 422 and the first one stays', async () => {
    const test = makeTestApp();
    await post(test, aLetterEvent());

    const answer = await post(test, aLetterEvent({ customer_id: 'C002' }));

    expect([answer.status, answer.body.code]).toEqual([422, 'idempotency_key_reused']);
    expect(test.held.events[0]?.envelope.customer_id).toBe('C001');
  });

  it('gets an Idempotency-Key that is not the event id: 400', async () => {
    const test = makeTestApp();

    const other = await post(test, aLetterEvent()).set('Idempotency-Key', 'evt_9');
    const same = await post(test, aLetterEvent()).set('Idempotency-Key', 'evt_0001');

    expect([other.status, other.body.problems]).toEqual([
      400,
      [{ field: 'Idempotency-Key', message: 'must equal event_id' }],
    ]);
    expect(same.status).toBe(202);
  });

  it('gets an envelope of another tenant: 403 and nothing stored', async () => {
    const test = makeTestApp();

    const answer = await post(test, aLetterEvent(), test.bearer(['*'], tenantB));

    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
    expect(test.held.events).toEqual([]);
  });

  it('gets an event for staff alone: accepted, and what is read of it later holds nothing of its data', async () => {
    const test = makeTestApp();

    const event = fixtureEvent('evt_1007');
    const answer = await post(test, event);

    expect(answer.status).toBe(202);
    expect(test.held.events).toMatchObject([{ status: 'accepted', reason: null }]);
    expect(test.held.announced.map((id) => id.split('~')[0])).toEqual(['evt_1007']);
    const read = await request(test.app).get('/v1/events/evt_1007').set('Authorization', test.bearer());
    expect(read.body).toEqual({
      eventId: 'evt_1007',
      type: 'sanction.screening.completed',
      status: 'accepted',
      requestIds: [],
      messageIds: [],
      reason: null,
      trigger: null,
      waitsUntil: null,
    });
  });

  it.each(events.map(({ event_id: id, type }) => [id, type]))(
    'gets the demo event %s, %s: 202',
    async (id) => {
      const test = makeTestApp();

      expect((await post(test, fixtureEvent(id))).status).toBe(202);
      // Those of the compartment are kept under ids of their own.
      expect(test.held.events).toMatchObject([{ status: 'accepted' }]);
      expect(test.held.events.map(({ eventId }) => eventId.split('~')[0])).toEqual([id]);
    },
  );

  it.each(staffEventTypes.flatMap((type) => [[type, 'contact_id'] as const, [type, 'audience'] as const]))(
    'gets %s with a %s of the customer: 400, it cannot be addressed to one',
    async (type, field) => {
      const test = makeTestApp();
      const event = events.find((one) => one.type === type) as object;

      const address = { contact_id: 'C001-1', audience: 'customer.owner' }[field];
      const answer = await post(test, { ...event, audience: undefined, [field]: address });

      expect([answer.status, answer.body.problems]).toEqual([400, [expect.objectContaining({ field })]]);
      expect(test.held.events).toEqual([]);
    },
  );

  it.each([
    ['evt_1005', { period_to: '2026-09-30' }, 'data.period_to'],
    ['evt_1005', { report_kind: 'gossip' }, 'data.report_kind'],
    ['evt_1008', { unit: 'TRY', quantity: '1.125' }, 'data.quantity'],
    ['evt_1008', { movement_type: 'gift' }, 'data.movement_type'],
    ['evt_1012', { document_code: 'diploma' }, 'data.document_code'],
    ['evt_1012', { accepted_mime: ['image/heic'] }, 'data.accepted_mime[0]'],
    ['evt_1012', { due_date: '07.12.2026' }, 'data.due_date'],
    ['evt_1014', { unit: 'XAG_G', yours: { quantity: '1.2345', side: 'A' } }, 'data.yours.quantity'],
    ['evt_1014', { difference: '1,125' }, 'data.difference'],
    ['evt_1015', { score: 1 }, 'data.score'],
    ['evt_1017', { release_reason: '' }, 'data.release_reason'],
    ['evt_1017', { released_by: 7 }, 'data.released_by'],
    ['evt_1018', { quantity: undefined }, 'data.lines'],
    ['evt_1018', { lines: [{ unit: 'TRY', quantity: '1.00', side: 'B' }] }, 'data.lines'],
    ['evt_1018', { quantity: '1.005' }, 'data.quantity'],
    ['evt_1020', { reminder_no: 4 }, 'data.reminder_no'],
    ['evt_1020', { remaining_hours: '38' }, 'data.remaining_hours'],
    ['evt_1016', { rule_codes: [] }, 'data.rule_codes'],
    ['evt_1007', { score: 101 }, 'data.score'],
    ['evt_1013', { expected: '1e3' }, 'data.expected'],
  ])('gets %s with %j: 400 naming the field', async (id, changes, field) => {
    const event = fixtureEvent(id);

    const data = { ...(event.data as object), ...changes };
    const answer = await post(makeTestApp(), { ...event, data });

    expect([answer.status, answer.body.problems]).toEqual([400, [expect.objectContaining({ field })]]);
  });

  const date = {
    type: 'schedule.date.reached',
    event_id: 'evt_0012',
    tenant: 't_demo',
    occurred_at: '2026-12-01T09:00:00+03:00',
    data: {
      rule_id: 'SCH-07',
      local_date: '2026-12-01',
      local_time: '09:00',
      anchor: 'document_expiry',
      offset_days: -30,
      emits: 'document.requested',
    },
  };
  const asked = { request_id: 'BLG-1', document_code: 'vergi_levhasi' };

  it.each([
    ['nobody to tell', {}, 202],
    ['customers and the data of their events', { customer_ids: ['C003'], emit_data: asked }, 202],
    ['customers without data', { customer_ids: ['C003'] }, 400],
    [
      'data that its type does not take',
      { customer_ids: ['C003'], emit_data: { ...asked, due_date: 'x' } },
      400,
    ],
    ['a type for staff alone', { emits: 'transaction.risk.flagged' }, 400],
    ['a type a person has to release', { emits: 'transaction.verification.requested' }, 400],
    ['itself', { emits: 'schedule.date.reached' }, 400],
    ['a customer twice', { customer_ids: ['C003', 'C003'], emit_data: asked }, 400],
  ])('gets a date with %s: %#', async (_case, changes, status) => {
    const answer = await post(makeTestApp(), { ...date, data: { ...date.data, ...changes } });

    expect(answer.status).toBe(status);
  });

  it.each([
    ['an unknown type', { type: 'letter.ready' }, 'type'],
    ['a type of our own', { type: 'contact.optout.received' }, 'type'],
    ['an unknown field', { priority: 'high' }, 'priority'],
    ['no customer', { customer_id: undefined }, 'customer_id'],
    ['a local time', { occurred_at: '2026-11-23T10:00:00' }, 'occurred_at'],
    ['contact and audience', { audience: 'customer.owner' }, 'audience'],
    ['an audience of staff', { contact_id: undefined, audience: 'staff.accounting' }, 'audience'],
    ['a long id', { event_id: 'x'.repeat(129) }, 'event_id'],
  ])('gets %s: 400 naming the field', async (_case, changes, field) => {
    const test = makeTestApp();

    const answer = await post(test, aLetterEvent(changes));

    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    expect(answer.body.problems.map((problem: { field: string }) => problem.field)).toContain(field);
    expect(test.held.events).toEqual([]);
  });

  it.each([
    [
      'more decimals than the unit keeps',
      { unit: 'TRY', quantity: '1.005', side: 'B' },
      'data.lines[0].quantity',
    ],
    ['half a coin', { unit: 'PCS_TAM', quantity: '0.5', side: 'B' }, 'data.lines[0].quantity'],
    ['a float', { unit: 'HAS', quantity: 12.5, side: 'B' }, 'data.lines[0].quantity'],
    ['a comma', { unit: 'HAS', quantity: '12,5', side: 'B' }, 'data.lines[0].quantity'],
    ['an exponent', { unit: 'HAS', quantity: '1e3', side: 'B' }, 'data.lines[0].quantity'],
    ['a sign', { unit: 'HAS', quantity: '-1', side: 'B' }, 'data.lines[0].quantity'],
    ['an unknown unit', { unit: 'BTC', quantity: '1', side: 'B' }, 'data.lines[0].unit'],
    ['no side', { unit: 'HAS', quantity: '1' }, 'data.lines[0].side'],
  ])('gets a line with %s: 400 with the path of the field', async (_case, line, field) => {
    const test = makeTestApp();
    const event = aLetterEvent();

    const answer = await post(test, { ...event, data: { ...event.data, lines: [line] } });

    expect(answer.status).toBe(400);
    expect(answer.body.problems).toEqual([expect.objectContaining({ field })]);
  });

  it('cannot store the event durably: 503 with Retry-After, no promise given', async () => {
    const refuse = async () => {
      throw new Unavailable('no majority');
    };
    const test = makeTestApp({
      ports: (ports) => ({ ...ports, events: { ...ports.events, accept: refuse } }),
    });

    const answer = await post(test, aLetterEvent());

    expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([
      503,
      'unavailable',
      '1',
    ]);
    expect(answer.body.detail).toBeUndefined();
  });
});

describe('types of our own', () => {
  it.each(reservedEventTypes)('%s is posted: 400, nobody speaks for a customer', async (type) => {
    const test = makeTestApp();

    const answer = await post(test, aLetterEvent({ type }));

    expect([answer.status, answer.body.code, test.held.events]).toEqual([400, 'validation_failed', []]);
  });
});

describe('GET /v1/events/{eventId}', () => {
  it('is asked for an event of another tenant: 404 like a missing one', async () => {
    const test = makeTestApp();
    await post(test, aLetterEvent());

    const key = test.bearer(['*'], tenantB);
    const foreign = await request(test.app).get('/v1/events/evt_0001').set('Authorization', key);
    const missing = await request(test.app).get('/v1/events/evt_none').set('Authorization', key);

    expect([foreign.status, missing.status]).toEqual([404, 404]);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
  });
});
