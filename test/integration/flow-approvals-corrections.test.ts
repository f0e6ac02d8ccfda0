import {
  registerReceiver,
  startCallbackReceiver,
  type CallbackReceiver,
} from '../support/callback-receiver.ts';
import { anApprovalEvent, fixtureEvent } from '../support/events.ts';
import { newPerson, report, requestOf, whatHappened, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const minute = 60_000;

describe('undoing a mistake after an approval ended', () => {
  let world: World;
  let receiver: CallbackReceiver;
  beforeAll(async () => {
    receiver = await startCallbackReceiver();
    // Nothing but the tests makes timers fire: one of them is about an answer that comes first.
    world = await startWorld({ now: '2026-11-24T11:00:00.000Z', env: { POLL_INTERVAL_MS: '600000' } });
    await registerReceiver(world, receiver);
  });
  afterAll(async () => {
    await world?.close();
    await receiver?.close();
  });

  let count = 0;
  const asked = async (data: Record<string, unknown> = {}) => {
    count += 1;
    receiver.calls.length = 0;
    const person = await newPerson(world);
    const event = anApprovalEvent({
      eventId: `corr_${count}`,
      customer: person.customerRef ?? '',
      contact: person.contactRef ?? '',
      data: { reply_deadline: '2026-11-27T14:00:00+03:00', ...data },
    });
    await report(world, event);
    return { person, event, request: () => requestOf(world, event) };
  };
  const invoiceTo = async (person: Person) => {
    count += 1;
    const event = {
      ...fixtureEvent('evt_1006'),
      event_id: `corr_${count}`,
      customer_id: person.customerRef,
      contact_id: person.contactRef,
    };
    await report(world, event);
    return event;
  };
  const tasksOf = async (requestId: string): Promise<string[]> =>
    ((await world.api.get('/v1/tasks?limit=200')).body.data as { reason: string; requestId: string }[])
      .filter((task) => task.requestId === requestId)
      .map(({ reason }) => reason);

  it('approved, then corrected: both decisions in the evidence, the later one stands, callbacks say closed, then updated', async () => {
    const { person, request } = await asked();
    await person.taps('approved');
    await person.taps('confirmed');
    const approved = await request();
    expect(approved).toMatchObject({ status: 'closed', outcome: 'approved' });
    await receiver.waitForCalls('request.closed', 1);

    await person.taps('corrected');
    expect(person.sees().text).toContain('reddedildi');
    expect((await request()).outcome).toBe('approved');
    await person.taps('confirmed');
    await person.taps('choseReason:price');

    const rejected = await request();
    expect(rejected).toMatchObject({
      status: 'closed',
      outcome: 'rejected',
      reason: 'price',
      closedAt: approved.closedAt,
      decision: { corrects: approved.decision?.id },
    });
    expect(whatHappened(rejected)).toEqual(expect.arrayContaining(['approved', 'rejected', 'corrected']));
    const { decisions } = (await world.api.get(`/v1/requests/${rejected.id}/evidence`)).body;
    const byId = new Map<string, { result: string; corrects: string | null }>(
      decisions.map((one: { id: string }) => [one.id, one]),
    );
    expect(byId.size).toBe(2);
    expect(byId.get(approved.decision?.id ?? '')).toMatchObject({ result: 'approved', corrects: null });
    expect(byId.get(rejected.decision?.id ?? '')).toMatchObject({
      result: 'rejected',
      corrects: approved.decision?.id,
    });
    expect(await tasksOf(rejected.id)).toContain('decision_corrected');
    const updates = await receiver.waitForCalls('request.updated', 1);
    expect(receiver.of('request.closed')).toHaveLength(1);
    expect(updates.at(-1)?.body.data).toMatchObject({ request: { outcome: 'rejected' } });
  });

  it('ten minutes later: the correction is not offered any more, the person is told what is recorded', async () => {
    const { person, request } = await asked();
    await person.taps('approved');
    await person.taps('confirmed');
    const recorded = person.sees();
    await world.turn(11 * minute);
    await person.taps('corrected', recorded);

    expect(person.sees().text).toContain('daha önce sonuçlandı');
    expect(await request()).toMatchObject({ outcome: 'approved' });
  });

  it('rejected, then corrected after the price ran out: the rejection stands', async () => {
    const validUntil = new Date(world.clock.now().getTime() + 12 * minute).toISOString();
    const { person, request } = await asked({
      kind: 'price_fix',
      price: { rate: '7000.00', valid_until: validUntil },
      reply_deadline: validUntil,
    });
    await world.turn(8 * minute);
    await person.taps('rejected');
    await person.taps('skipped');
    await person.taps('confirmed');
    world.clock.turn(5 * minute);
    await person.taps('corrected');

    expect(person.sees().text).toContain('onaya çevrilemez');
    expect((await request()).outcome).toBe('rejected');
  });

  it('a price that ran out, answered before any timer fired: says that the price no longer holds', async () => {
    const validUntil = new Date(world.clock.now().getTime() + 15 * minute).toISOString();
    const { person, request } = await asked({
      kind: 'price_fix',
      price: { rate: '7000.00', valid_until: validUntil },
      reply_deadline: validUntil,
    });
    world.clock.turn(17 * minute);
    await person.taps('approved');

    expect(await request()).toMatchObject({ outcome: 'expired', decision: null });
    expect(person.sees().text).toContain('süre doldu: bildirilen fiyat artık geçerli değil');
  });

  it('R13: an invoice approved or objected to: the portal is named, and a document may follow the objection', async () => {
    const person = await newPerson(world);
    await invoiceTo(person);
    await person.taps('approved');
    await person.taps('confirmed');
    expect(person.sees().text).toContain('e-Fatura portalında');
    const other = await newPerson(world);
    const objected = await invoiceTo(other);
    await other.taps('rejected');
    await other.taps('choseReason:weight');
    await other.taps('confirmed');

    expect(other.sees().text).toContain('belgeniz (fotoğraf veya PDF)');
    expect((await requestOf(world, objected)).outcome).toBe('objected');
  });

  it('an invoice accepted in the portal: staff ends the request so; as approved it cannot', async () => {
    const person = await newPerson(world);
    const event = await invoiceTo(person);
    const { id } = await requestOf(world, event);
    const refused = await world.api.post(`/v1/requests/${id}/settle`, { outcome: 'approved' });
    expect([refused.status, refused.body.code]).toEqual([400, 'validation_failed']);
    const answer = await world.api.post(`/v1/requests/${id}/settle`, { outcome: 'portal_accepted' });
    expect(answer.status).toBe(202);
    await world.settle();

    const request = await requestOf(world, event);
    expect(request).toMatchObject({ status: 'closed', outcome: 'portal_accepted', decision: null });
    expect(request.history.find(({ what }) => what === 'settled_by_staff')?.by).toMatch(/^key:/);
    const late = await world.api.post(`/v1/requests/${id}/settle`, { outcome: 'objected' });
    expect([late.status, late.body.code]).toEqual([409, 'request_closed']);
  });

  it('above the own limit: the history tells it from a missing authority', async () => {
    const { person, request } = await asked();
    await world.api.put(`/v1/customers/${person.customerRef}`, {
      name: 'Deneme',
      contacts: [
        {
          ref: person.contactRef,
          name: 'Deneme',
          phone: person.phone,
          language: 'tr',
          roles: ['all'],
          canBind: true,
          limits: [{ unit: 'HAS', quantity: '1.000' }],
        },
      ],
    });
    await person.taps('approved');

    expect(whatHappened(await request())).toEqual(
      expect.arrayContaining(['above_limit', 'forwarded_unauthorised']),
    );
  });
});
