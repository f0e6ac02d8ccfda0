import type { Server } from 'node:http';
import request from 'supertest';
import { newPerson, type Person } from '../support/scenario.ts';
import { startWorld, testApiKey, type World } from '../support/world.ts';

const hour = 60 * 60_000;
let world: World;
let events = 0;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const put = (path: string, body: object) => world.api.put(`/v1/triggers/${path}`, body);
const publish = async (id: string, rule: object): Promise<void> => {
  await put(`${id}/draft`, { name: id, on: 'schedule', ...rule }).expect(200);
  await world.api.post(`/v1/triggers/${id}/publish`).expect(200);
};
const withdraw = (id: string) => world.api.post(`/v1/triggers/${id}/withdraw`).expect(200);
const until = async (instant: string): Promise<void> => {
  world.clock.set(instant);
  await world.settle();
};
const reached = async (rule: string) => {
  const { body } = await world.api.get('/v1/events?type=trigger.date.reached&limit=200').expect(200);
  return body.data.filter(({ trigger }: { trigger: { id: string } | null }) => trigger?.id === rule);
};
const statuses = async (rule: string): Promise<string[]> =>
  (await reached(rule)).map(
    ({ status, reason }: { status: string; reason: string | null }) => reason ?? status,
  );
const tasksOf = async (rule: string) =>
  (await world.api.get('/v1/tasks?reason=trigger&limit=200').expect(200)).body.data.filter(
    ({ details }: { details: { trigger: string } }) => details.trigger === rule,
  );
const asked = async (person: Person) =>
  (await world.api.get(`/v1/requests?customer=${person.customerRef ?? ''}`)).body.data;
const problemsOf = async (rule: object): Promise<string[]> => {
  const { body } = await put('never/draft', { name: 'x', on: 'schedule', ...rule }).expect(400);
  return body.problems.map(
    ({ field, message }: { field: string; message: string }) => `${field}: ${message}`,
  );
};
interface Made {
  madeBy?: { rule: { id: string } | null };
  status: string;
  reason: string | null;
}
const asking = {
  do: 'emit',
  type: 'document.requested',
  data: { request_id: { text: 'VL-{local_date}-{customer.ref}' }, document_code: 'vergi_levhasi' },
};

describe('a rule on dates', () => {
  it('R29: acts once on each date, for each customer it is for, and counts from its publication', async () => {
    const [one, other] = [await newPerson(world), await newPerson(world)];
    const refs = [one.customerRef ?? '', other.customerRef ?? ''];
    await publish('fridays', {
      schedule: { every: 'week', days: ['friday'], at: '10:00' },
      customers: refs,
      when: [{ field: 'customer.ref', op: 'is', value: refs[0] ?? '' }],
      then: [asking, { do: 'task', role: 'accounting' }],
    });
    await until('2026-11-27T06:59:59Z');
    expect(await reached('fridays')).toEqual([]);
    await until('2026-11-27T07:00:00Z');
    await world.settle();
    expect(await asked(one)).toMatchObject([
      { reference: `VL-2026-11-27-${refs[0] ?? ''}`, kind: 'document' },
    ]);
    expect(await asked(other)).toEqual([]);
    expect(await tasksOf('fridays')).toMatchObject([
      { role: 'accounting', customerRefs: [refs[0]], details: { local_date: '2026-11-27' } },
    ]);
    await until('2026-12-04T07:00:00Z');
    expect(await asked(one)).toHaveLength(2);
    await withdraw('fridays');
    await until('2026-12-11T07:00:00Z');
    expect(await asked(one)).toHaveLength(2);
  });

  it('R29: after an outage: made up for within a day, else on record as skipped', async () => {
    await publish('daily', {
      schedule: { every: 'month', day: 'last_business', at: '09:00' },
      then: [{ do: 'task', role: 'staff' }],
    });
    await until('2027-01-01T05:59:00Z');
    expect(await statuses('daily')).toEqual(['processed']);
    await until('2027-04-01T06:00:01Z');
    expect((await statuses('daily')).sort()).toEqual([
      'processed',
      'skipped_late',
      'skipped_late',
      'skipped_late',
    ]);
    expect(await tasksOf('daily')).toHaveLength(1);
    await withdraw('daily');
  });

  it('near a date of an event: business days before it, with what the event said, unless it is over', async () => {
    const person = await newPerson(world);
    await put('types/custom.cheque.taken', {
      name: 'Çek',
      fields: [
        { name: 'no', kind: 'reference', required: true },
        { name: 'due_date', kind: 'date', required: true },
      ],
    }).expect(200);
    await publish('cheques', {
      schedule: {
        relative: { of: 'custom.cheque.taken', field: 'due_date', days: -3, business: true },
        at: '10:00',
      },
      when: [{ field: 'no', op: 'starts_with', value: 'A' }],
      then: [
        {
          do: 'emit',
          type: 'document.requested',
          data: { request_id: { text: 'CEK-{no}' }, document_code: 'vergi_levhasi' },
        },
      ],
    });
    const take = async (no: string, due: string) => {
      events += 1;
      await world.api
        .post('/v1/events', {
          ...{ type: 'custom.cheque.taken', event_id: `chq_${events}`, tenant: 't_demo' },
          ...{ customer_id: person.customerRef, occurred_at: '2027-04-01T10:00:00+03:00' },
          data: { no, due_date: due },
        })
        .expect(202);
      await world.settle();
    };
    await take('A1', '2027-04-16');
    await take('B1', '2027-04-16');
    // The day to remind is over for a week.
    await take('A0', '2027-03-31');
    await until('2027-04-13T06:59:00Z');
    expect(await asked(person)).toEqual([]);
    await until('2027-04-13T07:00:00Z');
    expect(await asked(person)).toMatchObject([{ reference: 'CEK-A1' }]);
    expect((await statuses('cheques')).sort()).toEqual(['no_match', 'processed', 'skipped_late']);
    await take('A2', '2027-04-20');
    await withdraw('cheques');
    await until('2027-04-15T07:00:00Z');
    expect(await asked(person)).toHaveLength(1);
  });

  it('is asked for its dates before it is in use, and they follow the days the tenant makes its own', async () => {
    await put('monthly/draft', {
      name: 'x',
      on: 'schedule',
      schedule: { every: 'month', day: 3, at: '10:00' },
      then: [{ do: 'task', role: 'staff' }],
    }).expect(200);
    const dates = async (query = '') => (await world.api.get(`/v1/triggers/monthly/dates${query}`)).body;
    const first = await dates();
    expect(first.timeZone).toBe('Europe/Istanbul');
    expect(first.dates).toHaveLength(10);
    expect(first.dates.slice(0, 2)).toEqual([
      { date: '2027-05-03', at: '2027-05-03T07:00:00.000Z', movedFrom: null },
      { date: '2027-06-03', at: '2027-06-03T07:00:00.000Z', movedFrom: null },
    ]);
    await world.api.put('/v1/calendar/2027-05-03', { kind: 'holiday', name: 'Sayım' }).expect(200);
    expect((await dates('?count=1')).dates).toEqual([
      { date: '2027-05-04', at: '2027-05-04T07:00:00.000Z', movedFrom: '2027-05-03' },
    ]);
    expect((await world.api.get('/v1/triggers/monthly/dates?version=published')).status).toBe(404);
    expect((await world.api.get('/v1/triggers/monthly/dates?near=2027-05-03')).status).toBe(400);
    await remove('2027-05-03').expect(204);
    expect((await dates('?count=1')).dates[0].date).toBe('2027-05-03');
    await put('near/draft', {
      name: 'x',
      on: 'schedule',
      schedule: {
        relative: { of: 'custom.cheque.taken', field: 'due_date', days: -3, business: true },
        at: '10:00',
      },
      then: [{ do: 'task', role: 'staff' }],
    }).expect(200);
    expect((await world.api.get('/v1/triggers/near/dates').expect(200)).body.dates).toEqual([]);
    const { body } = await world.api.get('/v1/triggers/near/dates?near=2027-05-03').expect(200);
    expect(body.dates).toMatchObject([{ date: '2027-04-28' }]);
    expect((await world.api.post('/v1/triggers/monthly/dry-run', { last: 1 })).body.problems[0].field).toBe(
      'path.id',
    );
  });

  it('near a date that is put off, brought forward and put back: the last word counts, and it acts once', async () => {
    const person = await newPerson(world);
    await publish('dues', {
      schedule: { relative: { of: 'payment.due.approaching', field: 'due_date', days: -2 }, at: '10:00' },
      then: [{ do: 'task', role: 'accounting' }],
    });
    const owes = async (due: string, item = 'ODEME-1') => {
      events += 1;
      world.clock.turn(1);
      await world.api
        .post('/v1/events', {
          ...{ type: 'payment.due.approaching', event_id: `due_${events}`, tenant: 't_demo' },
          ...{ customer_id: person.customerRef, occurred_at: '2027-04-15T10:00:00+03:00' },
          data: { account_no: '120.01', item_ref: item, due_date: due, unit: 'TRY', quantity: '100.00' },
        })
        .expect(202);
      await world.settle();
    };
    const dates = async () =>
      (await tasksOf('dues')).map(({ details }: { details: { local_date: string } }) => details.local_date);
    const cameTo = async (): Promise<string[]> =>
      (await world.api.get('/v1/events?type=trigger.date.reached&limit=200').expect(200)).body.data
        .filter(({ madeBy }: Made) => madeBy?.rule?.id === 'dues')
        .map(({ status, reason }: Made) => reason ?? status)
        .sort();
    await owes('2027-05-10');
    await owes('2027-05-27');
    await owes('2027-05-12', 'ODEME-2');
    // Before they come: of each thing the date of what was said last.
    const coming = async (query = ''): Promise<unknown[]> =>
      (await world.api.get(`/v1/triggers/dues/dates${query}`).expect(200)).body.dates;
    const second = { date: '2027-05-25', at: '2027-05-25T07:00:00.000Z', movedFrom: null };
    expect(await coming()).toEqual([
      { date: '2027-05-10', at: '2027-05-10T07:00:00.000Z', movedFrom: null, eventId: `due_${events}` },
      { ...second, eventId: `due_${events - 1}` },
    ]);
    expect(await coming('?count=1&version=published')).toHaveLength(1);
    await until('2027-05-11T07:00:00Z');
    expect(await coming()).toEqual([{ ...second, eventId: `due_${events - 1}` }]);
    expect(await dates()).toEqual(['2027-05-10']);
    expect(await cameTo()).toEqual(['accepted', 'processed', 'superseded']);
    // Back to a day that another one had taken the place of, which has not come.
    await owes('2027-05-31');
    await owes('2027-05-27');
    await until('2027-05-25T06:59:00Z');
    await until('2027-05-25T07:00:00Z');
    await world.settle();
    await until('2027-06-01T07:00:00Z');
    expect((await dates()).sort()).toEqual(['2027-05-10', '2027-05-25']);
    expect(await cameTo()).toEqual(['processed', 'processed', 'superseded', 'superseded']);
    await withdraw('dues');
  });

  it('cannot be as it is written: refused by name', async () => {
    const weekly = { every: 'week', days: ['monday'], at: '10:00' };
    const task = { do: 'task', role: 'staff' };
    const near = (of: string, field: string) => ({ relative: { of, field, days: 1 }, at: '10:00' });
    expect(await problemsOf({ then: [task] })).toEqual(['schedule: is required']);
    const problemsAt = (schedule: object) => problemsOf({ schedule, then: [task] });
    expect(await problemsAt({ every: 'fortnight', at: '10:00' })).toEqual([
      'schedule.every: must be one of day, week, month, quarter',
    ]);
    expect(await problemsAt({ every: 'week', days: ['monday', 'funday'], at: '10' })).toEqual([
      'schedule.days[1]: must be one of sunday, monday, tuesday, wednesday, thursday, friday, saturday',
      'schedule.at: must be a local time, HH:MM',
    ]);
    expect(await problemsAt({ every: 'week', at: '10:00' })).toEqual(['schedule.days: is required']);
    expect(await problemsAt({ relative: { of: 'report.ready', field: 'x' }, at: '10:00' })).toEqual([
      'schedule.relative.days: is required',
    ]);
    expect(await problemsAt({ at: '10:00' })).toEqual([
      'schedule: must be { every: day, week, month or quarter, … at } or { relative, at }',
    ]);
    expect(await problemsOf({ schedule: weekly, then: [asking] })).toEqual([
      'customers: must say for whom: events of this type are for a customer',
    ]);
    expect(await problemsOf({ schedule: weekly, then: [{ do: 'notify' }] })).toEqual([
      'then[0].do: must be one of emit, task, callback for this type',
    ]);
    expect(await problemsOf({ on: 'report.ready', schedule: weekly, then: [{ do: 'nothing' }] })).toEqual([
      'schedule: goes with on: schedule',
    ]);
    expect(await problemsOf({ schedule: near('transaction.risk.flagged', 'x'), then: [task] })).toEqual([
      'schedule.relative.of: must be a type of event for customers, or one of your own',
    ]);
    expect(await problemsOf({ schedule: near('custom.cheque.taken', 'no'), then: [task] })).toEqual([
      'schedule.relative.field: unknown_field: must be a date of these events',
    ]);
    expect(
      await problemsOf({
        schedule: near('custom.cheque.taken', 'due_date'),
        then: [
          { do: 'emit', type: 'custom.cheque.taken', data: { no: 'x', due_date: { from: 'due_date' } } },
        ],
      }),
    ).toEqual(['then: circular_emit: custom.cheque.taken → custom.cheque.taken']);
    const { body } = await put('sundays/draft', {
      name: 'x',
      on: 'schedule',
      schedule: { every: 'week', days: ['sunday'], at: '10:00', move: 'skip' },
      customers: ['NOBODY'],
      then: [task],
    }).expect(200);
    expect(
      body.warnings.map(({ code, field }: { code: string; field: string }) => `${code} ${field}`),
    ).toEqual(['unknown_customer customers', 'never_comes schedule']);
  });
});

/** The client of the tests knows no DELETE. */
const remove = (date: string) =>
  request(world.application.server as Server)
    .delete(`/v1/calendar/${date}`)
    .set('Authorization', `Bearer ${testApiKey}`);

describe('the calendar', () => {
  it('R29: holidays, half days and days of one’s own; what is over stays', async () => {
    const days = async (query: string) => (await world.api.get(`/v1/calendar${query}`)).body.data;
    expect(await days('?from=2027-10-25&to=2027-10-31')).toEqual([
      {
        date: '2027-10-28',
        kind: 'half_day',
        name: 'Cumhuriyet Bayramı arifesi',
        source: 'public',
        isBusinessDay: true,
        rev: 0,
      },
      {
        date: '2027-10-29',
        kind: 'holiday',
        name: 'Cumhuriyet Bayramı',
        source: 'public',
        isBusinessDay: false,
        rev: 0,
      },
    ]);
    const said = await world.api
      .put('/v1/calendar/2027-10-29', { kind: 'working', name: 'Açığız' })
      .expect(200);
    expect(said.body).toEqual({
      date: '2027-10-29',
      kind: 'working',
      name: 'Açığız',
      source: 'own',
      isBusinessDay: true,
      rev: expect.any(Number),
    });
    expect((await days('?from=2027-10-29&to=2027-10-29'))[0]).toEqual(said.body);
    await world.api.put('/v1/calendar/2027-10-29', { kind: 'half_day', name: 'Öğlene kadar' }).expect(200);
    expect((await days('?from=2027-10-29&to=2027-10-29'))[0].name).toBe('Öğlene kadar');
    await remove('2027-10-29').expect(204);
    await remove('2027-10-29').expect(404);
    expect(
      (await world.api.put('/v1/calendar/2027-01-04', { kind: 'holiday', name: 'x' })).body.problems,
    ).toEqual([{ field: 'path.date', message: 'is over' }]);
    expect((await world.api.get('/v1/calendar?from=2027-01-01&to=2029-01-01')).status).toBe(400);
  });
});

describe('a date that the business system reaches', () => {
  it('in the future: waits for its day and hour', async () => {
    const person = await newPerson(world);
    const at = world.clock.now().getTime() + 48 * hour;
    const date = new Date(at + 3 * hour).toISOString().slice(0, 10);
    await world.api
      .post('/v1/events', {
        ...{
          type: 'schedule.date.reached',
          event_id: 'date_1',
          tenant: 't_demo',
          occurred_at: '2027-04-01T10:00:00+03:00',
        },
        data: {
          ...{ rule_id: 'erp', local_date: date, local_time: '09:30', anchor: 'fixed', offset_days: 0 },
          ...{ emits: 'document.requested', customer_ids: [person.customerRef] },
          emit_data: { request_id: 'ERP-1', document_code: 'vergi_levhasi' },
        },
      })
      .expect(202);
    await world.settle();
    expect(await asked(person)).toEqual([]);
    await until(`${date}T06:29:59Z`);
    expect(await asked(person)).toEqual([]);
    await until(`${date}T06:30:00Z`);
    expect(await asked(person)).toHaveLength(1);
  });

  it('told late: made up for within a day, else on record as skipped and nobody is asked', async () => {
    const people = [await newPerson(world), await newPerson(world)];
    const now = world.clock.now().getTime();
    for (const [n, person] of people.entries()) {
      // Istanbul is three hours ahead.
      const local = new Date(now + 3 * hour - (n === 0 ? 23 : 25) * hour).toISOString();
      await world.api
        .post('/v1/events', {
          ...{ type: 'schedule.date.reached', event_id: `late_${n}`, tenant: 't_demo' },
          occurred_at: `${local.slice(0, 19)}+03:00`,
          data: {
            ...{ rule_id: `erp${n}`, local_date: local.slice(0, 10), local_time: local.slice(11, 16) },
            ...{ anchor: 'fixed', offset_days: 0, emits: 'document.requested' },
            ...{
              customer_ids: [person.customerRef],
              emit_data: { request_id: `ERP-${n}`, document_code: 'imza_sirkuleri' },
            },
          },
        })
        .expect(202);
    }
    await world.settle();
    const event = async (id: string) => (await world.api.get(`/v1/events/${id}`).expect(200)).body;
    expect([(await event('late_0')).status, (await event('late_1')).reason]).toEqual([
      'processed',
      'skipped_late',
    ]);
    const [asksOne, asksOther] = [await asked(people[0] as Person), await asked(people[1] as Person)];
    expect([asksOne.length, asksOther.length]).toEqual([1, 0]);
    expect((await event(asksOne[0].eventId)).madeBy).toEqual({ eventId: 'late_0', rule: null });
  });
});
