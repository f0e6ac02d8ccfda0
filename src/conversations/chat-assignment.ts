import type { ConversationId, TenantId } from '../shared/ids.ts';

/** Whose chat it is, among people of ours; no step and no message reads it. */
export interface ChatAssignment {
  tenantId: TenantId;
  conversationId: ConversationId;
  /** `stf_…`; null: it was somebody's, and is nobody's now. */
  assignee: string | null;
  /** 1 of the first time, one more with each change; 0 of a chat that was never anybody's. */
  rev: number;
  /** Of the last change. */
  at: Date;
  /** `staff:<id>` or `key:<id>`. */
  by: string;
}
