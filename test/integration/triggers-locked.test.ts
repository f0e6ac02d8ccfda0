import { aMovementEvent, type EventFacts } from '../support/events.ts';
import { aRule } from '../support/rule-ports.ts';
import { newPeople, newPerson, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let events = 0;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

interface Lock {
  part: string;
  text: string;
}

const lockedOf = async (id: string): Promise<string[]> => {
  const { locked } = (await world.api.get(`/v1/triggers/${id}`).expect(200)).body as { locked: Lock[] };
  expect(locked.filter(({ text }) => text.length < 20)).toEqual([]);
  return locked.map(({ part }) => part);
};
/** What a draft is refused with, by field and the name of the locked part. */
const refused = async (on: string, then: object[], changes: object = {}): Promise<string[]> => {
  const rule = { ...aRule({ when: [] }), on, then, ...changes };
  const answer = await world.api.put('/v1/triggers/locked/draft', rule);
  expect([on, answer.status]).toEqual([on, 400]);
  const problems = answer.body.problems as { field: string; message: string }[];
  return problems.map(({ field, message }) => `${field} ${message.split(':')[0] ?? ''}`);
};
const publish = async (id: string, person: Person, changes: object): Promise<void> => {
  const when = [{ field: 'customer.ref', op: 'is', value: person.customerRef ?? '' }];
  await world.api.put(`/v1/triggers/${id}/draft`, { ...aRule({ when }), ...changes }).expect(200);
  await world.api.post(`/v1/triggers/${id}/publish`).expect(200);
};
const movement = (person: Person, facts: Partial<EventFacts> = {}): Record<string, unknown> => {
  events += 1;
  return aMovementEvent({ eventId: `lock_${events}`, customer: person.customerRef ?? '', ...facts });
};
const send = async (event: Record<string, unknown>) => {
  await world.api.post('/v1/events', event).expect(202);
  await world.settle();
  return (await world.api.get(`/v1/events/${String(event.event_id)}`)).body;
};
const deviation = (person: Person): Record<string, unknown> => ({
  ...movement(person),
  type: 'account.deviation.detected',
  data: {
    ...{ deviation_id: `SAP-${events}`, kind: 'stock_count', account_no: '120.01.0099', unit: 'HAS' },
    ...{ expected: '10.000', actual: '8.000', difference: '-2.000' },
  },
});

const asking = ['stop_above_rules', 'named_contact_first'];
const deciding = [...asking, 'decision_never_silent'];
const decisions = ['reconciliation.letter.ready', 'approval.requested', 'invoice.approval.requested'];

describe('what no rule can change is shown with the rule', () => {
  it.each<[string, string[]]>([
    ['reconciliation.letter.ready', deciding],
    ['approval.requested', deciding],
    ['invoice.approval.requested', deciding],
    ['report.ready', asking],
    ['account.movement.posted', [...asking, 'internal_transfers_untold']],
    ['document.requested', asking],
    ['feedback.requested', asking],
    ['reconciliation.difference.found', asking],
    ['transaction.verification.requested', [...deciding, 'release_needed']],
    ['payment.due.approaching', asking],
    ['deadline.approaching', asking],
    ['sanction.screening.completed', ['staff_only', 'compartment']],
    ['transaction.risk.flagged', ['staff_only', 'compartment']],
    ['account.deviation.detected', ['staff_only']],
  ])('%s: %j, with the type and with what comes with the product', async (type, parts) => {
    expect(await lockedOf(`shipped.${type}`)).toEqual(parts);
    const types = (await world.api.get('/v1/triggers/types')).body.data as {
      type: string;
      locked: Lock[];
    }[];
    expect(types.find((one) => one.type === type)?.locked.map(({ part }) => part)).toEqual(parts);
  });

  it('of a rule of one’s own the same; of dates, of a type of one’s own, and of the form it is told in', async () => {
    const draft = (id: string, rule: object) =>
      world.api.put(`/v1/triggers/${id}/draft`, { ...aRule({ when: [] }), ...rule }).expect(200);
    await draft('own-letter', { on: 'reconciliation.letter.ready', then: [{ do: 'request' }] });
    expect(await lockedOf('own-letter')).toEqual(deciding);
    const schedule = { every: 'week', days: ['monday'], at: '10:00' };
    await draft('own-date', { on: 'schedule', schedule, then: [{ do: 'task', role: 'staff' }] });
    expect(await lockedOf('own-date')).toEqual(['stop_above_rules']);
    const field = { name: 'order_no', kind: 'reference', required: true };
    await world.api
      .put('/v1/triggers/types/custom.order.ready', { name: 'Sipariş', fields: [field] })
      .expect(200);
    const on = 'custom.order.ready';
    await draft('own-type', { on, then: [{ do: 'task', role: 'staff' }] });
    expect(await lockedOf('own-type')).toEqual(asking);
    const data = { approval_id: { from: 'order_no' }, kind: 'delivery', subject: 'Teslim' };
    await draft('own-form', { on, then: [{ do: 'request', as: 'approval.requested', data }] });
    expect(await lockedOf('own-form')).toEqual(deciding);
  });
});

describe('what is locked holds', () => {
  const telling = [{ do: 'notify' }, { do: 'request' }, { do: 'emit', type: 'document.requested', data: {} }];

  it.each(['sanction.screening.completed', 'transaction.risk.flagged', 'account.deviation.detected'])(
    'R1: %s is for staff alone: no rule names a customer, by no action',
    async (on) => {
      for (const action of telling) expect(await refused(on, [action])).toContain('then[0].do staff_only');
    },
  );

  it('R1: its task is made whatever a rule does beside it, and no customer hears of it', async () => {
    const person = await newPerson(world);
    await publish('deviation', person, {
      on: 'account.deviation.detected',
      then: [{ do: 'callback', name: 'deviation' }],
    });
    const event = deviation(person);
    expect(await send(event)).toMatchObject({ status: 'processed', trigger: { id: 'deviation' } });
    const { data } = (await world.api.get('/v1/tasks?limit=200')).body as {
      data: { customerRefs: string[] }[];
    };
    expect(data.filter(({ customerRefs }) => customerRefs.includes(person.customerRef ?? ''))).toHaveLength(
      1,
    );
    expect(person.got()).toEqual([]);
  });

  it.each(['sanction.screening.completed', 'transaction.risk.flagged'])(
    '%s stays in the compartment: tasks of its role alone, no call',
    async (on) => {
      const task = (role: string) => ({ do: 'task', role });
      expect(await refused(on, [task('staff')])).toEqual(['then[0].role compartment']);
      expect(await refused(on, [{ do: 'callback', name: 'x' }])).toHaveLength(1);
      expect(await refused('account.movement.posted', [task('compliance')])).toEqual([
        'then[0].role compartment',
      ]);
    },
  );

  it.each([...decisions, 'transaction.verification.requested'])(
    '%s is never silent: not nothing, not a call alone, nobody as the one to ask',
    async (on) => {
      const tells = on === 'transaction.verification.requested' ? 'notify' : 'request';
      const audience = { roles: ['owner'], fallback: 'nobody' };
      expect(await refused(on, [{ do: 'nothing' }])).toEqual(['then[0].do decision_never_silent']);
      expect(await refused(on, [{ do: 'callback', name: 'x' }])).toEqual(['then decision_never_silent']);
      expect(await refused(on, [{ do: tells, audience }])).toEqual([
        'then[0].audience.fallback decision_never_silent',
      ]);
      const cap = { per: 'contact', at_most: 1, within: 'P1D' };
      expect(await refused(on, [{ do: tells }], { cap })).toEqual(['cap decision_never_silent']);
      expect(await refused(on, [{ do: tells, unless: [{ answered: true }] }])).toEqual([
        'then[0].unless decision_never_silent',
      ]);
    },
  );

  it('who stopped messages gets none, whatever a rule says, of the roles it names or of all', async () => {
    const person = await newPerson(world);
    await person.writes('DUR');
    const before = person.got().length;
    const all = { roles: ['owner', 'reports'], fallback: 'owner' };
    await publish('stopped', person, { then: [{ do: 'notify', audience: all }], priority: 100 });
    expect((await send(movement(person))).trigger).toEqual({ id: 'stopped', version: 1 });
    await world.turn(60_000);
    expect(person.got()).toHaveLength(before);
  });

  it('a contact the event names is told, whatever audience a rule has', async () => {
    const [one, other] = (await newPeople(world, [{ roles: ['reports'] }, { roles: ['documents'] }])) as [
      Person,
      Person,
    ];
    await publish('named', one, { then: [{ do: 'notify', audience: { roles: ['reports'] } }] });
    await send(movement(one, { contact: other.contactRef ?? '' }));
    expect([one.got().length, other.got().length]).toEqual([0, 1]);
  });

  it('a transfer between accounts of one customer is told to nobody, by no rule', async () => {
    const person = await newPerson(world);
    await publish('transfers', person, { then: [{ do: 'notify' }] });
    const event = movement(person, { data: { movement_type: 'transfer', internal: true } });
    expect(await send(event)).toMatchObject({ status: 'ignored', reason: 'internal_transfer' });
    expect(person.got()).toEqual([]);
  });

  it('R1: a verification nobody released asks nobody, by no rule', async () => {
    const person = await newPerson(world);
    const on = 'transaction.verification.requested';
    await publish('verify', person, { on, then: [{ do: 'notify' }] });
    const event = (released: object): Record<string, unknown> => ({
      ...movement(person),
      type: on,
      data: {
        ...{
          transaction_ref: `TX-${events}`,
          movement_type: 'sale',
          unit: 'HAS',
          quantity: '1.000',
          side: 'B',
        },
        requested_at: '2026-11-23T09:00:00+03:00',
        ...released,
      },
    });
    await send(event({}));
    expect(person.got()).toEqual([]);
    await send(event({ release_reason: 'fraud_protection', released_by: 'ayse' }));
    expect(person.got()).toHaveLength(1);
  });
});
