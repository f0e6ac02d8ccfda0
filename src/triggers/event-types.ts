/** Events that ask or tell a customer something: they become a request of a contact (domain 7, and the derived events of 8.2). */
export const requestEventTypes = [
  'reconciliation.letter.ready',
  'approval.requested',
  'invoice.approval.requested',
  'report.ready',
  'account.movement.posted',
  'document.requested',
  'feedback.requested',
  'reconciliation.difference.found',
  'transaction.verification.requested',
  'payment.due.approaching',
  'deadline.approaching',
] as const;
export type RequestEventType = (typeof requestEventTypes)[number];

/**
 * Events for staff alone (domain 6.3-a, R1). The audience is fixed here, in code: no rule, address or content of an event
 * can make one of these reach a customer.
 */
export const staffEventTypes = [
  'sanction.screening.completed',
  'transaction.risk.flagged',
  'account.deviation.detected',
] as const;
export type StaffEventType = (typeof staffEventTypes)[number];

/**
 * What `schedule.date.reached` may emit: questions and notices a date can cause. Movements and differences are not caused by
 * dates, a verification needs a person's release (domain 6.3-i), and what is for staff alone is never in this list.
 */
export const scheduledEventTypes = [
  'reconciliation.letter.ready',
  'approval.requested',
  'invoice.approval.requested',
  'report.ready',
  'document.requested',
  'feedback.requested',
  'payment.due.approaching',
  'deadline.approaching',
] as const satisfies readonly RequestEventType[];
export type ScheduledEventType = (typeof scheduledEventTypes)[number];

/** Names this system gives to its own derived events: nobody may post them, or a caller could speak for a customer. */
export const reservedEventTypes = [
  'reconciliation.reminder.due',
  'approval.confirmation.requested',
  'privacy.notice.presented',
  'consent.marketing.requested',
  'contact.optout.received',
  'contact.wrong_recipient.reported',
  'privacy.request.received',
  'trigger.escalation.due',
  'trigger.date.reached',
] as const;

/** A question of a rule has waited so long for its answer. */
export const escalationEventType = 'trigger.escalation.due';

/** A date of a rule was reached, or the date for one customer. */
export const dateEventType = 'trigger.date.reached';

export const isStaffEventType = (type: string): type is StaffEventType =>
  staffEventTypes.some((known) => known === type);

export const isScheduledEventType = (type: string): type is ScheduledEventType =>
  scheduledEventTypes.some((known) => known === type);

const decisions: ReadonlySet<string> = new Set([
  'reconciliation.letter.ready',
  'approval.requested',
  'invoice.approval.requested',
  'transaction.verification.requested',
]);

/** Somebody waits for a decision of the customer: it is never dropped in silence (domain 7). */
export const isDecisionType = (type: string): boolean => decisions.has(type);
