import { Schema } from 'mongoose';
import { changeKinds } from '../../changes/change.ts';
import { count, flag, id, instant, oneOf, optional, orNull, part } from './fields.ts';
import { ours } from './schema-options.ts';

const change = part({
  kind: oneOf(changeKinds),
  id,
  conversationId: optional(id),
  requestId: optional(id),
  isCompartment: { type: Boolean, default: undefined },
});

/** The log of changes for those who listen (ADR 0060): ids alone, kept for the minutes in which a reader may catch up. */
export const changeSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    seq: count,
    at: instant,
    changes: { type: [change], required: true },
    isReset: flag,
  },
  ours('changes'),
);
changeSchema.index({ tenantId: 1, seq: 1 }, { name: 'order', unique: true });
changeSchema.index({ tenantId: 1, at: 1 }, { name: 'age' });

/** Whether a tenant is listened to; one document each. */
export const changeFeedSchema = new Schema(
  { _id: id, tenantId: id, listenUntil: instant, liveSince: instant, fromSeq: orNull(count) },
  ours('changefeeds'),
);

/** Processes that note changes of a tenant. */
export const changeWriterSchema = new Schema(
  { _id: id, tenantId: id, owner: id, seenAt: instant },
  ours('changewriters'),
);
changeWriterSchema.index({ tenantId: 1, seenAt: 1 }, { name: 'seen' });
