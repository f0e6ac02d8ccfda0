import type { SubmitCommand } from '../inbox/submit-command.ts';
import type { RequestId, TenantId } from '../shared/ids.ts';
import type { TaskRecord } from './task.ts';

/** Who finished the task about a disputed movement has looked at the account: it may be spoken of again (domain 7.5). */
export const makeReleaseAccount =
  (parts: {
    /** The account a request is about; null: it names none. */
    accountNoOf(tenantId: TenantId, requestId: RequestId): Promise<string | null>;
    submitCommand: SubmitCommand;
  }) =>
  async (task: TaskRecord, by: string): Promise<void> => {
    const { tenantId, conversationId, requestId } = task;
    if (task.reason !== 'movement_disputed' || conversationId === null) return;
    const accountNo = requestId === null ? null : await parts.accountNoOf(tenantId, requestId);
    await parts.submitCommand({
      tenantId,
      conversationId,
      // By whom, too: two who finish it at once are not in each other's way.
      commandId: `unlock:${task.id}:${by}`,
      command: { type: 'unlock', accountNo, by },
    });
  };
