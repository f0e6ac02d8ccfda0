import { requestOf, newPeople, newPerson, transcriptOf, type Person } from '../support/scenario.ts';
import { templateDefinitions } from '../../src/templates/template-definitions.ts';
import { startWorld, type World } from '../support/world.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const tenantId = 't_demo';
let world: World;
let events = 0;

beforeEach(async () => {
  world = await startWorld({ env: { QUIET_HOURS: '20:00-09:00' } });
  await put('types/custom.order.ready', {
    name: 'Sipariş hazır',
    fields: [
      { name: 'order_no', kind: 'reference', required: true },
      { name: 'account', kind: 'text' },
      { name: 'total', kind: 'amount' },
      { name: 'pay_by', kind: 'date' },
      { name: 'note', kind: 'text' },
    ],
  }).expect(200);
});
afterEach(() => world?.close());

const put = (path: string, body: object) => world.api.put(`/v1/triggers/${path}`, body);
const rule = (...then: object[]) => ({ name: 'order', on: 'custom.order.ready', then });
const publish = async (changes: object): Promise<void> => {
  await put('order/draft', changes).expect(200);
  await world.api.post('/v1/triggers/order/publish').expect(200);
};
const order = (person: Person | null, data: object = {}, facts: object = {}) => {
  events += 1;
  return {
    ...{ type: 'custom.order.ready', event_id: `told_${events}`, tenant: tenantId },
    ...(person === null ? {} : { customer_id: person.customerRef }),
    occurred_at: '2026-11-23T10:00:00+03:00',
    data: {
      ...{ order_no: `S-${events}`, account: '120.01.0001', pay_by: '2026-11-27', note: 'Nişan yüzüğü' },
      total: { unit: 'TRY', quantity: '12500.00' },
      ...data,
    },
    ...facts,
  };
};
const eventOf = async ({ event_id: id }: { event_id: string }) =>
  (await world.api.get(`/v1/events/${id}`)).body;
const send = async (event: ReturnType<typeof order>) => {
  await world.api.post('/v1/events', event).expect(202);
  await world.settle();
  return eventOf(event);
};

const payment = {
  ...{ do: 'notify', as: 'payment.due.approaching' },
  data: {
    ...{ account_no: { from: 'account' }, due_date: { from: 'pay_by' }, item_ref: { from: 'order_no' } },
    ...{ unit: { unitOf: 'total' }, quantity: { quantityOf: 'total' } },
  },
};
const delivery = {
  ...{ do: 'request', as: 'approval.requested' },
  data: {
    ...{ approval_id: { text: 'SIP-{order_no}' }, kind: 'delivery', lines: { lines: 'total', side: 'B' } },
    subject: { text: '{note}, {order_no}' },
  },
};

describe('a rule that tells a customer about an event of the tenant’s own', () => {
  it.each([
    ['tr', '12.500,00 TL', 'Ekstre iste'],
    ['en', '12,500.00 TRY', 'Send statement'],
    ['ar', '12,500.00', 'إرسال كشف الحساب'],
  ] as const)(
    'in %s: by template outside the window, as a message inside, each event once',
    async (language, amount, choice) => {
      const [person] = (await newPeople(world, [{ language }])) as [Person];
      await publish(rule(payment));
      const event = order(person);
      const told = await send(event);
      expect(told).toMatchObject({ status: 'processed', reason: null, trigger: { id: 'order', version: 1 } });
      expect(told.requestIds).toHaveLength(1);
      expect(person.sees()).toMatchObject({ kind: 'template', template: 'payment_due_v1', language });
      expect(person.sees().text).toContain(amount);
      await send(event);
      await world.turn(hour);
      expect(person.got()).toHaveLength(1);
      expect(await requestOf(world, event)).toMatchObject({
        ...{ kind: 'notice', eventId: event.event_id, reference: event.data.order_no },
        lines: [{ unit: 'TRY', quantity: '12500.00' }],
      });

      await person.writes('merhaba');
      const next = order(person);
      await send(next);
      expect(person.sees().kind).toBe('buttons');
      expect(person.sees().choices.map(({ title }) => title)).toContain(choice);
      expect(person.got().filter(({ kind }) => kind === 'template')).toHaveLength(1);
    },
  );

  it('asks for an approval: answered, proved by its evidence, and explained by its own event and rule', async () => {
    const person = await newPerson(world);
    await publish(rule(delivery, { do: 'task', role: 'staff' }));
    const event = order(person);
    await send(event);
    expect(person.sees()).toMatchObject({ template: 'approval_request_v1' });
    expect(person.sees().text).toContain(`Nişan yüzüğü, ${event.data.order_no}`);
    await person.taps('approved');
    await person.taps('confirmed');
    const { id } = await requestOf(world, event);
    const { body: evidence } = await world.api.get(`/v1/requests/${id}/evidence`).expect(200);
    expect(evidence.decisions).toMatchObject([{ result: 'approved' }]);
    expect(evidence.request).toMatchObject({
      eventId: event.event_id,
      reference: `SIP-${event.data.order_no}`,
    });
    const lines = await transcriptOf(world, person.contactRef ?? '');
    const message = lines.find(({ direction }) => direction === 'out');
    const { body: told } = await world.api.get(`/v1/messages/${String(message?.id)}/explain`).expect(200);
    expect(told).toMatchObject({
      event: { eventId: event.event_id, type: 'custom.order.ready' },
      rule: { id: 'order', version: 1 },
      request: { id, kind: 'approval' },
    });
    expect((await world.api.get('/v1/tasks?reason=trigger')).body.data).toHaveLength(1);
  });

  it('in words of the tenant’s own, where these are in use', async () => {
    const key = { template: 'payment_due_v1', language: 'tr' } as const;
    const product = templateDefinitions().find(
      ({ name, language }) => name === key.template && language === key.language,
    );
    const { wordings, templates } = world.application.repositories;
    const by = { at: world.clock.now(), by: 'key:a' };
    const wording = { body: `Kendi sözlerimizle: ${product?.body ?? ''}`, fallback: key.template };
    await wordings.saveDraft(tenantId, key, { ...by, wording }, null);
    await wordings.submit(tenantId, key, { ...by, name: 'payment_due_v1_t1' }, 1);
    await wordings.use(tenantId, key, 1, { ...by, by: 'system' }, 2);
    const account = { accountId: '301122334455667', name: 'payment_due_v1_t1', language: 'tr' } as const;
    const facts = { status: 'approved', reason: null, advice: null } as const;
    await templates.note(tenantId, [{ key: account, facts, at: world.clock.now() }]);
    await world.turn(31_000);
    const person = await newPerson(world);
    await publish(rule(payment));
    await send(order(person));
    expect(person.sees().template).toBe('payment_due_v1_t1');
  });

  it('to whom the rule says, unless the event names somebody', async () => {
    const [first, second] = (await newPeople(world, [{ roles: ['owner'] }, { roles: ['documents'] }])) as [
      Person,
      Person,
    ];
    await publish(rule({ ...payment, audience: { roles: ['documents'], fallback: 'nobody' } }));
    await send(order(first));
    expect([first.got().length, second.got().length]).toEqual([0, 1]);
    await send(order(first, {}, { contact_id: first.contactRef }));
    expect([first.got().length, second.got().length]).toEqual([1, 1]);
  });

  it('who stopped messages gets none; at night it waits for the morning', async () => {
    const stopped = await newPerson(world);
    await publish(rule(payment));
    await stopped.writes('DUR');
    const seen = stopped.got().length;
    await send(order(stopped));
    expect(stopped.got()).toHaveLength(seen);

    const person = await newPerson(world);
    world.clock.set('2026-11-23T23:30:00+03:00');
    await send(order(person));
    expect(person.got()).toEqual([]);
    await world.turn(12 * hour);
    expect(person.got()).toHaveLength(1);
  });

  it('waits and is capped as the rule says: told once when the time is over, and no more than so many', async () => {
    const person = await newPerson(world);
    await publish({
      ...rule({ ...payment, wait: { for: 'PT2H' } }),
      cap: { per: 'contact', at_most: 1, within: 'P1D' },
    });
    const first = order(person);
    expect(await send(first)).toMatchObject({ status: 'accepted', waitsUntil: '2026-11-23T09:00:00.000Z' });
    await world.turn(2 * hour - 1);
    expect(person.got()).toEqual([]);
    await world.turn(1);
    expect(person.got()).toHaveLength(1);
    const second = order(person);
    await send(second);
    await world.turn(2 * hour);
    expect(await eventOf(second)).toMatchObject({ status: 'ignored', reason: 'capped' });
    expect(person.got()).toHaveLength(1);
  });

  it('is asked and nobody answers: somebody else is asked, as the rule says', async () => {
    const [first, second] = (await newPeople(world, [{ roles: ['documents'] }, { roles: ['owner'] }])) as [
      Person,
      Person,
    ];
    await publish(
      rule({
        ...{ do: 'request', as: 'document.requested' },
        data: { request_id: { from: 'order_no' }, document_code: 'vergi_levhasi' },
        escalate: [{ after: 'P1D', to: 'contact', roles: ['owner'] }],
      }),
    );
    await send(order(first));
    expect([first.got().length, second.got().length]).toEqual([1, 0]);
    await world.turn(day);
    expect(second.got()).toHaveLength(1);
  });

  it('is asked at night: silence counts from the morning; whoever was asked is not asked again, staff is', async () => {
    const [first, second] = (await newPeople(world, [{ roles: ['documents'] }, { roles: ['owner'] }])) as [
      Person,
      Person,
    ];
    await publish(
      rule({
        ...{ do: 'request', as: 'document.requested' },
        data: { request_id: { from: 'order_no' }, document_code: 'vergi_levhasi' },
        escalate: [
          { after: 'PT4H', to: 'contact', roles: ['owner'] },
          { after: 'PT6H', to: 'contact', roles: ['documents', 'owner'] },
        ],
      }),
    );
    const unanswered = async () => (await world.api.get('/v1/tasks?reason=unanswered')).body.data.length;
    const sent = async () => [first.got().length, second.got().length, await unanswered()];
    // 22:00 in Istanbul; in the morning it goes out.
    world.clock.set('2026-11-23T19:00:00.000Z');
    await send(order(first));
    await world.turn(5 * hour);
    expect(await sent()).toEqual([0, 0, 0]);
    await world.turn(6 * hour);
    expect(await sent()).toEqual([1, 0, 0]);
    await world.turn(4 * hour - 1);
    expect(await sent()).toEqual([1, 0, 0]);
    await world.turn(1);
    expect(await sent()).toEqual([1, 1, 0]);
    await world.turn(2 * hour);
    await world.turn(minute);
    expect(await sent()).toEqual([1, 1, 1]);
  });

  it('an event that says too little: it fails by name, and nothing else of the rule happens', async () => {
    const person = await newPerson(world);
    await publish(rule(payment, { do: 'task', role: 'staff' }));
    const noDate = order(person, { pay_by: undefined });
    expect(await send(noDate)).toMatchObject({
      ...{ status: 'failed', reason: 'tell_refused' },
      trigger: { id: 'order', version: 1 },
    });
    expect(await send(order(null))).toMatchObject({ status: 'failed', reason: 'unknown_customer' });
    expect(person.got()).toEqual([]);
    expect((await world.api.get('/v1/tasks?reason=trigger')).body.data).toEqual([]);
  });

  it('dry: who would get what, in which words and when; nothing is stored or sent', async () => {
    const person = await newPerson(world);
    await put('order/draft', rule({ ...payment, wait: { for: 'PT2H' } })).expect(200);
    const dry = async (event: object) =>
      (await world.api.post('/v1/triggers/order/dry-run', { sample: event }).expect(200)).body.items[0];
    expect(await dry(order(person))).toMatchObject({
      now: { status: 'ignored', reason: 'no_trigger' },
      outcome: {
        status: 'processed',
        effects: [
          {
            ...{ do: 'notify', requestKind: 'notice', contactRef: person.contactRef },
            hold: { by: 'wait', until: '2026-11-23T09:00:00.000Z' },
            messages: [{ template: 'payment_due_v1', text: expect.stringContaining('12.500,00') }],
          },
        ],
      },
    });
    expect((await dry(order(person, { pay_by: undefined }))).outcome).toMatchObject({
      ...{ status: 'failed', reason: 'tell_refused' },
    });
    expect(person.got()).toEqual([]);
    expect((await world.api.get('/v1/events?type=custom.order.ready')).body.data).toEqual([]);
  });
});

describe('a rule that would tell a customer about an event of the tenant’s own', () => {
  const refused = async (then: object, more: object = {}): Promise<string[]> => {
    const { status, body } = await put('order/draft', { ...rule(then), ...more });
    expect(status).toBe(400);
    return body.problems.map(
      ({ field, message }: { field: string; message: string }) => `${field}: ${message}`,
    );
  };
  const notices = 'report.ready, payment.due.approaching, deadline.approaching';

  it.each<[string, object, string]>([
    ['without a form', { do: 'notify' }, `then[0].as: is required: one of ${notices}`],
    [
      'in the form of what asks',
      { ...delivery, do: 'notify' },
      `then[0].as: must be one of ${notices} to notify`,
    ],
    [
      'from a field it has not',
      { ...payment, data: { ...payment.data, due_date: { from: 'day' } } },
      'then[0].data.due_date: unknown_field: there is no field day to take it from',
    ],
    [
      'with a member the form has not',
      { ...payment, data: { ...payment.data, colour: 'red' } },
      'then[0].data.colour: unknown_field: events of this type have no such field',
    ],
    [
      'without a member the form needs',
      { ...delivery, data: { ...delivery.data, subject: undefined } },
      'then[0].data.subject: is required',
    ],
    [
      'with words no customer may read',
      { ...delivery, data: { ...delivery.data, subject: 'MASAK incelemesi' } },
      'then[0].data.subject: must not hold «MASAK»: no text to a customer may',
    ],
    [
      'with a wait the form does not know',
      { ...delivery, unless: [{ answered: true }] },
      'then[0].unless: decision_never_silent: is not for events of this type',
    ],
  ])('%s: refused by name', async (_title, then, expected) => {
    expect(await refused(then)).toEqual([expected]);
  });

  it('about books, for staff, or what needs a release: no such form', async () => {
    for (const as of [
      'account.movement.posted',
      'transaction.risk.flagged',
      'transaction.verification.requested',
    ])
      expect((await refused({ ...payment, as }))[0]).toMatch(/^then\[0\]\.as: must be one of /);
  });

  it('on a type that has words of its own: nothing takes their place', async () => {
    const { body } = await put('other/draft', { ...rule(payment), on: 'payment.due.approaching' });
    expect(body.problems.map(({ field }: { field: string }) => field)).toEqual([
      'then[0].as',
      'then[0].data',
    ]);
  });

  it('capped where a decision is asked: refused', async () => {
    expect(await refused(delivery, { cap: { per: 'contact', at_most: 1, within: 'P1D' } })).toEqual([
      'cap: decision_never_silent: is not for events of this type',
    ]);
  });

  it('the type says which forms there are, with what each may wait for', async () => {
    const { body } = await world.api.get('/v1/triggers/types/custom.order.ready').expect(200);
    expect(body.actions).toEqual(['request', 'notify', 'emit', 'task', 'callback', 'nothing']);
    expect(body.forms).toContainEqual({
      ...{ do: 'notify', as: 'payment.due.approaching', prompt: 'notice.payment' },
      timing: ['wait', 'unless', 'supersede', 'cap'],
    });
    expect(body.forms).toContainEqual({
      ...{ do: 'request', as: 'approval.requested', prompt: 'approval.request' },
      timing: ['wait', 'escalate'],
    });
  });
});
