import { Schema } from 'mongoose';
import { languages } from '../../vocabulary/language.ts';
import type { ConversationRecord } from '../../conversations/conversation-record.ts';
import type { InboxEntry, InboxStatus } from '../../inbox/inbox.repository.ts';
import {
  code,
  count,
  id,
  instant,
  integer,
  oneOf,
  optional,
  orNull,
  part,
  sealed,
  sha256,
} from './fields.ts';
import { dead, indexDead } from './dead-part.ts';
import { stepFields } from './message-schemas.ts';
import { ours } from './schema-options.ts';

/** Inputs of conversations and everything the platform sent (reliability A). */
export const inboxSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    channelId: id,
    status: oneOf<InboxStatus>({
      pending: true,
      done: true,
      recorded: true,
      stale: true,
      quarantined: true,
      orphan: true,
    }),
    kind: oneOf<InboxEntry['kind']>({ message: true, system: true, status: true, other: true }),
    conversationId: orNull(id),
    receivedAt: instant,
    seq: count,
    reason: orNull(code),
    body: sealed,
    expireAt: orNull(instant),
    staleUntil: optional(instant),
    line: optional(count),
    at: optional(instant),
    requestId: optional(id),
    step: { type: part(stepFields), required: false },
    dead,
  },
  ours('inbox'),
);
// Waiting inputs only: the index stays as small as the queue.
inboxSchema.index(
  { tenantId: 1, status: 1, receivedAt: 1 },
  { name: 'waiting', partialFilterExpression: { status: 'pending' } },
);
inboxSchema.index(
  { tenantId: 1, status: 1, receivedAt: -1 },
  { name: 'orphans', partialFilterExpression: { status: 'orphan' } },
);
inboxSchema.index(
  { tenantId: 1, staleUntil: 1 },
  { name: 'stale', partialFilterExpression: { staleUntil: { $exists: true } } },
);
inboxSchema.index(
  { conversationId: 1, line: 1 },
  { name: 'transcript', partialFilterExpression: { at: { $type: 'date' } } },
);
inboxSchema.index(
  { tenantId: 1, requestId: 1, at: 1 },
  { name: 'request', partialFilterExpression: { requestId: { $type: 'string' } } },
);
inboxSchema.index({ expireAt: 1 }, { name: 'dedupe_ttl', expireAfterSeconds: 0 });
indexDead(inboxSchema);

/** Of somebody who waits for a person of ours. */
const waited = part({ since: instant, messages: count, lastAt: orNull(instant) });

const lease = part({ owner: orNull(id), token: count, until: instant, claim: orNull(id) });

/** One document per conversation: snapshot, revision, lease, and what the last steps still owe (B). */
export const conversationSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    channelId: id,
    contactId: id,
    contactRef: orNull(id),
    customerRefs: { type: [id], required: true },
    rev: count,
    attempts: count,
    lease: { type: lease, required: true },
    lastStepId: orNull(id),
    /** State and address; earlier releases kept them apart, and a conversation does until its next step. */
    body: optional(sealed),
    state: optional(sealed),
    applied: { type: [id], required: true },
    relays: { type: [sealed], required: true },
    pendingSince: orNull(instant),
    nextTimerAt: orNull(instant),
    windowExpiresAt: orNull(instant),
    lastMessageAt: orNull(instant),
    /** Milliseconds since 1970: compared with the pace of one recipient (ADR 0011). */
    paceUntil: orNull({ type: Number, min: 0 }),
    address: optional(sealed),
    mode: oneOf<ConversationRecord['mode']>({ bot: true, staff: true }),
    language: oneOf(languages),
    openRequestIds: { type: [id], required: true },
    /** Earlier releases did not say. */
    waited: optional({ type: waited }),
  },
  ours('conversations'),
);
conversationSchema.index(
  { tenantId: 1, nextTimerAt: 1 },
  { name: 'timers', partialFilterExpression: { nextTimerAt: { $type: 'date' } } },
);
conversationSchema.index(
  { tenantId: 1, pendingSince: 1 },
  { name: 'relays', partialFilterExpression: { pendingSince: { $type: 'date' } } },
);
conversationSchema.index({ tenantId: 1, lastMessageAt: -1, _id: -1 }, { name: 'recent' });
conversationSchema.index({ tenantId: 1, customerRefs: 1 }, { name: 'customer' });
conversationSchema.index({ tenantId: 1, contactRef: 1 }, { name: 'contact' });

/** Valid webhooks for numbers that are not set up (reliability A.11). */
export const unroutedSchema = new Schema(
  { _id: id, phoneNumberId: orNull(id), body: sealed, receivedAt: instant, expireAt: instant, dead },
  ours('unrouted'),
);
unroutedSchema.index({ expireAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });
indexDead(unroutedSchema, {});

/** Token buckets of numbers (C). */
export const bucketSchema = new Schema(
  {
    _id: id,
    tokens: { type: Number, required: true },
    at: instant,
    granted: integer,
    pausedUntil: orNull(instant),
  },
  ours('buckets'),
);

/** Files that were uploaded to the platform (ADR 0057): gone here when they are over. */
export const mediaHandleSchema = new Schema(
  { _id: id, tenantId: id, channelId: id, sha256, mediaId: id, expiresAt: instant },
  ours('mediahandles'),
);
mediaHandleSchema.index({ expiresAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });

/** People counted for the messaging limit of the portfolio, each once: `by` is the message that was first. */
export const reachedSchema = new Schema(
  { _id: id, tenantId: id, conversationId: id, by: id, at: instant, expiresAt: instant },
  ours('reached'),
);
reachedSchema.index({ tenantId: 1, at: 1 }, { name: 'recent' });
reachedSchema.index({ expiresAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });
