import type { TaskRole } from '../../machines/shared/effects.ts';
import type { ConversationId, RequestId, TenantId } from '../shared/ids.ts';
import type { JsonObject } from '../shared/json.ts';

export const taskStatuses = ['open', 'claimed', 'done'] as const;
export type TaskStatus = (typeof taskStatuses)[number];
export const taskRoles: readonly TaskRole[] = ['staff', 'accounting', 'compliance'];

/** Something a person of ours has to do, with who does it and until when. */
export interface TaskRecord {
  tenantId: TenantId;
  /** `tsk_…`, derived from what caused it: one cause makes one task. */
  id: string;
  conversationId: ConversationId | null;
  requestId: RequestId | null;
  customerRefs: readonly string[];
  /** Stable code: `human_requested`, `document_review`, `movement_disputed` … (docs/api.md). */
  reason: string;
  urgent: boolean;
  /** Tasks of `compliance` are a compartment: nobody else sees that they exist (domain 6.2, 6.3). */
  role: TaskRole;
  status: TaskStatus;
  /** Who took it; null: nobody yet. */
  owner: string | null;
  dueAt: Date;
  /** How often it was overdue without anybody finishing it. */
  escalations: number;
  escalatedAt: Date | null;
  createdAt: Date;
  doneAt: Date | null;
  doneBy: string | null;
  resolution: string | null;
  /** Goes up when it is taken, given or done; left out: not since this is counted. */
  rev?: number;
  /** Data of the event behind a staff-only task; sealed, shown with the task only. */
  details: JsonObject | null;
}
