import { Schema } from 'mongoose';
import { fileVariants } from '../../documents/download-log.ts';
import { textAccesses } from '../../unrecognised/text-access.ts';
import { id, instant, oneOf, sealed, sha256 } from './fields.ts';
import { ours } from './schema-options.ts';

const auditedActs = [
  'document.downloaded',
  'compliance.viewed',
  'contact.number_changed',
  'contact.former_number',
  'person.linked',
  'deadletter.replayed',
  'deadletter.dropped',
  'message.released',
  'message.dropped',
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
