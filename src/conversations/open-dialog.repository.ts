import type { ConversationId, RequestId, TenantId } from '../shared/ids.ts';
import type { ConversationState, OpenDialog } from './conversation-state.ts';

/** Reads the dialog of a request as its conversation last stored it; null: none is open. */
export interface OpenDialogRepository {
  find(tenantId: TenantId, conversationId: ConversationId, requestId: RequestId): Promise<OpenDialog | null>;
  /** Where the conversation stands as it was last stored; null: there is none. */
  stateOf(tenantId: TenantId, conversationId: ConversationId): Promise<ConversationState | null>;
}
