import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Json } from '../shared/json.ts';
import type { TenantCalendar } from '../timers/business-calendar.ts';
import { dueOf } from './task-due.ts';
import type { TaskRecord } from './task.ts';
import type { TaskRepository } from './task.repository.ts';

export interface EscalationParts {
  tasks: TaskRepository;
  tenantIds(): Promise<readonly string[]>;
  calendarOf(tenantId: string): Promise<TenantCalendar>;
  /** Tells the business system; idempotent by `sourceId`. Never called for the compliance compartment. */
  announce(
    tenantId: TenantId,
    event: { sourceId: string; type: string; at: Date; data: { readonly [key: string]: Json } },
  ): Promise<void>;
  clock: Clock;
}

/**
 * Nothing waits for ever: a task nobody finished in time becomes urgent, gets a new due time and is told to the business
 * system, again and again. The business system never learns of compliance tasks (5549 art. 4: no trace outside).
 */
export const makeEscalateTasks =
  ({ tasks, tenantIds, calendarOf, announce, clock }: EscalationParts) =>
  async (): Promise<number> => {
    let escalated = 0;
    for (const id of await tenantIds()) {
      const tenantId = id as TenantId; // ids of the directory are tenants
      const calendar = await calendarOf(tenantId);
      const now = clock.now();
      for (const task of await tasks.findOverdue(tenantId, now, 100)) {
        // Told before it is counted: a process that dies in between tells it once more, under the same id.
        if (task.role !== 'compliance') await announce(tenantId, escalationOf(task, now));
        const dueAt = dueOf({ ...task, urgent: true }, now, calendar);
        if (await tasks.escalate(task, { at: now, dueAt })) escalated += 1;
      }
    }
    return escalated;
  };

const escalationOf = (task: TaskRecord, at: Date) => ({
  sourceId: `${task.id}:${task.escalations + 1}`,
  type: 'task.escalated',
  at,
  data: {
    taskId: task.id,
    reason: task.reason,
    requestId: task.requestId,
    conversationId: task.conversationId,
    owner: task.owner,
    dueAt: task.dueAt.toISOString(),
    escalations: task.escalations + 1,
  },
});
