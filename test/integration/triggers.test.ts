import { MongoClient } from 'mongodb';
import {
  registerReceiver,
  startCallbackReceiver,
  type CallbackReceiver,
} from '../support/callback-receiver.ts';
import { freshDatabaseName, testDatabaseUri } from '../support/engine.ts';
import { aLetterEvent, aMovementEvent, type EventFacts } from '../support/events.ts';
import { newPeople, newPerson, report, requestOf, type Person } from '../support/scenario.ts';
import { aRule } from '../support/rule-ports.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

interface Shown {
  id: string;
  state: string;
  rev: number;
  shipped: boolean;
  published: { version: number; rule: Record<string, unknown> } | null;
  draft: { rule: Record<string, unknown> } | null;
  warnings?: { code: string }[];
}

let world: World;
let receiver: CallbackReceiver;
let client: MongoClient;
const databaseName = freshDatabaseName();
let events = 0;

beforeAll(async () => {
  world = await startWorld({ demo: true, databaseName });
  receiver = await startCallbackReceiver();
  await registerReceiver(world, receiver);
  client = await MongoClient.connect(testDatabaseUri());
});
afterAll(async () => {
  await world?.close();
  await receiver?.close();
  await client?.close();
});

const post = async (path: string, body: object = {}) => (await world.api.post(path, body).expect(200)).body;
const publish = async (id: string, rule: object): Promise<Shown> => {
  await world.api.put(`/v1/triggers/${id}/draft`, rule).expect(200);
  return post(`/v1/triggers/${id}/publish`);
};
const withdraw = (id: string): Promise<Shown> => post(`/v1/triggers/${id}/withdraw`);
/** A rule for one customer, so that tests do not meet. */
const ruleFor = (person: Person, changes: object = {}): object => ({
  ...aRule({ when: [{ field: 'customer.ref', op: 'is', value: person.customerRef ?? '' }] }),
  ...changes,
});
const movement = (person: Person, facts: Partial<EventFacts> = {}): Record<string, unknown> => {
  events += 1;
  return aMovementEvent({ eventId: `trg_${events}`, customer: person.customerRef ?? '', ...facts });
};
const eventOf = async (event: Record<string, unknown>) =>
  (await world.api.get(`/v1/events/${String(event.event_id)}`).expect(200)).body;
const send = async (event: Record<string, unknown>) => {
  await world.api.post('/v1/events', event).expect(202);
  await world.settle();
  return eventOf(event);
};
const tasksOf = async (reason: string) =>
  (await world.api.get(`/v1/tasks?reason=${reason}&limit=200`)).body.data as {
    role: string;
    urgent: boolean;
    customerRefs: string[];
    details: Record<string, unknown>;
  }[];

describe('a rule of the tenant', () => {
  it('is published: it acts from the next event on, and the event remembers which version did', async () => {
    const person = await newPerson(world);
    const before = await send(movement(person));
    expect(before).toMatchObject({
      status: 'processed',
      trigger: { id: 'shipped.account.movement.posted', version: 2 },
    });
    const saved = await world.api.put(
      '/v1/triggers/quiet/draft',
      ruleFor(person, { then: [{ do: 'nothing' }] }),
    );
    expect(saved.body).toMatchObject({ state: 'draft', rev: 1, published: null, warnings: [] });
    expect(await send(movement(person))).toMatchObject({ status: 'processed' });

    await post('/v1/triggers/quiet/publish');
    const told = person.got().length;
    expect(await send(movement(person))).toMatchObject({
      status: 'ignored',
      reason: 'by_rule',
      requestIds: [],
      trigger: { id: 'quiet', version: 1 },
    });
    expect(person.got()).toHaveLength(told);
    await withdraw('quiet');
    expect(await send(movement(person))).toMatchObject({
      status: 'processed',
      trigger: { id: 'shipped.account.movement.posted', version: 2 },
    });
    expect(person.got()).toHaveLength(told + 1);
  });

  it('has a threshold: amounts count as decimals of one unit, and never across units', async () => {
    const person = await newPerson(world);
    const large = { field: 'quantity', op: 'at_least', value: { unit: 'HAS', quantity: '100' } };
    const when = [{ field: 'customer.ref', op: 'is', value: person.customerRef }, large];
    await publish('large', ruleFor(person, { when, then: [{ do: 'nothing' }] }));
    const acted = async (unit: string, quantity: string): Promise<string> =>
      (await send(movement(person, { data: { unit, quantity } }))).trigger.id;
    expect(await acted('HAS', '100.0000')).toBe('large');
    expect(await acted('HAS', '99.9999')).toBe('shipped.account.movement.posted');
    expect(await acted('HAS', '1000.000')).toBe('large');
    expect(await acted('TRY', '1000000.00')).toBe('shipped.account.movement.posted');
    await withdraw('large');
  });

  it('does several things: the contact is told, staff has a task, the business system is called, each once', async () => {
    const person = await newPerson(world);
    await publish(
      'several',
      ruleFor(person, {
        then: [
          { do: 'notify' },
          { do: 'task', role: 'accounting', urgent: true },
          { do: 'callback', name: 'large-movement' },
        ],
      }),
    );
    const event = movement(person);
    expect(await send(event)).toMatchObject({ status: 'processed', trigger: { id: 'several', version: 1 } });
    expect(person.sees().template).toBe('account_movement_v1');
    const tasks = (await tasksOf('trigger')).filter(
      ({ customerRefs }) => customerRefs[0] === person.customerRef,
    );
    expect(tasks).toMatchObject([
      {
        role: 'accounting',
        urgent: true,
        details: { trigger: 'several', event_id: event.event_id, reference: `HRK-${String(event.event_id)}` },
      },
    ]);
    await waitFor('the call', () => receiver.calls.some(({ body }) => body.type === 'trigger.acted'));
    expect(
      receiver.calls.filter(({ body }) => body.type === 'trigger.acted').map(({ body }) => body.data),
    ).toEqual([
      {
        trigger: 'several',
        version: 1,
        name: 'large-movement',
        eventId: event.event_id,
        type: 'account.movement.posted',
        customerRef: person.customerRef,
      },
    ]);
    await withdraw('several');
  });

  it('names roles: somebody with one is asked, else the owner, else nobody; a contact the event names goes first', async () => {
    const [owner, books, bare] = (await newPeople(world, [
      { roles: ['owner', 'reports'] },
      { roles: ['documents'], canBind: false },
      { roles: ['reconcile'], canBind: false },
    ])) as [Person, Person, Person];
    const told = async (audience: object, facts: Partial<EventFacts> = {}): Promise<string> => {
      await publish('roles', ruleFor(owner, { then: [{ do: 'notify', audience }] }));
      const event = movement(owner, facts);
      const { status, reason } = await send(event);
      return status === 'processed' ? ((await requestOf(world, event)).contactRef ?? '') : reason;
    };
    expect(await told({ roles: ['documents'] })).toBe(books.contactRef);
    expect(await told({ roles: ['invoice'], fallback: 'owner' })).toBe(owner.contactRef);
    expect(await told({ roles: ['invoice'], fallback: 'nobody' })).toBe('no_contact');
    expect(await told({ roles: ['invoice'], fallback: 'usual' })).toBe(owner.contactRef);
    expect(await told({ roles: ['documents'] }, { contact: bare.contactRef ?? '' })).toBe(bare.contactRef);
    await withdraw('roles');
  });

  it('looks at labels of the customer: as they are when the event comes', async () => {
    const person = await newPerson(world);
    const ref = person.customerRef ?? '';
    const when = [
      { field: 'customer.ref', op: 'is', value: ref },
      { field: 'customer.labels', op: 'has_any', value: ['vip'] },
    ];
    await publish('labels', ruleFor(person, { when, then: [{ do: 'nothing' }] }));
    expect(await send(movement(person))).toMatchObject({ status: 'processed' });
    const { body } = await world.api.get(`/v1/customers/${ref}`);
    // What was read may be written back, with its nulls.
    const { ref: _ref, accounts: _accounts, ...known } = body;
    const put = await world.api.put(`/v1/customers/${ref}`, { ...known, labels: ['vip', 'wholesale'] });
    expect(put.body.labels).toEqual(['vip', 'wholesale']);
    expect(await send(movement(person))).toMatchObject({ status: 'ignored', reason: 'by_rule' });
    await withdraw('labels');
  });

  it('stands beside others: the highest that matches acts, the id breaks ties, and a hidden one is warned of', async () => {
    const person = await newPerson(world);
    await publish('b-low', ruleFor(person, { priority: 10, then: [{ do: 'nothing' }] }));
    await publish('b-high', ruleFor(person, { priority: 90, then: [{ do: 'callback', name: 'high' }] }));
    const hidden = await world.api.put('/v1/triggers/a-low/draft', ruleFor(person, { priority: 20 }));
    expect(hidden.body.warnings).toEqual([
      { code: 'never_reached', field: 'priority', message: expect.stringContaining('b-high') },
    ]);
    expect((await send(movement(person))).trigger).toEqual({ id: 'b-high', version: 1 });
    await withdraw('b-high');
    expect((await send(movement(person))).trigger).toEqual({ id: 'b-low', version: 1 });
    await publish('a-low', ruleFor(person, { priority: 10, then: [{ do: 'nothing' }] }));
    expect((await send(movement(person))).trigger).toEqual({ id: 'a-low', version: 1 });
    await withdraw('a-low');
    await withdraw('b-low');
  });

  it('is on a transfer between accounts of one customer, or on a person who stopped messages: nobody is told', async () => {
    const person = await newPerson(world);
    await publish('all', ruleFor(person));
    const inside = { movement_type: 'transfer', internal: true };
    expect(await send(movement(person, { data: inside }))).toMatchObject({
      status: 'ignored',
      reason: 'internal_transfer',
    });
    await person.writes('DUR');
    const got = person.got().length;
    const event = movement(person);
    await send(event);
    expect((await requestOf(world, event)).outcome).toBe('undeliverable');
    expect(person.got()).toHaveLength(got);
    await withdraw('all');
  });

  it('is on an event of the compartment: its task is made in any case, and no rule brings anything out', async () => {
    const person = await newPerson(world);
    const risk = {
      type: 'transaction.risk.flagged',
      event_id: 'risk_1',
      tenant: 't_demo',
      customer_id: person.customerRef,
      occurred_at: '2026-11-23T10:00:00+03:00',
      data: { case_id: 'CASE-1', rule_codes: ['structuring'], transaction_refs: ['SAT-1'] },
    };
    const on = { on: 'transaction.risk.flagged', when: [] };
    for (const then of [
      [{ do: 'notify' }],
      [{ do: 'callback', name: 'x' }],
      [{ do: 'nothing' }],
      [{ do: 'task', role: 'staff' }],
    ]) {
      const refused = await world.api.put('/v1/triggers/risk/draft', ruleFor(person, { ...on, then }));
      expect([then, refused.status]).toEqual([then, 400]);
    }
    await publish(
      'risk',
      ruleFor(person, { ...on, then: [{ do: 'task', role: 'compliance', urgent: false }] }),
    );
    expect(await send(risk)).toMatchObject({ status: 'processed' });
    expect(await tasksOf('transaction_risk')).toMatchObject([{ role: 'compliance', urgent: true }]);
    expect(person.got()).toEqual([]);
    // An ordinary deadline, addressed to the compartment: rules of everybody do not meet it.
    await publish('deadlines', {
      ...aRule(),
      on: 'deadline.approaching',
      when: [],
      then: [{ do: 'callback', name: 'told' }],
    });
    const calls = receiver.calls.length;
    await send({
      type: 'deadline.approaching',
      event_id: 'dead_1',
      tenant: 't_demo',
      customer_id: person.customerRef,
      audience: 'staff.compliance',
      occurred_at: '2026-11-23T10:00:00+03:00',
      data: {
        item_type: 'case',
        item_id: 'CASE-1',
        subject: 'x',
        ref_no: 'CASE-1',
        due_date: '2026-12-01',
        remaining_hours: 5,
        reminder_no: 1,
      },
    });
    expect(receiver.calls.slice(calls).filter(({ body }) => body.type === 'trigger.acted')).toEqual([]);
    await withdraw('deadlines');
    await withdraw('risk');
  });
});

describe('a rule that is saved, and a person should look at', () => {
  const warned = async (changes: object): Promise<string[]> => {
    const person = await newPerson(world);
    const { body } = await world.api.put('/v1/triggers/warned/draft', ruleFor(person, changes)).expect(200);
    return (body as { warnings: { code: string; field: string }[] }).warnings.map(
      ({ code, field }) => `${code} ${field}`,
    );
  };

  it('names roles nobody has: it would reach nobody, and says so until somebody has one', async () => {
    const own = await startWorld({ env: { DEMO_DATA: 'off' } });
    const draft = async (audience: object): Promise<string[]> => {
      const rule = {
        ...aRule({ when: [] }),
        then: [
          { do: 'task', role: 'staff' },
          { do: 'notify', audience },
        ],
      };
      const { body } = await own.api.put('/v1/triggers/nobody/draft', rule).expect(200);
      return body.warnings.map(({ code, field }: { code: string; field: string }) => `${code} ${field}`);
    };
    try {
      await newPerson(own, { roles: ['documents'] });
      const nobody = ['reaches_nobody then[1].audience'];
      expect(await draft({ roles: ['reports'], fallback: 'nobody' })).toEqual(nobody);
      expect(await draft({ roles: ['reports'], fallback: 'owner' })).toEqual(nobody);
      expect(await draft({ roles: ['reports'], fallback: 'usual' })).toEqual([]);
      expect(await draft({ roles: ['reports', 'documents'], fallback: 'nobody' })).toEqual([]);
      await newPerson(own, { roles: ['owner'] });
      expect(await draft({ roles: ['reports'], fallback: 'owner' })).toEqual([]);
      expect(await draft({ roles: ['reports'], fallback: 'nobody' })).toEqual(nobody);
      // Whoever has every role has this one.
      await newPerson(own, { roles: ['all'] });
      expect(await draft({ roles: ['reports'], fallback: 'nobody' })).toEqual([]);
    } finally {
      await own.close();
    }
  });

  it('reaches those its conditions leave, by number; who said STOP is reached by nothing, and an escalation by no one else', async () => {
    const own = await startWorld({ env: { DEMO_DATA: 'off' } });
    const draft = async (changes: object) => {
      const rule = {
        ...aRule({ when: [] }),
        on: 'document.requested',
        then: [{ do: 'request' }],
        ...changes,
      };
      const { body } = await own.api.put('/v1/triggers/counted/draft', rule).expect(200);
      const found = body.warnings as { code: string; field: string }[];
      return [body.reach, found.map(({ code, field }) => `${code} ${field}`)];
    };
    const label = (value: string) => ({
      when: [{ field: 'customer.labels', op: 'has_any', value: [value] }],
    });
    const step = { after: 'P1D', to: 'contact', roles: ['owner'] };
    const both = { looked: 2, whole: true };
    try {
      const [asked] = await newPeople(own, [{ roles: ['documents'] }]);
      await newPeople(own, [{ roles: ['documents'] }, { roles: ['owner'], canBind: false }]);
      const ref = asked?.customerRef ?? '';
      const { ETag: _tag, rev: _rev, ...known } = (await own.api.get(`/v1/customers/${ref}`)).body;
      const { name, contacts } = known;
      await own.api.put(`/v1/customers/${ref}`, { name, contacts, labels: ['vip'] }).expect(200);
      expect(await draft({})).toEqual([{ ...both, customers: 2, reached: 2, stopped: 0 }, []]);
      const one = { ...both, customers: 1, reached: 1, stopped: 0 };
      expect(await draft(label('vip'))).toEqual([one, []]);
      expect(await draft(label('none'))).toEqual([
        { ...both, customers: 0, reached: 0, stopped: 0 },
        ['reaches_nobody when'],
      ]);
      const escalating = { then: [{ do: 'request', escalate: [step, { ...step, after: 'P30D' }] }] };
      const past = 'past_its_end then[0].escalate[1].after';
      expect(await draft(escalating)).toEqual([expect.anything(), [past]]);
      expect(await draft({ ...escalating, ...label('vip') })).toEqual([
        one,
        ['reaches_nobody then[0].escalate[0].roles', 'reaches_nobody then[0].escalate[1].roles', past],
      ]);
      await asked?.writes('DUR');
      expect(await draft(label('vip'))).toEqual([
        { ...one, reached: 0, stopped: 1 },
        ['reaches_nobody then[0].audience'],
      ]);
      // What nobody is asked by has no number, and reading a rule counts anew.
      expect((await draft({ then: [{ do: 'nothing' }] }))[0]).toBeUndefined();
      await draft(label('vip'));
      await asked?.writes('BAŞLA');
      expect((await own.api.get('/v1/triggers/counted?reach=yes')).body.reach).toEqual(one);
      expect((await own.api.post('/v1/triggers/counted/publish').expect(200)).body.reach).toEqual(one);
      // Nobody asked: customers are not read for it.
      for (const uncounted of [
        await own.api.get('/v1/triggers/counted').expect(200),
        await own.api.get('/v1/triggers/counted?reach=no').expect(200),
        await own.api.post('/v1/triggers/counted/withdraw').expect(200),
      ]) {
        expect(uncounted.body.warnings).toEqual([]);
        expect(uncounted.body).not.toHaveProperty('reach');
      }
    } finally {
      await own.close();
    }
  });

  it('looks for a customer nobody knows: named, by condition', async () => {
    expect(await warned({ when: [{ field: 'customer.ref', op: 'is', value: 'C999' }] })).toEqual([
      'unknown_customer when[0].value',
    ]);
    const several = { field: 'customer.ref', op: 'one_of', value: ['C001', 'C998', 'C999'] };
    expect(await warned({ when: [{ field: 'internal', op: 'is', value: false }, several] })).toEqual([
      'unknown_customer when[1].value',
      'unknown_customer when[1].value',
    ]);
    expect(await warned({ when: [{ field: 'customer.ref', op: 'is_not', value: 'C999' }] })).toEqual([]);
  });
});

describe('the life of a rule', () => {
  it('every version stays; undo brings back what was in use before, and back again', async () => {
    const person = await newPerson(world);
    const named = (name: string): object => ruleFor(person, { name });
    await publish('life', named('first'));
    await publish('life', named('second'));
    const undone: Shown = await post('/v1/triggers/life/undo');
    expect(undone.published).toMatchObject({ version: 3, rule: { name: 'first' } });
    expect((await post('/v1/triggers/life/undo')).published).toMatchObject({
      version: 4,
      rule: { name: 'second' },
    });
    expect(await withdraw('life')).toMatchObject({ state: 'withdrawn', published: null });
    expect((await post('/v1/triggers/life/undo')).published).toMatchObject({
      version: 5,
      rule: { name: 'second' },
    });
    const versions = (await world.api.get('/v1/triggers/life/versions')).body.data;
    expect(
      versions.map(({ version, rule }: { version: number; rule: { name: string } }) => [version, rule.name]),
    ).toEqual([
      [5, 'second'],
      [4, 'second'],
      [3, 'first'],
      [2, 'second'],
      [1, 'first'],
    ]);
    expect((await world.api.get('/v1/triggers/life/versions/2')).body).toMatchObject({
      rule: { name: 'second' },
    });
    expect((await world.api.get('/v1/triggers/life/versions/9')).status).toBe(404);
    await withdraw('life');
  });

  it('another type: before it was ever in use, and never afterwards', async () => {
    const other = { ...aRule(), on: 'feedback.requested', when: [], then: [{ do: 'request' }] };
    await world.api.put('/v1/triggers/moves/draft', other).expect(200);
    await publish('moves', { ...aRule(), when: [] });
    await withdraw('moves');
    const refused = await world.api.put('/v1/triggers/moves/draft', other);
    expect([refused.status, refused.body.problems[0].field]).toEqual([400, 'on']);
  });

  it('published once, undone: nothing is in use; what was never published cannot be undone', async () => {
    const person = await newPerson(world);
    await world.api.put('/v1/triggers/once/draft', ruleFor(person)).expect(200);
    const refused = await world.api.post('/v1/triggers/once/undo');
    expect([refused.status, refused.body.code]).toEqual([409, 'trigger_not_ready']);
    await post('/v1/triggers/once/publish');
    expect(await post('/v1/triggers/once/undo')).toMatchObject({ state: 'withdrawn', published: null });
    for (const change of ['publish', 'withdraw'])
      expect((await world.api.post(`/v1/triggers/once/${change}`)).status).toBe(409);
  });

  it('two people write: who has not seen the other’s is refused with 412, and nothing is lost', async () => {
    const person = await newPerson(world);
    const write = (name: string, rev: string) =>
      world.api.put('/v1/triggers/two/draft', ruleFor(person, { name })).set('If-Match', rev);
    const first = await write('mine', '"0"').expect(200);
    expect(first.headers.etag).toBe('"1"');
    const second = await write('theirs', '"0"');
    expect([second.status, second.body.code]).toEqual([412, 'precondition_failed']);
    expect((await world.api.post('/v1/triggers/two/publish').set('If-Match', '"9"')).status).toBe(412);
    await write('theirs', '"1"').expect(200);
    expect((await world.api.get('/v1/triggers/two')).body.draft.rule.name).toBe('theirs');
    expect((await write('x', 'W/"abc"')).status).toBe(400);
  });

  it('of the product: shown for each type with what is locked, copied, and never changed', async () => {
    const all = (await world.api.get('/v1/triggers?limit=200')).body.data as Shown[];
    const shipped = all.filter((one) => one.shipped);
    expect(shipped).toHaveLength(14);
    const movementRule = (await world.api.get('/v1/triggers/shipped.account.movement.posted')).body;
    expect(movementRule.locked.map(({ part }: { part: string }) => part)).toContain('stop_above_rules');
    for (const one of shipped) {
      const copy = await world.api.put('/v1/triggers/copy/draft', one.published?.rule ?? {});
      expect([one.id, copy.status, copy.body.problems]).toEqual([one.id, 200, undefined]);
      const changed = await world.api.put(`/v1/triggers/${one.id}/draft`, one.published?.rule ?? {});
      expect([changed.status, changed.body.code]).toEqual([409, 'trigger_locked']);
    }
    expect((await world.api.put('/v1/triggers/shipped.mine/draft', aRule())).status).toBe(409);
    expect((await world.api.put('/v1/triggers/types/draft', aRule())).status).toBe(400);
  });

  it('a copy of what the product does acts like it: the same message to the same person', async () => {
    const person = await newPerson(world);
    const { body } = await world.api.get('/v1/triggers/shipped.reconciliation.letter.ready');
    const letter = (eventId: string) =>
      aLetterEvent({
        eventId,
        customer: person.customerRef ?? '',
        data: { letter_id: 'MUT-COPY', letter_version: events },
      });
    events += 1;
    await report(world, letter('copy_1'));
    const first = person.sees();
    const when = [{ field: 'customer.ref', op: 'is', value: person.customerRef }];
    await publish('letter-copy', { ...body.published.rule, when });
    events += 1;
    await report(world, letter('copy_2'));
    expect((await eventOf({ event_id: 'copy_2' })).trigger.id).toBe('letter-copy');
    expect([person.sees().text, person.sees().template]).toEqual([first.text, first.template]);
    await withdraw('letter-copy');
  });

  it('the list is paged by id, rules of the product among the others', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { data: Shown[]; nextCursor: string | null } = (
        await world.api.get(`/v1/triggers?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`)
      ).body;
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen.filter((id) => id.startsWith('shipped.'))).toHaveLength(14);
    const inUse = (await world.api.get('/v1/triggers?on=account.movement.posted&inUse=no&limit=200')).body
      .data as Shown[];
    expect(inUse.every(({ shipped, published }) => !shipped && published === null)).toBe(true);
  });

  it('the types: fields with the operators that fit and JSON Schemas, for an editor', async () => {
    const types = (await world.api.get('/v1/triggers/types')).body.data;
    const type = types.find(({ type: name }: { type: string }) => name === 'account.movement.posted');
    const field = (name: string) => type.fields.find(({ field: one }: { field: string }) => one === name);
    expect(type).toMatchObject({
      audience: 'customer',
      actions: ['notify', 'task', 'callback', 'emit', 'nothing'],
      shipped: 'shipped.account.movement.posted',
      data: { type: 'object', required: expect.arrayContaining(['movement_id', 'quantity']) },
    });
    expect(field('quantity')).toMatchObject({ kind: 'amount', unitField: 'unit' });
    expect(field('quantity').operators[0]).toMatchObject({
      op: 'at_least',
      value: { type: 'object', required: ['unit', 'quantity'] },
      list: { type: 'array', items: { type: 'object', required: ['unit', 'quantity'] } },
    });
    expect(field('movement_type')).toMatchObject({
      kind: 'choice',
      choices: expect.arrayContaining(['scrap_in']),
    });
    expect(field('customer.labels').operators.map(({ op }: { op: string }) => op)).toEqual([
      'has_any',
      'has_all',
      'has_none',
    ]);
    const dates = types.find(({ type: name }: { type: string }) => name === 'schedule');
    expect([dates.actions, dates.shipped]).toEqual([['emit', 'task', 'callback'], null]);
    expect(dates.fields.map(({ field: name }: { field: string }) => name)).toContain('customer.labels');
    const risk = types.find(({ type: name }: { type: string }) => name === 'transaction.risk.flagged');
    expect([risk.actions, risk.taskRoles]).toEqual([['task'], ['compliance']]);
  });
});

/** Everything that is stored, but for who looked at what and what is only kept in step. */
const stored = async (): Promise<string> => {
  const db = client.db(databaseName);
  const names = (await db.listCollections().toArray()).map(({ name }) => name).sort();
  const counts = await Promise.all(
    names.map(async (name) => [name, await db.collection(name).countDocuments()] as const),
  );
  return JSON.stringify(counts);
};

describe('a dry run', () => {
  const tryOn = async (id: string, body: object) => post(`/v1/triggers/${id}/dry-run`, body);

  it('on a sample: who would get which words and when, exactly as they go out afterwards; nothing is stored or sent', async () => {
    const person = await newPerson(world);
    await world.api.put(
      '/v1/triggers/dry/draft',
      ruleFor(person, {
        then: [{ do: 'notify' }, { do: 'task', role: 'staff' }, { do: 'callback', name: 'dry' }],
      }),
    );
    const event = movement(person);
    const [before, sent] = [await stored(), world.graph.messages.length];
    const { items } = await tryOn('dry', { sample: event });
    await world.settle();
    expect([await stored(), world.graph.messages.length]).toEqual([before, sent]);
    expect(items).toMatchObject([
      {
        matches: true,
        conditions: [{ field: 'customer.ref', op: 'is', holds: true }],
        differs: true,
        now: { by: { id: 'shipped.account.movement.posted', version: 2 } },
        outcome: {
          by: { id: 'dry', version: 1 },
          status: 'processed',
          effects: [
            {
              do: 'notify',
              contactRef: person.contactRef,
              state: 'asked',
              messages: [{ template: 'account_movement_v1', unsent: null, heldUntil: null }],
            },
            { do: 'task', role: 'staff', urgent: false },
            { do: 'callback', name: 'dry' },
          ],
        },
      },
    ]);
    await post('/v1/triggers/dry/publish');
    await send(event);
    const transcript = (await world.api.get(`/v1/events/${String(event.event_id)}`)).body.messageIds;
    expect(transcript).toHaveLength(1);
    const conversation = (await world.api.get(`/v1/conversations?contact=${person.contactRef ?? ''}`)).body
      .data[0];
    const { messages } = (await world.api.get(`/v1/conversations/${conversation.id}/transcript?format=json`))
      .body;
    expect(items[0].outcome.effects[0].messages[0].text).toBe(messages.at(-1).text);
    await withdraw('dry');
  });

  it('on an event that was reported, and on the last of its type: as of when it came', async () => {
    const person = await newPerson(world);
    const event = movement(person, { data: { quantity: '90.000' } });
    await world.turn(1_000);
    await send(event);
    const when = [
      { field: 'customer.ref', op: 'is', value: person.customerRef },
      { field: 'quantity', op: 'at_least', value: { unit: 'HAS', quantity: '100' } },
    ];
    await world.api.put('/v1/triggers/past/draft', ruleFor(person, { when, then: [{ do: 'nothing' }] }));
    const one = await tryOn('past', { event: event.event_id });
    expect(one.items).toMatchObject([
      {
        matches: false,
        differs: false,
        conditions: [{ holds: true }, { holds: false }],
        outcome: { status: 'processed' },
      },
    ]);
    await world.turn(1_000);
    await send(movement(person));
    const last = await tryOn('past', { last: 2 });
    expect([last.events, last.matched, last.differing]).toEqual([2, 1, 1]);
    expect(last.items[0]).toMatchObject({
      outcome: { status: 'ignored', reason: 'by_rule' },
      now: { status: 'processed' },
    });
    expect((await world.api.post('/v1/triggers/past/dry-run', { event: 'nobodys' })).status).toBe(404);
    expect((await world.api.post('/v1/triggers/past/dry-run', { last: 101 })).status).toBe(400);
    expect((await world.api.post('/v1/triggers/past/dry-run', { last: 1, event: 'x' })).status).toBe(400);
    const other = await world.api.post('/v1/triggers/past/dry-run', {
      sample: {
        type: 'feedback.requested',
        customer_id: 'C001',
        data: { interaction_id: 'x', interaction_label: 'x', interaction_date: '2026-11-24' },
      },
    });
    expect(other.body.problems).toEqual([
      { field: 'sample.type', message: 'must be the type the rule is on' },
    ]);
  });

  it('what would hold it: STOP, the quiet hours, a code that is missing, nobody to ask', async () => {
    const quiet = await startWorld({
      demo: true,
      env: { QUIET_HOURS: '20:00-09:00' },
      now: '2026-11-23T19:30:00.000Z',
    });
    const person = await newPerson(quiet);
    const sample = (facts: Partial<EventFacts> = {}) => ({
      sample: aMovementEvent({ eventId: 's', customer: person.customerRef ?? '', ...facts }),
    });
    const effect = async (facts: Partial<EventFacts> = {}) => {
      const { body } = await quiet.api
        .post('/v1/triggers/shipped.account.movement.posted/dry-run', sample(facts))
        .expect(200);
      return body.items[0].outcome;
    };
    expect((await effect()).effects[0]).toMatchObject({
      at: '2026-11-24T06:00:00.000Z',
      messages: [{ heldUntil: '2026-11-24T06:00:00.000Z', unsent: null }],
    });
    await person.writes('DUR');
    expect((await effect()).effects[0]).toMatchObject({
      state: 'ended',
      outcome: 'undeliverable',
      messages: [{ unsent: 'notices_stopped' }],
    });
    const ref = person.customerRef ?? '';
    await quiet.api.put(`/v1/customers/${ref}`, {
      name: 'x',
      contacts: [
        { ref: `${ref}-9`, name: 'Yeni Kişi', phone: '+905000003999', roles: ['all'], phoneVerified: false },
      ],
    });
    expect((await effect()).effects[0]).toMatchObject({ state: 'held', contactRef: `${ref}-9` });
    await quiet.api.put(`/v1/customers/${ref}`, { name: 'x', contacts: [] });
    expect(await effect()).toMatchObject({ status: 'failed', reason: 'no_contact', effects: [] });
    expect(await effect({ customer: 'NOBODY' })).toMatchObject({
      status: 'failed',
      reason: 'unknown_customer',
    });
    await quiet.close();
  });
});

describe('rules on events of the compartment', () => {
  it('for a key without its permission: neither there nor to be written', async () => {
    const person = await newPerson(world);
    const on = { on: 'transaction.risk.flagged', when: [], then: [{ do: 'task', role: 'compliance' }] };
    await publish('hidden', ruleFor(person, on));
    const { body: made } = await world.api
      .post('/v1/apikeys', { name: 'admin', scopes: ['admin'] })
      .expect(201);
    const call = (method: 'get' | 'post' | 'put', path: string, body?: object) =>
      (method === 'put' ? world.api.put(path, body ?? {}) : world.api[method](path, body)).set(
        'Authorization',
        `Bearer ${made.key}`,
      );
    for (const path of ['hidden', 'hidden/versions', 'hidden/versions/1', 'shipped.transaction.risk.flagged'])
      expect([path, (await call('get', `/v1/triggers/${path}`)).status]).toEqual([path, 404]);
    for (const change of ['publish', 'withdraw', 'undo'])
      expect((await call('post', `/v1/triggers/hidden/${change}`)).status).toBe(404);
    expect((await call('post', '/v1/triggers/hidden/dry-run', { last: 1 })).status).toBe(404);
    expect((await call('put', '/v1/triggers/hidden/draft', ruleFor(person))).status).toBe(404);
    expect((await call('put', '/v1/triggers/new/draft', ruleFor(person, on))).status).toBe(403);
    for (const path of ['/v1/triggers?limit=200', '/v1/triggers/types'])
      expect(JSON.stringify((await call('get', path)).body)).not.toMatch(/transaction\.risk|sanction/);
    await withdraw('hidden');
  });
});
