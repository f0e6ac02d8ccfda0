import { Schema } from 'mongoose';
import type { CallbackEndpoint, DeliveryStatus } from '../../callbacks/callback.repository.ts';
import { dead, indexDead } from './dead-part.ts';
import { code, count, id, instant, oneOf, optional, orNull, part, sealed } from './fields.ts';
import { ours } from './schema-options.ts';

/** Endpoints of business systems. */
export const callbackSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    name: id,
    /** In clear in endpoints that were not written since it is sealed with the secrets. */
    url: { type: String, maxlength: 2048, match: /^https?:\/\// },
    types: { type: [code], required: true },
    disabledReason: orNull(
      oneOf<NonNullable<CallbackEndpoint['disabledReason']>>({ gone: true, failing: true }),
    ),
    failingSince: orNull(instant),
    /** Not in endpoints that were not written since it is kept. */
    failedAt: { type: Date, default: undefined },
    createdAt: instant,
    updatedAt: instant,
    rev: optional(count),
    secrets: sealed,
  },
  ours('callbacks'),
);
callbackSchema.index({ tenantId: 1, name: 1 }, { name: 'name', unique: true });

export const callbackDeliverySchema = new Schema(
  {
    _id: id,
    tenantId: id,
    deliveryId: id,
    endpointName: id,
    type: code,
    subject: optional(id),
    status: oneOf<DeliveryStatus>({ pending: true, delivered: true, failed: true, held: true }),
    attempts: count,
    log: {
      type: [part({ at: instant, outcome: code, durationMs: { type: Number, required: true, min: 0 } })],
      required: true,
    },
    nextAttemptAt: orNull(instant),
    leaseUntil: instant,
    token: orNull(id),
    reason: orNull(code),
    inOrder: { type: Boolean, default: undefined },
    createdAt: instant,
    dead,
    body: sealed,
  },
  ours('callbackdeliveries'),
);
indexDead(callbackDeliverySchema);
callbackDeliverySchema.index(
  { status: 1, nextAttemptAt: 1 },
  { name: 'due', partialFilterExpression: { status: 'pending' } },
);
callbackDeliverySchema.index({ tenantId: 1, endpointName: 1, createdAt: 1 }, { name: 'endpoint' });
// Looked for at every endpoint now and then, and seldom there.
callbackDeliverySchema.index(
  { tenantId: 1, endpointName: 1, status: 1 },
  { name: 'held', partialFilterExpression: { status: 'held' } },
);
callbackDeliverySchema.index({ tenantId: 1, subject: 1, createdAt: 1 }, { name: 'subject' });
