import request from 'supertest';
import { makeTestApp, type TestApp } from '../support/app.ts';
import { aConversation, tenantA, tenantB } from '../support/builders-api.ts';
import { aStaffAccount } from '../support/staff-accounts.ts';
import { aTask } from '../support/staff-records.ts';

const chat = '/v1/conversations/cnv_1';

/** Two who may write in chats, an auditor, and somebody who was shut out. */
const filled = (): TestApp => {
  const test = makeTestApp();
  test.held.conversations.push(aConversation());
  test.held.tasks.push(aTask('tsk_1'), aTask('tsk_2', { role: 'compliance' }));
  test.held.staff.push(
    aStaffAccount({ id: 'stf_1', name: 'Ayşe' }),
    aStaffAccount({ id: 'stf_2', name: 'Can', email: 'can@example.com', role: 'clerk' }),
    aStaffAccount({ id: 'stf_3', name: 'Deniz', email: 'd@example.com', role: 'auditor' }),
    aStaffAccount({ id: 'stf_4', name: 'Ece', email: 'e@example.com', isDisabled: true }),
  );
  return test;
};

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
    const caller = callerOf(filled());
    const first = await caller.give(chat, 'stf_1').expect(200);
    const listed = async (assignee: string): Promise<number> =>
      (await caller.get(`/v1/conversations?assignee=${assignee}`)).body.data.length;

    expect([first.body.assignee, first.headers['etag']]).toEqual([{ id: 'stf_1', name: 'Ayşe' }, '"1"']);
    expect([await listed('stf_1'), await listed('stf_2'), await listed('none')]).toEqual([1, 0, 0]);
    await caller.give(chat, 'stf_2').expect(200);
    expect((await caller.get(chat)).body.assignment).toMatchObject({ assignee: { name: 'Can' }, rev: 2 });
    await caller.takeOff(chat).expect(200);
    expect([await listed('stf_2'), await listed('none')]).toEqual([0, 1]);
  });

  it('two people at once on what both saw: the second is told, and the first has it', async () => {
    const caller = callerOf(filled());
    await caller.give(chat, 'stf_1').set('If-Match', '"0"').expect(200);
    const late = await caller.give(chat, 'stf_2').set('If-Match', '"0"');

    expect([late.status, late.body.code]).toEqual([412, 'precondition_failed']);
    expect((await caller.get(chat)).body.assignment.assignee.id).toBe('stf_1');
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
    test.held.staff.forEach((account, at) => {
      if (account.id === 'stf_2') test.held.staff[at] = { ...account, isDisabled: true };
    });

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
      { id: 'stf_1', name: 'Ayşe', chats: true, tasks: true },
      { id: 'stf_2', name: 'Can', chats: true, tasks: true },
    ]);
  });
});

describe('whose a task is', () => {
  it('given, given back: shown, listed, and the second of two is told', async () => {
    const caller = callerOf(filled());
    const task = '/v1/tasks/tsk_1';
    const given = await caller.give(task, 'stf_2').set('If-Match', '"0"').expect(200);
    const late = await caller.give(task, 'stf_1').set('If-Match', '"0"');
    const mine = await caller.get('/v1/tasks?assignee=stf_2');

    expect(given.body).toMatchObject({ assignee: { name: 'Can' }, status: 'claimed', rev: 1 });
    expect(late.status).toBe(412);
    expect(mine.body.data.map(({ id }: { id: string }) => id)).toEqual(['tsk_1']);
    const { body } = await caller.takeOff(task).expect(200);
    expect(body).toMatchObject({ assignee: null, status: 'open', owner: null });
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

  it('of the compartment, to somebody outside it: refused, and nobody has it', async () => {
    const caller = callerOf(filled());
    const { status } = await caller.give('/v1/tasks/tsk_2', 'stf_1');

    expect(status).toBe(400);
    expect((await caller.get('/v1/tasks/tsk_2')).body.owner).toBeNull();
  });
});
