/** Events that become a request of a contact in this version (domain 7.1, 7.3, 7.6). */
export const requestEventTypes = [
  'reconciliation.letter.ready',
  'approval.requested',
  'invoice.approval.requested',
] as const;
export type RequestEventType = (typeof requestEventTypes)[number];

/** The rest of the catalogue (domain 7): recorded, and `ignored` with the reason `no_trigger` until a trigger names them. */
export const otherEventTypes = [
  'report.ready',
  'sanction.screening.completed',
  'account.movement.posted',
  'document.requested',
  'feedback.requested',
  'transaction.risk.flagged',
  'account.deviation.detected',
  'deadline.approaching',
  'schedule.date.reached',
  // Derived events that a business system may also report itself (domain 8.2).
  'reconciliation.difference.found',
  'transaction.verification.requested',
  'payment.due.approaching',
] as const;

/** Names this system gives to its own derived events: nobody may post them, or a caller could speak for a customer. */
export const reservedEventTypes = [
  'reconciliation.reminder.due',
  'approval.confirmation.requested',
  'privacy.notice.presented',
  'consent.marketing.requested',
  'contact.optout.received',
  'contact.wrong_recipient.reported',
  'privacy.request.received',
] as const;

export const isRequestEventType = (type: string): type is RequestEventType =>
  requestEventTypes.some((known) => known === type);
