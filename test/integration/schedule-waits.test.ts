import { freshDatabaseName } from '../support/engine.ts';
import { newPerson, type Person } from '../support/scenario.ts';
import { startMockGraph } from '../support/mock-graph.ts';
import { startWorld } from '../support/world.ts';

/** The world begins on 23 November 2026 at ten in Istanbul. */
const dateEvent = (eventId: string, person: Person, date: string, time: string): object => ({
  type: 'schedule.date.reached',
  event_id: eventId,
  tenant: 't_demo',
  occurred_at: '2026-11-23T10:00:00+03:00',
  data: {
    rule_id: `R-${eventId}`,
    local_date: date,
    local_time: time,
    anchor: 'document_expiry',
    offset_days: -30,
    emits: 'document.requested',
    customer_ids: [person.customerRef],
    emit_data: { request_id: `BLG-${eventId}`, document_code: 'vergi_levhasi' },
  },
});

describe('a date that is reported before it is reached', () => {
  it('waits for its local time, over the death of its process, and is told exactly once', async () => {
    const graph = await startMockGraph();
    const databaseName = freshDatabaseName();
    const first = await startWorld({ graph, databaseName });
    const person = await newPerson(first);
    const accepted = await first.api.post('/v1/events', dateEvent('d1', person, '2026-11-25', '14:30'));
    expect(accepted.status).toBe(202);
    await first.settle();
    const stateAt = async (world: typeof first): Promise<unknown> =>
      (await world.api.get('/v1/events/d1')).body.status;
    expect(await stateAt(first)).toBe('accepted');
    await first.turn(2 * 24 * 3_600_000);
    expect([await stateAt(first), person.got()]).toEqual(['accepted', []]);
    const { clock } = first;
    await first.close();

    const second = await startWorld({ graph, databaseName, now: clock.now().toISOString() });
    const minutesLeft = (Date.parse('2026-11-25T14:30:00+03:00') - clock.now().getTime()) / 60_000;
    await second.turn((minutesLeft - 1) * 60_000);
    expect(await stateAt(second)).toBe('accepted');
    await second.turn(60_000);
    expect(await stateAt(second)).toBe('processed');
    await second.turn(24 * 3_600_000);
    const asked = (await second.api.get('/v1/requests?kind=document&limit=200')).body.data.filter(
      ({ customerRef }: { customerRef: string }) => customerRef === person.customerRef,
    );
    expect(asked).toHaveLength(1);
    await second.close();
    await graph.close();
  });

  it('today, a minute ago, or long past: at once', async () => {
    const world = await startWorld();
    const person = await newPerson(world);
    for (const [id, date, time] of [
      ['p1', '2026-11-23', '10:00'],
      ['p2', '2026-11-23', '00:00'],
      ['p3', '2026-10-01', '09:00'],
    ] as const) {
      await world.api.post('/v1/events', dateEvent(id, person, date, time)).expect(202);
      await world.settle();
      expect((await world.api.get(`/v1/events/${id}`)).body.status).toBe('processed');
    }
    await world.close();
  });

  it('listed with the others: by status, type and time', async () => {
    const world = await startWorld();
    const person = await newPerson(world);
    await world.api.post('/v1/events', dateEvent('l1', person, '2026-12-01', '09:00')).expect(202);
    const idsOf = async (query: string): Promise<string[]> =>
      (await world.api.get(`/v1/events?limit=200&${query}`)).body.data.map(
        ({ eventId }: { eventId: string }) => eventId,
      );
    expect(await idsOf('status=accepted')).toEqual(['l1']);
    expect(await idsOf('status=processed&type=schedule.date.reached')).toEqual([]);
    expect(await idsOf('type=schedule.date.reached&from=2026-11-23')).toEqual(['l1']);
    expect(await idsOf('type=schedule.date.reached&from=2026-11-24T00:00:00Z')).toEqual([]);
    expect((await world.api.get('/v1/events?status=lost')).status).toBe(400);
    expect((await world.api.get('/v1/events?from=yesterday')).status).toBe(400);
    await world.close();
  });
});
