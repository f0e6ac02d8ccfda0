import type { Server } from 'node:http';
import request from 'supertest';
import { recordOfGivenKey } from '../../src/api/issue-api-key.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import {
  registerReceiver,
  startCallbackReceiver,
  type CallbackReceiver,
} from '../support/callback-receiver.ts';
import { callerWith, type Caller } from '../support/callers.ts';
import { aLetterEvent, fixtureEvent } from '../support/events.ts';
import { conversationOf, newPerson, report, requestOf, type Person } from '../support/scenario.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

const minute = 60_000;

interface ShownTask {
  id: string;
  reason: string;
  role: string;
  status: string;
  urgent: boolean;
  owner: string | null;
  conversationId: string | null;
  requestId: string | null;
  customerRefs: string[];
  createdAt: string;
  dueAt: string;
  escalations: number;
  escalatedAt: string | null;
}
interface ShownPage {
  data: ShownTask[];
  nextCursor: string | null;
}

const pageOf = async (caller: Pick<Caller, 'get'>, query = ''): Promise<ShownPage> =>
  (await caller.get(`/v1/tasks?limit=200${query}`)).body as ShownPage;
const tasksOf = async (world: World, person: Person): Promise<ShownTask[]> => {
  const { id } = await conversationOf(world, person.contactRef ?? '');
  return (await pageOf(world.api, `&conversation=${id}`)).data;
};
const wanting = async (world: World, words = 'temsilci'): Promise<[Person, ShownTask]> => {
  const person = await newPerson(world);
  await person.writes(words);
  const [task] = await tasksOf(world, person);
  if (task === undefined) throw new Error(`«${words}» made no task`);
  return [person, task];
};

describe('tasks over the API', () => {
  let world: World;
  let ayse: Caller;
  let mehmet: Caller;
  beforeAll(async () => {
    world = await startWorld();
    ayse = await callerWith(world, ['tasks:write']);
    mehmet = await callerWith(world, ['tasks:write']);
  });
  afterAll(() => world?.close());

  it('the list: due first, page by page without gaps, the same as at once', async () => {
    for (const words of ['temsilci', 'ekstre', 'verilerimi silin']) await wanting(world, words);
    const all = (await pageOf(world.api)).data;
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page = (await world.api.get(`/v1/tasks?limit=1${more}`)).body as ShownPage;
      paged.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);

    expect(all.length).toBeGreaterThanOrEqual(3);
    expect(paged).toEqual(all.map(({ id }) => id));
    expect(all.map(({ dueAt }) => dueAt)).toEqual(all.map(({ dueAt }) => dueAt).sort());
  });

  it('every task the chats opened: due after it was made, urgent ones within half an office hour', async () => {
    await world.api.post('/v1/events', fixtureEvent('evt_1013')).expect(202);
    await world.settle();
    const { data } = await pageOf(world.api);
    const reasons = new Map(data.map(({ reason, role }) => [reason, role]));

    expect(Object.fromEntries(reasons)).toMatchObject({
      human_requested: 'staff',
      statement_requested: 'accounting',
      privacy_erasure: 'staff',
      account_deviation: 'accounting',
    });
    const allowed = { staff: 4 * 60, accounting: 2 * 60, compliance: 4 * 60 } as const;
    for (const { reason, role, urgent, createdAt, dueAt } of data) {
      const minutes = (Date.parse(dueAt) - Date.parse(createdAt)) / minute;
      const expected = urgent ? 30 : allowed[role as keyof typeof allowed];
      expect([reason, minutes]).toEqual([reason, expected]);
    }
  });

  it.each([
    ['status=open', ({ status }: ShownTask) => status === 'open'],
    ['role=accounting', ({ role }: ShownTask) => role === 'accounting'],
    ['reason=human_requested', ({ reason }: ShownTask) => reason === 'human_requested'],
    [
      'status=open&reason=human_requested',
      ({ reason, status }: ShownTask) => reason === 'human_requested' && status === 'open',
    ],
  ])('filtered by %s: exactly those', async (query, fits) => {
    await wanting(world, 'ekstre');
    const [, taken] = await wanting(world);
    await ayse.post(`/v1/tasks/${taken.id}/claim`).expect(200);
    const all = (await pageOf(world.api)).data;
    const { data } = await pageOf(world.api, `&${query}`);

    expect(data).toEqual(all.filter(fits));
    expect(data.length).toBeGreaterThan(0);
    expect(data.length).toBeLessThan(all.length);
  });

  it('filtered by request, conversation and owner: exactly those', async () => {
    const person = await newPerson(world);
    const event = aLetterEvent({
      eventId: 'evt_tasks_1',
      customer: person.customerRef ?? '',
      contact: person.contactRef ?? '',
    });
    const { id: requestId } = await report(world, event);
    await person.taps('askedForHuman');
    const [task] = await tasksOf(world, person);
    await ayse.post(`/v1/tasks/${task?.id}/claim`, { owner: 'Ayşe Deneme' }).expect(200);

    expect(task).toMatchObject({ requestId, customerRefs: [person.customerRef] });
    for (const query of [`request=${requestId}`, `owner=${encodeURIComponent('Ayşe Deneme')}`])
      expect((await pageOf(world.api, `&${query}`)).data.map(({ id }) => id)).toEqual([task?.id]);
    expect((await requestOf(world, event)).status).toBe('open');
  });

  it.each(['status=closed', 'role=owner', 'limit=201', 'cursor=%24ne', 'reason[$ne]=x', 'unknown=1'])(
    'asked with %s: 400',
    async (query) => {
      const answer = await world.api.get(`/v1/tasks?${query}`);
      expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    },
  );

  it('taken by two at once: one has it, the other gets task_taken; taking it again changes nothing', async () => {
    const [, task] = await wanting(world);
    const path = `/v1/tasks/${task.id}/claim`;
    const answers = await Promise.all([ayse.post(path), mehmet.post(path)]);
    const [first, second] = answers[0].status === 200 ? [ayse, mehmet] : [mehmet, ayse];
    const refused = await second.post(path);
    const again = await first.post(path);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect([refused.status, refused.body.code]).toEqual([409, 'task_taken']);
    expect(again.body).toEqual({ ...task, status: 'claimed', owner: `key:${first.keyId}`, rev: 1 });
  });

  it('finished: by whom, when and how is kept; it cannot be taken or finished again', async () => {
    const [, task] = await wanting(world);
    await ayse.post(`/v1/tasks/${task.id}/claim`).expect(200);
    world.clock.turn(minute);
    const path = `/v1/tasks/${task.id}`;
    const done = await ayse.post(`${path}/complete`, { resolution: 'Müşteri arandı.' });
    const after = [
      await mehmet.post(`${path}/complete`, { resolution: 'x' }),
      await mehmet.post(`${path}/claim`),
    ];

    expect(done.body).toMatchObject({
      status: 'done',
      doneBy: `key:${ayse.keyId}`,
      doneAt: world.clock.now().toISOString(),
      resolution: 'Müşteri arandı.',
    });
    expect(after.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'task_taken'],
      [409, 'task_taken'],
    ]);
    expect((await world.api.get(path)).body).toEqual(done.body);
    expect((await pageOf(world.api, '&status=done')).data.map(({ id }) => id)).toContain(task.id);
  });

  it('orders that are not understood: 400, the task stays as it was', async () => {
    const [, task] = await wanting(world);
    const orders = [
      ['claim', { owner: '' }],
      ['claim', { owner: { $ne: null } }],
      ['claim', { status: 'done' }],
      ['complete', { resolution: '  ' }],
      ['complete', { resolution: 'x'.repeat(1001) }],
      ['complete', { role: 'compliance' }],
    ] as const;
    for (const [order, body] of orders) {
      const answer = await world.api.post(`/v1/tasks/${task.id}/${order}`, body);
      expect([body, answer.status, answer.body.code]).toEqual([body, 400, 'validation_failed']);
    }

    expect((await world.api.get(`/v1/tasks/${task.id}`)).body).toEqual(task);
  });

  it('a key of another tenant: another process serves that one, and whatever is asked is answered alike', async () => {
    const [, task] = await wanting(world);
    const key = 'wk_tasksother_secretsecretsecret';
    await world.application.repositories.keys.create(
      recordOfGivenKey(
        {
          tenantId: 't_other' as TenantId,
          name: 'o',
          scopes: ['*'],
          expiresAt: null,
          now: world.clock.now(),
        },
        key,
      ),
    );
    const server = world.application.server as Server;
    const call = (method: 'get' | 'post', path: string) =>
      request(server)[method](path).set('Authorization', `Bearer ${key}`);
    const plain = ({ body }: { body: object }): object => ({ ...body, requestId: null });
    const missing = plain(await call('get', '/v1/tasks/tsk_none'));

    expect(missing).toMatchObject({ status: 421, code: 'not_served_here' });
    expect(plain(await call('get', `/v1/tasks/${task.id}`))).toEqual(missing);
    for (const order of ['claim', 'complete'])
      expect(plain(await call('post', `/v1/tasks/${task.id}/${order}`).send({}))).toEqual(missing);
    expect(plain(await call('get', '/v1/tasks'))).toEqual(missing);
    expect((await world.api.get(`/v1/tasks/${task.id}`)).body).toEqual(task);
  });

  it('a key that may only read: 403 for taking and finishing', async () => {
    const [, task] = await wanting(world);
    const reader = await callerWith(world, ['tasks:read']);

    expect((await reader.get(`/v1/tasks/${task.id}`)).status).toBe(200);
    for (const order of ['claim', 'complete'])
      expect((await reader.post(`/v1/tasks/${task.id}/${order}`)).status).toBe(403);
  });

  it('a movement the person does not know: the account says nothing until the task is finished', async () => {
    const person = await newPerson(world);
    const event = {
      ...fixtureEvent('evt_1008'),
      event_id: 'evt_tasks_movement',
      customer_id: person.customerRef,
      contact_id: person.contactRef,
      data: {
        movement_id: 'HRK-1',
        account_no: '120.01.0555',
        movement_type: 'sale',
        unit: 'TRY',
        quantity: '1250.00',
        side: 'B',
        posted_at: '2026-11-23T09:50:00+03:00',
        balance_after: [{ unit: 'TRY', quantity: '4321.00', side: 'B' }],
      },
      type: 'account.movement.posted',
    };
    await report(world, event);
    await person.taps('notMine');
    await person.writes('bakiye');
    expect(person.sees().text).not.toContain('4.321');
    const locked = await tasksOf(world, person);
    const task = locked.find(({ reason }) => reason === 'movement_disputed');
    expect(task).toMatchObject({ urgent: true });
    await ayse.post(`/v1/tasks/${task?.id}/complete`, { resolution: 'Kayıt düzeltildi.' }).expect(200);
    await world.settle();
    await person.writes('bakiye');

    expect(person.sees().text).toContain('4.321,00');
  });
});

describe('tasks that wait too long', () => {
  let world: World;
  let receiver: CallbackReceiver;
  beforeEach(async () => {
    world = await startWorld();
    receiver = await startCallbackReceiver();
    await registerReceiver(world, receiver);
  });
  afterEach(async () => {
    await world?.close();
    await receiver?.close();
  });
  const escalate = async (): Promise<number> => (await world.application.workers?.escalateTasks()) ?? 0;
  const read = async ({ id }: ShownTask): Promise<ShownTask> =>
    (await world.api.get(`/v1/tasks/${id}`)).body as ShownTask;
  const told = () =>
    receiver.of('task.escalated').map(({ body: { data } }) => [data.taskId, data.escalations, data.owner]);

  it('a person wants a human and nobody comes: urgent, told once per round, until it is finished', async () => {
    const [, task] = await wanting(world);
    world.clock.turn(4 * 60 * minute - 1);
    expect([await escalate(), (await read(task)).urgent]).toEqual([0, false]);

    world.clock.turn(1);
    const rounds = await Promise.all([escalate(), escalate(), escalate()]);
    await receiver.waitForCalls('task.escalated', 1);
    expect(rounds.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await escalate()).toBe(0);
    const first = await read(task);
    expect(first).toMatchObject({
      urgent: true,
      escalations: 1,
      escalatedAt: world.clock.now().toISOString(),
    });
    expect(Date.parse(first.dueAt) - world.clock.now().getTime()).toBe(30 * minute);

    await world.api.post(`/v1/tasks/${task.id}/claim`, { owner: 'Ayşe' }).expect(200);
    world.clock.turn(30 * minute);
    expect(await escalate()).toBe(1);
    await receiver.waitForCalls('task.escalated', 2);
    await world.api.post(`/v1/tasks/${task.id}/complete`).expect(200);
    world.clock.turn(24 * 60 * minute);
    expect(await escalate()).toBe(0);
    expect(told()).toEqual([
      [task.id, 1, null],
      [task.id, 2, 'Ayşe'],
    ]);
    expect(new Set(receiver.of('task.escalated').map(({ headers }) => headers['webhook-id'])).size).toBe(2);
  });

  it('the callback: names the work, not the people', async () => {
    const [person, task] = await wanting(world);
    world.clock.turn(4 * 60 * minute);
    await escalate();
    const [call] = await receiver.waitForCalls('task.escalated');

    expect(call?.body.data).toEqual({
      taskId: task.id,
      reason: 'human_requested',
      requestId: null,
      conversationId: task.conversationId,
      owner: null,
      dueAt: task.dueAt,
      escalations: 1,
    });
    expect(call?.raw).not.toContain(person.phone.slice(1));
  });

  it('on Friday evening: due and urgent on Monday, counted in office hours', async () => {
    world.clock.set('2026-11-27T14:00:00.000Z');
    const [, task] = await wanting(world);
    expect(task.dueAt).toBe('2026-11-30T09:00:00.000Z');
    world.clock.set('2026-11-30T08:59:59.000Z');
    expect(await escalate()).toBe(0);
    world.clock.set('2026-11-30T09:00:00.000Z');
    expect(await escalate()).toBe(1);
  });

  it('of compliance: escalates round by round, and nobody is told', async () => {
    await world.api.post('/v1/events', fixtureEvent('evt_1007')).expect(202);
    await world.settle();
    const [person] = await wanting(world);
    for (let round = 1; round <= 3; round += 1) {
      world.clock.turn(24 * 60 * minute);
      await escalate();
    }
    const [task] = (await pageOf(world.api, '&role=compliance')).data;
    await waitFor('what is told of the other task', () => told().length >= 3);

    expect(task).toMatchObject({ urgent: true, escalations: 3 });
    expect(new Set(told().map(([id]) => id))).toEqual(new Set([(await tasksOf(world, person))[0]?.id]));
    expect(receiver.calls.filter(({ raw }) => /sanction|compliance/.test(raw))).toEqual([]);
  });
});
