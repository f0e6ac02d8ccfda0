import { makeEscalateTasks } from '../../../src/tasks/escalate-tasks.ts';
import { dueOf } from '../../../src/tasks/task-due.ts';
import type { TaskRecord } from '../../../src/tasks/task.ts';
import type { TaskRepository } from '../../../src/tasks/task.repository.ts';
import { tenantA } from '../../support/builders-api.ts';
import { aTask as anyTask } from '../../support/staff-records.ts';

const zone = 'Europe/Istanbul';
/** A Monday, 10:00 in Istanbul. */
const monday = new Date('2026-11-23T07:00:00Z');

const aTask = (changes: Partial<TaskRecord>): TaskRecord =>
  anyTask('tsk_1', { customerRefs: [], dueAt: monday, createdAt: monday, ...changes });

describe('due time of a task', () => {
  it.each([
    ['staff on a Monday morning', { role: 'staff', urgent: false }, monday, '2026-11-23T11:00:00.000Z'],
    ['accounting', { role: 'accounting', urgent: false }, monday, '2026-11-23T09:00:00.000Z'],
    ['compliance', { role: 'compliance', urgent: false }, monday, '2026-11-23T11:00:00.000Z'],
    ['urgent', { role: 'staff', urgent: true }, monday, '2026-11-23T07:30:00.000Z'],
    [
      'Friday 17:00, four office hours',
      { role: 'staff', urgent: false },
      new Date('2026-11-27T14:00:00Z'),
      '2026-11-30T09:00:00.000Z',
    ],
    [
      'urgent on Sunday',
      { role: 'staff', urgent: true },
      new Date('2026-11-29T10:00:00Z'),
      '2026-11-30T06:30:00.000Z',
    ],
    [
      'the evening before a holiday',
      { role: 'staff', urgent: true },
      new Date('2026-10-28T16:00:00Z'),
      '2026-10-30T06:30:00.000Z',
    ],
  ] as const)('%s: counted in office time', (_title, task, at, expected) => {
    expect(dueOf(task, at, { timeZone: zone }).toISOString()).toBe(expected);
  });
});

describe('escalation', () => {
  const run = async (overdue: readonly TaskRecord[]) => {
    const told: string[] = [];
    const next: Date[] = [];
    const tasks: Pick<TaskRepository, 'findOverdue' | 'escalate'> = {
      findOverdue: () => Promise.resolve([...overdue]),
      escalate: (_task, { dueAt }) => {
        next.push(dueAt);
        return Promise.resolve(true);
      },
    };
    const escalate = makeEscalateTasks({
      tasks: tasks as TaskRepository, // the rest of the port is not used here
      tenantIds: () => Promise.resolve([tenantA]),
      calendarOf: () => Promise.resolve({ timeZone: zone }),
      announce: (_tenantId, { sourceId }) => {
        told.push(sourceId);
        return Promise.resolve();
      },
      clock: { now: () => monday },
    });
    return { count: await escalate(), told, next };
  };

  it('an overdue task: told once per round, due again in half an hour', async () => {
    const { count, told, next } = await run([aTask({ escalations: 2 })]);

    expect([count, told]).toEqual([1, ['tsk_1:3']]);
    expect(next.map((at) => at.toISOString())).toEqual(['2026-11-23T07:30:00.000Z']);
  });

  it('a compliance task: escalates, and nobody outside the compartment is told', async () => {
    const { count, told } = await run([aTask({ role: 'compliance' })]);

    expect([count, told]).toEqual([1, []]);
  });
});
