import type { TaskRole } from '../../machines/shared/effects.ts';
import type { ConversationId, RequestId, TenantId } from '../shared/ids.ts';
import type { JsonObject } from '../shared/json.ts';
import type { TenantCalendar } from '../timers/business-calendar.ts';
import { dueOf } from './task-due.ts';
import type { TaskRecord } from './task.ts';

/** Work for a person as a step or an event asks for it. */
export interface NewTask {
  id: string;
  /** Empty: it belongs to no conversation. */
  conversationId: string;
  requestId: string | null;
  customerRefs: readonly string[];
  reason: string;
  urgent: boolean;
  role: TaskRole;
  /** ISO 8601. */
  at: string;
  details?: JsonObject;
}

/** A task as it is opened: nobody's yet, due by its role and urgency in the tenant's office hours. */
export const openedTask = (tenantId: TenantId, task: NewTask, calendar: TenantCalendar): TaskRecord => {
  const createdAt = new Date(task.at);
  return {
    tenantId,
    id: task.id,
    conversationId: task.conversationId === '' ? null : (task.conversationId as ConversationId),
    requestId: task.requestId as RequestId | null,
    customerRefs: task.customerRefs,
    reason: task.reason,
    urgent: task.urgent,
    role: task.role,
    status: 'open',
    owner: null,
    dueAt: dueOf(task, createdAt, calendar),
    escalations: 0,
    escalatedAt: null,
    createdAt,
    doneAt: null,
    doneBy: null,
    resolution: null,
    details: task.details ?? null,
  };
};
