/** What the log is narrowed to; it stands in the address. `entry`: the line that is open. */
export interface AuditSearch {
  who?: string;
  action?: string;
  subject?: string;
  /** A day, `2026-11-29`. */
  since?: string;
  entry?: string;
}

/** Everything that is on record, in the order people look for it. */
export const actions = [
  ...(['sign_in.done', 'sign_in.failed', 'sign_in.begun', 'session.ended'] as const),
  ...(['staff.invited', 'staff.changed', 'credentials.changed', 'link.issued', 'link.used'] as const),
  ...(['device.added', 'device.removed'] as const),
  ...([
    'export.transcript',
    'export.history',
    'export.list',
    'export.evidence',
    'document.downloaded',
    'document.identity',
  ] as const),
  ...([
    'customer.revealed',
    'contact.number_changed',
    'contact.former_number',
    'person.linked',
    'note.written',
  ] as const),
  ...(['reply.made', 'reply.changed', 'reply.removed'] as const),
  ...(['chat.assigned', 'task.assigned', 'compliance.assigned'] as const),
  ...(['agreement.filed', 'agreement.removed', 'import.cancelled'] as const),
  ...(['message.released', 'message.dropped', 'channel.test_message'] as const),
  ...(['deadletter.replayed', 'deadletter.dropped'] as const),
  ...(['template.made', 'template.deleted'] as const),
  ...(['template.drafted', 'template.draft_deleted', 'template.submitted'] as const),
  ...(['template.queued', 'template.used', 'template.withdrawn'] as const),
  ...(['unrecognised.viewed', 'unrecognised.exported', 'unrecognised.labelled'] as const),
  ...(['unrecognised.unlabelled', 'unrecognised.removed'] as const),
  ...(['trigger.shadow_started', 'trigger.shadow_stopped', 'compliance.viewed'] as const),
  ...(['compliance.shadow_started', 'compliance.shadow_stopped'] as const),
] as const;

const word = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w.:~/-]{1,128}$/.test(value) ? value : undefined;

/** Reads an address; what the API would refuse is left out. */
export const searchOf = (search: Record<string, unknown>): AuditSearch => {
  const since = typeof search['since'] === 'string' && /^\d{4}-\d\d-\d\d$/.test(search['since']);
  const read = {
    who: word(search['who']),
    action: word(search['action']),
    subject: word(search['subject']),
    since: since ? search['since'] : undefined,
    entry: word(search['entry']),
  };
  // Only what is there was kept, each of the type of its field.
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as AuditSearch;
};
