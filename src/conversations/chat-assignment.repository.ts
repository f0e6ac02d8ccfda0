import type { ConversationId, TenantId } from '../shared/ids.ts';
import type { ChatAssignment } from './chat-assignment.ts';

/** One for each conversation that was ever somebody's; beside the conversation, whose document every message writes. */
export interface ChatAssignmentRepository {
  /** In no order; a conversation that was never anybody's has none. */
  find(tenantId: TenantId, conversationIds: readonly ConversationId[]): Promise<ChatAssignment[]>;
  /** Conversations of a person, the assigned last first. */
  listOf(tenantId: TenantId, assignee: string, limit: number): Promise<ConversationId[]>;
  /** Writes the first where the revision before is 0, or the next after it. False: it is another by now, and nothing changed. */
  save(assignment: ChatAssignment, before: number): Promise<boolean>;
}
