import {
  registerReceiver,
  startCallbackReceiver,
  type CallbackReceiver,
} from '../support/callback-receiver.ts';
import { callerWith } from '../support/callers.ts';
import { fixtureEvent } from '../support/events.ts';
import { personAt } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

describe('events for staff alone', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({ demo: true, now: '2026-11-26T05:00:00.000Z' });
  });
  afterAll(() => world.close());

  const report = async (event: object): Promise<Record<string, unknown>> => {
    expect((await world.api.post('/v1/events', event)).status).toBe(202);
    await world.settle();
    const { event_id: id } = event as { event_id: string };
    return (await world.api.get(`/v1/events/${id}`)).body as Record<string, unknown>;
  };
  interface Task {
    reason: string;
    role: string;
    customerRefs: string[];
    details: unknown;
  }
  const tasks = async (): Promise<Task[]> =>
    ((await world.api.get('/v1/tasks')).body as { data: Task[] }).data;

  it.each([
    ['evt_1007', 'compliance', 'sanction_screening'],
    ['evt_1016', 'compliance', 'transaction_risk'],
    ['evt_1013', 'accounting', 'account_deviation'],
  ])('%s: a task for %s with the data, and no message to anybody', async (id, role, reason) => {
    const event = fixtureEvent(id);
    const answer = await report(event);

    expect(answer).toEqual({
      eventId: id,
      type: event.type,
      status: 'processed',
      requestIds: [],
      messageIds: [],
      reason: null,
      trigger: { id: `shipped.${event.type}`, version: 1 },
      waitsUntil: null,
    });
    expect((await tasks()).filter((task) => task.reason === reason)).toMatchObject([
      { role, customerRefs: [event.customer_id], details: event.data },
    ]);
    expect(world.graph.messages).toEqual([]);
    const requests = await world.api.get(`/v1/requests?customer=${String(event.customer_id)}`);
    expect(requests.body.data).toEqual([]);
  });

  it('a verification of a transaction of the open case: nobody is asked, and the record is that of one who does not answer', async () => {
    const event = fixtureEvent('evt_1017');
    const reportAbout = (id: string, reference: string) =>
      report({
        ...event,
        event_id: id,
        data: { ...(event.data as object), transaction_ref: reference, requested_at: event.occurred_at },
      });
    const withheld = await reportAbout('evt_held', 'SAT-556');
    expect(world.graph.messages).toEqual([]);
    const other = await reportAbout('evt_free', 'SAT-900');
    expect(world.graph.messages.map(({ to }) => to)).toEqual(['+905000000801']);

    const recordOf = async (id: string): Promise<unknown> => {
      const { requestIds } = (await world.api.get(`/v1/events/${id}`)).body as { requestIds: string[] };
      const { body } = await world.api.get(`/v1/requests/${requestIds[0] ?? ''}`);
      const conversations = await world.api.get('/v1/conversations?contact=C008-1');
      const [conversation] = conversations.body.data as { id: string; openRequestIds: string[] }[];
      const lines = await world.api.get(`/v1/conversations/${conversation?.id ?? ''}/messages?limit=200`);
      const own = (lines.body.data as { requestId: string; text: string }[]).filter(
        ({ requestId }) => requestId === requestIds[0],
      );
      expect(conversation?.openRequestIds).toContain(requestIds[0]);
      const bare = { request: body, lines: own };
      return JSON.parse(
        JSON.stringify(bare)
          .replaceAll(/SAT-\d+/g, '<reference>')
          .replaceAll(id, '<event>')
          .replaceAll(/"providerMessageId":"wamid\.[^"]+"/g, '"providerMessageId":"<wamid>"')
          .replaceAll(/"id":"[\w-]{10,}\.(\d+)\./g, '"id":"<token>.$1.')
          .replaceAll(/"id":"(cnv_[\w-]+):\d+:\d+"/g, '"id":"$1"')
          .replaceAll(/req_[\w-]+/g, '<request>'),
      ) as unknown;
    };
    expect({ ...withheld, eventId: '', requestIds: [], messageIds: [] }).toEqual({
      ...other,
      eventId: '',
      requestIds: [],
      messageIds: [],
    });
    expect([withheld.requestIds, withheld.messageIds].map((ids) => (ids as string[]).length)).toEqual([1, 1]);
    expect(await recordOf('evt_held')).toEqual(await recordOf('evt_free'));
    expect((await tasks()).filter(({ reason }) => reason === 'verification_withheld')).toMatchObject([
      { role: 'compliance', customerRefs: ['C008'] },
    ]);
  });

  it('a withheld verification, the person writes: it is in none of the answers, and no word decides it', async () => {
    const before = world.graph.messages.length;
    const person = personAt(world, '+905000000801', { customerRef: 'C008', contactRef: 'C008-1' });
    const withheld = (await world.api.get('/v1/events/evt_held')).body.requestIds as string[];
    await person.writes('bekleyenler');
    await person.writes('evet');
    await person.writes('menü');

    expect(world.graph.messages.length).toBeGreaterThan(before);
    expect(JSON.stringify(world.graph.messages)).not.toMatch(/SAT-556/);
    expect((await world.api.get(`/v1/requests/${withheld[0] ?? ''}`)).body).toMatchObject({ status: 'open' });
  });

  it.each([
    ['nothing of a release', { release_reason: undefined, released_by: undefined }],
    ['another reason', { release_reason: 'sanctions' }],
  ])('a verification with %s: the same answer whether a case is open', async (lacking, changes) => {
    const event = fixtureEvent('evt_1017');
    const before = world.graph.messages.length;
    const answers = await Promise.all(
      ['SAT-551', 'SAT-901'].map(async (reference) => {
        const data = { ...(event.data as object), ...changes, transaction_ref: reference };
        const id = `unreleased ${lacking} ${reference}`.replaceAll(' ', '_');
        return { ...(await report({ ...event, event_id: id, data })), eventId: '' };
      }),
    );

    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ status: 'ignored', reason: 'not_released', requestIds: [] });
    expect(world.graph.messages).toHaveLength(before);
  });

  it('a deadline for compliance: nobody without the permission learns that it came', async () => {
    const receiver: CallbackReceiver = await startCallbackReceiver();
    try {
      await registerReceiver(world, receiver);
      const ordinary = await callerWith(world, ['events:read', 'events:write', 'tasks:read']);
      const admin = await callerWith(world, ['admin']);
      const officer = await callerWith(world, ['events:read', 'tasks:read', 'compliance']);
      const { contact_id: _named, ...deadline } = fixtureEvent('evt_1020');
      for (const group of ['compliance', 'accounting'])
        await report({ ...deadline, event_id: `due_${group}`, audience: `staff.${group}` });

      for (const caller of [ordinary, admin]) {
        const ids = ['due_compliance', 'never_came'];
        const [hidden, none] = await Promise.all(
          ids.map(async (id) => {
            const { status, body } = await caller.get(`/v1/events/${id}`);
            return { ...(body as object), status, instance: '', requestId: '' };
          }),
        );
        expect(hidden).toMatchObject({ status: 404 });
        expect(hidden).toEqual(none);
        expect((await caller.get('/v1/events/due_accounting')).status).toBe(200);
        const { data } = (await caller.get('/v1/tasks?limit=200')).body as { data: Task[] };
        expect(data.filter(({ reason }) => reason === 'deadline_approaching')).toMatchObject([
          { role: 'accounting' },
        ]);
      }
      expect((await officer.get('/v1/events/due_compliance')).body).toMatchObject({ status: 'processed' });
      expect(
        (await tasks()).filter(({ reason }) => reason === 'deadline_approaching').map(({ role }) => role),
      ).toEqual(expect.arrayContaining(['accounting', 'compliance']));

      world.clock.turn(24 * 60 * 60_000);
      await world.application.workers?.escalateTasks();
      const told = await receiver.waitForCalls('task.escalated', 2);
      expect(told.map(({ raw }) => raw).join()).toMatch(/deadline_approaching/);
      const all = (await officer.get('/v1/tasks?role=compliance&limit=200')).body as {
        data: { id: string }[];
      };
      expect(all.data.length).toBeGreaterThan(2);
      const raws = receiver.calls.map(({ raw }) => raw).join();
      expect(all.data.filter(({ id }) => raws.includes(id))).toEqual([]);
    } finally {
      await receiver.close();
    }
  });

  it('the demo: its people have accounts, and one of them a number that is not verified', async () => {
    const { body } = await world.api.get('/v1/customers/C009');
    expect(body).toMatchObject({
      recipientType: 'BIREYSEL',
      writtenAccountContract: false,
      contacts: [{ ref: 'C009-1', phoneVerified: false }],
      accounts: [{ accountNo: '120.02.0009', lines: [{ unit: 'EUR', quantity: '350.00', side: 'A' }] }],
    });
  });
});
