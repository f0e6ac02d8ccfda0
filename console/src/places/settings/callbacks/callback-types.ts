/** What an endpoint can be called about (docs/api.md, Callbacks); a test holds it against the list of the API. */
export const callbackTypes = [
  ...(['request.closed', 'request.updated', 'message.failed', 'statement.daily', 'trigger.acted'] as const),
  ...(['channel.held', 'channel.resumed', 'budget.warned', 'budget.exhausted', 'task.escalated'] as const),
  ...(['contact.opted_out', 'contact.opted_in', 'contact.wrong_recipient'] as const),
  ...(['contact.verification_requested', 'contact.verified'] as const),
  ...(['contact.number_changed', 'contact.identity_changed'] as const),
  ...(['statement.requested', 'document.requested_by_customer', 'movement.disputed'] as const),
  ...(['alerts.muted', 'transaction.denied', 'privacy.request_received', 'callback.test'] as const),
] as const;

/** A type as a key of the words. */
export const wordOf = (type: string): string => (type === '*' ? 'all' : type.replaceAll('.', '_'));
