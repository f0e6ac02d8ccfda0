import fc from 'fast-check';
import { marked, staffEvent, staffTypes } from '../support/staff-only.ts';
import { startWorld, type World } from '../support/world.ts';

describe('an event for staff alone that names people', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ demo: true, now: '2026-11-26T05:00:00.000Z' });
  });
  afterAll(() => world?.close());

  it('R1: any mixture of audience, contact and customer: refused whole, or staff only; never a message or a request', async () => {
    const audiences = [
      'staff',
      'staff.compliance',
      'staff.accounting',
      'customer',
      'C007-1',
      'all',
      'STAFF',
      'staffs',
    ];
    const people = fc.record(
      {
        customer_id: fc.constantFrom('C007', 'C011', 'C999'),
        contact_id: fc.constantFrom('C007-1', 'C011-1', 'nobody'),
        audience: fc.constantFrom(...audiences),
        contact: fc.constant('C007-1'),
        to: fc.constant('+905000000701'),
      },
      { requiredKeys: [] },
    );
    let n = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...staffTypes), people, async (type, named) => {
        n += 1;
        const id = `evt_r1_${n}`;
        const { customer_id: _one, audience: _other, ...event } = staffEvent(type, 'C007');
        const answer = await world.api.post('/v1/events', { ...event, ...named, event_id: id });
        await world.settle();
        const isWhole =
          ['contact_id', 'contact', 'to'].every((key) => !(key in named)) &&
          (named.audience === undefined || /^staff(\.|$)/i.test(named.audience));
        const came = await world.api.get(`/v1/events/${id}`);
        expect([named, answer.status]).toEqual([named, isWhole ? 202 : 400]);
        expect([came.status, came.body.requestIds ?? [], came.body.messageIds ?? []]).toEqual([
          isWhole ? 200 : 404,
          [],
          [],
        ]);
      }),
      { numRuns: 40 },
    );

    expect(world.graph.messages).toEqual([]);
    expect((await world.api.get('/v1/requests')).body.data).toEqual([]);
    expect((await world.api.get('/v1/conversations')).body.data).toEqual([]);
  });

  it.each([...staffTypes])('a date that is to emit %s: emits nothing', async (emits) => {
    const event = {
      type: 'schedule.date.reached',
      event_id: `evt_date_${emits}`,
      tenant: 't_demo',
      occurred_at: '2026-11-26T09:00:00+03:00',
      data: {
        rule_id: 'r1',
        local_date: '2026-11-26',
        local_time: '09:00',
        anchor: 'fixed',
        offset_days: 0,
        emits,
        customer_ids: ['C007'],
        emit_data: marked[emits],
      },
    };
    const answer = await world.api.post('/v1/events', event);
    await world.settle();

    const came = await world.api.get(`/v1/events/evt_date_${emits}`);
    expect([answer.status, came.status]).toEqual([400, 404]);
    expect((answer.body.problems as { field: string }[]).map(({ field }) => field)).toEqual(['data.emits']);
    expect((await world.api.get('/v1/events/sch_r1_2026-11-26_C007')).status).toBe(404);
    expect(world.graph.messages).toEqual([]);
  });
});
