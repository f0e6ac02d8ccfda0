import type { Shape } from '../../api/shapes.ts';

export type Task = Shape<'Task'>;
export type Request = Shape<'Request'>;

/** What waits for a person, the most pressing first. */
export const groupNames = [
  'escalated',
  'disagreed',
  'documents',
  'person',
  'due',
  'unreachable',
  'failed',
  'privacy',
  'other',
] as const;
export type GroupName = (typeof groupNames)[number];

/** The reasons of docs/api.md; what is not here is `other`. */
const reasonsOf: Readonly<Partial<Record<GroupName, readonly string[]>>> = {
  disagreed: [
    'reconciliation_disagreed',
    'own_statement',
    'difference_open',
    'call_back',
    'approval_rejected',
    'rejection_unfinished',
    'decision_corrected',
    'movement_disputed',
    'dispute.movement',
    'locked_account_asked',
    'transaction_denied',
    'account_deviation',
    'query.invoice',
  ],
  documents: [
    'document_review',
    'receipt_review',
    'statement_review',
    'receipt_not_reviewed',
    'unmatched_file',
    'document_rejected',
    'document_refused',
    'refuse_document',
    'agreement_missing',
    'agreement_expired',
  ],
  person: [
    'human_requested',
    'not_understood',
    'customer_question',
    'question',
    'resend',
    'correction',
    'extension',
    'extension_requested',
    'upload_link',
    'statement_requested',
    'document_requested_by_customer',
    'status_asked',
    'negative_feedback',
    'feedback.negative',
    'identity_check',
    'identity_refused',
    'late_answer',
  ],
  due: [
    'reconciliation_no_response',
    'approval_expired',
    'document_not_received',
    'deadline_approaching',
    'transaction_unverified',
    'unanswered',
  ],
  unreachable: [
    'undeliverable',
    'notices_stopped',
    'too_many_open_requests',
    'contact_changed',
    'no_second_approver',
    'wrong_recipient',
  ],
  failed: [
    'message_refused',
    'decision_unasked',
    'emit_refused',
    'number_held',
    'account_warning',
    'delivery_unknown',
    'callback_disabled',
    'callback_given_up',
    'template_out_of_use',
    'template_category_changed',
    'template_reworded',
    'template_held',
    'budget_warned',
    'budget_exhausted',
    'messages_unpriced',
    'snapshot_unreadable',
  ],
  privacy: ['privacy_access', 'privacy_erasure', 'privacy_correction'],
};

const groupByReason: ReadonlyMap<string, GroupName> = new Map(
  groupNames.flatMap((name) => (reasonsOf[name] ?? []).map((reason) => [reason, name] as const)),
);

export const groupOf = (task: Pick<Task, 'reason' | 'escalations'>): GroupName =>
  task.escalations > 0 ? 'escalated' : (groupByReason.get(task.reason) ?? 'other');

/** One line of the list: a task, or a request whose time runs out without an answer. */
export type Item =
  | { kind: 'task'; id: string; dueAt: string; task: Task }
  | { kind: 'request'; id: string; dueAt: string; request: Request };

export interface Group {
  name: GroupName;
  items: readonly Item[];
}

/** Urgent before not, then what is due first. */
const pressing = (a: Item, b: Item): number => {
  const urgent = (item: Item): number => (item.kind === 'task' && item.task.urgent ? 0 : 1);
  return urgent(a) - urgent(b) || a.dueAt.localeCompare(b.dueAt);
};

/** Groups that hold something, in order. A request that has a task already is in the list by its task alone. */
export const groupsOf = (tasks: readonly Task[], due: readonly Request[]): readonly Group[] => {
  const withTask = new Set(tasks.map(({ requestId }) => requestId));
  const items = new Map<GroupName, Item[]>(groupNames.map((name) => [name, []]));
  for (const task of tasks)
    items.get(groupOf(task))?.push({ kind: 'task', id: task.id, dueAt: task.dueAt, task });
  for (const request of due)
    if (!withTask.has(request.id))
      items.get('due')?.push({ kind: 'request', id: request.id, dueAt: request.dueAt, request });
  return groupNames
    .map((name) => ({ name, items: (items.get(name) ?? []).sort(pressing) }))
    .filter((group) => group.items.length > 0);
};
