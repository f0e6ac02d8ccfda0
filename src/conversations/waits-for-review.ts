import type { ConversationId, RequestId, TenantId } from '../shared/ids.ts';
import { standOf } from './dialog-snapshots.ts';
import type { OpenDialogRepository } from './open-dialog.repository.ts';

/** Whether the dialog stands in a state that waits for staff (`expects: 'review'`). */
export const makeWaitsForReview =
  (dialogs: Pick<OpenDialogRepository, 'find'>) =>
  async (tenantId: TenantId, conversationId: ConversationId, requestId: RequestId): Promise<boolean> => {
    const dialog = await dialogs.find(tenantId, conversationId, requestId);
    return dialog !== null && standOf(dialog)?.meta?.expects === 'review';
  };
