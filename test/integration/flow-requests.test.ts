import { aLetterEvent, anApprovalEvent, fixtureEvent } from '../support/events.ts';
import {
  conversationOf,
  newPeople,
  newPerson,
  report,
  requestOf,
  whatHappened,
  type Person,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

describe('requests of the business system', () => {
  let world: World;
  let count = 0;
  beforeAll(async () => {
    world = await startWorld({ demo: true });
  });
  afterAll(() => world?.close());

  const letterFor = (person: Person, data: Record<string, unknown> = {}): Record<string, unknown> => {
    count += 1;
    return aLetterEvent({
      eventId: `flow_r_${count}`,
      customer: person.customerRef ?? '',
      contact: person.contactRef ?? '',
      data,
    });
  };

  it('R6: nobody of the customer can bind it: the request ends as forwarded_unauthorised', async () => {
    const [clerk, other] = (await newPeople(world, [{ canBind: false }, { canBind: false }])) as [
      Person,
      Person,
    ];
    const event = letterFor(clerk);
    await report(world, event);
    await clerk.taps('agreed');

    const request = await requestOf(world, event);
    expect(request).toMatchObject({ status: 'closed', outcome: 'forwarded_unauthorised', decision: null });
    expect(request.closedAt).not.toBeNull();
    expect(whatHappened(request)).toEqual(
      expect.arrayContaining(['forwarded_unauthorised', 'no_authorised_contact']),
    );
    expect(other.got()).toEqual([]);
    expect((await conversationOf(world, clerk.contactRef ?? '')).openRequestIds).toEqual([]);
  });

  it('a contact who cannot bind may still object: the disagreement is recorded', async () => {
    const [clerk] = (await newPeople(world, [{ canBind: false }, {}])) as [Person, Person];
    const event = letterFor(clerk);
    await report(world, event);
    await clerk.taps('disagreed');
    await clerk.taps('choseUnit:HAS');
    await clerk.taps('skipped');
    await clerk.taps('finished');
    await clerk.taps('skipped');
    await clerk.taps('confirmed');

    expect(await requestOf(world, event)).toMatchObject({
      outcome: 'disagreed',
      decision: { contactRef: clerk.contactRef },
    });
  });

  it('an event that names nobody: goes to the contact with the role who can bind', async () => {
    const [, reader, owner] = (await newPeople(world, [
      { roles: ['invoice'] },
      { roles: ['reconcile'], canBind: false },
      { roles: ['reconcile'] },
    ])) as [Person, Person, Person];
    const { contact_id: _nobody, ...event } = letterFor(owner);
    await report(world, event);

    expect(owner.got()).toHaveLength(1);
    expect(reader.got()).toEqual([]);
  });

  it('cancel: the request is withdrawn, its buttons are dead, the person is told', async () => {
    const person = await newPerson(world);
    const event = anApprovalEvent({ eventId: 'flow_r_cancel', customer: person.customerRef ?? '' });
    const { id } = await report(world, event);
    await person.writes('merhaba');
    const asked = person.got()[0];
    const answer = await world.api.post(`/v1/requests/${id}/cancel`);
    await world.settle();

    expect(answer.status).toBe(202);
    expect(await requestOf(world, event)).toMatchObject({
      status: 'closed',
      outcome: 'withdrawn',
      decision: null,
    });
    expect(person.sees().text).toContain('geri çektik');
    await person.taps('approved', asked);
    expect(person.sees().text).toContain('Sonuç: geri çekildi');
    expect((await world.api.post(`/v1/requests/${id}/cancel`)).status).toBe(409);
  });

  it('remind: the reminder goes out at once and is noted with who ordered it', async () => {
    const person = await newPerson(world);
    const event = letterFor(person);
    const { id } = await report(world, event);
    const answer = await world.api.post(`/v1/requests/${id}/remind`);
    await world.settle();

    expect(answer.status).toBe(202);
    expect(person.sees().template).toBe('recon_reminder_v1');
    const noted = (await requestOf(world, event)).history.find(({ what }) => what === 'reminder_sent');
    expect(noted?.by).toMatch(/^key:/);
    await person.taps('agreed');
    expect(person.sees().text).toContain('«MUTABAKAT»');
  });

  it('cancel and remind of a request that does not exist: 404', async () => {
    expect((await world.api.post('/v1/requests/req_nobody/cancel')).status).toBe(404);
    expect((await world.api.post('/v1/requests/req_nobody/remind')).status).toBe(404);
  });

  it('a newer version of a letter: the older one ends as superseded, only the newer one can be answered', async () => {
    const person = await newPerson(world);
    const letter_id = 'MUT-VERSIONS';
    const first = letterFor(person, { letter_id, letter_version: 1 });
    await report(world, first);
    const old = person.sees();
    const second = letterFor(person, {
      letter_id,
      letter_version: 2,
      lines: [{ unit: 'HAS', quantity: '99.000', side: 'B' }],
    });
    await report(world, second);

    expect(await requestOf(world, first)).toMatchObject({
      status: 'closed',
      outcome: 'superseded',
      decision: null,
    });
    expect(await requestOf(world, second)).toMatchObject({ status: 'open', version: 2 });
    await person.taps('agreed', old);
    expect(person.sees().text).toContain('Sonuç: yeni sürümü gönderildi');
    const letter = person.got().findLast(({ text }) => text.includes('99,000 g has'));
    await person.taps('agreed', letter);
    await person.taps('confirmed');
    expect((await requestOf(world, second)).outcome).toBe('agreed');
    expect((await requestOf(world, first)).outcome).toBe('superseded');
  });

  it('the same version under another event id, or an older one: ignored with the reason', async () => {
    const person = await newPerson(world);
    const letter_id = 'MUT-AGAIN';
    await report(world, letterFor(person, { letter_id, letter_version: 2 }));
    const sent = person.got().length;
    for (const [letter_version, reason] of [
      [2, 'already_requested'],
      [1, 'newer_version_open'],
    ]) {
      const event = letterFor(person, { letter_id, letter_version });
      await world.api.post('/v1/events', event);
      await world.settle();
      const { body } = await world.api.get(`/v1/events/${String(event.event_id)}`);
      expect(body).toMatchObject({ status: 'ignored', reason });
    }
    expect(person.got()).toHaveLength(sent);
  });

  it.each([
    ['an unknown customer', { customer_id: 'C999' }, 'unknown_customer'],
    ['an unknown contact', { contact_id: 'C001-9' }, 'unknown_contact'],
    ['the contact of another customer', { contact_id: 'C002-1' }, 'unknown_contact'],
  ])('%s: the event failed, the reason is told, nobody gets a message', async (_what, change, reason) => {
    count += 1;
    const event = { ...fixtureEvent('evt_1001'), event_id: `flow_r_${count}`, ...change };
    const before = world.graph.messages.length;
    expect((await world.api.post('/v1/events', event)).status).toBe(202);
    await world.settle();

    const { body } = await world.api.get(`/v1/events/flow_r_${count}`);
    expect(body).toMatchObject({ status: 'failed', reason, requestIds: [] });
    expect(world.graph.messages).toHaveLength(before);
  });

  it('a deadline that has passed: failed, not asked', async () => {
    const person = await newPerson(world);
    const event = letterFor(person, { reply_deadline: '2026-11-20' });
    await world.api.post('/v1/events', event);
    await world.settle();

    const { body } = await world.api.get(`/v1/events/${String(event.event_id)}`);
    expect(body).toMatchObject({ status: 'failed', reason: 'deadline_passed' });
    expect(person.got()).toEqual([]);
  });

  it('an event about risk: processed without a trace, and no customer gets a message', async () => {
    const before = world.graph.messages.length;
    const event = {
      type: 'transaction.risk.flagged',
      event_id: 'flow_r_risk',
      tenant: 't_demo',
      customer_id: 'C007',
      audience: 'staff.compliance',
      occurred_at: '2026-11-23T10:00:00+03:00',
      data: { case_id: 'CASE-1', rule_codes: ['linked_threshold'], transaction_refs: ['SAT-551'] },
    };
    expect((await world.api.post('/v1/events', event)).status).toBe(202);
    await world.settle();

    const { body } = await world.api.get('/v1/events/flow_r_risk');
    expect(body).toMatchObject({ status: 'processed', requestIds: [], messageIds: [], reason: null });
    expect(world.graph.messages).toHaveLength(before);
  });

  it('an event of many: what came of it names its request and its messages', async () => {
    const person = await newPerson(world);
    const event = letterFor(person);
    const { id } = await report(world, event);

    const { body } = await world.api.get(`/v1/events/${String(event.event_id)}`);
    expect(body).toMatchObject({ status: 'processed', requestIds: [id], reason: null });
    expect(body.messageIds).toHaveLength(1);
  });
});
