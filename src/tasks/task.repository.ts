import type { TaskRole } from '../../machines/shared/effects.ts';
import type { ConversationId, TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { TaskRecord, TaskStatus } from './task.ts';

export interface TaskFilter {
  status?: TaskStatus;
  role?: TaskRole;
  reason?: string;
  requestId?: string;
  conversationId?: string;
  owner?: string;
  /** One of these; null: nobody. */
  owners?: readonly (string | null)[];
  /** Beside `owners`: of tasks of the compartment one of these as well. */
  compartmentOwners?: readonly string[];
  /** Left out: whether done or not. */
  isDone?: boolean;
}

/**
 * Tasks of a tenant. Every read names the roles the caller may see: a task of another role is as if it were not there
 * (domain 6.2).
 */
/** A task that somebody has. */
export interface Given {
  /** By which they have it. */
  rev: number;
  /** Since this call; false: they had it before. */
  isNew: boolean;
}

export interface TaskRepository {
  /** Each once per id: what is there stays as it is. */
  open(tasks: readonly TaskRecord[]): Promise<void>;
  /** Is a task of this reason about the conversation not done yet? `besides`: one that does not count. */
  hasOpen(
    tenantId: TenantId,
    task: { conversationId: ConversationId; reason: string; besides: string },
  ): Promise<boolean>;
  find(tenantId: TenantId, roles: readonly TaskRole[], id: string): Promise<TaskRecord | null>;
  /** Due first: sorted by `dueAt`, then id. */
  list(
    tenantId: TenantId,
    roles: readonly TaskRole[],
    filter: TaskFilter,
    page: PageRequest,
  ): Promise<Page<TaskRecord>>;
  /** Only an open task, or one of the same owner; null: somebody else has it, or it is done. */
  claim(tenantId: TenantId, roles: readonly TaskRole[], id: string, owner: string): Promise<Given | null>;
  /**
   * Gives a task that is not done to somebody, or to nobody (`owner` null), whoever has it. `seenRev`: only at this revision; null: at any. Null: it
   * is another by now, or done. `by`: who gives it, who needs not be told of what they take themselves.
   */
  assign(
    tenantId: TenantId,
    roles: readonly TaskRole[],
    id: string,
    owner: string | null,
    seenRev: number | null,
    by?: string | null,
  ): Promise<Given | null>;
  /** Only a task that is not done. */
  complete(
    tenantId: TenantId,
    roles: readonly TaskRole[],
    id: string,
    done: { by: string; at: Date; resolution: string | null },
  ): Promise<boolean>;
  /** An open task of the compliance compartment names this transaction in its details; for our own rules, never shown. */
  isUnderReview(tenantId: TenantId, transactionRef: string): Promise<boolean>;
  /** Not done and overdue at `now`, of every role: for the escalation. */
  findOverdue(tenantId: TenantId, now: Date, limit: number): Promise<TaskRecord[]>;
  /** Conditional on the count of escalations, so that several processes escalate once. */
  escalate(
    task: Pick<TaskRecord, 'tenantId' | 'id' | 'escalations'>,
    next: { at: Date; dueAt: Date },
  ): Promise<boolean>;
}
