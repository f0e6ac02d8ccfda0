import { Schema } from 'mongoose';
import { fileVariants } from '../../documents/download-log.ts';
import { staffActs } from '../../staff/staff-act.ts';
import { templateActs } from '../../templates/account/template-note.ts';
import { textAccesses } from '../../unrecognised/text-access.ts';
import { id, instant, oneOf, sealed, sha256 } from './fields.ts';
import { ours } from './schema-options.ts';

/** Everything that goes on record; the console has words for each. */
export const auditedActs = [
  'document.downloaded',
  'document.identity',
  'compliance.viewed',
  'compliance.shadow_started',
  'compliance.shadow_stopped',
  'trigger.shadow_started',
  'trigger.shadow_stopped',
  'customer.revealed',
  'contact.number_changed',
  'contact.former_number',
  'person.linked',
  'note.written',
  'reply.made',
  'reply.changed',
  'reply.removed',
  'chat.assigned',
  'task.assigned',
  'compliance.assigned',
  'agreement.filed',
  'agreement.removed',
  'import.cancelled',
  'deadletter.replayed',
  'deadletter.dropped',
  'message.released',
  'message.dropped',
  'channel.test_message',
  'export.transcript',
  'export.history',
  'export.list',
  'export.evidence',
  ...staffActs,
  ...templateActs.map((what) => `template.${what}` as const),
  ...textAccesses.map((what) => `unrecognised.${what}` as const),
] as const;

/** Who did what with which object; append only, details sealed. */
export const auditSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    at: instant,
    what: oneOf(auditedActs),
    /** Id of the object. */
    subject: id,
    by: id,
    body: sealed,
  },
  ours('audit'),
);
auditSchema.index({ tenantId: 1, subject: 1, at: -1, _id: -1 }, { name: 'subject' });
auditSchema.index({ tenantId: 1, at: -1, _id: -1 }, { name: 'recent' });

/** One-use downloads for browsers; taken away when used, or by the database after their minute. */
export const downloadTicketSchema = new Schema(
  { _id: sha256, tenantId: id, fileId: id, variant: oneOf(fileVariants), by: id, expiresAt: instant },
  ours('downloadtickets'),
);
downloadTicketSchema.index({ expiresAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });
