import type { TaskRole } from '../../machines/shared/effects.ts';
import { MongoTaskRepository } from '../../src/storage/repositories/mongo-task-repository.ts';
import type { TaskFilter } from '../../src/tasks/task.repository.ts';
import type { TaskRecord } from '../../src/tasks/task.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes, readAll } from '../support/records.ts';
import { aTask } from '../support/staff-records.ts';

const everyone: readonly TaskRole[] = ['staff', 'accounting', 'compliance'];
const ordinary: readonly TaskRole[] = ['staff', 'accounting'];

describe('task repository', () => {
  let database: TestDatabase;
  let tasks: MongoTaskRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  beforeEach(() => {
    tasks = new MongoTaskRepository(database.models, database.vault);
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  it('the same task opened twice: one, as it was first', async () => {
    await tasks.open([aTask('tsk_1')]);
    await tasks.open([aTask('tsk_1', { reason: 'other' }), aTask('tsk_2', { dueAt: minutes(30) })]);

    const all = await readAll((page) => tasks.list(tenantA, everyone, {}, page), 1);
    expect(all.map(({ id, reason }) => [id, reason])).toEqual([
      ['tsk_2', 'human_requested'],
      ['tsk_1', 'human_requested'],
    ]);
  });

  it('compliance, read without that role: not there, in no list, not to be taken or finished', async () => {
    await tasks.open([aTask('tsk_c', { role: 'compliance', details: { score: 78 } })]);

    expect(await tasks.find(tenantA, ordinary, 'tsk_c')).toBeNull();
    expect(await readAll((page) => tasks.list(tenantA, ordinary, {}, page), 10)).toEqual([]);
    const asked = await readAll((page) => tasks.list(tenantA, ordinary, { role: 'compliance' }, page), 10);
    expect(asked).toEqual([]);
    expect(await tasks.claim(tenantA, ordinary, 'tsk_c', 'someone')).toBeNull();
    const done = { by: 'someone', at: minutes(1), resolution: null };
    expect(await tasks.complete(tenantA, ordinary, 'tsk_c', done)).toBe(false);
    expect((await tasks.find(tenantA, everyone, 'tsk_c'))?.details).toEqual({ score: 78 });
  });

  it('details at rest: sealed', async () => {
    await tasks.open([aTask('tsk_c', { role: 'compliance', details: { subject: 'canary-subject' } })]);

    const stored = await database.models.collection('tasks').findOne({ _id: 'tsk_c' });
    expect(JSON.stringify(stored)).not.toContain('canary-subject');
    expect(Buffer.from(JSON.stringify(stored)).includes('canary')).toBe(false);
  });

  it('two people at once: one gets it, who has it may take it again, the other may not finish it twice', async () => {
    await tasks.open([aTask('tsk_1')]);

    const taken = await Promise.all(
      ['a', 'b'].map((owner) => tasks.claim(tenantA, ordinary, 'tsk_1', owner)),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
    const owner = taken[0] ? 'a' : 'b';
    expect(await tasks.claim(tenantA, ordinary, 'tsk_1', owner)).toEqual({ rev: 1, isNew: false });
    const finish = (by: string) =>
      tasks.complete(tenantA, ordinary, 'tsk_1', { by, at: minutes(5), resolution: `by ${by}` });
    expect([await finish('a'), await finish('b')]).toEqual([true, false]);
    expect(await tasks.find(tenantA, ordinary, 'tsk_1')).toMatchObject({
      status: 'done',
      doneBy: 'a',
      resolution: 'by a',
    });
  });

  it('given by two at once on what both saw: one is written, and each change is one revision', async () => {
    await tasks.open([aTask('tsk_1')]);
    const given = await Promise.all(
      ['staff:a', 'staff:b'].map((owner) => tasks.assign(tenantA, ordinary, 'tsk_1', owner, 0)),
    );
    const found = () => tasks.find(tenantA, ordinary, 'tsk_1');

    expect(given.filter(Boolean)).toHaveLength(1);
    const owner = given[0] === null ? 'staff:b' : 'staff:a';
    expect(given.find(Boolean)).toEqual({ rev: 1, isNew: true });
    expect(await found()).toMatchObject({ status: 'claimed', owner, rev: 1 });
    expect(await tasks.assign(tenantA, ordinary, 'tsk_1', null, null)).toEqual({ rev: 2, isNew: true });
    expect(await found()).toMatchObject({ status: 'open', owner: null, rev: 2 });
    expect(await tasks.claim(tenantA, ordinary, 'tsk_1', 'ayse')).toEqual({ rev: 3, isNew: true });
    await tasks.complete(tenantA, ordinary, 'tsk_1', { by: 'ayse', at: minutes(5), resolution: null });
    expect(await found()).toMatchObject({ status: 'done', owner: 'ayse', rev: 4 });
  });

  it('given once it is done, by another tenant or without its role: it stays as it is', async () => {
    const before = [aTask('tsk_1', { status: 'done' }), aTask('tsk_c', { role: 'compliance' })];
    await tasks.open(before);

    expect(await tasks.assign(tenantA, everyone, 'tsk_1', 'staff:a', null)).toBeNull();
    expect(await tasks.assign(tenantB, everyone, 'tsk_c', 'staff:a', null)).toBeNull();
    expect(await tasks.assign(tenantA, ordinary, 'tsk_c', 'staff:a', null)).toBeNull();
    expect(await readAll((page) => tasks.list(tenantA, everyone, {}, page), 10)).toEqual(before);
  });

  it('listed by whom they are, page by page: theirs and nobody’s, of the compartment those of its own owners too', async () => {
    await tasks.open([
      aTask('tsk_1', { dueAt: minutes(1), status: 'done' }),
      aTask('tsk_2', { dueAt: minutes(2), role: 'compliance', status: 'claimed', owner: 'staff:b' }),
      aTask('tsk_3', { dueAt: minutes(3), status: 'claimed', owner: 'staff:b' }),
      aTask('tsk_4', { dueAt: minutes(4), status: 'claimed', owner: 'staff:a' }),
      aTask('tsk_5', { dueAt: minutes(5) }),
      aTask('tsk_6', { tenantId: tenantB }),
    ]);
    const listed = async (filter: TaskFilter, roles = everyone): Promise<string[]> =>
      (await readAll((page) => tasks.list(tenantA, roles, filter, page), 1)).map(({ id }) => id);
    const open = { owners: [null, 'staff:a'], isDone: false };

    expect(await listed({ owners: [null] })).toEqual(['tsk_1', 'tsk_5']);
    expect(await listed({ owners: ['staff:b'] })).toEqual(['tsk_2', 'tsk_3']);
    expect(await listed(open)).toEqual(['tsk_4', 'tsk_5']);
    expect(await listed({ ...open, compartmentOwners: ['staff:b'] })).toEqual(['tsk_2', 'tsk_4', 'tsk_5']);
    expect(await listed({ ...open, compartmentOwners: ['staff:b'] }, ordinary)).toEqual(['tsk_4', 'tsk_5']);
  });

  it('overdue: only what is not done, escalated once by however many processes', async () => {
    await tasks.open([
      aTask('tsk_1', { dueAt: minutes(10) }),
      aTask('tsk_2', { dueAt: minutes(90) }),
      aTask('tsk_3', { dueAt: minutes(10), status: 'done' }),
    ]);

    const overdue = await tasks.findOverdue(tenantA, minutes(20), 10);
    expect(overdue.map(({ id }) => id)).toEqual(['tsk_1']);
    const [task] = overdue as [TaskRecord];
    const next = { at: minutes(20), dueAt: minutes(50) };
    const written = await Promise.all([tasks.escalate(task, next), tasks.escalate(task, next)]);
    expect(written.filter(Boolean)).toHaveLength(1);
    expect(await tasks.find(tenantA, ordinary, 'tsk_1')).toMatchObject({
      escalations: 1,
      urgent: true,
      dueAt: minutes(50),
    });
  });

  it('a transaction of an open case: under review until the case is done, in this tenant alone', async () => {
    const details = { case_id: 'CASE-1', transaction_refs: ['SAT-551', 'SAT-556'] };
    await tasks.open([
      aTask('tsk_c', { role: 'compliance', details }),
      aTask('tsk_s', { role: 'staff', details: { transaction_refs: ['SAT-900'] } }),
    ]);

    expect(await tasks.isUnderReview(tenantA, 'SAT-556')).toBe(true);
    expect(await tasks.isUnderReview(tenantA, 'SAT-900')).toBe(false);
    expect(await tasks.isUnderReview(tenantB, 'SAT-556')).toBe(false);
    await tasks.complete(tenantA, everyone, 'tsk_c', { by: 'a', at: minutes(5), resolution: null });
    expect(await tasks.isUnderReview(tenantA, 'SAT-556')).toBe(false);
  });

  it('another tenant: sees and moves nothing', async () => {
    await tasks.open([aTask('tsk_1')]);

    expect(await tasks.find(tenantB, everyone, 'tsk_1')).toBeNull();
    expect(await tasks.claim(tenantB, everyone, 'tsk_1', 'x')).toBeNull();
    expect(await readAll((page) => tasks.list(tenantB, everyone, {}, page), 10)).toEqual([]);
  });
});
