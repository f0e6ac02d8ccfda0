import { Schema } from 'mongoose';
import { code, id, instant, orNull, sealed, text } from './fields.ts';
import { ours } from './schema-options.ts';

/** News of the platform about numbers, accounts and templates, append only; what was said is sealed. */
export const channelEventSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    channelId: id,
    field: code,
    /** The platform's words, which may be any. */
    event: orNull(text),
    subject: orNull(text),
    at: instant,
    receivedAt: instant,
    body: sealed,
  },
  ours('channelevents'),
);
channelEventSchema.index({ tenantId: 1, channelId: 1, at: -1, _id: -1 }, { name: 'recent' });
