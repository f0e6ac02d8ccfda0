import type { ConversationId, RequestId, TenantId } from '../shared/ids.ts';
import type { OpenDialog } from './conversation-state.ts';
import { standOf } from './dialog-snapshots.ts';

/** Reads the dialog of a request as its conversation last stored it; null: none is open. */
export interface OpenDialogs {
  find(tenantId: TenantId, conversationId: ConversationId, requestId: RequestId): Promise<OpenDialog | null>;
}

/** Whether the dialog stands in a state that waits for staff (`expects: 'review'`). */
export const makeWaitsForReview =
  (dialogs: OpenDialogs) =>
  async (tenantId: TenantId, conversationId: ConversationId, requestId: RequestId): Promise<boolean> => {
    const dialog = await dialogs.find(tenantId, conversationId, requestId);
    return dialog !== null && standOf(dialog)?.meta?.expects === 'review';
  };
