import request from 'supertest';
import { sessionCookieName } from '../../src/api/session-cookie.ts';
import { noAssignment } from '../../src/conversations/assign-chat.ts';
import type { ConversationId } from '../../src/shared/ids.ts';
import { hashToken } from '../../src/staff/session.ts';
import type { Scope } from '../../src/staff/permissions.ts';
import type { StaffAccount } from '../../src/staff/staff-account.ts';
import { makeTestApp, type TestApp } from '../support/app.ts';
import { aConversation, tenantA, tenantB } from '../support/builders-api.ts';
import { aSession, aStaffAccount } from '../support/staff-accounts.ts';
import { aTask } from '../support/staff-records.ts';

const chat = '/v1/conversations/cnv_1';

/** Two who may write in chats, an auditor, somebody who was shut out, and somebody of the compartment. */
const filled = (changes: Parameters<typeof makeTestApp>[0] = {}): TestApp => {
  const test = makeTestApp(changes);
  test.held.conversations.push(aConversation());
  test.held.tasks.push(aTask('tsk_1'), aTask('tsk_2', { role: 'compliance' }));
  test.held.staff.push(
    aStaffAccount({ id: 'stf_1', name: 'Ayşe' }),
    aStaffAccount({ id: 'stf_2', name: 'Can', email: 'can@example.com', role: 'clerk' }),
    aStaffAccount({ id: 'stf_3', name: 'Deniz', email: 'd@example.com', role: 'auditor' }),
    aStaffAccount({ id: 'stf_4', name: 'Ece', email: 'e@example.com', isDisabled: true }),
    aStaffAccount({ id: 'stf_5', name: 'Figen', email: 'f@example.com', role: 'compliance' }),
  );
  return test;
};

const change = ({ held }: TestApp, id: string, changes: Partial<StaffAccount>): void =>
  held.staff.forEach((account, at) => {
    if (account.id === id) held.staff[at] = { ...account, ...changes };
  });

const callerOf = (test: TestApp, tenant = tenantA) => {
  const key = test.bearer(['*'], tenant);
  const call = (method: 'get' | 'put' | 'delete', path: string) =>
    request(test.app)[method](path).set('Authorization', key);
  return {
    get: (path: string) => call('get', path),
    give: (path: string, assignee: string) => call('put', `${path}/assignee`).send({ assignee }),
    takeOff: (path: string) => call('delete', `${path}/assignee`),
  };
};

describe('whose a chat is', () => {
  it('given, given on, taken off: shown with the chat, listed by whom it is', async () => {
    const test = filled();
    const caller = callerOf(test);
    const first = await caller.give(chat, 'stf_1').expect(200);
    const listed = async (assignee: string): Promise<number> =>
      (await caller.get(`/v1/conversations?assignee=${assignee}`)).body.data.length;

    expect([first.body.assignee, first.headers['etag']]).toEqual([{ id: 'stf_1', name: 'Ayşe' }, '"1"']);
    expect([await listed('stf_1'), await listed('stf_2'), await listed('none')]).toEqual([1, 0, 0]);
    await caller.give(chat, 'stf_2').expect(200);
    expect((await caller.get(chat)).body.assignment).toMatchObject({ assignee: { name: 'Can' }, rev: 2 });
    await caller.takeOff(chat).expect(200);
    expect([await listed('stf_2'), await listed('none')]).toEqual([0, 1]);
    const by = expect.stringMatching(/ key:\S+$/) as string;
    expect(test.held.assignmentsNoted).toEqual([by, by, by]);
    expect(test.held.assignmentsNoted.map((line) => line.replace(/ key:.*/, ''))).toEqual([
      'chat.assigned cnv_1@1 stf_1',
      'chat.assigned cnv_1@2 stf_2',
      'chat.assigned cnv_1@3 nobody',
    ]);
  });

  it('two people at once on what both saw: the second is told, and the first has it', async () => {
    const caller = callerOf(filled());
    await caller.give(chat, 'stf_1').set('If-Match', '"0"').expect(200);
    const late = await caller.give(chat, 'stf_2').set('If-Match', '"0"');

    expect([late.status, late.body.code]).toEqual([412, 'precondition_failed']);
    expect((await caller.get(chat)).body.assignment.assignee.id).toBe('stf_1');
    const again = await caller.give(chat, 'stf_1').set('If-Match', '"0"');
    expect([again.status, again.body.rev]).toEqual([200, 1]);
  });

  it.each([
    ['nobody’s', 'theirs from then on', null, 'stf_1'],
    ['a colleague’s', 'the colleague’s still', 'stf_2', 'stf_2'],
    ['somebody’s who is shut out', 'theirs from then on', 'stf_4', 'stf_1'],
  ])('%s, taken over by somebody signed in: %s', async (_case, _outcome, before, after) => {
    const test = filled();
    const token = 'p'.repeat(43);
    test.held.sessions.push(aSession({ tokenHash: hashToken(token), staffId: 'stf_1' }));
    const conversationId = aConversation().id;
    if (before !== null)
      test.held.assignments.push({ ...noAssignment(tenantA, conversationId), assignee: before, rev: 1 });
    await request(test.app)
      .post(`${chat}/takeover`)
      .set('Cookie', `${sessionCookieName}=${token}`)
      .set('Origin', 'http://localhost:3000')
      .send({})
      .expect(202);

    expect((await callerOf(test).get(chat)).body.assignment.assignee.id).toBe(after);
  });

  it('more than a thousand are one person’s: each is listed, page by page', async () => {
    const test = filled();
    const ids = Array.from({ length: 1_002 }, (_, at) => `cnv_m${1_000 + at}` as ConversationId);
    test.held.conversations.push(...ids.map((id) => aConversation({ id })));
    test.held.assignments.push(
      ...ids.map((id) => ({ ...noAssignment(tenantA, id), assignee: 'stf_1', rev: 1 })),
    );
    const listed: string[] = [];
    let more = '';
    do {
      const path = `/v1/conversations?assignee=stf_1&limit=200${more}`;
      const { body } = await callerOf(test).get(path).expect(200);
      listed.push(...(body.data as { id: string }[]).map(({ id }) => id));
      more = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (more !== '');

    expect(listed).toEqual(ids);
  });

  it.each([
    ['somebody unknown', 'stf_9'],
    ['somebody who was shut out', 'stf_4'],
    ['somebody who may not write in chats', 'stf_3'],
    ['the key itself', 'me'],
  ])('to %s: refused by the field, and nobody has it', async (_case, assignee) => {
    const caller = callerOf(filled());
    const { status, body } = await caller.give(chat, assignee);

    expect([status, body.problems[0].field]).toEqual([400, 'assignee']);
    expect((await caller.get(chat)).body.assignment).toEqual({
      ...{ assignee: null, formerAssignee: null, assignedAt: null, rev: 0 },
    });
  });

  it('whoever had it is shut out: it is nobody’s, and says whose it was', async () => {
    const test = filled();
    const caller = callerOf(test);
    await caller.give(chat, 'stf_2').expect(200);
    change(test, 'stf_2', { isDisabled: true });

    expect((await caller.get(chat)).body.assignment).toMatchObject({
      ...{ assignee: null, formerAssignee: { id: 'stf_2', name: 'Can' } },
    });
    expect((await caller.get('/v1/conversations?assignee=none')).body.data).toHaveLength(1);
  });

  it('another tenant: the chat is not there, its people are not listed', async () => {
    const test = filled();
    const other = callerOf(test, tenantB);

    expect((await other.give(chat, 'stf_1')).status).toBe(404);
    expect((await other.takeOff(chat)).status).toBe(404);
    expect((await other.get('/v1/colleagues')).body.data).toEqual([]);
    expect(test.held.assignments).toEqual([]);
  });

  it('who there is to have one: names and duties, nobody who has none', async () => {
    const { body } = await callerOf(filled()).get('/v1/colleagues');

    expect(body.data).toEqual([
      { id: 'stf_1', name: 'Ayşe', chats: true, tasks: true, compartment: false },
      { id: 'stf_2', name: 'Can', chats: true, tasks: true, compartment: false },
      { id: 'stf_5', name: 'Figen', chats: false, tasks: true, compartment: true },
    ]);
  });
});

describe('whose a task is', () => {
  it('given, given back: shown, listed, and the second of two is told', async () => {
    const test = filled();
    const caller = callerOf(test);
    const task = '/v1/tasks/tsk_1';
    const given = await caller.give(task, 'stf_2').set('If-Match', '"0"').expect(200);
    const late = await caller.give(task, 'stf_1').set('If-Match', '"0"');
    const mine = await caller.get('/v1/tasks?assignee=stf_2');

    expect(given.body).toMatchObject({ assignee: { name: 'Can' }, status: 'claimed', rev: 1 });
    expect(late.status).toBe(412);
    const again = await caller.give(task, 'stf_2').set('If-Match', '"0"');
    expect([again.status, again.body.rev]).toEqual([200, 1]);
    expect(mine.body.data.map(({ id }: { id: string }) => id)).toEqual(['tsk_1']);
    const { body } = await caller.takeOff(task).expect(200);
    expect(body).toMatchObject({ assignee: null, status: 'open', owner: null });
    // Once each, whoever was late or repeated it, and nothing of what changed nothing.
    expect(test.held.assignmentsNoted.map((line) => line.replace(/ key:.*/, ''))).toEqual([
      'task.assigned tsk_1@1 stf_2',
      'task.assigned tsk_1@2 nobody',
    ]);
  });

  it('of somebody who is shut out: nobody’s, and whoever claims it has it', async () => {
    const test = filled();
    test.held.tasks.push(aTask('tsk_3', { status: 'claimed', owner: 'staff:stf_4' }));
    const caller = callerOf(test);
    const free = await caller.get('/v1/tasks?assignee=none&role=staff');
    const claimed = await request(test.app)
      .post('/v1/tasks/tsk_3/claim')
      .set('Authorization', test.bearer(['*']))
      .send({ owner: 'ayse' });

    expect(free.body.data).toMatchObject([{ id: 'tsk_1' }, { id: 'tsk_3', formerAssignee: { name: 'Ece' } }]);
    expect([claimed.status, claimed.body.owner]).toEqual([200, 'ayse']);
  });

  it('given on before the first answer was made: the audit log has whom the first one gave it', async () => {
    const test = filled({
      ports: ({ tasks, ...ports }) => {
        const assign: typeof tasks.assign = async (tenantId, roles, id, owner, ...rest) => {
          const given = await tasks.assign(tenantId, roles, id, owner, ...rest);
          if (owner === 'staff:stf_1') await tasks.assign(tenantId, roles, id, 'staff:stf_2', null);
          return given;
        };
        return { ...ports, tasks: { ...tasks, assign } };
      },
    });
    const { body } = await callerOf(test).give('/v1/tasks/tsk_1', 'stf_1').expect(200);

    expect(body).toMatchObject({ assignee: { id: 'stf_2' }, rev: 2 });
    expect(test.held.assignmentsNoted).toEqual([expect.stringMatching(/^task\.assigned tsk_1@1 stf_1 key:/)]);
  });

  it('to whom it is given already: no line says that it was given by whoever repeats it', async () => {
    const test = filled();
    test.held.tasks.push(aTask('tsk_9', { status: 'claimed', owner: 'staff:stf_2', rev: 1 }));
    await callerOf(test).give('/v1/tasks/tsk_9', 'stf_2').expect(200);

    expect(test.held.assignmentsNoted).toEqual([]);
  });

  it('done while it is given: refused as done, and it stays so', async () => {
    const test = filled({
      ports: ({ tasks, ...ports }) => {
        const done = { by: 'key:1', at: ports.clock.now(), resolution: null };
        const assign: typeof tasks.assign = async (tenantId, roles, id, ...rest) => {
          await tasks.complete(tenantId, roles, id, done);
          return tasks.assign(tenantId, roles, id, ...rest);
        };
        return { ...ports, tasks: { ...tasks, assign } };
      },
    });
    const { status, body } = await callerOf(test).give('/v1/tasks/tsk_1', 'stf_1');

    expect([status, body.code]).toEqual([409, 'task_taken']);
    expect(test.held.tasks[0]).toMatchObject({ status: 'done', owner: null });
  });

  it('done: nobody’s are listed without it, unless done ones are asked for', async () => {
    const test = filled();
    test.held.tasks.push(aTask('tsk_0', { status: 'done' }));
    const listed = async (query: string): Promise<string[]> =>
      ((await callerOf(test).get(`/v1/tasks?role=staff&${query}`)).body.data as { id: string }[]).map(
        ({ id }) => id,
      );

    expect(await listed('assignee=none')).toEqual(['tsk_1']);
    expect(await listed('assignee=none&status=done')).toEqual(['tsk_0']);
    expect(await listed('status=done')).toEqual(['tsk_0']);
  });

  it('of the compartment, and whoever has it leaves that: nobody’s, there for whoever may see it, to be taken', async () => {
    const test = filled();
    const caller = callerOf(test);
    await caller.give('/v1/tasks/tsk_2', 'stf_5').expect(200);
    test.held.tasks.push(aTask('tsk_3', { status: 'claimed', owner: 'staff:stf_5' }));
    const nobodys = async (scopes: readonly Scope[]): Promise<string[]> => {
      const key = test.bearer(scopes);
      const { body } = await request(test.app).get('/v1/tasks?assignee=none').set('Authorization', key);
      return (body.data as { id: string }[]).map(({ id }) => id);
    };
    expect(await nobodys(['*'])).toEqual(['tsk_1']);
    change(test, 'stf_5', { role: 'clerk' });

    expect((await caller.get('/v1/tasks/tsk_2')).body).toMatchObject({
      ...{ assignee: null, formerAssignee: { id: 'stf_5', name: 'Figen' } },
    });
    expect((await caller.get('/v1/tasks/tsk_3')).body.assignee).toEqual({ id: 'stf_5', name: 'Figen' });
    expect([await nobodys(['*']), await nobodys(['tasks:read'])]).toEqual([['tsk_1', 'tsk_2'], ['tsk_1']]);
    const claimed = await request(test.app)
      .post('/v1/tasks/tsk_2/claim')
      .set('Authorization', test.bearer(['*']))
      .send({ owner: 'officer' });
    expect([claimed.status, claimed.body.owner]).toEqual([200, 'officer']);
  });

  it('of the compartment, to somebody outside it: refused, and nobody has it', async () => {
    const caller = callerOf(filled());
    const { status } = await caller.give('/v1/tasks/tsk_2', 'stf_1');

    expect(status).toBe(400);
    expect((await caller.get('/v1/tasks/tsk_2')).body.owner).toBeNull();
  });
});
