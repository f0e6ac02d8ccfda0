import type { TenantId } from '../shared/ids.ts';
import { openedTask } from '../tasks/new-task.ts';
import type { TaskRepository } from '../tasks/task.repository.ts';
import type { StepOutput } from './step-output.ts';

export interface TaskRelayParts {
  tasks: Pick<TaskRepository, 'open'>;
  timeZoneOf(tenantId: string): Promise<string>;
}

export const relayTasks =
  ({ tasks, timeZoneOf }: TaskRelayParts) =>
  async (tenantId: string, outputs: readonly Pick<StepOutput, 'tasks'>[]): Promise<void> => {
    const owed = outputs.flatMap((output) => output.tasks);
    if (owed.length === 0) return;
    const timeZone = await timeZoneOf(tenantId);
    await tasks.open(owed.map((task) => openedTask(tenantId as TenantId, task, timeZone)));
  };
