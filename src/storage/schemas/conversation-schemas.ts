import { Schema } from 'mongoose';
import { ours } from './schema-options.ts';

const text = { type: String, required: true };
const sealed = { type: Buffer, required: true };
const nullable = <T>(type: T): { type: T; default: null } => ({ type, default: null });

/** Inputs of conversations and everything the platform sent (reliability A). */
export const inboxSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    channelId: text,
    status: { ...text, enum: ['pending', 'done', 'recorded', 'stale', 'quarantined', 'orphan'] },
    kind: { ...text, enum: ['message', 'system', 'status', 'other'] },
    conversationId: nullable(String),
    receivedAt: { type: Date, required: true },
    seq: { type: Number, required: true },
    reason: nullable(String),
    body: sealed,
    expireAt: nullable(Date),
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
inboxSchema.index({ expireAt: 1 }, { name: 'dedupe_ttl', expireAfterSeconds: 0 });

/** One document per conversation: snapshot, revision, lease, and what the last steps still owe (B). */
export const conversationSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    channelId: text,
    contactId: text,
    contactRef: nullable(String),
    customerRefs: { type: [String], default: [] },
    rev: { type: Number, required: true },
    attempts: { type: Number, required: true },
    lease: {
      owner: nullable(String),
      token: { type: Number, required: true },
      until: { type: Date, required: true },
      claim: nullable(String),
    },
    lastStepId: nullable(String),
    state: sealed,
    applied: { type: [String], default: [] },
    relays: { type: [Buffer], default: [] },
    pendingSince: nullable(Date),
    nextTimerAt: nullable(Date),
    windowExpiresAt: nullable(Date),
    lastMessageAt: nullable(Date),
    paceUntil: nullable(Number),
    address: sealed,
    mode: { ...text, enum: ['bot', 'staff'] },
    language: { ...text, enum: ['tr', 'en', 'ar'] },
    openRequestIds: { type: [String], default: [] },
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

/** Intents and what came of them (C). */
export const outboxSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    channelId: text,
    conversationId: text,
    requestId: nullable(String),
    seq: { type: Number, required: true },
    class: text,
    state: { ...text, enum: ['queued', 'sending', 'waiting', 'unknown', 'settled'] },
    settled: { type: Boolean, required: true },
    outcome: nullable(String),
    attempt: { type: Number, required: true },
    unknowns: { type: Number, default: 0 },
    heldUntil: nullable(Date),
    owner: nullable(String),
    claim: nullable(String),
    wakeAt: nullable(Date),
    reason: nullable(String),
    forceTemplate: { type: Boolean, default: false },
    sentAs: nullable(String),
    providerKey: nullable(String),
    provider: nullable(Buffer),
    statuses: { type: [Schema.Types.Mixed], default: [] },
    body: sealed,
  },
  ours('outbox'),
);
outboxSchema.index(
  { tenantId: 1, conversationId: 1, seq: 1 },
  { name: 'unsettled', partialFilterExpression: { settled: false } },
);
outboxSchema.index(
  { tenantId: 1, state: 1, wakeAt: 1 },
  { name: 'due', partialFilterExpression: { settled: false } },
);
outboxSchema.index(
  { tenantId: 1, providerKey: 1 },
  { name: 'provider', partialFilterExpression: { providerKey: { $type: 'string' } } },
);

/** Lines of the transcript, append only. */
export const messageSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    conversationId: text,
    direction: { ...text, enum: ['in', 'out'] },
    kind: text,
    author: { ...text, enum: ['customer', 'bot', 'staff', 'system'] },
    at: { type: Date, required: true },
    seq: { type: Number, required: true },
    requestId: nullable(String),
    body: sealed,
  },
  ours('messages'),
);
messageSchema.index({ tenantId: 1, conversationId: 1, seq: 1, _id: 1 }, { name: 'transcript' });
messageSchema.index(
  { tenantId: 1, requestId: 1, at: 1 },
  { name: 'request', partialFilterExpression: { requestId: { $type: 'string' } } },
);

/** Recorded steps, append only. */
export const stepSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    conversationId: text,
    rev: { type: Number, required: true },
    at: { type: Date, required: true },
    inputs: { type: [Schema.Types.Mixed], default: [] },
    states: { type: Schema.Types.Mixed, default: {} },
    effects: { type: [Schema.Types.Mixed], default: [] },
    machineVersions: { type: Schema.Types.Mixed, default: {} },
  },
  ours('steps'),
);
stepSchema.index({ tenantId: 1, conversationId: 1, rev: 1 }, { name: 'steps' });

/** Valid webhooks for numbers that are not set up (reliability A.11). */
export const unroutedSchema = new Schema(
  {
    _id: text,
    phoneNumberId: nullable(String),
    body: sealed,
    receivedAt: { type: Date, required: true },
    expireAt: { type: Date, required: true },
  },
  ours('unrouted'),
);
unroutedSchema.index({ expireAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });

/** Token buckets of numbers (C). */
export const bucketSchema = new Schema(
  {
    _id: text,
    tokens: { type: Number, required: true },
    at: { type: Date, required: true },
    granted: { type: Number, required: true },
    pausedUntil: nullable(Date),
  },
  ours('buckets'),
);
