import type { TaskRole } from '../../machines/shared/effects.ts';
import { MongoTaskRepository } from '../../src/storage/repositories/mongo-task-repository.ts';
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
    expect(await tasks.claim(tenantA, ordinary, 'tsk_c', 'someone')).toBe(false);
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
    expect(await tasks.claim(tenantA, ordinary, 'tsk_1', owner)).toBe(true);
    const finish = (by: string) =>
      tasks.complete(tenantA, ordinary, 'tsk_1', { by, at: minutes(5), resolution: `by ${by}` });
    expect([await finish('a'), await finish('b')]).toEqual([true, false]);
    expect(await tasks.find(tenantA, ordinary, 'tsk_1')).toMatchObject({
      status: 'done',
      doneBy: 'a',
      resolution: 'by a',
    });
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
    expect(await tasks.claim(tenantB, everyone, 'tsk_1', 'x')).toBe(false);
    expect(await readAll((page) => tasks.list(tenantB, everyone, {}, page), 10)).toEqual([]);
  });
});
