import fc from 'fast-check';
import { aMovementEvent } from '../support/events.ts';
import { aRule } from '../support/rule-ports.ts';
import { newPerson, type Person } from '../support/scenario.ts';
import { staffEvent } from '../support/staff-only.ts';
import { startWorld, type World } from '../support/world.ts';

const day = 24 * 60 * 60_000;
let world: World;
let events = 0;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world?.close());

const draft = (person: Person, changes: object = {}, id = 'big') =>
  world.api.put(`/v1/triggers/${id}/draft`, {
    ...aRule({ when: [{ field: 'customer.ref', op: 'is', value: person.customerRef ?? '' }] }),
    ...changes,
  });
const post = (path: string, body: object = {}) => world.api.post(`/v1/triggers/${path}`, body);
const start = (body: object = {}, id = 'big') => post(`${id}/shadow`, body);
const shadow = async (id = 'big') => (await world.api.get(`/v1/triggers/${id}/shadow`).expect(200)).body;
const seen = async (query = '', id = 'big') =>
  (await world.api.get(`/v1/triggers/${id}/shadow/events${query}`).expect(200)).body.data;
const movement = (person: Person) => {
  events += 1;
  return aMovementEvent({ eventId: `shadow_${events}`, customer: person.customerRef ?? '' });
};
const send = async (event: Record<string, unknown>) => {
  await world.api.post('/v1/events', event).expect(202);
  await world.settle();
  return (await world.api.get(`/v1/events/${String(event.event_id)}`)).body;
};
const listed = async (path: string): Promise<unknown[]> => (await world.api.get(path).expect(200)).body.data;
const tasks = () => listed('/v1/tasks');

describe('a draft in the shadow', () => {
  it('what it would do stands beside what was done, each event once; nothing of it is done', async () => {
    const person = await newPerson(world);
    await draft(person, {
      then: [
        { do: 'notify', wait: { for: 'PT2H' } },
        { do: 'task', role: 'accounting', urgent: true },
        { do: 'callback', name: 'slip' },
      ],
    }).expect(200);
    expect((await start().expect(200)).body).toMatchObject({
      ...{ triggerId: 'big', on: 'account.movement.posted', rev: 1, state: 'running', because: null },
      ...{ startedBy: expect.stringMatching(/^key:/), until: '2026-11-30T07:00:00.000Z', endedAt: null },
      ...{ atMost: 1_000, recorded: 0, differing: 0 },
    });
    const event = movement(person);
    const came = await send(event);
    await send(event);
    expect(came).toMatchObject({ status: 'processed', trigger: { id: 'shipped.account.movement.posted' } });
    expect(await seen()).toEqual([
      {
        ...{ eventId: event.event_id, at: '2026-11-23T07:00:00.000Z', differs: true },
        outcome: {
          ...{ by: { id: 'big', version: 1 }, status: 'processed', reason: null },
          effects: [
            {
              ...{ do: 'notify', requestKind: 'notice', contactRef: person.contactRef },
              hold: { by: 'wait', until: '2026-11-23T09:00:00.000Z' },
            },
            { do: 'task', role: 'accounting', urgent: true },
            { do: 'callback', name: 'slip' },
          ],
        },
        now: {
          ...{ by: { id: 'shipped.account.movement.posted', version: 2 }, status: 'processed', reason: null },
          effects: [{ do: 'notify', requestKind: 'notice', contactRef: person.contactRef, hold: null }],
        },
        came: {
          ...{ status: 'processed', reason: null, requestIds: came.requestIds },
          trigger: { id: 'shipped.account.movement.posted', version: 2 },
        },
      },
    ]);
    expect(await shadow()).toMatchObject({ state: 'running', recorded: 1, differing: 1 });
    await world.turn(day);
    expect(person.got()).toHaveLength(1);
    expect(await tasks()).toEqual([]);
  });

  it('events it has to do with, and no others: what it would take, and what the rule it follows took', async () => {
    const [person, other] = [await newPerson(world), await newPerson(world)];
    await draft(person).expect(200);
    await post('big/publish').expect(200);
    // Of the next version the first person is none any more.
    await draft(other).expect(200);
    await start().expect(200);
    await send(movement(await newPerson(world)));
    const [lost, gained] = [movement(person), movement(other)];
    await send(lost);
    world.clock.turn(1_000);
    await send(gained);
    const found = (await seen()) as {
      eventId: string;
      differs: boolean;
      outcome: { by: { id: string; version: number } };
      now: { by: { id: string; version: number } };
    }[];
    const shipped = { id: 'shipped.account.movement.posted', version: 2 };
    expect(found.map(({ eventId, differs, outcome, now }) => [eventId, differs, outcome.by, now.by])).toEqual(
      [
        [gained.event_id, false, { id: 'big', version: 2 }, shipped],
        [lost.event_id, false, shipped, { id: 'big', version: 1 }],
      ],
    );
    expect(await seen('?differs=yes')).toEqual([]);
    expect(await seen('?differs=no&limit=1')).toHaveLength(1);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['published', () => post('big/publish').expect(200), 'published'],
    ['changed', async () => draft(await newPerson(world)).expect(200), 'changed'],
    ['stopped', () => world.api.remove('/v1/triggers/big/shadow').expect(200), 'stopped'],
    ['discarded', () => world.api.remove('/v1/triggers/big/draft').expect(200), 'discarded'],
    ['left to itself until its days are over', () => world.turn(7 * day), 'over'],
  ])('%s: it sees nothing more, and what it saw stays', async (_title, end, because) => {
    const person = await newPerson(world);
    await draft(person, { then: [{ do: 'nothing' }] }).expect(200);
    await start().expect(200);
    await send(movement(person));
    await end();
    await send(movement(person));
    await world.turn(2_000);
    await send(movement(person));
    expect(await shadow()).toMatchObject({ state: 'ended', because, recorded: 1, differing: 1 });
    expect(await seen()).toHaveLength(1);
  });

  it('full: so many events and no more, also of those that come together', async () => {
    const person = await newPerson(world);
    await draft(person, { then: [{ do: 'nothing' }] }).expect(200);
    await start({ atMost: 3 }).expect(200);
    for (let n = 0; n < 5; n += 1) await world.api.post('/v1/events', movement(person)).expect(202);
    await world.settle();
    expect(await shadow()).toMatchObject({ state: 'ended', because: 'full', recorded: 3 });
    await world.turn(2_000);
    await send(movement(person));
    expect(await shadow()).toMatchObject({ because: 'full', recorded: 3 });
  });

  it('begun again: nothing changes while it runs, and afterwards it is another one', async () => {
    const person = await newPerson(world);
    await draft(person).expect(200);
    const first = (await start({ days: 3 }).expect(200)).body;
    world.clock.turn(1_000);
    expect((await start({ days: 30 }).expect(200)).body).toEqual(first);
    await send(movement(person));
    await world.api.remove('/v1/triggers/big/shadow').expect(200);
    const stopped = await world.api.remove('/v1/triggers/big/shadow');
    expect([stopped.status, stopped.body.code]).toEqual([409, 'trigger_not_ready']);
    expect((await start({ days: 1 }).expect(200)).body).toMatchObject({
      ...{ state: 'running', startedAt: '2026-11-23T07:00:01.000Z', recorded: 0 },
    });
    expect(await seen()).toEqual([]);
  });

  it('cannot be begun: without a draft, of dates, not as it was read, with too many of them', async () => {
    const person = await newPerson(world);
    const refused = async (id: string, body: object = {}): Promise<unknown[]> => {
      const answer = await start(body, id);
      return [answer.status, answer.body.code];
    };
    expect(await refused('nobody')).toEqual([404, 'not_found']);
    expect(await refused('shipped.account.movement.posted')).toEqual([409, 'trigger_locked']);
    await draft(person).expect(200);
    expect(await refused('big', { days: 31 })).toEqual([400, 'validation_failed']);
    expect(await refused('big', { atMost: 10_001 })).toEqual([400, 'validation_failed']);
    expect((await start().set('If-Match', '"9"')).status).toBe(412);
    expect((await world.api.get('/v1/triggers/big/shadow')).status).toBe(404);
    await post('big/publish').expect(200);
    expect(await refused('big')).toEqual([409, 'trigger_not_ready']);
    const dates = { on: 'schedule', when: [], then: [{ do: 'task', role: 'staff' }] };
    const monthly = { every: 'month', day: 'last', at: '10:00' };
    await draft(person, { ...dates, schedule: monthly }, 'dates').expect(200);
    expect(await refused('dates')).toEqual([400, 'validation_failed']);
    for (let n = 0; n < 10; n += 1) {
      await draft(person, {}, `many-${n}`).expect(200);
      await start({}, `many-${n}`).expect(200);
    }
    await draft(person, {}, 'many-10').expect(200);
    expect(await refused('many-10')).toEqual([409, 'too_many_shadows']);
    await world.api.remove('/v1/triggers/many-3/draft').expect(200);
    await send(movement(person));
    expect((await refused('many-10'))[0]).toBe(200);
  });

  it('drafts that were published are watched no more: ten of them are in nobody’s way, whether an event came or not', async () => {
    const person = await newPerson(world);
    for (let n = 0; n < 10; n += 1) {
      await draft(person, {}, `done-${n}`).expect(200);
      await start({}, `done-${n}`).expect(200);
    }
    await draft(person).expect(200);
    expect((await start()).body.code).toBe('too_many_shadows');
    for (let n = 0; n < 10; n += 1) await post(`done-${n}/publish`).expect(200);
    expect((await start().expect(200)).body).toMatchObject({ triggerId: 'big', state: 'running' });
    expect(await shadow('done-4')).toMatchObject({
      ...{ state: 'ended', because: 'published', endedAt: world.clock.now().toISOString() },
    });
  });

  it('ids and codes alone are kept, sealed, and who began and ended it is on record', async () => {
    const person = await newPerson(world);
    await draft(person, { then: [{ do: 'notify' }, { do: 'task', role: 'staff' }] }).expect(200);
    await start().expect(200);
    await send(movement(person));
    const shown = JSON.stringify(await seen());
    for (const personal of ['Deneme', person.phone, person.phone.slice(1), '120.01'])
      expect(shown).not.toContain(personal);
    world.clock.turn(1_000);
    await world.api.remove('/v1/triggers/big/shadow').expect(200);
    expect(await listed('/v1/audit?subject=big')).toMatchObject([
      { what: 'trigger.shadow_stopped', by: expect.stringMatching(/^key:/) },
      { what: 'trigger.shadow_started', by: expect.stringMatching(/^key:/) },
    ]);
  });

  it('of the compliance compartment: as if it were not there for others, in the audit log too', async () => {
    const on = { on: 'transaction.risk.flagged', when: [], then: [{ do: 'task', role: 'compliance' }] };
    await world.api.put('/v1/triggers/risk/draft', { ...aRule(), ...on }).expect(200);
    await start({}, 'risk').expect(200);
    await send({
      ...{ type: 'transaction.risk.flagged', event_id: 'shadow_risk', tenant: 't_demo' },
      occurred_at: '2026-11-23T10:00:00+03:00',
      data: { case_id: 'CASE-1', rule_codes: ['structuring'] },
    });
    expect(await seen('', 'risk')).toMatchObject([{ eventId: 'shadow_risk' }]);
    const { body: key } = await world.api
      .post('/v1/apikeys', {
        name: 'others',
        scopes: ['triggers:read', 'triggers:write', 'events:read', 'customers:read', 'audit:read'],
      })
      .expect(201);
    const as = { Authorization: `Bearer ${String(key.key)}` };
    for (const path of ['shadow', 'shadow/events'])
      expect((await world.api.get(`/v1/triggers/risk/${path}`).set(as)).status).toBe(404);
    expect((await start({}, 'risk').set(as)).status).toBe(404);
    expect((await world.api.remove('/v1/triggers/risk/shadow').set(as)).status).toBe(404);
    expect((await world.api.get('/v1/audit?subject=risk').set(as)).body.data).toEqual([]);
    expect(await listed('/v1/audit?subject=risk')).toMatchObject([{ what: 'compliance.shadow_started' }]);
  });

  it('an event for the compartment, of a type that is not: rules of others do not meet it, their drafts neither', async () => {
    const on = { on: 'account.deviation.detected', when: [], then: [{ do: 'task', role: 'accounting' }] };
    await world.api.put('/v1/triggers/odd/draft', { ...aRule(), ...on }).expect(200);
    await post('odd/publish').expect(200);
    await world.api.put('/v1/triggers/odd/draft', { ...aRule(), ...on, name: 'other' }).expect(200);
    await start({}, 'odd').expect(200);
    const person = await newPerson(world);
    const { customer_id: customer, ...event } = staffEvent(
      'account.deviation.detected',
      person.customerRef ?? '',
    );
    const came = async (id: string, facts: object) =>
      send({ ...event, customer_id: customer, event_id: id, ...facts });
    expect(await came('odd_hidden', { audience: 'staff.compliance' })).toMatchObject({
      ...{ status: 'processed', trigger: { id: 'shipped.account.deviation.detected' } },
    });
    expect(await came('odd_open', {})).toMatchObject({ trigger: { id: 'odd' } });
    expect(await seen('', 'odd')).toMatchObject([{ eventId: 'odd_open' }]);
    expect(await shadow('odd')).toMatchObject({ recorded: 1 });
    const dry = await post('odd/dry-run', { event: 'odd_hidden' });
    expect(JSON.stringify(dry.body)).not.toContain('"id":"odd","version"');
  });

  it('what could not be kept takes no place: the events after it are kept', async () => {
    const person = await newPerson(world);
    await draft(person, { then: [{ do: 'nothing' }] }).expect(200);
    await start({ atMost: 1 }).expect(200);
    const { shadows } = world.application.repositories;
    const record = shadows.record.bind(shadows);
    shadows.record = () => Promise.reject(new Error('the disk is full'));
    await send(movement(person));
    shadows.record = record;
    const kept = movement(person);
    await send(kept);
    expect(await seen()).toMatchObject([{ eventId: kept.event_id }]);
  });

  it('what fails in the shadow is nothing to the event, and counted', async () => {
    const person = await newPerson(world);
    await draft(person, { then: [{ do: 'nothing' }] }).expect(200);
    await start().expect(200);
    const { shadows } = world.application.repositories;
    shadows.record = () => Promise.reject(new Error('the disk is full'));
    expect(await send(movement(person))).toMatchObject({ status: 'processed' });
    expect(person.got()).toHaveLength(1);
    const { text } = await world.api.get('/metrics');
    expect(text).toContain('trigger_shadow_events_total{result="failed"} 1');
    expect(text).toContain('trigger_shadow_seconds_total');
  });

  it('property: whatever a draft says, in its shadow everything comes as it came without it', async () => {
    const doing = fc.oneof(
      fc.constant({ do: 'notify' }),
      fc.constant({ do: 'notify', audience: { roles: ['reports'], fallback: 'owner' }, supersede: true }),
      fc.constant({ do: 'notify', wait: { for: 'PT1M' } }),
      fc.constant({ do: 'notify', collapse: { within: 'PT1M', from: 2 } }),
    );
    const besides = fc.subarray([
      { do: 'task', role: 'staff', urgent: true },
      { do: 'callback', name: 'slip' },
      {
        ...{ do: 'emit', type: 'document.requested' },
        data: { request_id: { from: 'movement_id' }, document_code: 'vergi_levhasi' },
      },
    ]);
    const then = fc.oneof(
      fc.constant([{ do: 'nothing' }]),
      fc.tuple(doing, besides).map(([tell, others]) => [tell, ...others]),
      besides.filter((others) => others.length > 0),
    );
    const caps = fc.constantFrom(undefined, { per: 'contact', at_most: 1, within: 'P1D' });
    await fc.assert(
      fc.asyncProperty(then, caps, fc.integer({ min: 1, max: 100 }), async (said, cap, priority) => {
        const person = await newPerson(world);
        const tells = said.some((action) => action.do === 'notify');
        await draft(person, {
          ...{ then: said, priority },
          ...(cap === undefined || !tells ? {} : { cap }),
        }).expect(200);
        await start().expect(200);
        const [first, second] = [movement(person), movement(person)];
        for (const event of [first, second])
          expect(await send(event)).toMatchObject({
            ...{ status: 'processed', trigger: { id: 'shipped.account.movement.posted' } },
          });
        await world.turn(5 * 60_000);
        expect(await shadow()).toMatchObject({ recorded: 2 });
        expect(person.got()).toHaveLength(2);
        const requests = await listed(`/v1/requests?customer=${person.customerRef ?? ''}`);
        expect(requests.map((one) => (one as { eventId: string }).eventId).sort()).toEqual(
          [first.event_id, second.event_id].sort(),
        );
        expect(await tasks()).toEqual([]);
        expect(await listed('/v1/events?type=document.requested')).toEqual([]);
      }),
      { numRuns: 6 },
    );
  }, 120_000);
});
