import request from 'supertest';
import { Unavailable } from '../../src/shared/errors.ts';
import { reservedEventTypes } from '../../src/triggers/event-types.ts';
import { makeTestApp } from '../support/app.ts';
import { aLetterEvent, tenantB } from '../support/builders-api.ts';

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

  it('gets a type of the catalogue without a trigger: accepted and ignored', async () => {
    const test = makeTestApp();

    const event = { type: 'sanction.screening.completed', audience: 'staff.compliance', data: { score: 78 } };
    const answer = await post(test, aLetterEvent({ ...event, contact_id: undefined }));

    expect(answer.status).toBe(202);
    expect(test.held.events).toMatchObject([{ status: 'ignored', reason: 'no_trigger' }]);
    expect(test.held.announced).toEqual([]);
    const read = await request(test.app).get('/v1/events/evt_0001').set('Authorization', test.bearer());
    expect(read.body).toEqual({
      eventId: 'evt_0001',
      type: 'sanction.screening.completed',
      status: 'ignored',
      requestIds: [],
      messageIds: [],
      reason: 'no_trigger',
    });
  });

  it.each([
    ['an unknown type', { type: 'letter.ready' }, 'type'],
    ['a type of our own', { type: 'contact.optout.received' }, 'type'],
    ['an unknown field', { priority: 'high' }, 'priority'],
    ['no customer', { customer_id: undefined }, 'customer_id'],
    ['a local time', { occurred_at: '2026-11-23T10:00:00' }, 'occurred_at'],
    ['contact and audience', { audience: 'staff.accounting' }, 'audience'],
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
