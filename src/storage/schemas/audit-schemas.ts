import { Schema } from 'mongoose';
import { ours } from './schema-options.ts';

const text = { type: String, required: true };
const sealed = { type: Buffer, required: true };
const instant = { type: Date, required: true };

/** Who did what with which object; append only, details sealed. */
export const auditSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    at: instant,
    what: text,
    /** Id of the object. */
    subject: text,
    by: text,
    body: sealed,
  },
  ours('audit'),
);
auditSchema.index({ tenantId: 1, subject: 1, at: -1, _id: -1 }, { name: 'subject' });
auditSchema.index({ tenantId: 1, at: -1, _id: -1 }, { name: 'recent' });

/** One-use downloads for browsers; taken away when used, or by the database after their minute. */
export const downloadTicketSchema = new Schema(
  { _id: text, tenantId: text, fileId: text, variant: text, by: text, expiresAt: instant },
  ours('downloadtickets'),
);
downloadTicketSchema.index({ expiresAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });
