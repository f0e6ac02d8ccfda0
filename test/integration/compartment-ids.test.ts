import { callerWith, type Caller } from '../support/callers.ts';
import { aLetterEvent, fixtureEvent } from '../support/events.ts';
import { startWorld, type World } from '../support/world.ts';

describe('the event_id of a hidden event, tried by somebody without the permission', () => {
  let world: World;
  let ordinary: Caller;
  let officer: Caller;
  beforeAll(async () => {
    world = await startWorld({ demo: true, now: '2026-11-26T05:00:00.000Z' });
    ordinary = await callerWith(world, ['events:read', 'events:write', 'tasks:read', 'requests:read']);
    officer = await callerWith(world, ['events:read', 'events:write', 'tasks:read', 'compliance']);
  });
  afterAll(() => world?.close());

  const bare = ({ status, body, headers }: Awaited<ReturnType<Caller['post']>>, id: string): unknown => ({
    status,
    body: JSON.parse(JSON.stringify(body).replaceAll(id, '<id>')) as unknown,
    replayed: headers['idempotency-replayed'] ?? null,
  });
  const { contact_id: _named, ...deadline } = fixtureEvent('evt_1020');
  const probes: Readonly<Record<string, object>> = {
    'the same event': fixtureEvent('evt_1007'),
    'another screening': { ...fixtureEvent('evt_1007'), occurred_at: '2026-11-24T09:46:00+03:00' },
    'a risk flag': fixtureEvent('evt_1016'),
    'a deviation': fixtureEvent('evt_1013'),
    'a deadline for the compartment': { ...deadline, audience: 'staff.compliance_responsible' },
    'a letter': aLetterEvent({ eventId: 'x', customer: 'C002', contact: 'C002-1' }),
  };

  it.each(Object.keys(probes))('%s under it: answered like under an id that never was', async (probe) => {
    const event = probes[probe] ?? {};
    const [hidden, fresh] = ['hidden', 'never'].map(
      (name) => `${name}_${Object.keys(probes).indexOf(probe)}`,
    ) as [string, string];
    await officer.post('/v1/events', { ...fixtureEvent('evt_1007'), event_id: hidden });
    const answers = [
      bare(await ordinary.post('/v1/events', { ...event, event_id: hidden }), hidden),
      bare(await ordinary.post('/v1/events', { ...event, event_id: fresh }), fresh),
    ];
    await world.settle();
    const seen = [await ordinary.get(`/v1/events/${hidden}`), await ordinary.get(`/v1/events/${fresh}`)];
    const told = JSON.stringify(
      seen.map(({ status, body }) => ({ status, type: (body as { type?: string }).type })),
    );
    expect(told).toBe(JSON.stringify(Array.from({ length: 2 }, () => JSON.parse(told)[0] as unknown)));
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ status: 202, replayed: null });
  });

  it('what was posted under it: worked, all of it, and each seen by whom it is for', async () => {
    await world.settle();
    const all = (await officer.get('/v1/tasks?role=compliance&limit=200')).body as {
      data: { reason: string }[];
    };
    const count = (reason: string): number => all.data.filter((task) => task.reason === reason).length;

    // One for each probe by the officer; of the probes the same event is no other, and one under a new id is.
    expect(count('sanction_screening')).toBe(6 + 1 + 2);
    expect([count('transaction_risk'), count('deadline_approaching')]).toEqual([2, 2]);
    const letterId = `hidden_${Object.keys(probes).indexOf('a letter')}`;
    expect((await ordinary.get(`/v1/events/${letterId}`)).body).toMatchObject({
      type: 'reconciliation.letter.ready',
      status: 'processed',
    });
    expect((await officer.get(`/v1/events/${letterId}`)).body).toMatchObject({
      eventId: letterId,
      type: 'sanction.screening.completed',
    });
  });

  it('somebody with the permission: is told of a repeat, and of an id used for something else', async () => {
    const event = { ...fixtureEvent('evt_1016'), event_id: 'evt_own' };
    expect((await officer.post('/v1/events', event)).status).toBe(202);
    const again = await officer.post('/v1/events', event);
    const other = await officer.post('/v1/events', { ...event, occurred_at: '2026-11-25T17:21:00+03:00' });

    expect([again.status, again.headers['idempotency-replayed']]).toEqual([202, 'true']);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  });
});
