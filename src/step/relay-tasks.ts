import type { ConversationId, TenantId } from '../shared/ids.ts';
import { openedTask, type NewTask } from '../tasks/new-task.ts';
import type { TaskRepository } from '../tasks/task.repository.ts';
import type { TenantCalendar } from '../timers/business-calendar.ts';
import type { StepOutput } from './step-output.ts';

export interface TaskRelayParts {
  tasks: Pick<TaskRepository, 'open' | 'hasOpen'>;
  calendarOf(tenantId: string): Promise<TenantCalendar>;
}

/** A person is asked for once, whoever in the conversation asked: until somebody is done with it, the wish is the same. */
const wished: ReadonlySet<string> = new Set(['human_requested', 'not_understood']);

const isSameWish = (one: NewTask, other: NewTask): boolean =>
  one.reason === other.reason && one.conversationId === other.conversationId;

const withoutRepeated = async (
  tenantId: TenantId,
  owed: readonly NewTask[],
  tasks: TaskRelayParts['tasks'],
): Promise<NewTask[]> => {
  const kept: NewTask[] = [];
  for (const task of owed) {
    const { reason, id } = task;
    // Ids of a step are ours.
    const conversationId = task.conversationId as ConversationId;
    const isRepeated =
      wished.has(reason) &&
      (kept.some((one) => isSameWish(one, task)) ||
        (await tasks.hasOpen(tenantId, { conversationId, reason, besides: id })));
    if (!isRepeated) kept.push(task);
  }
  return kept;
};

export const relayTasks =
  ({ tasks, calendarOf }: TaskRelayParts) =>
  async (tenantId: string, outputs: readonly Pick<StepOutput, 'tasks'>[]): Promise<void> => {
    const owed = outputs.flatMap((output) => output.tasks);
    if (owed.length === 0) return;
    const [calendar, wanted] = await Promise.all([
      calendarOf(tenantId),
      // The tenant of a step is one of the tenants.
      withoutRepeated(tenantId as TenantId, owed, tasks),
    ]);
    await tasks.open(wanted.map((task) => openedTask(tenantId as TenantId, task, calendar)));
  };
