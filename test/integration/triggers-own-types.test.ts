import type { Server } from 'node:http';
import request from 'supertest';
import { aMovementEvent } from '../support/events.ts';
import { aRule } from '../support/rule-ports.ts';
import {
  newPeople,
  newPerson,
  transcriptOf,
  requestOf,
  whatHappened,
  type Person,
} from '../support/scenario.ts';
import { startWorld, testApiKey, type World } from '../support/world.ts';

const hour = 60 * 60_000;
let world: World;
let events = 0;

beforeAll(async () => {
  world = await startWorld({ demo: true });
});
afterAll(() => world?.close());

const put = (path: string, body: object) => world.api.put(`/v1/triggers/${path}`, body);
const publish = async (id: string, rule: object): Promise<void> => {
  await put(`${id}/draft`, { name: id, ...rule }).expect(200);
  await world.api.post(`/v1/triggers/${id}/publish`).expect(200);
};
const withdraw = (id: string) => world.api.post(`/v1/triggers/${id}/withdraw`).expect(200);
const envelope = (type: string, data: object, facts: object = {}): Record<string, unknown> => {
  events += 1;
  return {
    type,
    event_id: `own_${events}`,
    tenant: 't_demo',
    occurred_at: '2026-11-23T10:00:00+03:00',
    data,
    ...facts,
  };
};
const eventOf = async (id: unknown) => (await world.api.get(`/v1/events/${String(id)}`)).body;
const send = async (event: Record<string, unknown>) => {
  await world.api.post('/v1/events', event).expect(202);
  await world.settle();
  return eventOf(event.event_id);
};

const orderReady = {
  name: 'Sipariş hazır',
  fields: [
    { name: 'order_no', kind: 'reference', required: true },
    { name: 'shop', kind: 'choice', choices: ['kapali_carsi', 'ankara'] },
    { name: 'total', kind: 'amount' },
    { name: 'pieces', kind: 'number' },
    { name: 'note', kind: 'text' },
  ],
};
const order = (data: object, facts: object = {}) =>
  envelope('custom.order.ready', { order_no: `S-${events}`, ...data }, facts);

describe('a type of event of the tenant’s own', () => {
  beforeAll(() => put('types/custom.order.ready', orderReady).expect(200));

  it('declared: its events are taken as declared and in no other form, and do nothing without a rule', async () => {
    const total = { unit: 'TRY', quantity: '12500.00' };
    expect(await send(order({ shop: 'ankara', total, pieces: 3, note: 'Vitrin' }))).toMatchObject({
      status: 'ignored',
      reason: 'no_trigger',
      trigger: null,
    });
    const refused = async (event: object): Promise<string[]> => {
      const { status, body } = await world.api.post('/v1/events', event);
      expect(status).toBe(400);
      return body.problems.map(
        ({ field, message }: { field: string; message: string }) => `${field}: ${message}`,
      );
    };
    expect(await refused(envelope('custom.order.ready', {}))).toEqual(['data.order_no: is required']);
    expect(await refused(order({ price: 1 }))).toEqual(['data.price: is not known here']);
    expect(await refused(order({ shop: 'izmir' }))).toEqual([
      'data.shop: must be one of kapali_carsi, ankara',
    ]);
    expect(await refused(order({ total: { unit: 'TRY', quantity: '1.001' } }))).toEqual([
      'data.total.quantity: has more decimals than its unit keeps',
    ]);
    expect(await refused(order({ pieces: 1.5 }))).toEqual(['data.pieces: must be int']);
    expect(await refused(order({ note: 'MASAK bildirimi' }))).toEqual([
      'data.note: must not hold «MASAK»: no text to a customer may',
    ]);
    expect(await refused(envelope('custom.nobody.made', {}))).toEqual(['type: is no type of the tenant']);
    expect((await refused(envelope('custom', {})))[0]).toContain('type: ');
    expect(await refused({ ...order({}), contact: 'x' })).toEqual(['contact: is not known here']);
  });

  it('a rule is on it: its fields with their operators, tasks, calls, and forms in which a customer may be told', async () => {
    const { body: type } = await world.api.get('/v1/triggers/types/custom.order.ready').expect(200);
    const kinds = type.fields.map(({ field, kind }: { field: string; kind: string }) => `${field} ${kind}`);
    expect(kinds.slice(0, 5)).toEqual([
      'order_no text',
      'shop choice',
      'total amount',
      'pieces number',
      'note text',
    ]);
    expect(type).toMatchObject({
      audience: 'own',
      actions: ['request', 'notify', 'emit', 'task', 'callback', 'nothing'],
      shipped: null,
    });
    const all = (await world.api.get('/v1/triggers/types')).body.data;
    expect(all.at(-1)).toEqual(type);

    const rule = {
      on: 'custom.order.ready',
      when: [
        { field: 'total', op: 'at_least', value: { unit: 'TRY', quantity: '10000' } },
        { field: 'shop', op: 'is', value: 'ankara' },
      ],
      then: [{ do: 'task', role: 'accounting' }],
    };
    await publish('big-order', rule);
    const big = { shop: 'ankara', total: { unit: 'TRY', quantity: '10000.00' } };
    const acted = async (data: object) => (await send(order(data))).trigger?.id ?? null;
    expect(await acted(big)).toBe('big-order');
    expect(await acted({ ...big, total: { unit: 'USD', quantity: '10000.00' } })).toBeNull();
    expect(await acted({ shop: 'ankara' })).toBeNull();
    const telling = await put('big-order/draft', { name: 'x', ...rule, then: [{ do: 'notify' }] });
    expect([telling.status, telling.body.problems[0].field]).toEqual([400, 'then[0].as']);
    await withdraw('big-order');
  });

  it('changed: fields may be added that nobody has to give, nothing goes away, and it stays while a rule is on it', async () => {
    const change = async (fields: object[]): Promise<number> =>
      (await put('types/custom.order.late', { name: 'x', fields })).status;
    const [no, shop] = [
      { name: 'no', kind: 'reference', required: true },
      { name: 'shop', kind: 'choice', choices: ['a'] },
    ];
    expect(await change([no, shop])).toBe(200);
    expect(await change([no, { ...shop, choices: ['a', 'b'] }, { name: 'more', kind: 'text' }])).toBe(200);
    expect(await change([no, { ...shop, choices: ['b'] }])).toBe(409);
    expect(await change([no])).toBe(409);
    expect(
      await change([
        no,
        { ...shop, choices: ['a', 'b'] },
        { name: 'more', kind: 'text' },
        { name: 'must', kind: 'flag', required: true },
      ]),
    ).toBe(409);
    expect(
      await change([
        { ...no, kind: 'text' },
        { ...shop, choices: ['a', 'b'] },
        { name: 'more', kind: 'text' },
      ]),
    ).toBe(409);
    await put('late/draft', {
      name: 'late',
      on: 'custom.order.late',
      then: [{ do: 'task', role: 'staff' }],
    }).expect(200);
    expect((await remove('custom.order.late')).body.code).toBe('trigger_type_in_use');
    expect((await remove('custom.nothing')).status).toBe(404);
    await put('types/custom.free', { name: 'x', fields: [] }).expect(200);
    expect((await remove('custom.free')).status).toBe(204);
    expect((await world.api.get('/v1/triggers/types/custom.free')).status).toBe(404);
    for (const type of ['custom', 'order.ready', 'custom.A', 'custom.a.b.c.d', 'custom.__proto__'])
      expect([type, (await put(`types/${type}`, orderReady)).status]).toEqual([type, 400]);
  });
});

/** The client of the tests knows no DELETE. */
const remove = (type: string) =>
  request(world.application.server as Server)
    .delete(`/v1/triggers/types/${type}`)
    .set('Authorization', `Bearer ${testApiKey}`);

describe('a rule that makes an event of another one', () => {
  beforeAll(async () => {
    await put('types/custom.order.ready', orderReady).expect(200);
    await put('types/custom.step.one', { name: 'one', fields: [] }).expect(200);
    await put('types/custom.step.two', { name: 'two', fields: [] }).expect(200);
  });
  const asking = {
    do: 'emit',
    type: 'approval.requested',
    data: {
      approval_id: { text: 'SIP-{order_no}' },
      kind: 'delivery',
      subject: { text: '{customer.ref} için {order_no} teslimi' },
      lines: { lines: 'total', side: 'B' },
      four_eyes: false,
    },
  };

  it('asks the customer by it: once, with what the event said, however often it is reported', async () => {
    const person = await newPerson(world);
    await publish('order-approval', {
      on: 'custom.order.ready',
      then: [asking, { do: 'task', role: 'staff' }],
    });
    const event = order({ total: { unit: 'TRY', quantity: '500.00' } }, { customer_id: person.customerRef });
    expect(await send(event)).toMatchObject({
      status: 'processed',
      trigger: { id: 'order-approval', version: 1 },
    });
    await send(event);
    const { body } = await world.api.get(`/v1/requests?kind=approval&customer=${person.customerRef ?? ''}`);
    expect(body.data).toMatchObject([
      {
        reference: `SIP-${String((event.data as { order_no: string }).order_no)}`,
        lines: [{ unit: 'TRY', quantity: '500.00', side: 'B' }],
      },
    ]);
    expect(person.got()).toHaveLength(1);

    const cause = { eventId: event.event_id, rule: { id: 'order-approval', version: 1 } };
    const made = await eventOf(body.data[0].eventId);
    expect([made.type, made.madeBy, (await eventOf(event.event_id)).madeBy]).toEqual([
      'approval.requested',
      cause,
      undefined,
    ]);
    const lines = await transcriptOf(world, person.contactRef ?? '');
    const message = lines.find(({ direction }) => direction === 'out');
    const explained = async (lang: string) =>
      (await world.api.get(`/v1/messages/${String(message?.id)}/explain?lang=${lang}`).expect(200)).body;
    const told = await explained('tr');
    expect(told).toMatchObject({
      event: { eventId: made.eventId, type: 'approval.requested' },
      rule: { id: 'shipped.approval.requested', version: 1 },
      causes: [{ ...cause, type: 'custom.order.ready' }],
    });
    expect(told.sentences.join(' ')).toContain(
      `«Sipariş hazır» olayı (${String(event.event_id)}) üzerine bir kural oluşturdu: «order-approval», sürüm 1.`,
    );
    const english = (await explained('en')).sentences.join(' ');
    expect(english).toContain(
      `That event was made by a rule of the event “Sipariş hazır” (${String(event.event_id)})`,
    );
    expect(english).toContain('“order-approval”, version 1.');
    await withdraw('order-approval');
  });

  it('cannot make it of this event: the event fails, and nothing else of the rule happens', async () => {
    const person = await newPerson(world);
    await publish('order-approval', {
      on: 'custom.order.ready',
      then: [asking, { do: 'callback', name: 'x' }],
    });
    // No customer, whom nobody could ask; then an amount that is not there is no line, which is fine for an approval.
    expect(await send(order({}))).toMatchObject({ status: 'failed', reason: 'emit_refused' });
    expect(await send(order({}, { customer_id: person.customerRef }))).toMatchObject({ status: 'processed' });
    await withdraw('order-approval');
  });

  it.each<[string, object, string]>([
    [
      'a type nobody may cause',
      { type: 'account.movement.posted', data: {} },
      'then[0].type: must be a type that rules may cause, or one of your own',
    ],
    [
      'a type for staff',
      { type: 'transaction.risk.flagged', data: {} },
      'then[0].type: must be a type that rules may cause, or one of your own',
    ],
    [
      'what needs a release',
      { type: 'transaction.verification.requested', data: {} },
      'then[0].type: must be a type that rules may cause, or one of your own',
    ],
    [
      'a field of no such type',
      { type: 'feedback.requested', data: { ...feedback(), stars: 5 } },
      'then[0].data.stars: unknown_field: events of this type have no such field',
    ],
    [
      'nothing for a field it needs',
      { type: 'feedback.requested', data: { interaction_id: 'x', interaction_label: 'x' } },
      'then[0].data.interaction_date: is required',
    ],
    [
      'a field the event has not',
      { type: 'feedback.requested', data: { ...feedback(), interaction_label: { from: 'colour' } } },
      'then[0].data.interaction_label: unknown_field: there is no field colour to take it from',
    ],
    [
      'a word the field does not take',
      { type: 'document.requested', data: { request_id: 'x', document_code: 'pasaport' } },
      'then[0].data.document_code: is not accepted there',
    ],
    [
      'words no customer may read',
      { type: 'feedback.requested', data: { ...feedback(), interaction_label: 'MASAK incelemesi' } },
      'then[0].data.interaction_label: must not hold «MASAK»: no text to a customer may',
    ],
  ])('makes %s: refused by name', async (_title, emit, expected) => {
    const { status, body } = await put('emits/draft', {
      name: 'x',
      on: 'custom.order.ready',
      then: [{ do: 'emit', ...emit }],
    });
    expect([
      status,
      body.problems.map(({ field, message }: { field: string; message: string }) => `${field}: ${message}`),
    ]).toEqual([400, [expected]]);
  });

  it('would cause its own type again, by itself or by others: circular_emit, with the way', async () => {
    const emitting = (on: string, type: string) => ({ on, then: [{ do: 'emit', type, data: {} }] });
    const own = await put('one/draft', { name: 'x', ...emitting('custom.step.one', 'custom.step.one') });
    expect(own.body.problems).toEqual([
      { field: 'then', message: 'circular_emit: custom.step.one → custom.step.one' },
    ]);
    await publish('one', emitting('custom.step.one', 'custom.step.two'));
    const back = await put('two/draft', { name: 'x', ...emitting('custom.step.two', 'custom.step.one') });
    expect(back.body.problems).toEqual([
      { field: 'then', message: 'circular_emit: custom.step.two → custom.step.one → custom.step.two' },
    ]);
    // Saved while there was none, published when there is one.
    await withdraw('one');
    await put('two/draft', { name: 'x', ...emitting('custom.step.two', 'custom.step.one') }).expect(200);
    await world.api.post('/v1/triggers/one/undo').expect(200);
    expect((await world.api.post('/v1/triggers/two/publish')).status).toBe(400);
    await withdraw('one');
  });

  it('two that would cause each other, published in one moment: never both in use, and who is refused learns the way', async () => {
    const draft = (id: string, on: string, type: string) =>
      put(`${id}/draft`, { name: 'x', on, then: [{ do: 'emit', type, data: {} }] }).expect(200);
    await draft('here', 'custom.step.one', 'custom.step.two');
    await draft('there', 'custom.step.two', 'custom.step.one');
    const answers = await Promise.all(
      ['here', 'there'].map(async (id) => world.api.post(`/v1/triggers/${id}/publish`)),
    );
    const refused = answers.filter(({ status }) => status === 400);
    expect(refused.length).toBeGreaterThan(0);
    for (const { body } of refused)
      expect(body.problems[0].message).toMatch(/^circular_emit: custom\.step\./);
    const states = await Promise.all(
      ['here', 'there'].map(async (id) => (await world.api.get(`/v1/triggers/${id}`)).body.published),
    );
    const inUse = states.filter((published) => published !== null);
    expect(inUse).toHaveLength(answers.length - refused.length);
    for (const [at, id] of ['here', 'there'].entries()) if (states[at] !== null) await withdraw(id);
  });

  it('dry: what it would make, and whether its type takes it', async () => {
    await put('dry-emit/draft', { name: 'x', on: 'custom.order.ready', then: [asking] }).expect(200);
    const dry = async (facts: object) => {
      const {
        event_id: _id,
        tenant: _tenant,
        ...sample
      } = order({ total: { unit: 'TRY', quantity: '1.00' } }, facts);
      return (await world.api.post('/v1/triggers/dry-emit/dry-run', { sample }).expect(200)).body.items[0];
    };
    expect(await dry({ customer_id: 'C001' })).toMatchObject({
      outcome: {
        status: 'processed',
        effects: [
          {
            do: 'emit',
            type: 'approval.requested',
            isAccepted: true,
            data: { kind: 'delivery', lines: [{ unit: 'TRY', side: 'B' }] },
          },
        ],
      },
      now: { by: null, status: 'ignored', reason: 'no_trigger' },
    });
    expect((await dry({})).outcome).toMatchObject({ status: 'failed', reason: 'emit_refused' });
  });
});

function feedback(): object {
  return {
    interaction_id: { from: 'order_no' },
    interaction_label: 'sipariş',
    interaction_date: '2026-11-24',
  };
}

describe('a rule that escalates', () => {
  const asking = (person: Person, id: string) => ({
    ...aMovementEvent({ eventId: id, customer: person.customerRef ?? '', contact: person.contactRef ?? '' }),
    type: 'document.requested',
    data: { request_id: `BLG-${id}`, document_code: 'vergi_levhasi' },
  });
  const escalating = (person: Person, escalate: object[]) => ({
    ...aRule({ when: [{ field: 'customer.ref', op: 'is', value: person.customerRef ?? '' }] }),
    on: 'document.requested',
    then: [{ do: 'request', escalate }],
  });
  const tasksOf = async (requestId: string) =>
    (await world.api.get(`/v1/tasks?reason=unanswered&request=${requestId}`)).body.data;

  it('nobody answers: another contact is asked, then staff has a task, each at its time and once', async () => {
    const [first, second] = (await newPeople(world, [{ roles: ['documents'] }, { roles: ['owner'] }])) as [
      Person,
      Person,
    ];
    await publish(
      'climb',
      escalating(first, [
        { after: 'P1D', to: 'contact', roles: ['owner'] },
        { after: 'P2D', to: 'task', role: 'accounting', urgent: true },
      ]),
    );
    const event = asking(first, 'climb_1');
    await send(event);
    const { id } = await requestOf(world, event);
    await world.turn(24 * hour - 1);
    expect(second.got()).toEqual([]);
    await world.turn(1);
    expect(second.sees().template).toBe('document_request_v1');
    const passed = await requestOf(world, event);
    expect([passed.status, passed.contactRef]).toEqual(['open', second.contactRef]);
    expect(whatHappened(passed)).toContain('escalated');
    // The first one's buttons say that somebody else is asked.
    await first.taps('askedForHuman', first.got()[0]);
    expect((await requestOf(world, event)).contactRef).toBe(second.contactRef);
    expect(await tasksOf(id)).toEqual([]);
    await world.turn(24 * hour);
    expect(await tasksOf(id)).toMatchObject([{ role: 'accounting', urgent: true }]);
    await world.turn(24 * hour);
    expect(await tasksOf(id)).toHaveLength(1);
    await withdraw('climb');
  });

  it('somebody answered, or nobody else is there: nothing happens, or a task', async () => {
    const [alone, other] = [await newPerson(world, { roles: ['documents'] }), await newPerson(world)];
    const steps = [{ after: 'PT6H', to: 'contact', roles: ['owner'] }];
    await publish('alone', escalating(alone, steps));
    await publish('answered', escalating(other, steps));
    const [left, done] = [asking(alone, 'alone_1'), asking(other, 'answered_1')];
    for (const event of [left, done]) await send(event);
    const [one, two] = [await requestOf(world, left), await requestOf(world, done)];
    await world.api.post(`/v1/requests/${two.id}/cancel`).expect(202);
    await world.settle();
    await world.turn(6 * hour);
    expect(await tasksOf(one.id)).toMatchObject([{ role: 'staff', urgent: false }]);
    expect(await tasksOf(two.id)).toEqual([]);
    const internal = (await world.api.get('/v1/events?type=trigger.escalation.due&limit=200')).body.data;
    expect(internal.filter(({ reason }: { reason: string }) => reason === 'answered')).toHaveLength(1);
    const posted = await world.api.post('/v1/events', {
      ...left,
      event_id: 'x',
      type: 'trigger.escalation.due',
    });
    expect(posted.status).toBe(400);
    await withdraw('alone');
    await withdraw('answered');
  });

  it('whoever stopped messages is not asked instead: the next one is, or staff, and the question stays where it can be answered', async () => {
    const asked = [{ roles: ['documents'] }, { roles: ['owner'] }];
    const [one, silent] = (await newPeople(world, asked)) as [Person, Person];
    const [two, mute, willing] = (await newPeople(world, [...asked, { roles: ['owner'] }])) as [
      Person,
      Person,
      Person,
    ];
    for (const person of [silent, mute]) await person.writes('DUR');
    const said = [silent.got().length, mute.got().length];
    const steps = [{ after: 'PT6H', to: 'contact', roles: ['owner'] }];
    await publish('silent', escalating(one, steps));
    await publish('mute', escalating(two, steps));
    const [left, passed] = [asking(one, 'silent_1'), asking(two, 'mute_1')];
    for (const event of [left, passed]) await send(event);
    await world.turn(6 * hour);
    const stays = await requestOf(world, left);
    expect([stays.status, stays.contactRef]).toEqual(['open', one.contactRef]);
    expect(await tasksOf(stays.id)).toMatchObject([{ role: 'staff', urgent: false }]);
    const goesOn = await requestOf(world, passed);
    expect([goesOn.status, goesOn.contactRef]).toEqual(['open', willing.contactRef]);
    expect(willing.sees().template).toBe('document_request_v1');
    expect([silent.got().length, mute.got().length]).toEqual(said);
    await withdraw('silent');
    await withdraw('mute');
  });

  it('later than the question lasts: it is not waited for', async () => {
    const person = await newPerson(world);
    await publish('never', {
      ...escalating(person, [{ after: 'P30D', to: 'task', role: 'staff', urgent: false }]),
    });
    const before = (await world.api.get('/v1/events?type=trigger.escalation.due&limit=200')).body.data.length;
    await send(asking(person, 'never_1'));
    expect((await world.api.get('/v1/events?type=trigger.escalation.due&limit=200')).body.data).toHaveLength(
      before,
    );
    const out = await put(
      'never/draft',
      escalating(person, [
        { after: 'P2D', to: 'task', role: 'staff' },
        { after: 'P1D', to: 'task', role: 'staff' },
      ]),
    );
    expect(out.body.problems).toEqual([
      { field: 'then[0].escalate', message: 'must be one after the other' },
    ]);
    await withdraw('never');
  });
});
