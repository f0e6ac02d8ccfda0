import { Schema } from 'mongoose';
import { dead, indexDead } from './dead-part.ts';
import { count, flag, id, instant, optional, orNull, sealed } from './fields.ts';
import { ours } from './schema-options.ts';

/** What a step owed to other collections and nobody could write (ADR 0052). */
export const lostRelaySchema = new Schema(
  {
    _id: id,
    tenantId: id,
    conversationId: id,
    rev: count,
    attempts: count,
    /** Somebody put it back into work, and it is not written yet. */
    waiting: flag,
    expireAt: orNull(instant),
    dead,
    /** Left out: it was written after all. */
    body: optional(sealed),
  },
  ours('deadletters'),
);
lostRelaySchema.index(
  { tenantId: 1, _id: 1 },
  { name: 'waiting', partialFilterExpression: { waiting: true } },
);
lostRelaySchema.index({ expireAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });
indexDead(lostRelaySchema);
