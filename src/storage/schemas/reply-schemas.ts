import { Schema } from 'mongoose';
import { count, id, instant, sealed } from './fields.ts';
import { ours } from './schema-options.ts';

const shortcut = { type: String, required: true, match: /^[a-z0-9-]{1,20}$/ };

/** Short texts of tenants for their chats; titles and words sealed. */
export const cannedReplySchema = new Schema(
  { _id: id, tenantId: id, shortcut, rev: count, updatedAt: instant, updatedBy: id, body: sealed },
  ours('cannedreplies'),
);
cannedReplySchema.index({ tenantId: 1, shortcut: 1 }, { name: 'shortcut', unique: true });
