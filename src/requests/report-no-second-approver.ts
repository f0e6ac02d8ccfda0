import { derivedId } from '../shared/ids.ts';
import type { NewTask } from '../tasks/new-task.ts';
import type { NotifyChanges } from './notify-changes.ts';

/** One person approved and nobody else can: which request, and the change that says so. `at`: ISO 8601. */
export interface NoSecondApprover {
  id: string;
  requestId: string;
  customerRef: string;
  at: string;
}

/** Staff gets an urgent task, the business system its callback; both once per change. */
export const makeReportNoSecondApprover =
  (parts: { openTask(tenantId: string, task: NewTask): Promise<void>; notifyChanges: NotifyChanges }) =>
  async (tenantId: string, { id, requestId, customerRef, at }: NoSecondApprover): Promise<void> => {
    await parts.openTask(tenantId, {
      id: derivedId('tsk', id),
      conversationId: '',
      requestId,
      customerRefs: [customerRef],
      reason: 'no_second_approver',
      urgent: true,
      role: 'staff',
      at,
    });
    await parts.notifyChanges(tenantId, [{ id, requestId, at, closed: false }]);
  };
