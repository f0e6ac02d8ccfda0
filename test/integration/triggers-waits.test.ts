import { freshDatabaseName } from '../support/engine.ts';
import { aMovementEvent, type EventFacts } from '../support/events.ts';
import { startMockGraph, type MockGraph } from '../support/mock-graph.ts';
import { aRule } from '../support/rule-ports.ts';
import { newPeople, newPerson, requestOf, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const minute = 60_000;
const hour = 60 * minute;

let world: World;
let events = 0;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world?.close());

const publish = async (id: string, person: Person, changes: object): Promise<void> => {
  const when = [{ field: 'customer.ref', op: 'is', value: person.customerRef ?? '' }];
  await world.api.put(`/v1/triggers/${id}/draft`, { ...aRule({ when }), ...changes }).expect(200);
  await world.api.post(`/v1/triggers/${id}/publish`).expect(200);
};
const movement = (person: Person, facts: Partial<EventFacts> = {}): Record<string, unknown> => {
  events += 1;
  return aMovementEvent({ eventId: `wait_${events}`, customer: person.customerRef ?? '', ...facts });
};
const eventOf = async (event: Record<string, unknown>) =>
  (await world.api.get(`/v1/events/${String(event.event_id)}`)).body;
const send = async (event: Record<string, unknown>) => {
  await world.api.post('/v1/events', event).expect(202);
  await world.settle();
  return eventOf(event);
};

describe('a rule that waits', () => {
  it('for a time: told when it is over, once, whatever is published meanwhile; its tasks come at once', async () => {
    const person = await newPerson(world);
    await publish('later', person, {
      then: [
        { do: 'notify', wait: { for: 'PT2H' } },
        { do: 'task', role: 'staff' },
      ],
    });
    const event = movement(person);
    expect(await send(event)).toMatchObject({
      status: 'accepted',
      trigger: { id: 'later', version: 1 },
      waitsUntil: '2026-11-23T09:00:00.000Z',
    });
    expect((await world.api.get('/v1/tasks?reason=trigger')).body.data).toHaveLength(1);
    await publish('later', person, { then: [{ do: 'nothing' }] });
    await world.turn(2 * hour - 1);
    expect(person.got()).toEqual([]);
    await world.turn(1);
    expect(person.got()).toHaveLength(1);
    expect(await eventOf(event)).toMatchObject({
      status: 'processed',
      trigger: { id: 'later', version: 1 },
      waitsUntil: null,
    });
    await world.turn(24 * hour);
    expect(person.got()).toHaveLength(1);
    expect((await world.api.get('/v1/tasks?reason=trigger')).body.data).toHaveLength(1);
  });

  it.each([
    ['in the office: at once', '2026-11-23T10:00:00+03:00', null],
    ['on an evening: the next morning', '2026-11-23T19:00:00+03:00', '2026-11-24T06:00:00.000Z'],
    ['on a Saturday: Monday morning', '2026-11-28T11:00:00+03:00', '2026-11-30T06:00:00.000Z'],
    ['before a holiday: the day after it', '2026-10-28T19:00:00+03:00', '2026-10-30T06:00:00.000Z'],
  ])('for office hours, %s', async (_title, at, until) => {
    world.clock.set(at);
    const person = await newPerson(world);
    await publish('office', person, { then: [{ do: 'notify', wait: { until: 'business_hours' } }] });
    expect((await send(movement(person))).waitsUntil).toBe(until);
  });

  it('longer than a question may wait for its answer: it is asked at once', async () => {
    const person = await newPerson(world);
    await publish('ask', person, {
      on: 'approval.requested',
      then: [{ do: 'request', wait: { for: 'P2D' } }],
    });
    const event = {
      ...movement(person),
      type: 'approval.requested',
      data: {
        approval_id: 'ONY-1',
        kind: 'sale',
        subject: 'Satış',
        lines: [{ unit: 'HAS', quantity: '1.000', side: 'B' }],
      },
    };
    expect(await send(event)).toMatchObject({ status: 'processed', trigger: { id: 'ask', version: 1 } });
  });

  it('and somebody paid meanwhile: nothing is told any more; for what nobody paid it is', async () => {
    const person = await newPerson(world);
    await publish('unless', person, {
      on: 'payment.due.approaching',
      then: [{ do: 'notify', wait: { for: 'PT1H' }, unless: [{ answered: true }] }],
    });
    const due = (item: string) => ({
      ...movement(person),
      type: 'payment.due.approaching',
      data: { account_no: '120.01', unit: 'TRY', quantity: '100.00', due_date: '2026-11-26', item_ref: item },
    });
    const [first, again, other] = [due('FT-1'), due('FT-1'), due('FT-2')];
    await send(first);
    await world.turn(hour);
    for (const event of [again, other]) await send(event);
    const { id } = await requestOf(world, first);
    await world.api.post(`/v1/requests/${id}/settle`, { outcome: 'paid' }).expect(202);
    await world.settle();
    await world.turn(hour);
    expect(await eventOf(again)).toMatchObject({ status: 'ignored', reason: 'answered' });
    expect(await eventOf(other)).toMatchObject({ status: 'processed' });
  });
});

describe('a rule with a cap', () => {
  it('no more than so many in a time to a contact: the others are ignored, and counted again when it is over', async () => {
    const [one, other] = (await newPeople(world, [{ roles: ['reports'] }, { roles: ['documents'] }])) as [
      Person,
      Person,
    ];
    await publish('capped', one, { cap: { per: 'contact', at_most: 2, within: 'P1D' } });
    const sent = async (contact: Person): Promise<string> => {
      const { status, reason } = await send(movement(one, { contact: contact.contactRef ?? '' }));
      return reason ?? status;
    };
    expect([await sent(one), await sent(one), await sent(one)]).toEqual(['processed', 'processed', 'capped']);
    expect(await sent(other)).toBe('processed');
    expect([one.got().length, other.got().length]).toEqual([2, 1]);
    await world.turn(24 * hour - 1);
    expect(await sent(one)).toBe('capped');
    await world.turn(1);
    expect(await sent(one)).toBe('processed');
  });

  it('per customer: all its contacts together; many at once: exactly so many', async () => {
    const [one, other] = (await newPeople(world, [{ roles: ['reports'] }, { roles: ['reports'] }])) as [
      Person,
      Person,
    ];
    await publish('few', one, { cap: { per: 'customer', at_most: 3, within: 'PT1H' } });
    const all = Array.from({ length: 10 }, (_, n) =>
      movement(one, { contact: (n % 2 === 0 ? one : other).contactRef ?? '' }),
    );
    await Promise.all(all.map((event) => world.api.post('/v1/events', event).expect(202)));
    await world.settle();
    const came = await Promise.all(all.map(eventOf));
    expect(came.filter(({ status }) => status === 'processed')).toHaveLength(3);
    expect(came.filter(({ reason }) => reason === 'capped')).toHaveLength(7);
    expect(one.got().length + other.got().length).toBe(3);
  });
});

describe('what leaves together', () => {
  const held = async () => (await world.api.get('/v1/messages?state=held&reason=cap')).body.data;
  const night = async (env: Record<string, string>): Promise<Person> => {
    await world.close();
    world = await startWorld({
      env: { QUIET_HOURS: '20:00-09:00', ...env },
      now: '2026-11-23T18:00:00.000Z',
    });
    return newPerson(world);
  };
  const morningMs = 12 * hour;

  it('in the morning, of a rule with a cap: so many as it says, the others when there is room again; explained', async () => {
    const person = await night({});
    await publish('few', person, { cap: { per: 'contact', at_most: 2, within: 'PT1H' } });
    for (let pair = 0; pair < 2; pair += 1) {
      for (let n = 0; n < 2; n += 1)
        expect(await send(movement(person))).toMatchObject({ status: 'processed' });
      await world.turn(2 * hour);
    }
    await world.turn(morningMs - 4 * hour);
    expect(person.got()).toHaveLength(2);
    const [first, second] = await held();
    expect(second).toBeDefined();
    const told = (lang: string) => world.api.get(`/v1/messages/${first.id}/explain?lang=${lang}`);
    const { body } = await told('en');
    expect(body).toMatchObject({ fate: 'held', because: 'cap', hold: { reason: 'cap' } });
    expect(body.plan.checks.map(({ check, result }: Record<string, string>) => `${check} ${result}`)).toEqual(
      expect.arrayContaining(['quiet_hours passed', 'cap held', 'window not_reached']),
    );
    expect(body.sentences.join(' ')).toContain('as many messages as may go in a time have gone');
    expect((await told('tr')).body.sentences.join(' ')).toContain('gidebilecek mesaj sayısı doldu');
    await world.turn(hour);
    expect(person.got()).toHaveLength(2);
    await world.turn(minute);
    expect(person.got()).toHaveLength(4);
    expect(await held()).toEqual([]);
  });

  it('to one person of a tenant with a cap: questions and answers go, notices wait for room, staff lets them go', async () => {
    const person = await night({ CONTACT_CAP: '1/2h' });
    for (let n = 0; n < 3; n += 1) await send(movement(person));
    await world.turn(morningMs);
    expect(person.got()).toHaveLength(1);
    await person.writes('merhaba');
    expect(person.got().length).toBeGreaterThan(1);
    const before = person.got().length;
    const [first] = await held();
    await world.api.post(`/v1/messages/${first.id}/release`).expect(204);
    await world.settle();
    expect(person.got()).toHaveLength(before + 1);
    await world.turn(2 * hour + minute);
    expect(person.got()).toHaveLength(before + 2);
  });
});

describe('a rule that supersedes', () => {
  it('withdraws what it told about the same account before, and nothing else', async () => {
    const person = await newPerson(world);
    await publish('last-word', person, { then: [{ do: 'notify', supersede: true }] });
    const [first, elsewhere, second] = [
      movement(person),
      movement(person, { data: { account_no: '120.01.0100' } }),
      movement(person),
    ];
    for (const event of [first, elsewhere, second]) {
      await send(event);
      await world.turn(1_000);
    }
    const outcomes = await Promise.all([first, elsewhere, second].map((event) => requestOf(world, event)));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['cancelled', null, null]);
  });
});

describe('movements that are told together', () => {
  const collapsing = { then: [{ do: 'notify', collapse: { within: 'PT10M', from: 5 } }] };
  const sums = [
    { unit: 'HAS', quantity: '10.5', side: 'A' },
    { unit: 'HAS', quantity: '0.0005', side: 'A' },
    { unit: 'HAS', quantity: '1.000', side: 'B' },
    { unit: 'TRY', quantity: '1500.00', side: 'B' },
    { unit: 'TRY', quantity: '0.10', side: 'B' },
  ];

  it('five in ten minutes: one message with their number and their sums per unit and side, never across units', async () => {
    const person = await newPerson(world);
    await publish('together', person, collapsing);
    const five = [];
    for (const [n, line] of sums.entries()) {
      const event = movement(person, {
        data: {
          ...line,
          posted_at: `2026-11-23T09:0${n}:00+03:00`,
          balance_after: [{ unit: line.unit, quantity: `${n + 1}`, side: 'B' }],
        },
      });
      five.push(event);
      expect(await send(event)).toMatchObject({ status: 'accepted', waitsUntil: '2026-11-23T07:10:00.000Z' });
      await world.turn(2 * minute);
    }
    expect(person.got()).toHaveLength(1);
    expect(person.sees().template).toBe('account_movements_v1');
    const plain = person.sees().text.replaceAll(/[\u2066-\u2069]/g, '');
    expect(plain.split(' | ')).toEqual([
      'Deneme Kişi 1',
      '120.01.0099',
      '5',
      expect.stringContaining('10,5005 g has (A)'),
      expect.stringContaining('09:00'),
      expect.stringContaining('09:04'),
      expect.stringContaining('3,000 g has (B)'),
    ]);
    expect(plain).toContain('1.500,10 TL (B)');
    const came = await Promise.all(five.map(eventOf));
    expect(new Set(came.map(({ requestIds }) => requestIds.join()))).toHaveProperty('size', 1);
    expect(came.every(({ status }) => status === 'processed')).toBe(true);
    await person.taps('notMine');
    const { body } = await world.api.get(`/v1/requests/${came[0].requestIds[0]}`);
    expect([body.outcome, body.lines.length]).toEqual(['disputed', 3]);
    await world.turn(24 * hour);
    expect(person.got().filter(({ template }) => template === 'account_movements_v1')).toHaveLength(1);
  });

  it('beside office hours and no time by the clock: taken and published, as it was written', async () => {
    const tell = {
      ...{ do: 'notify', audience: { roles: ['reports'], fallback: 'owner' } },
      ...{ wait: { for: 'PT0S', until: 'business_hours' }, collapse: { within: 'PT10M', from: 5 } },
      unless: [{ answered: true }],
    };
    const rule = {
      ...{ name: 'Büyük hareket', on: 'account.movement.posted' },
      when: [
        { field: 'quantity', op: 'at_least', value: { unit: 'HAS', quantity: '100' } },
        { field: 'customer.labels', op: 'has_none', value: ['staff'] },
      ],
      then: [tell, { do: 'task', role: 'accounting', urgent: false }],
      cap: { per: 'contact', at_most: 3, within: 'P1D' },
      priority: 50,
    };
    const then = [{ ...tell, template: null }, rule.then[1]];
    await world.api
      .put('/v1/triggers/movement-large/draft', { id: 'movement-large', ...rule, then })
      .expect(200);
    const { body } = await world.api.post('/v1/triggers/movement-large/publish', {}).expect(200);
    expect(body).toMatchObject({ state: 'published', published: { version: 1, rule } });
    await world.api.post('/v1/triggers/movement-large/withdraw', {}).expect(200);
  });

  it('four in ten minutes: each by itself; the sixth minute of the next ten begins anew', async () => {
    const person = await newPerson(world);
    await publish('few', person, collapsing);
    for (let n = 0; n < 4; n += 1) await send(movement(person));
    await world.turn(10 * minute);
    expect(person.got().map(({ template }) => template)).toEqual(Array(4).fill('account_movement_v1'));
    for (let n = 0; n < 5; n += 1) await send(movement(person));
    await world.turn(10 * minute);
    expect(person.got().at(-1)?.template).toBe('account_movements_v1');
    expect(person.got()).toHaveLength(5);
  });

  it('of two accounts, or for two contacts: not with each other', async () => {
    const [one, other] = (await newPeople(world, [{ roles: ['reports'] }, { roles: ['reports'] }])) as [
      Person,
      Person,
    ];
    await publish('apart', one, { then: [{ do: 'notify', collapse: { within: 'PT10M', from: 3 } }] });
    for (let n = 0; n < 3; n += 1) {
      await send(movement(one, { contact: one.contactRef ?? '' }));
      await send(movement(one, { contact: one.contactRef ?? '', data: { account_no: '120.02' } }));
    }
    for (let n = 0; n < 2; n += 1) await send(movement(one, { contact: other.contactRef ?? '' }));
    await world.turn(10 * minute);
    expect(one.got().map(({ template }) => template)).toEqual([
      'account_movements_v1',
      'account_movements_v1',
    ]);
    expect(other.got().map(({ template }) => template)).toEqual([
      'account_movement_v1',
      'account_movement_v1',
    ]);
  });

  it('one of them reported twice under two ids: told once, also afterwards', async () => {
    const person = await newPerson(world);
    await publish('once', person, { then: [{ do: 'notify', collapse: { within: 'PT10M', from: 2 } }] });
    const first = movement(person);
    const twin = { ...first, event_id: `${String(first.event_id)}_again` };
    await send(first);
    expect(await send(twin)).toMatchObject({ status: 'ignored', reason: 'already_requested' });
    await send(movement(person));
    await world.turn(10 * minute);
    expect(person.got()).toHaveLength(1);
    expect(await send({ ...first, event_id: `${String(first.event_id)}_later` })).toMatchObject({
      status: 'ignored',
      reason: 'already_requested',
    });
    await world.turn(10 * minute);
    expect(person.got()).toHaveLength(1);
  });

  it('with a cap: the message counts, not what it tells of', async () => {
    const person = await newPerson(world);
    await publish('both', person, {
      then: [{ do: 'notify', collapse: { within: 'PT10M', from: 2 } }],
      cap: { per: 'contact', at_most: 1, within: 'P1D' },
    });
    for (let n = 0; n < 3; n += 1) await send(movement(person));
    await world.turn(10 * minute);
    const late = movement(person);
    await send(late);
    await world.turn(10 * minute);
    expect(person.got()).toHaveLength(1);
    expect(await eventOf(late)).toMatchObject({ status: 'ignored', reason: 'capped' });
  });
});

describe('a dry run of a rule about time', () => {
  it('says what it would wait for, reckons from then, and what its cap would keep back', async () => {
    const person = await newPerson(world);
    const tryRule = async (rule: object) => {
      const when = [{ field: 'customer.ref', op: 'is', value: person.customerRef ?? '' }];
      await world.api.put('/v1/triggers/time/draft', { ...aRule({ when }), ...rule }).expect(200);
      const { body } = await world.api
        .post('/v1/triggers/time/dry-run', { sample: movement(person) })
        .expect(200);
      return body.items[0].outcome;
    };
    const waiting = await tryRule({
      then: [{ do: 'notify', wait: { for: 'PT26H', until: 'business_hours' } }],
    });
    expect(waiting.effects[0]).toMatchObject({
      at: '2026-11-24T09:00:00.000Z',
      hold: { by: 'wait', until: '2026-11-24T09:00:00.000Z' },
    });
    const gathering = await tryRule({ then: [{ do: 'notify', collapse: { within: 'PT10M', from: 5 } }] });
    expect(gathering.effects[0].hold).toEqual({ by: 'collapse', until: '2026-11-23T07:10:00.000Z' });
    // Gathered until the evening; the office opens in the morning.
    const late = { do: 'notify', wait: { until: 'business_hours' }, collapse: { within: 'PT10H', from: 5 } };
    expect((await tryRule({ then: [late] })).effects[0].hold).toEqual({
      ...{ by: 'collapse', until: '2026-11-24T06:00:00.000Z', because: 'business_hours' },
    });
    const cap = { per: 'contact', at_most: 1, within: 'P1D' };
    expect(await tryRule({ cap })).toMatchObject({ status: 'processed' });
    await world.api.post('/v1/triggers/time/publish').expect(200);
    await send(movement(person));
    expect(await tryRule({ cap })).toMatchObject({ status: 'ignored', reason: 'capped', effects: [] });
  });
});

describe('a rule that waits, and its process dies', () => {
  let graph: MockGraph;
  beforeEach(async () => {
    graph = await startMockGraph();
  });
  afterEach(() => graph.close());

  it('what waited is told by another one at its time, and what came together is told together', async () => {
    const databaseName = freshDatabaseName();
    await world.close();
    world = await startWorld({ graph, databaseName });
    const person = await newPerson(world);
    await publish('survive', person, { then: [{ do: 'notify', collapse: { within: 'PT10M', from: 2 } }] });
    const first = movement(person);
    await send(first);
    await world.close();
    world = await startWorld({ graph, databaseName, now: '2026-11-23T07:05:00.000Z' });
    const second = movement(person);
    await send(second);
    expect(person.got()).toEqual([]);
    await world.turn(5 * minute);
    const got = graph.messages.map(({ body }) => JSON.stringify(body));
    expect(got).toHaveLength(1);
    expect(got[0]).toContain('account_movements_v1');
    const [one, two] = await Promise.all([first, second].map(eventOf));
    expect(one.requestIds).toEqual(two.requestIds);
  });

  it('down while their time ended: what came in one burst is still told together', async () => {
    const databaseName = freshDatabaseName();
    await world.close();
    // It takes events and works none.
    world = await startWorld({ graph, databaseName, env: { ROLE: 'web' } });
    const person = await newPerson(world);
    await publish('burst', person, collapsingFrom(3));
    const burst = [movement(person), movement(person), movement(person)];
    for (const event of burst) await world.api.post('/v1/events', event).expect(202);
    await world.close();
    world = await startWorld({ graph, databaseName, now: '2026-11-23T08:00:00.000Z' });
    await world.settle();
    await world.turn(5_000);
    expect(graph.messages.map(({ body }) => (body as { template: { name: string } }).template.name)).toEqual([
      'account_movements_v1',
    ]);
  });
});

const collapsingFrom = (from: number) => ({ then: [{ do: 'notify', collapse: { within: 'PT10M', from } }] });
