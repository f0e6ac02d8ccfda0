import type { SubmitCommand } from '../inbox/submit-command.ts';
import type { TaskRecord } from './task.ts';
import type { TaskRepository } from './task.repository.ts';

/** Work of which the chat said that a person of ours sees to it (machines/conversation/promises.ts, ADR 0078). */
const awaited: ReadonlySet<string> = new Set([
  ...['human_requested', 'not_understood', 'call_back', 'customer_question'],
  ...['question', 'resend', 'correction', 'extension', 'upload_link', 'refuse_document', 'feedback.negative'],
  ...['extension_requested', 'query.invoice', 'dispute.movement', 'document_requested_by_customer'],
  ...[
    'unmatched_file',
    'identity_check',
    'identity_refused',
    'reconciliation_disagreed',
    'approval_rejected',
  ],
  ...['movement_disputed', 'transaction_denied', 'document_refused', 'document_rejected'],
]);

/** Does whoever it is about wait for a person of ours because of it? */
export const isPersonAwaited = ({ reason }: Pick<TaskRecord, 'reason'>): boolean => awaited.has(reason);

/** Somebody of ours saw to the last of what a person waits for, without taking the chat over: they wait no more. */
export const makeEndWait =
  (parts: { tasks: Pick<TaskRepository, 'list'>; submitCommand: SubmitCommand }) =>
  async (task: TaskRecord, by: string): Promise<void> => {
    const { tenantId, conversationId } = task;
    if (conversationId === null || task.status === 'done' || !isPersonAwaited(task)) return;
    const { items } = await parts.tasks.list(
      tenantId,
      ['staff', 'accounting'],
      { conversationId, isDone: false },
      { limit: 200, after: null },
    );
    if (items.some((other) => other.id !== task.id && isPersonAwaited(other))) return;
    await parts.submitCommand({
      tenantId,
      conversationId,
      // By whom, too: an order of somebody else is another order, and ends nothing twice.
      commandId: `attended:${task.id}:${by}`,
      command: { type: 'attended', by },
    });
  };
