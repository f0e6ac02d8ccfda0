import { Schema } from 'mongoose';
import { ours } from './schema-options.ts';

const text = { type: String, required: true };
const sealed = { type: Buffer, required: true };
const instant = { type: Date, required: true };
const nullable = <T>(type: T): { type: T; default: null } => ({ type, default: null });

/** Work for staff; `body` holds what an event said about it. */
export const taskSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    conversationId: nullable(String),
    requestId: nullable(String),
    customerRefs: { type: [String], default: [] },
    reason: text,
    urgent: { type: Boolean, required: true },
    role: { ...text, enum: ['staff', 'accounting', 'compliance'] },
    status: { ...text, enum: ['open', 'claimed', 'done'] },
    isDone: { type: Boolean, required: true },
    owner: nullable(String),
    dueAt: instant,
    escalations: { type: Number, required: true },
    escalatedAt: nullable(Date),
    createdAt: instant,
    doneAt: nullable(Date),
    doneBy: nullable(String),
    body: sealed,
  },
  ours('tasks'),
);
taskSchema.index({ tenantId: 1, dueAt: 1, _id: 1 }, { name: 'due' });
taskSchema.index(
  { tenantId: 1, isDone: 1, dueAt: 1 },
  { name: 'overdue', partialFilterExpression: { isDone: false } },
);

/** What people said about each purpose, append only; words sealed. */
export const consentSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    contactRef: nullable(String),
    customerRefs: { type: [String], default: [] },
    conversationId: text,
    channelId: text,
    purpose: text,
    action: text,
    language: text,
    textVersion: nullable(String),
    textHash: nullable(String),
    messageId: text,
    at: instant,
    body: sealed,
  },
  ours('consents'),
);
consentSchema.index({ tenantId: 1, at: -1, _id: -1 }, { name: 'recent' });
consentSchema.index({ tenantId: 1, contactRef: 1, at: -1, _id: -1 }, { name: 'contact' });

/** Data subjects' requests with their thirty days. */
export const privacyRequestSchema = new Schema(
  {
    _id: text,
    tenantId: text,
    kind: { ...text, enum: ['access', 'erasure', 'correction'] },
    status: { ...text, enum: ['open', 'closed'] },
    contactRef: nullable(String),
    customerRefs: { type: [String], default: [] },
    conversationId: text,
    messageId: text,
    receivedAt: instant,
    dueAt: instant,
    closedAt: nullable(Date),
    closedBy: nullable(String),
    outcome: nullable(String),
    /** Sealed. */
    note: nullable(Buffer),
  },
  ours('privacyrequests'),
);
privacyRequestSchema.index({ tenantId: 1, dueAt: 1, _id: 1 }, { name: 'due' });
