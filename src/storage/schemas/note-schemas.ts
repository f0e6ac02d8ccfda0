import { Schema } from 'mongoose';
import { id, instant, orNull, sealed } from './fields.ts';
import { ours } from './schema-options.ts';

/** What staff wrote down about chats, beside what is said in them; the words sealed. */
export const internalNoteSchema = new Schema(
  { _id: id, tenantId: id, conversationId: id, contactRef: orNull(id), at: instant, by: id, body: sealed },
  ours('internalnotes'),
);
internalNoteSchema.index({ tenantId: 1, conversationId: 1, at: -1, _id: -1 }, { name: 'conversation' });
internalNoteSchema.index({ tenantId: 1, contactRef: 1, at: -1, _id: -1 }, { name: 'person' });
