import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { freshDatabaseName, testDatabaseUri } from '../support/engine.ts';
import { aMovementEvent, anApprovalEvent, type EventFacts } from '../support/events.ts';
import { aRule } from '../support/rule-ports.ts';
import { newPeople, newPerson, requestOf, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const minute = 60_000;
const hour = 60 * minute;

let world: World;
let client: MongoClient;
let databaseName = '';
let events = 0;

const start = async (env: Record<string, string> = {}): Promise<void> => {
  databaseName = freshDatabaseName();
  world = await startWorld({ databaseName, env });
};

beforeAll(async () => {
  client = await MongoClient.connect(testDatabaseUri());
});
beforeEach(() => start());
afterEach(() => world?.close());
afterAll(() => client?.close());

/** How much is stored, by collection; of what events and rules leave behind every word. */
const stored = async (): Promise<unknown> => {
  const db = client.db(databaseName);
  const collections = await db.listCollections().toArray();
  // What changed is told of them, too.
  const names = collections
    .map(({ name }) => name)
    .filter((name) => name !== 'changes')
    .sort();
  const all = names.map(async (name) => {
    const isWhole = ['events', 'requests', 'tasks', 'triggertallies', 'triggers'].includes(name);
    // Tasks that nobody takes escalate by themselves, now and then, whatever is tried meanwhile.
    const projection = name === 'tasks' ? { escalations: 0, escalatedAt: 0, dueAt: 0, urgent: 0 } : {};
    const found = isWhole
      ? await db.collection(name).find({}, { projection }).sort({ _id: 1 }).toArray()
      : [];
    const hash = createHash('sha256').update(JSON.stringify(found)).digest('hex');
    return [name, await db.collection(name).countDocuments(), hash] as const;
  });
  return Promise.all(all);
};

const write = async (id: string, person: Person, changes: object): Promise<void> => {
  const when = [{ field: 'customer.ref', op: 'is', value: person.customerRef ?? '' }];
  await world.api.put(`/v1/triggers/${id}/draft`, { ...aRule({ when }), ...changes }).expect(200);
};
const publish = async (id: string, person: Person, changes: object): Promise<void> => {
  await write(id, person, changes);
  await world.api.post(`/v1/triggers/${id}/publish`).expect(200);
};
const movement = (person: Person, facts: Partial<EventFacts> = {}): Record<string, unknown> => {
  events += 1;
  return aMovementEvent({ eventId: `dry_${events}`, customer: person.customerRef ?? '', ...facts });
};
const eventOf = async (event: Record<string, unknown>) =>
  (await world.api.get(`/v1/events/${String(event.event_id)}`)).body;
const send = async (event: Record<string, unknown>) => {
  await world.api.post('/v1/events', event).expect(202);
  await world.settle();
  return eventOf(event);
};
const tryOn = async (id: string, body: object) =>
  (await world.api.post(`/v1/triggers/${id}/dry-run`, body).expect(200)).body;
/** Each event, and a moment before the next. */
const sendAll = async (all: readonly Record<string, unknown>[], gapMs = minute): Promise<void> => {
  for (const event of all) {
    await send(event);
    await world.turn(gapMs);
  }
};
/** The outcomes of these events, in their order. */
const outcomesOf = (
  { items }: { items: { eventId: string; outcome: Record<string, unknown> }[] },
  all: readonly Record<string, unknown>[],
) => all.map(({ event_id: id }) => items.find(({ eventId }) => eventId === id)?.outcome);

const silent = { then: [{ do: 'nothing' }] };

describe('a dry run of events that came one after the other', () => {
  it('with a cap: what is too much is dropped at its instant, and when there is room again', async () => {
    const person = await newPerson(world);
    await publish('cap', person, silent);
    const all = [movement(person), movement(person), movement(person), movement(person)];
    await sendAll(all.slice(0, 3));
    await world.turn(hour);
    await send(all[3] ?? {});
    await write('cap', person, {
      then: [{ do: 'notify' }, { do: 'task', role: 'staff' }],
      cap: { per: 'contact', at_most: 2, within: 'PT1H' },
    });
    const tried = await tryOn('cap', { last: 100 });
    const outcomes = outcomesOf(tried, all);
    expect(outcomes.map((outcome) => [outcome?.['status'], outcome?.['reason']])).toEqual([
      ['processed', null],
      ['processed', null],
      ['ignored', 'capped'],
      ['processed', null],
    ]);
    expect(outcomes[2]).toMatchObject({
      roomAt: '2026-11-23T08:00:00.000Z',
      // A cap is one of messages.
      effects: [{ do: 'task', role: 'staff' }],
    });
    expect(tried).toMatchObject({ events: 4, matched: 4, differing: 4 });
  });

  it('gathered: one message of all of them under the first, the others name it; too few are told alone', async () => {
    const person = await newPerson(world);
    await publish('together', person, silent);
    const all = [movement(person), movement(person), movement(person)];
    const alone = movement(person);
    await sendAll(all);
    await world.turn(hour);
    await send(alone);
    await write('together', person, {
      then: [{ do: 'notify', collapse: { within: 'PT10M', from: 3 } }],
    });
    const [first, second, third, last] = outcomesOf(await tryOn('together', { last: 100 }), [...all, alone]);
    const together = { words: all[0]?.['event_id'], events: all.map(({ event_id: id }) => id) };
    const told = { hold: { by: 'collapse', until: '2026-11-23T07:10:00.000Z' }, together };
    expect(first?.['effects']).toMatchObject([
      {
        ...told,
        at: '2026-11-23T07:10:00.000Z',
        messages: [{ template: 'account_movements_v1', text: expect.stringContaining('750,000 g has') }],
      },
    ]);
    for (const other of [second, third])
      expect(other?.['effects']).toMatchObject([{ ...told, at: '2026-11-23T07:10:00.000Z', messages: [] }]);
    const [effect] = last?.['effects'] as Record<string, unknown>[];
    expect(effect).toMatchObject({ messages: [{ template: 'account_movement_v1' }] });
    expect(effect).not.toHaveProperty('together');
  });

  it('gathered now: a sample joins those that really wait', async () => {
    const person = await newPerson(world);
    await publish('join', person, { then: [{ do: 'notify', collapse: { within: 'PT10M', from: 2 } }] });
    const waiting = movement(person);
    await send(waiting);
    await world.turn(5 * minute);
    const { items } = await tryOn('join', { sample: movement(person, { eventId: 'joins' }) });
    expect(items[0].outcome.effects).toMatchObject([
      {
        hold: { by: 'collapse', until: '2026-11-23T07:10:00.000Z' },
        together: { words: 'joins', events: [waiting.event_id, 'joins'] },
        messages: [{ template: 'account_movements_v1' }],
      },
    ]);
    await world.turn(5 * minute);
    expect(person.got().map(({ template }) => template)).toEqual(['account_movement_v1']);
  });

  it('superseding: which one takes the place of which, of those that are tried and of those that are open', async () => {
    const person = await newPerson(world);
    await publish('last-word', person, { then: [{ do: 'notify', supersede: true }] });
    const open = movement(person);
    await send(open);
    const { items } = await tryOn('last-word', { sample: movement(person, { eventId: 'now' }) });
    const { id } = await requestOf(world, open);
    expect(items[0].outcome.effects[0].withdraws).toBeUndefined();
    await world.turn(1_000);
    const later = await tryOn('last-word', { sample: movement(person, { eventId: 'now' }) });
    expect(later.items[0].outcome.effects[0].withdraws).toEqual([{ requestId: id, eventId: null }]);
    const second = movement(person);
    await send(second);
    const [one, two] = outcomesOf(await tryOn('last-word', { last: 100 }), [open, second]);
    expect(one?.['effects']).not.toMatchObject([{ withdraws: expect.anything() }]);
    expect(two?.['effects']).toMatchObject([{ withdraws: [{ requestId: id, eventId: open.event_id }] }]);
  });

  it('waiting for an answer that came: nothing is told any more, and when that is seen', async () => {
    const person = await newPerson(world);
    const on = 'payment.due.approaching';
    const then = [{ do: 'notify', wait: { for: 'PT1H' }, unless: [{ answered: true }] }];
    const due = (item: string): Record<string, unknown> => ({
      ...movement(person),
      type: on,
      data: { account_no: '120.01', unit: 'TRY', quantity: '100.00', due_date: '2026-11-26', item_ref: item },
    });
    const [first, again, other] = [due('FT-1'), due('FT-1'), due('FT-2')];
    await send(first);
    const { id } = await requestOf(world, first);
    await world.turn(minute);
    for (const event of [again, other]) {
      await send(event);
      await world.turn(minute);
    }
    await world.api.post(`/v1/requests/${id}/settle`, { outcome: 'paid' }).expect(202);
    await world.settle();
    await write('unless', person, { on, then });
    const [one] = outcomesOf(await tryOn('unless', { event: again.event_id }), [again]);
    expect(one).toMatchObject({
      ...{ status: 'ignored', reason: 'answered', effects: [] },
      settledAt: '2026-11-23T08:01:00.000Z',
    });
    const [two] = outcomesOf(await tryOn('unless', { event: other.event_id }), [other]);
    expect(two).toMatchObject({
      status: 'processed',
      effects: [{ unless: [{ answered: true }], hold: { by: 'wait', until: '2026-11-23T08:02:00.000Z' } }],
    });
  });

  it('escalating: when it goes to whom, and to whom of ours where nobody else is there', async () => {
    const [one, owner] = (await newPeople(world, [{ roles: ['approve'] }, { roles: ['owner'] }])) as [
      Person,
      Person,
    ];
    const escalate = [
      { after: 'PT2H', to: 'contact', roles: ['owner'] },
      { after: 'PT4H', to: 'contact', roles: ['owner'] },
      { after: 'PT6H', to: 'task', role: 'accounting', urgent: true },
      { after: 'P3D', to: 'task', role: 'staff' },
    ];
    await write('ask', one, { on: 'approval.requested', then: [{ do: 'request', escalate }] });
    const sample = anApprovalEvent({
      eventId: 'esc',
      customer: one.customerRef ?? '',
      contact: one.contactRef ?? '',
    });
    const { items } = await tryOn('ask', { sample });
    expect(items[0].outcome.effects[0].escalates).toEqual([
      { at: '2026-11-23T09:00:00.000Z', to: 'contact', contactRef: owner.contactRef },
      { at: '2026-11-23T11:00:00.000Z', to: 'task', role: 'staff', urgent: false },
      { at: '2026-11-23T13:00:00.000Z', to: 'task', role: 'accounting', urgent: true },
    ]);
  });

  it('more than a person gets in a time: held until there is room, in the order of their instants', async () => {
    await world.close();
    await start({ CONTACT_CAP: '2/2h' });
    const person = await newPerson(world);
    await publish('many', person, silent);
    const all = [movement(person), movement(person), movement(person)];
    await sendAll(all);
    const tried = await tryOn('shipped.account.movement.posted', { last: 100 });
    expect(outcomesOf(tried, all).every((outcome) => outcome?.['reason'] === 'by_rule')).toBe(true);
    await write('many', person, { then: [{ do: 'notify' }] });
    const [, second, third] = outcomesOf(await tryOn('many', { last: 100 }), all);
    expect(second?.['effects']).toMatchObject([{ at: '2026-11-23T07:01:00.000Z' }]);
    // A minute more: a message leaves within its lease of being counted.
    const until = '2026-11-23T09:01:00.000Z';
    expect(third?.['effects']).toMatchObject([
      { at: until, messages: [{ at: until, holds: [{ check: 'cap', reason: 'cap', until }] }] },
    ]);
  });
});

describe('what would hold a message of a dry run, in the codes of its plan', () => {
  const news = async (field: string, value: object): Promise<void> => {
    const named = { message_template_name: 'account_movement_v1', message_template_language: 'tr' };
    const changes = [{ field, value: { message_template_id: 1, ...named, ...value } }];
    const time = Math.floor(world.clock.now().getTime() / 1_000);
    const body = { object: 'whatsapp_business_account', entry: [{ id: '301122334455667', time, changes }] };
    expect(await world.webhook(body)).toBe(200);
    await world.settle();
    world.clock.turn(2_000);
  };
  const triedOn = async (person: Person) => {
    const { items } = await tryOn('shipped.account.movement.posted', { sample: movement(person) });
    return items[0].outcome.effects[0].messages[0];
  };

  it('quiet hours, and then a cap that is full by then', async () => {
    await world.close();
    await start({ QUIET_HOURS: '20:00-09:00', CONTACT_CAP: '1/2h' });
    world.clock.set('2026-11-23T18:00:00.000Z');
    const person = await newPerson(world);
    await publish('night', person, silent);
    const all = [movement(person), movement(person)];
    await sendAll(all);
    await write('night', person, { then: [{ do: 'notify' }] });
    const [first, second] = outcomesOf(await tryOn('night', { last: 2 }), all);
    const night = { check: 'quiet_hours', reason: 'quiet_hours', until: '2026-11-24T06:00:00.000Z' };
    const cap = { check: 'cap', reason: 'cap', until: '2026-11-24T08:01:00.000Z' };
    expect(first?.['effects']).toMatchObject([{ at: night.until, messages: [{ holds: [night] }] }]);
    expect(second?.['effects']).toMatchObject([{ at: cap.until, messages: [{ holds: [night, cap] }] }]);
  });

  it('a template that is out of use, for nobody knows how long; one the platform takes as marketing', async () => {
    const person = await newPerson(world);
    expect(await triedOn(person)).not.toHaveProperty('holds');
    await news('message_template_status_update', { event: 'PAUSED', reason: 'NONE' });
    expect(await triedOn(person)).toMatchObject({
      holds: [{ check: 'template', reason: 'template', until: null }],
      unsent: null,
    });
    await news('message_template_status_update', { event: 'APPROVED', reason: 'NONE' });
    expect(await triedOn(person)).not.toHaveProperty('holds');
    await news('template_category_update', { previous_category: 'UTILITY', new_category: 'MARKETING' });
    expect(await triedOn(person)).toMatchObject({ unsent: 'marketing_not_consented' });
  });

  it('no money left this month', async () => {
    const person = await newPerson(world);
    const price = { market: 'TR', category: 'utility', from: '2026-01-01', amount: '1' };
    await world.api.put('/v1/prices', { currency: 'USD', freeServicePerMonth: 0, prices: [price] });
    await send(movement(person));
    await world.api.put('/v1/budget', { amount: '1', currency: 'USD' }).expect(200);
    await world.application.workers?.watchBudgets();
    const until = '2026-11-30T21:00:00.000Z';
    expect(await triedOn(person)).toMatchObject({
      ...{ at: until, unsent: null },
      holds: [{ check: 'price', reason: 'budget', until }],
    });
  });

  it('a number that is paused: nobody knows for how long', async () => {
    // Before this process looks at it for the first time.
    await client
      .db(databaseName)
      .collection('channels')
      .updateMany({}, { $set: { status: 'paused' } });
    expect(await triedOn(await newPerson(world))).toMatchObject({
      holds: [{ check: 'channel', reason: 'channel_unavailable', until: null }],
    });
  });
});

describe('a dry run of what makes other events', () => {
  const asking = {
    do: 'emit',
    type: 'document.requested',
    data: { request_id: { text: 'VL-{event_id}' }, document_code: 'vergi_levhasi' },
  };

  it('says what comes of them by the rules in use', async () => {
    const person = await newPerson(world);
    await publish('tell-staff', person, {
      on: 'document.requested',
      then: [{ do: 'request' }, { do: 'task', role: 'staff' }],
    });
    await write('make', person, {
      then: [{ do: 'notify' }, { ...asking, data: { ...asking.data, request_id: 'VL-1' } }],
    });
    const { items } = await tryOn('make', { sample: movement(person) });
    expect(items[0]).toMatchObject({
      outcome: {
        effects: [{ do: 'notify' }, { do: 'emit', isAccepted: true }],
        caused: [
          {
            type: 'document.requested',
            outcome: {
              ...{ by: { id: 'tell-staff', version: 1 }, status: 'processed' },
              effects: [
                { do: 'request', contactRef: person.contactRef },
                { do: 'task', role: 'staff' },
              ],
            },
          },
        ],
      },
      differs: true,
    });
    expect(items[0].now).not.toHaveProperty('caused');
  });

  it('on dates: the last and the next ones, for whom, and what comes of each, as it comes; nothing is stored', async () => {
    const [one, other] = [await newPerson(world), await newPerson(world)];
    const then = [
      { ...asking, data: { ...asking.data, request_id: { text: 'VL-{local_date}-{customer.ref}' } } },
      { do: 'task', role: 'staff' },
    ];
    await write('fridays', one, {
      on: 'schedule',
      ...{ schedule: { every: 'week', days: ['friday'], at: '10:00' }, then },
      customers: [one.customerRef, other.customerRef],
    });
    const before = await stored();
    const dry = await tryOn('fridays', { dates: 1 });
    await world.settle();
    expect(await stored()).toEqual(before);
    const numbers = { customers: 2, matched: 1, shown: 1 };
    expect(dry).toMatchObject({ events: 2, matched: 2, differing: 2 });
    expect(dry.dates).toEqual([
      { date: '2026-11-20', at: '2026-11-20T07:00:00.000Z', ...numbers },
      { date: '2026-11-27', at: '2026-11-27T07:00:00.000Z', ...numbers },
    ]);
    const at = '2026-11-27T07:00:00.000Z';
    expect(dry.items[1]).toMatchObject({
      ...{ at, date: '2026-11-27', customerRef: one.customerRef, matches: true },
      outcome: {
        ...{ by: { id: 'fridays', version: 1 }, status: 'processed' },
        effects: [
          { do: 'task', role: 'staff' },
          { do: 'emit', data: { request_id: `VL-2026-11-27-${one.customerRef ?? ''}` } },
        ],
        caused: [
          {
            type: 'document.requested',
            outcome: { status: 'processed', effects: [{ do: 'request', contactRef: one.contactRef, at }] },
          },
        ],
      },
      now: { by: null, status: 'ignored', reason: 'no_rule', effects: [] },
    });
    await world.api.post('/v1/triggers/fridays/publish').expect(200);
    expect(await tryOn('fridays', { dates: 1 })).toMatchObject({ events: 2, differing: 0 });
    world.clock.set(at);
    await world.settle();
    expect([one.got().length, other.got().length]).toEqual([1, 0]);
    const [message] = dry.items[1].outcome.caused[0].outcome.effects[0].messages;
    expect(one.sees().template).toBe(message.template);
    for (const value of one.sees().text.split(' | ')) expect(message.text).toContain(value);
    const { body } = await world.api.get(`/v1/requests?customer=${one.customerRef ?? ''}`);
    expect(body.data).toMatchObject([{ contactRef: one.contactRef, createdAt: at }]);
  });

  it('near dates of events: the date of each, of one thing the last that was told, and what comes of it', async () => {
    const person = await newPerson(world);
    const on = 'payment.due.approaching';
    const due = (item: string, date: string): Record<string, unknown> => ({
      ...movement(person),
      type: on,
      data: { account_no: '120.01', unit: 'TRY', quantity: '100.00', due_date: date, item_ref: item },
    });
    const all = [due('FT-1', '2026-11-27'), due('FT-2', '2026-11-30'), due('FT-1', '2026-12-01')];
    await sendAll(all);
    const rule = {
      on: 'schedule',
      schedule: { relative: { of: on, field: 'due_date', days: -2 }, at: '10:00' },
      then: [{ do: 'task', role: 'accounting' }],
    };
    await write('dues', person, rule);
    const before = await stored();
    const dry = await tryOn('dues', { last: 100 });
    expect(await stored()).toEqual(before);
    const [first, second, third] = outcomesOf(dry, all);
    expect(first).toMatchObject({ status: 'ignored', reason: 'superseded', effects: [] });
    for (const outcome of [second, third])
      expect(outcome).toMatchObject({ status: 'processed', effects: [{ do: 'task', role: 'accounting' }] });
    expect(dry).toMatchObject({ events: 3, matched: 3, differing: 3 });
    expect(dry.items.map(({ date, at }: Record<string, string>) => [date, at])).toEqual([
      ['2026-11-27', '2026-11-27T07:00:00.000Z'],
      ['2026-11-27', '2026-11-27T07:00:00.000Z'],
      ['2026-11-25', '2026-11-25T07:00:00.000Z'],
    ]);
    await world.api.post('/v1/triggers/dues/dry-run', { dates: 1 }).expect(400);
    const sample = await tryOn('dues', { sample: due('FT-3', '2026-12-04') });
    expect(sample.items).toMatchObject([{ date: '2026-12-02', customerRef: person.customerRef }]);
  });

  it('a rule on events has no dates, and dates are asked for by their number', async () => {
    const person = await newPerson(world);
    await write('none', person, silent);
    const refused = async (id: string, body: object) =>
      (await world.api.post(`/v1/triggers/${id}/dry-run`, body).expect(400)).body.problems[0].field;
    expect(await refused('none', { dates: 1 })).toBe('dates');
    expect(await refused('none', { dates: 11 })).toBe('dates');
    expect(await refused('none', { dates: 1, last: 1 })).toBe('sample');
  });
});

describe('a dry run and what the worker does', () => {
  interface Step {
    account: number;
    /** Minutes to the next. */
    gap: number;
    again: boolean;
  }
  const together = (from: number) => ({ do: 'notify', collapse: { within: 'PT10M', from } });
  const atOnce = (from: number) => ({
    do: 'notify',
    collapse: { within: 'PT10M', from, first: 'at_once' },
  });
  const rules: readonly object[] = [
    { then: [atOnce(2)], cap: { per: 'contact', at_most: 2, within: 'PT30M' } },
    { then: [atOnce(3), { do: 'task', role: 'staff' }] },
    { then: [together(2)], cap: { per: 'contact', at_most: 1, within: 'PT30M' } },
    { then: [together(3), { do: 'task', role: 'staff' }] },
    { then: [{ do: 'notify', wait: { for: 'PT5M' } }], cap: { per: 'contact', at_most: 2, within: 'PT30M' } },
    { then: [{ do: 'notify', supersede: true }] },
    { then: [{ do: 'notify' }], cap: { per: 'customer', at_most: 1, within: 'PT10M' } },
    { then: [{ do: 'notify', wait: { for: 'PT5M' }, unless: [{ answered: true }], supersede: true }] },
  ];
  const step: fc.Arbitrary<Step> = fc.record({
    account: fc.integer({ min: 1, max: 2 }),
    gap: fc.constantFrom(1, 4, 7, 13),
    again: fc.boolean(),
  });
  let runs = 0;

  /** Movements of a person as the steps say; `again`: the one before is reported once more. */
  const movementsOf = (person: Person, steps: readonly Step[]): Record<string, unknown>[] => {
    const all: Record<string, unknown>[] = [];
    for (const { account, again } of steps) {
      const before = all.at(-1);
      const made = movement(person, { data: { account_no: `120.01.000${account}` } });
      all.push(again && before !== undefined ? { ...before, event_id: made.event_id } : made);
    }
    return all;
  };

  /** With whom each is told: the place of the first of them; null: with nobody, or not at all. */
  const companyIn = (groups: readonly (string | null)[]): (number | null)[] =>
    groups.map((group) => {
      const members = groups.flatMap((one, at) => (one !== null && one === group ? [at] : []));
      return members.length < 2 ? null : (members[0] ?? null);
    });

  it('agree on every event of a sequence, and on when how many messages leave; nothing is stored', async () => {
    await world.close();
    await start({ CONTACT_CAP: '3/1h' });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...rules),
        fc.array(step, { minLength: 3, maxLength: 5 }),
        async (rule, steps) => {
          runs += 1;
          const [tried, real] = [await newPerson(world), await newPerson(world)];
          await publish(`tried_${runs}`, tried, silent);
          await publish(`real_${runs}`, real, rule);
          const [silently, really] = [movementsOf(tried, steps), movementsOf(real, steps)];
          const got: [string, number][] = [];
          for (const [at, { gap }] of steps.entries()) {
            for (const event of [silently[at], really[at]]) await send(event ?? {});
            got.push([world.clock.now().toISOString(), real.got().length]);
            // Whatever is due is done in its minute: the worker counts from when it does it.
            for (let turned = 0; turned < gap; turned += 1) await world.turn(minute);
          }
          for (let turned = 0; turned < 75; turned += 1) {
            await world.turn(minute);
            got.push([world.clock.now().toISOString(), real.got().length]);
          }
          await write(`tried_${runs}`, tried, rule);
          const before = [await stored(), world.graph.messages.length];
          const dry = await tryOn(`tried_${runs}`, { last: 100 });
          const seen = outcomesOf(dry, silently) as unknown as Outcome[];
          const came = await Promise.all(really.map(eventOf));
          expect(seen.map(({ status, reason }) => [status, reason])).toEqual(
            came.map(({ status, reason }) => [status, reason]),
          );
          expect(companyIn(seen.map(({ effects }) => tellIn(effects)?.together?.words ?? null))).toEqual(
            companyIn(came.map(({ status, requestIds }) => (status === 'processed' ? requestIds[0] : null))),
          );
          const leaves = seen.flatMap(({ effects }) => tellIn(effects)?.messages ?? []);
          expect(leaves.every(({ unsent }) => unsent === null)).toBe(true);
          expect(got.map(([at]) => [at, leaves.filter((message) => message.at <= at).length])).toEqual(got);
          const withdrawn = seen.flatMap(({ effects }) => tellIn(effects)?.withdraws ?? []);
          const asked = new Set<string>(came.flatMap(({ requestIds }) => requestIds));
          const ended = await Promise.all(
            [...asked].map(async (id) => (await world.api.get(`/v1/requests/${id}`)).body.outcome),
          );
          expect(withdrawn).toHaveLength(ended.filter((outcome) => outcome === 'cancelled').length);
          await world.settle();
          expect([await stored(), world.graph.messages.length]).toEqual(before);
        },
      ),
      { numRuns: 4 },
    );
  }, 180_000);

  interface Tell {
    together?: { words: string };
    messages: { at: string; unsent: string | null }[];
    withdraws?: unknown[];
  }
  interface Outcome {
    status: string;
    reason: string | null;
    effects: unknown[];
  }
  const tellIn = (effects: readonly unknown[]): Tell | undefined =>
    (effects as (Tell & { do: string })[]).find(({ do: what }) => what === 'notify');
});

describe('what a dry run sees of what keeps messages', () => {
  const told = { then: [{ do: 'notify' }], when: [] };
  const holdsOf = (outcome: Record<string, unknown> | undefined): unknown =>
    (
      outcome?.['effects'] as { messages: { holds?: object[]; unsent: string | null }[] }[] | undefined
    )?.flatMap(({ messages }) => messages.map(({ holds = [], unsent }) => [...holds, unsent]));

  it('the day’s people are used up: who was not written to waits for a day, whoever was does not', async () => {
    await world.close();
    await start({ PORTFOLIO_DAILY_PEOPLE: '1' });
    const [known, other] = [await newPerson(world), await newPerson(world)];
    await send(movement(known));
    expect(known.got()).toHaveLength(1);
    await world.turn(minute);
    await publish('reach', known, { then: [{ do: 'nothing' }], when: [] });
    const all = [movement(known), movement(other)];
    await sendAll(all);
    await write('reach', known, told);
    const outcomes = outcomesOf(await tryOn('reach', { last: 100 }), all);
    expect(outcomes.map(holdsOf)).toEqual([
      [[null]],
      [[{ check: 'limit', reason: 'daily_reach', until: expect.stringMatching(/^2026-11-24T07:0/) }, null]],
    ]);
  });

  it('several messages: how the templates stand is read once for all of them', async () => {
    const person = await newPerson(world);
    await publish('once', person, silent);
    const all = [movement(person), movement(person), movement(person)];
    await sendAll(all);
    await write('once', person, { then: [{ do: 'notify' }] });
    await tryOn('once', { last: 100 });
    const { templates } = world.application.repositories;
    const list = templates.list.bind(templates);
    let reads = 0;
    templates.list = (tenantId) => {
      reads += 1;
      return list(tenantId);
    };
    await tryOn('once', { last: 100 });
    expect(reads).toBe(1);
  });
});
