import { Schema } from 'mongoose';
import type { MessageClass } from '../../../machines/shared/effects.ts';
import type { Handled, OutboxOutcome, OutboxState } from '../../delivery/outbox-entry.ts';
import { holdReasons, planChecks, verdicts, type SaidAs } from '../../delivery/plan-record.ts';
import type { SendLane } from '../../delivery/send-lane.ts';
import type { MessageLine } from '../../transcripts/transcript-records.ts';
import { dead, indexDead } from './dead-part.ts';
import {
  code,
  count,
  flag,
  id,
  instant,
  integer,
  oneOf,
  optional,
  orNull,
  part,
  pseudonym,
  sealed,
  text,
} from './fields.ts';
import { ours } from './schema-options.ts';

const classes: Record<MessageClass, true> = {
  decision: true,
  reply: true,
  notify: true,
  bulk: true,
  private: true,
};
const states: Record<OutboxState, true> = {
  queued: true,
  sending: true,
  waiting: true,
  unknown: true,
  settled: true,
};
const outcomes: Record<OutboxOutcome, true> = {
  accepted: true,
  rejected: true,
  expired: true,
  cancelled: true,
  suppressed: true,
  unknown_final: true,
};

const platformError = part({ code: integer, title: { type: String }, details: orNull({ type: String }) });
/** Facts of the platform, whose words may be new to us. */
const statusFact = part({
  status: code,
  at: instant,
  attempt: count,
  error: { type: platformError, default: null },
  billed: { type: part({ category: code, type: code }), required: false },
});

const saidAs = oneOf<SaidAs>({ template: true, free: true });

/** How it was planned: codes and instants. */
const planRecord = part({
  at: instant,
  verdict: oneOf(verdicts),
  as: optional(saidAs),
  check: optional(oneOf(planChecks)),
  reason: optional(code),
  until: optional(instant),
  tariff: optional(code),
  amount: optional(code),
  currency: optional(code),
  insteadOf: { type: part({ language: code, reason: code }), required: false },
  template: { type: part({ status: code, reason: optional(text) }), required: false },
  before: {
    type: part({
      at: instant,
      verdict: oneOf(verdicts),
      check: optional(oneOf(planChecks)),
      reason: optional(code),
      until: optional(instant),
    }),
    required: false,
  },
});

/** Intents and what came of them (C). */
export const outboxSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    channelId: id,
    conversationId: id,
    requestId: orNull(id),
    seq: count,
    class: oneOf(classes),
    lane: optional(oneOf<SendLane>({ kept: true, ordinary: true })),
    state: oneOf(states),
    settled: flag,
    outcome: orNull(oneOf(outcomes)),
    attempt: count,
    /** Of before it was put back into work. */
    attemptsBefore: optional(count),
    unknowns: count,
    heldUntil: orNull(instant),
    heldFor: optional(oneOf(holdReasons)),
    owner: orNull(id),
    claim: orNull(id),
    wakeAt: orNull(instant),
    reason: orNull(code),
    forceTemplate: flag,
    withoutDocument: { type: Boolean, default: undefined },
    sentAs: orNull(saidAs),
    acceptedAt: optional(instant),
    tariff: optional(code),
    takenAt: optional(instant),
    plan: { type: planRecord, required: false },
    handled: {
      type: part({ what: oneOf<Handled['what']>({ released: true, dropped: true }), by: id, at: instant }),
      required: false,
    },
    providerKey: orNull(pseudonym),
    provider: orNull(sealed),
    statuses: { type: [statusFact], required: true },
    at: optional(instant),
    dead,
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
  { tenantId: 1, lane: 1, state: 1, wakeAt: 1 },
  { name: 'answers', partialFilterExpression: { settled: false } },
);
outboxSchema.index(
  { tenantId: 1, providerKey: 1 },
  { name: 'provider', partialFilterExpression: { providerKey: { $type: 'string' } } },
);

outboxSchema.index(
  { conversationId: 1, seq: 1 },
  { name: 'transcript', partialFilterExpression: { at: { $type: 'date' } } },
);
outboxSchema.index(
  { tenantId: 1, requestId: 1, at: 1 },
  { name: 'request', partialFilterExpression: { requestId: { $type: 'string' } } },
);

outboxSchema.index(
  { tenantId: 1, takenAt: 1 },
  { name: 'taken', partialFilterExpression: { outcome: 'accepted' } },
);
indexDead(outboxSchema);

/** Lines of the transcript as earlier releases kept them; those of today are entries of inbox and outbox (ADR 0024). */
export const messageSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    conversationId: id,
    direction: oneOf<MessageLine['direction']>({ in: true, out: true }),
    /** The platform's word for what people send: new ones come without us. */
    kind: code,
    author: oneOf<MessageLine['author']>({ customer: true, bot: true, staff: true, system: true }),
    at: instant,
    seq: count,
    requestId: orNull(id),
    body: sealed,
  },
  ours('messages'),
);
messageSchema.index({ tenantId: 1, conversationId: 1, seq: 1, _id: 1 }, { name: 'transcript' });
messageSchema.index(
  { tenantId: 1, requestId: 1, at: 1 },
  { name: 'request', partialFilterExpression: { requestId: { $type: 'string' } } },
);

/** Keyed by the dialog's name, which no schema can list: Mixed, and every value is looked at. */
const byDialog = (type: 'string' | 'number'): object => ({
  type: Schema.Types.Mixed,
  required: true,
  validate: {
    validator: (value: unknown) =>
      value !== null && typeof value === 'object' && Object.values(value).every((one) => typeof one === type),
    message: `is no record of ${type}s`,
  },
});

export const stepFields = {
  rev: count,
  at: instant,
  inputs: { type: [part({ id, type: id, outside: optional(code) })], required: true },
  states: byDialog('string'),
  effects: { type: [part({ type: code, requestId: orNull(id), detail: orNull(text) })], required: true },
  machineVersions: byDialog('number'),
} as const;

/** Recorded steps that no message began, append only; the others lie with their message. */
export const stepSchema = new Schema(
  { _id: id, tenantId: id, conversationId: id, ...stepFields },
  ours('steps'),
);
stepSchema.index({ tenantId: 1, conversationId: 1, rev: 1 }, { name: 'steps' });
