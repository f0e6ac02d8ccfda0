import type { TaskRecord } from '../tasks/task.ts';

/**
 * What somebody chooses to be told of. `assigned`: a colleague gave them something; `escalated`: nobody finished it in time; the others are
 * the groups of Today in the console, whose lists are the same (tested).
 */
export const noticeKinds = [
  'assigned',
  'escalated',
  'disagreed',
  'documents',
  'person',
  'due',
  'unreachable',
  'failed',
  'privacy',
  'other',
  'compliance',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Reasons of tasks (docs/api.md, Tasks); one that is not here is `other`. */
export const reasonsOfKinds: Readonly<Partial<Record<NoticeKind, readonly string[]>>> = {
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

const kindByReason: ReadonlyMap<string, NoticeKind> = new Map(
  noticeKinds.flatMap((kind) => (reasonsOfKinds[kind] ?? []).map((reason) => [reason, kind] as const)),
);

/** What makes a task news: it was opened or given back, given to somebody, or is overdue. */
export const untoldWords = ['opened', 'assigned', 'escalated'] as const;
export type Untold = (typeof untoldWords)[number];

/** Work of the compartment is of one kind alone, whatever happened to it: nothing else may tell it apart (domain 6.2). */
export const kindOf = ({ role, reason }: Pick<TaskRecord, 'role' | 'reason'>, untold: Untold): NoticeKind => {
  if (role === 'compliance') return 'compliance';
  if (untold !== 'opened') return untold;
  return kindByReason.get(reason) ?? 'other';
};
