import { Schema } from 'mongoose';
import { ours } from './schema-options.ts';

const text = { type: String, required: true };
const sealed = { type: Buffer, required: true };
const instant = { type: Date, required: true };
const nullable = <T>(type: T): { type: T; default: null } => ({ type, default: null });

export const tenantSchema = new Schema(
  {
    _id: text,
    name: text,
    workingHours: text,
    timeZone: text,
    language: text,
    wrappedDataKey: text,
    createdAt: instant,
  },
  ours('tenants'),
);

export const channelSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    provider: { ...text, enum: ['meta'] },
    phoneNumberId: text,
    wabaId: text,
    name: text,
    status: { ...text, enum: ['active', 'paused'] },
    createdAt: instant,
    secrets: sealed,
  },
  ours('channels'),
);
channelSchema.index({ phoneNumberId: 1 }, { name: 'phone_number_id', unique: true });
channelSchema.index({ tenantId: 1, _id: 1 }, { name: 'tenant' });

export const apiKeySchema = new Schema(
  {
    _id: text,
    tenantId: text,
    name: text,
    hash: text,
    scopes: { type: [String], required: true },
    createdAt: instant,
    expiresAt: nullable(Date),
    revokedAt: nullable(Date),
    lastUsedAt: nullable(Date),
  },
  ours('apikeys'),
);
apiKeySchema.index({ hash: 1 }, { name: 'hash', unique: true });
apiKeySchema.index({ tenantId: 1, _id: 1 }, { name: 'tenant' });

const rights = {
  roles: [String],
  canBind: Boolean,
  limits: [new Schema({ unit: text, quantity: text }, { _id: false })],
};

export const customerSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    ref: text,
    language: text,
    /** Who may do what for this customer; `memberships` of the contacts follow it. */
    members: { type: [new Schema({ ref: text, ...rights }, { _id: false })], default: [] },
    createdAt: instant,
    updatedAt: instant,
    body: sealed,
  },
  ours('customers'),
);
customerSchema.index({ tenantId: 1, ref: 1 }, { name: 'ref', unique: true });

export const contactSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    /** Null: a person who wrote and is in no books. */
    ref: nullable(String),
    phoneKey: nullable(String),
    language: text,
    memberships: {
      type: [new Schema({ customerRef: text, ...rights }, { _id: false })],
      default: [],
    },
    /** The contact of the books whom this person, known from writing, turned out to be. */
    sameAs: nullable(String),
    /** Left out: the tenant knows that the number belongs to the person. */
    phoneVerified: Boolean,
    phoneVerifiedAt: nullable(Date),
    phoneSince: nullable(Date),
    /** When the person at the number last said that it is not this contact's. */
    unlinkedAt: nullable(Date),
    createdAt: instant,
    body: sealed,
  },
  ours('contacts'),
);
contactSchema.index(
  { tenantId: 1, ref: 1 },
  { name: 'ref', unique: true, partialFilterExpression: { ref: { $type: 'string' } } },
);
contactSchema.index(
  { tenantId: 1, phoneKey: 1 },
  { name: 'phone', unique: true, partialFilterExpression: { phoneKey: { $type: 'string' } } },
);
contactSchema.index(
  { tenantId: 1, sameAs: 1 },
  { name: 'same_as', partialFilterExpression: { sameAs: { $type: 'string' } } },
);
contactSchema.index({ tenantId: 1, 'memberships.customerRef': 1 }, { name: 'customer' });

/**
 * How a person appears on a channel: keyed hash of channel and alias. Deleting these makes a person unfindable
 * (reliability A.5).
 */
export const identitySchema = new Schema(
  { _id: text, tenantId: text, channelId: text, contactId: text, conversationId: text, createdAt: instant },
  ours('identities'),
);
identitySchema.index({ tenantId: 1, contactId: 1, channelId: 1 }, { name: 'contact' });

export const eventSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    eventId: text,
    type: text,
    audience: nullable(String),
    status: { ...text, enum: ['accepted', 'processed', 'failed', 'ignored'] },
    fingerprint: text,
    requestIds: { type: [String], default: [] },
    messageIds: { type: [String], default: [] },
    reason: nullable(String),
    receivedAt: instant,
    body: sealed,
  },
  ours('events'),
);
eventSchema.index(
  { tenantId: 1, status: 1, receivedAt: 1 },
  { name: 'waiting', partialFilterExpression: { status: 'accepted' } },
);

export const requestSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    kind: text,
    variant: text,
    status: { ...text, enum: ['open', 'closed'] },
    outcome: nullable(String),
    eventId: text,
    reference: text,
    version: { type: Number, required: true },
    customerRef: text,
    contactRef: nullable(String),
    conversationId: nullable(String),
    createdAt: instant,
    dueAt: instant,
    expiresAt: instant,
    closedAt: nullable(Date),
    decision: { type: Schema.Types.Mixed, default: null },
    history: { type: [Schema.Types.Mixed], default: [] },
    changes: { type: [String], default: [] },
    fourEyes: Boolean,
    approvals: { type: [Schema.Types.Mixed], default: undefined },
    effective: { type: [String], default: undefined },
    body: sealed,
    answers: nullable(Buffer),
  },
  ours('requests'),
);
requestSchema.index({ tenantId: 1, createdAt: -1, _id: -1 }, { name: 'recent' });
requestSchema.index({ tenantId: 1, reference: 1, status: 1 }, { name: 'reference' });
requestSchema.index({ tenantId: 1, customerRef: 1, createdAt: -1 }, { name: 'customer' });
requestSchema.index({ tenantId: 1, eventId: 1 }, { name: 'event' });
requestSchema.index(
  { tenantId: 1, contactRef: 1, createdAt: -1 },
  { name: 'feedback', partialFilterExpression: { kind: 'feedback' } },
);
requestSchema.index({ tenantId: 1, status: 1, dueAt: 1 }, { name: 'due' });

/** Decisions with their evidence: insert and find only. */
export const evidenceSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    requestId: text,
    conversationId: text,
    result: text,
    decidedAt: instant,
    recordHash: text,
    body: sealed,
  },
  ours('evidence'),
);
evidenceSchema.index({ tenantId: 1, requestId: 1, decidedAt: 1 }, { name: 'request' });

/** Endpoints of business systems. */
export const callbackSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    name: text,
    url: text,
    types: { type: [String], required: true },
    disabledReason: nullable(String),
    failingSince: nullable(Date),
    createdAt: instant,
    updatedAt: instant,
    secrets: sealed,
  },
  ours('callbacks'),
);
callbackSchema.index({ tenantId: 1, name: 1 }, { name: 'name', unique: true });

export const callbackDeliverySchema = new Schema(
  {
    _id: text,
    tenantId: text,
    deliveryId: text,
    endpointName: text,
    type: text,
    status: { ...text, enum: ['pending', 'delivered', 'failed'] },
    attempts: { type: Number, required: true },
    log: { type: [Schema.Types.Mixed], default: [] },
    nextAttemptAt: nullable(Date),
    leaseUntil: instant,
    token: nullable(String),
    reason: nullable(String),
    createdAt: instant,
    body: sealed,
  },
  ours('callbackdeliveries'),
);
callbackDeliverySchema.index(
  { status: 1, nextAttemptAt: 1 },
  { name: 'due', partialFilterExpression: { status: 'pending' } },
);
callbackDeliverySchema.index({ tenantId: 1, endpointName: 1, createdAt: 1 }, { name: 'endpoint' });

/** What the WhatsApp stand-in keeps (simulator/). */
export const simulatorSchema = new Schema(
  { _id: text, kind: text, id: text, body: { type: Schema.Types.Mixed } },
  ours('simulator'),
);
