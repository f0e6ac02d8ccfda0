import { Schema } from 'mongoose';
import type { RequestInput } from '../../../machines/shared/dialog-events.ts';
import type { RequestRecord } from '../../requests/request.repository.ts';
import type { EventStatus } from '../../triggers/event.repository.ts';
import type { RequestKind } from '../../vocabulary/request-content.ts';
import { dead, indexDead } from './dead-part.ts';
import { code, count, flag, id, instant, oneOf, optional, orNull, part, sealed, sha256 } from './fields.ts';
import { ours } from './schema-options.ts';

export const eventSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    eventId: id,
    type: id,
    /** Records of before groups existed leave it out. */
    audience: optional(id),
    status: oneOf<EventStatus>({ accepted: true, processed: true, failed: true, ignored: true }),
    fingerprint: sha256,
    requestIds: { type: [id], required: true },
    messageIds: { type: [id], required: true },
    reason: orNull(code),
    receivedAt: instant,
    dueAt: { type: Date, default: undefined },
    laidUntil: { type: Date, default: undefined },
    /** The rule that acts; left out: none was chosen yet, or there were none then. */
    rule: optional({ type: part({ id, version: count }) }),
    /** The group it is told with; left out: none. */
    group: optional(id),
    /** Tries that ended in an error of ours. */
    failures: optional(count),
    dead,
    depth: optional(count),
    /** The event, and the rule, it was made by; left out: it was reported. */
    madeBy: optional({
      type: part({ eventId: id, rule: optional({ type: part({ id, version: count }) }) }),
    }),
    /** Of a date near one of an event: what it is about, and how new what was said is. */
    item: optional(id),
    itemOrder: optional(id),
    body: sealed,
  },
  ours('events'),
);
indexDead(eventSchema);
eventSchema.index({ tenantId: 1, receivedAt: -1, _id: -1 }, { name: 'list' });
eventSchema.index(
  { tenantId: 1, dueAt: 1 },
  { name: 'due', partialFilterExpression: { dueAt: { $exists: true } } },
);
eventSchema.index(
  { tenantId: 1, item: 1, itemOrder: -1 },
  { name: 'item', partialFilterExpression: { item: { $exists: true } } },
);
eventSchema.index(
  { tenantId: 1, receivedAt: 1 },
  { name: 'accepted', partialFilterExpression: { status: 'accepted' } },
);

const kinds: Record<RequestKind, true> = {
  reconciliation: true,
  approval: true,
  document: true,
  feedback: true,
  notice: true,
};
const variants: Record<RequestInput['variant'], true> = {
  letter: true,
  transaction: true,
  invoice: true,
  document: true,
  feedback: true,
  report: true,
  movement: true,
  payment: true,
  difference: true,
  verification: true,
  deadline: true,
};

const decision = part({
  id,
  decidedAt: instant,
  contactRef: id,
  messageId: id,
  contentHash: sha256,
  shownHash: sha256,
  corrects: optional(id),
  warnings: { type: [code], default: undefined },
});

export const requestSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    kind: oneOf(kinds),
    variant: oneOf(variants),
    status: oneOf<RequestRecord['status']>({ open: true, closed: true }),
    outcome: orNull(code),
    eventId: id,
    reference: id,
    version: count,
    customerRef: id,
    contactRef: orNull(id),
    conversationId: orNull(id),
    createdAt: instant,
    dueAt: instant,
    expiresAt: instant,
    closedAt: orNull(instant),
    decision: { type: decision, default: null },
    history: { type: [part({ at: instant, what: code, by: id })], required: true },
    changes: { type: [id], required: true },
    fourEyes: optional(flag),
    approvals: { type: [part({ decisionId: id, contactRef: id, conversationId: id })], default: undefined },
    effective: { type: [id], default: undefined },
    rule: optional({ type: part({ id, version: count }) }),
    body: sealed,
    answers: orNull(sealed),
  },
  ours('requests'),
);
requestSchema.index({ tenantId: 1, createdAt: -1, _id: -1 }, { name: 'recent' });
requestSchema.index({ tenantId: 1, reference: 1, status: 1 }, { name: 'reference' });
requestSchema.index({ tenantId: 1, reference: 1, _id: 1 }, { name: 'search' });
requestSchema.index({ tenantId: 1, customerRef: 1, createdAt: -1 }, { name: 'customer' });
requestSchema.index({ tenantId: 1, eventId: 1 }, { name: 'event' });
requestSchema.index(
  { tenantId: 1, contactRef: 1, createdAt: -1 },
  { name: 'feedback', partialFilterExpression: { kind: 'feedback' } },
);
requestSchema.index({ tenantId: 1, status: 1, dueAt: 1 }, { name: 'due' });
requestSchema.index({ tenantId: 1, closedAt: 1, _id: 1 }, { name: 'closed' });

/** Decisions with their evidence: insert and find only. */
export const evidenceSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    requestId: id,
    conversationId: id,
    result: code,
    decidedAt: instant,
    recordHash: sha256,
    body: sealed,
  },
  ours('evidence'),
);
evidenceSchema.index({ tenantId: 1, requestId: 1, decidedAt: 1 }, { name: 'request' });
