import { Schema } from 'mongoose';
import { count, flag, id, instant, optional, part } from './fields.ts';
import { ours } from './schema-options.ts';

/**
 * What rules remember from one event to the next. A key is a keyed hash: it is made of accounts and references. Each document is
 * one of: a claim (`eventId`), the pointer to the group that is open for a key (`group`), a group (`members`), a count (`counted`), arrivals
 * (`counted`, newest first; `until`: whatever comes before is held; `hasHeld`).
 */
export const triggerTallySchema = new Schema(
  {
    _id: id,
    tenantId: id,
    eventId: optional(id),
    group: optional(id),
    until: optional(instant),
    members: { type: [id], default: undefined },
    closed: optional(flag),
    counted: { type: [part({ eventId: id, at: instant, isHeld: optional(flag) })], default: undefined },
    hasHeld: optional(flag),
    rev: optional(count),
    expireAt: instant,
  },
  ours('triggertallies'),
);
triggerTallySchema.index({ expireAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });
