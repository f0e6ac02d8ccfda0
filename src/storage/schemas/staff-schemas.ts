import { Schema } from 'mongoose';
import type { ConsentAction } from '../../../machines/shared/effects.ts';
import { consentPurposes, type ConsentRecord } from '../../consent/consent-record.ts';
import type { PrivacyRequest } from '../../consent/privacy-request.ts';
import { untoldWords } from '../../notifications/notice-kinds.ts';
import { taskRoles, taskStatuses } from '../../tasks/task.ts';
import { languages } from '../../vocabulary/language.ts';
import {
  code,
  count,
  flag,
  id,
  instant,
  oneOf,
  optional,
  orNull,
  pseudonym,
  sealed,
  sha256,
  text,
} from './fields.ts';
import { ours } from './schema-options.ts';

/** Work for staff; `body` holds why and about whom it is, and what an event said about it. */
export const taskSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    conversationId: orNull(id),
    requestId: orNull(id),
    /** In clear in tasks that were not written since their body holds both. */
    customerRefs: { type: [id], default: undefined },
    reason: optional(code),
    reasonKey: optional(pseudonym),
    urgent: flag,
    role: oneOf(taskRoles),
    status: oneOf(taskStatuses),
    isDone: flag,
    owner: orNull(id),
    dueAt: instant,
    escalations: count,
    escalatedAt: orNull(instant),
    createdAt: instant,
    doneAt: orNull(instant),
    doneBy: orNull(id),
    rev: optional(count),
    untold: optional(oneOf(untoldWords)),
    body: sealed,
  },
  ours('tasks'),
);
taskSchema.index({ tenantId: 1, dueAt: 1, _id: 1 }, { name: 'due' });
taskSchema.index({ tenantId: 1, owner: 1, dueAt: 1, _id: 1 }, { name: 'owner' });
taskSchema.index(
  { tenantId: 1, isDone: 1, dueAt: 1 },
  { name: 'overdue', partialFilterExpression: { isDone: false } },
);
taskSchema.index(
  { tenantId: 1, untold: 1 },
  { name: 'untold', partialFilterExpression: { untold: { $type: 'string' } } },
);

const consentActions: Record<ConsentAction, true> = {
  accepted: true,
  rejected: true,
  withdrawn: true,
  presented: true,
  not_presented: true,
  acknowledged: true,
};

/** What people said about each purpose, append only; words sealed. */
export const consentSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    contactRef: orNull(id),
    customerRefs: { type: [id], required: true },
    conversationId: id,
    channelId: id,
    purpose: oneOf(consentPurposes),
    action: oneOf(consentActions),
    language: oneOf(languages),
    textVersion: orNull(text),
    textHash: orNull(sha256),
    messageId: id,
    at: instant,
    source: optional(oneOf<NonNullable<ConsentRecord['source']>>({ platform: true })),
    body: sealed,
  },
  ours('consents'),
);
consentSchema.index({ tenantId: 1, at: -1, _id: -1 }, { name: 'recent' });
consentSchema.index({ tenantId: 1, contactRef: 1, at: -1, _id: -1 }, { name: 'contact' });

/** Data subjects' requests with their thirty days. */
export const privacyRequestSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    kind: oneOf<PrivacyRequest['kind']>({ access: true, erasure: true, correction: true }),
    status: oneOf<PrivacyRequest['status']>({ open: true, closed: true }),
    contactRef: orNull(id),
    customerRefs: { type: [id], required: true },
    conversationId: id,
    messageId: id,
    receivedAt: instant,
    dueAt: instant,
    closedAt: orNull(instant),
    closedBy: orNull(id),
    outcome: orNull(oneOf<NonNullable<PrivacyRequest['outcome']>>({ answered: true, refused: true })),
    /** Sealed. */
    note: orNull(sealed),
  },
  ours('privacyrequests'),
);
privacyRequestSchema.index({ tenantId: 1, dueAt: 1, _id: 1 }, { name: 'due' });
