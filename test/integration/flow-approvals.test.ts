import { anApprovalEvent, fixtureEvent } from '../support/events.ts';
import {
  newPeople,
  newPerson,
  personAt,
  report,
  requestOf,
  sentMessages,
  whatHappened,
  type Person,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const bora = '+905000000201';
const minute = 60_000;

describe('approvals of transactions', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ demo: true, now: '2026-11-24T11:00:00.000Z' });
  });
  afterAll(() => world?.close());

  const occurredAt = '2026-11-24T14:00:00+03:00';
  const withApproval = async (
    eventId: string,
    contacts: Parameters<typeof newPeople>[1] = [{}],
  ): Promise<{ people: Person[]; event: Record<string, unknown> }> => {
    const people = await newPeople(world, contacts);
    const event = anApprovalEvent({
      eventId,
      occurredAt,
      customer: people[0]?.customerRef ?? '',
      contact: people[0]?.contactRef ?? '',
      data: { reply_deadline: '2026-11-25T14:00:00+03:00' },
    });
    await report(world, event);
    return { people, event };
  };

  describe('a delivery of 500 g (evt_1010)', () => {
    const event = fixtureEvent('evt_1010');
    let person: Person;
    beforeAll(async () => {
      person = personAt(world, bora, { customerRef: 'C002', contactRef: 'C002-1' });
      await report(world, event);
    });

    it('is asked with what, how much, until when', () => {
      expect(person.sees()).toMatchObject({ template: 'approval_request_v1', language: 'tr' });
      for (const part of ['Külçe teslimi', '500,000 g has', 'ONY-3107', '25.11.2026'])
        expect(person.sees().text).toContain(part);
    });

    it('«onaylarım» is put off, not taken as an approval', async () => {
      await person.writes('onaylarım');
      expect(person.sees().text).toContain('hiçbir yanıt kaydedilmedi');
      expect(await requestOf(world, event)).toMatchObject({ status: 'open', decision: null });
    });

    it('the button leads to a recap, the recap to «approved»', async () => {
      await person.taps('approved');
      for (const part of ['ONY-3107', '«ONAY»', 'Külçe teslimi', '500,000 g has'])
        expect(person.sees().text).toContain(part);
      expect((await requestOf(world, event)).status).toBe('open');

      await person.taps('confirmed');
      expect(await requestOf(world, event)).toMatchObject({
        status: 'closed',
        outcome: 'approved',
        decision: { contactRef: 'C002-1' },
      });
      expect(person.sees().text).toContain('Onayınız kaydedildi. Referans: ONY-3107');
    });
  });

  it('a rejection with a reason from the list: rejected when its recap is confirmed', async () => {
    const { people, event } = await withApproval('flow_a_1');
    const [person] = people as [Person];
    await person.taps('rejected');
    expect((await requestOf(world, event)).status).toBe('open');
    await person.taps('choseReason:quantity');
    expect(person.sees().text).toContain('«RET» olarak kaydedilecek');
    expect(person.sees().text).toContain('Sebep: Miktar farklı');
    expect((await requestOf(world, event)).status).toBe('open');
    await person.taps('confirmed');

    expect(await requestOf(world, event)).toMatchObject({
      status: 'closed',
      outcome: 'rejected',
      reason: 'quantity',
      decision: { contactRef: person.contactRef },
    });
    expect(person.sees().text).toContain('Ret yanıtınız kaydedildi');
  });

  it('a rejection in own words, typed «hayır» first: the words are kept as they are', async () => {
    const { people, event } = await withApproval('flow_a_2');
    const [person] = people as [Person];
    await person.writes('hayır');
    await person.writes('Külçe numaraları tutmuyor');
    await person.taps('confirmed');

    expect(await requestOf(world, event)).toMatchObject({
      outcome: 'rejected',
      reason: 'Külçe numaraları tutmuyor',
    });
  });

  it('a question: passed to staff, the request stays open and can still be approved', async () => {
    const { people, event } = await withApproval('flow_a_3');
    const [person] = people as [Person];
    const asked = person.sees();
    await person.taps('askedQuestion');
    await person.writes('Teslimat hangi şubeye yapılacak?');

    expect(person.sees().text).toContain('Sorunuzu temsilcimize ilettim');
    const request = await requestOf(world, event);
    expect(request).toMatchObject({ status: 'open', decision: null });
    expect(whatHappened(request)).toContain('question_asked');
    await person.taps('approved', asked);
    await person.taps('confirmed');
    expect((await requestOf(world, event)).outcome).toBe('approved');
  });

  it('R6: an amount above the limit of the contact: passed to the one whose limit is enough, who decides', async () => {
    const { people, event } = await withApproval('flow_a_4', [
      { limits: [{ unit: 'HAS', quantity: '10.000' }] },
      { limits: [{ unit: 'HAS', quantity: '39.999' }] },
      { limits: [{ unit: 'HAS', quantity: '40.000' }] },
    ]);
    const [small, middle, big] = people as [Person, Person, Person];
    await small.taps('approved');

    expect(small.sees().text).toContain('kendisine ileteceğiz');
    expect(middle.got()).toEqual([]);
    const passedOn = await requestOf(world, event);
    expect(passedOn).toMatchObject({ status: 'open', contactRef: big.contactRef, decision: null });
    expect(whatHappened(passedOn)).toContain('forwarded_unauthorised');

    await big.taps('approved');
    await big.taps('confirmed');
    expect(await requestOf(world, event)).toMatchObject({
      outcome: 'approved',
      decision: { contactRef: big.contactRef },
    });
  });

  it('the first contact taps again after it was passed on: told that somebody else decides', async () => {
    const { people, event } = await withApproval('flow_a_5', [{ canBind: false }, {}]);
    const [clerk, owner] = people as [Person, Person];
    const asked = clerk.sees();
    await clerk.taps('approved');
    await clerk.taps('approved', asked);

    expect(clerk.sees().text).toContain('başka bir kişide görünüyor');
    expect(owner.got()).toHaveLength(1);
    expect((await requestOf(world, event)).status).toBe('open');
  });

  it('R5: a fixed price (evt_1011): expired after its 15 minutes, a later tap is told so', async () => {
    const event = fixtureEvent('evt_1011');
    const person = personAt(world, '+905000000501', { customerRef: 'C005', contactRef: 'C005-1' });
    world.clock.set('2026-11-24T11:20:00.000Z');
    const { expiresAt } = await report(world, event);
    expect(expiresAt).toBe('2026-11-24T11:35:00.000Z');
    const asked = person.sees();
    expect(asked.text).toContain('7.000');

    await world.turn(17 * minute);
    const request = await requestOf(world, event);
    expect(request).toMatchObject({ status: 'closed', outcome: 'expired', decision: null });
    await person.taps('approved', asked);
    expect(person.sees().text).toContain('süresi doldu; onaylanmış sayılmaz');
    expect(await requestOf(world, event)).toEqual(request);
  });

  it('a recap confirmed after the price ran out, before any timer fired: expired, not approved', async () => {
    const person = await newPerson(world);
    const now = world.clock.now();
    const validUntil = new Date(now.getTime() + 15 * minute).toISOString();
    const event = anApprovalEvent({
      eventId: 'flow_a_6',
      customer: person.customerRef ?? '',
      data: {
        kind: 'price_fix',
        price: { rate: '7000.00', valid_until: validUntil },
        reply_deadline: validUntil,
      },
    });
    await report(world, event);
    await person.taps('approved');
    world.clock.turn(16 * minute);
    await person.taps('confirmed');

    expect(await requestOf(world, event)).toMatchObject({ outcome: 'expired', decision: null });
    expect(person.sees().text).toContain('onaylanmış sayılmaz');
  });
});

describe('approvals of invoices', () => {
  let world: World;
  const ipek = '+905000000301';
  beforeAll(async () => {
    world = await startWorld({ demo: true, now: '2026-11-24T06:35:00.000Z' });
  });
  afterAll(() => world?.close());

  it('an objection because of the weight (evt_1006): objected, and the portal is mentioned', async () => {
    const event = fixtureEvent('evt_1006');
    const person = personAt(world, ipek, { customerRef: 'C003', contactRef: 'C003-1' });
    await report(world, event);
    expect(person.sees().template).toMatch(/^invoice_approval/);
    for (const part of ['ORN2026000000417', '563.023,00 TL', '85,250 g brüt', '23.11.2026'])
      expect(person.sees().text).toContain(part);

    await person.taps('rejected');
    expect(person.sees().kind).toBe('list');
    expect(person.sees().choices.map(({ title }) => title)).toContain('Gram farklı');
    await person.taps('choseReason:weight');
    await person.taps('confirmed');

    expect(await requestOf(world, event)).toMatchObject({
      status: 'closed',
      outcome: 'objected',
      reason: 'weight',
      decision: { contactRef: 'C003-1' },
    });
    expect(person.sees().text).toContain('itirazınız kaydedildi');
    expect(person.sees().text).toContain('e-Fatura portalında');
  });

  it('an approval: recap with number, date, amount and content, then «approved»', async () => {
    const person = await newPerson(world, { roles: ['invoice'] });
    const event = {
      ...fixtureEvent('evt_1006'),
      event_id: 'flow_i_1',
      customer_id: person.customerRef,
      contact_id: person.contactRef,
    };
    await report(world, event);
    await person.taps('approved');
    for (const part of ['ORN2026000000417', '23.11.2026', '563.023,00 TL', '85,250 g brüt', 'yerine geçmez'])
      expect(person.sees().text).toContain(part);
    await person.taps('confirmed');

    expect(await requestOf(world, event)).toMatchObject({
      outcome: 'approved',
      decision: { contactRef: person.contactRef },
    });
  });

  it('an objection «other»: asks for the words and keeps them', async () => {
    const person = await newPerson(world);
    const event = {
      ...fixtureEvent('evt_1006'),
      event_id: 'flow_i_2',
      customer_id: person.customerRef,
      contact_id: person.contactRef,
    };
    await report(world, event);
    await person.taps('rejected');
    await person.taps('choseReason:other');
    expect((await requestOf(world, event)).status).toBe('open');
    await person.writes('Sipariş numarası yazılmamış');
    await person.taps('confirmed');

    expect(await requestOf(world, event)).toMatchObject({
      outcome: 'objected',
      reason: 'Sipariş numarası yazılmamış',
    });
  });

  it('no answer within the objection period: no_response, never approved', async () => {
    const person = await newPerson(world);
    const event = {
      ...fixtureEvent('evt_1006'),
      event_id: 'flow_i_3',
      customer_id: person.customerRef,
      contact_id: person.contactRef,
    };
    const { expiresAt } = await report(world, event);
    expect(expiresAt >= '2026-12-02').toBe(true);
    for (let day = 0; day < 10; day += 1) await world.turn(24 * 60 * minute);

    const request = await requestOf(world, event);
    expect(request).toMatchObject({ status: 'closed', outcome: 'no_response', decision: null });
    expect(whatHappened(request).filter((what) => what === 'reminder_sent')).toHaveLength(2);
    expect(
      sentMessages(world)
        .filter(({ to }) => to === person.phone)
        .map(({ template }) => template),
    ).toEqual(['invoice_approval_nodoc_v1', 'invoice_reminder_v1', 'invoice_reminder_v1']);
  });
});
