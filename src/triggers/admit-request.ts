import type { RequestSummary } from '../requests/request-store.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import type { Json } from '../shared/json.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { text } from './read-json.ts';
import { repetitionOf } from './request-rules.ts';
import type { RequestWorkRepository } from '../requests/request-work.repository.ts';

/** Feedback is asked once in thirty days per person (domain 7.8). */
const feedbackPauseMs = 30 * 24 * 60 * 60_000;

/** Why a request is not opened, and the one that stands in its place. */
export interface Refusal {
  reason: 'already_requested' | 'newer_version_open' | 'asked_recently' | 'not_released';
  requestIds: readonly string[];
}

export interface AdmissionParts {
  requests: Pick<RequestWorkRepository, 'findOpenByReference' | 'findByReference' | 'latestOf'>;
  /** Somebody of the compliance compartment looks at this transaction. */
  isUnderReview(tenantId: string, transactionRef: string): Promise<boolean>;
}

/** Whether what an event asks may be asked now, given what was asked before; null: it may. */
export const refusalOf = async (
  { requests, isUnderReview }: AdmissionParts,
  tenantId: string,
  content: RequestContent,
  contactRef: string,
  now: Date,
): Promise<Refusal | null> => {
  const repetition = repetitionOf(content.variant);
  // Another process may have opened this very request a moment ago: that is no reason against it.
  const isOther = ({ requestId }: { requestId: string }): boolean => requestId !== content.requestId;
  if (repetition === 'once') {
    const same = (await requests.findByReference(tenantId, content)).find(
      (one) => one.variant === content.variant && isOther(one),
    );
    if (same !== undefined) return { reason: 'already_requested', requestIds: [same.requestId] };
  }
  if (repetition === 'newer') {
    const rival = (await requests.findOpenByReference(tenantId, content)).find(
      (one) => isOther(one) && one.version >= content.version,
    );
    if (rival !== undefined) {
      const reason = rival.version === content.version ? 'already_requested' : 'newer_version_open';
      return { reason, requestIds: [rival.requestId] };
    }
  }
  if (content.kind === 'feedback') {
    const last = await requests.latestOf(tenantId, contactRef, 'feedback');
    if (last !== null && now.getTime() - last.getTime() < feedbackPauseMs)
      return { reason: 'asked_recently', requestIds: [] };
  }
  if (content.variant === 'verification') {
    // Looked up whether it is released or not: neither the reason nor the time it takes tells a hold apart (domain 6.3-e, i).
    const isHeld = await isUnderReview(tenantId, content.reference);
    if (isHeld || !isReleased(content)) return { reason: 'not_released', requestIds: [] };
  }
  return null;
};

/** A named person released it, and to protect the customer: no other reason may reach one (domain 6.3-i). */
const isReleased = ({ details }: RequestContent): boolean =>
  details['release_reason'] === 'fraud_protection' && (text(details['released_by']) ?? '') !== '';

const itemKinds: Readonly<Record<string, RequestSummary['kind']>> = {
  reconciliation: 'reconciliation',
  approval: 'approval',
  invoice: 'approval',
  document: 'document',
  feedback: 'feedback',
};

/**
 * The item a deadline is about. `closed`: it was asked here and nothing of it is open any more; `unknown`: it never was, and
 * the business system knows best.
 */
export const deadlineItem = async (
  requests: Pick<RequestWorkRepository, 'findByReference'>,
  tenantId: string,
  { customer_id: customerRef, data }: EventEnvelope,
): Promise<{ state: 'open' | 'closed' | 'unknown'; contactRef: string | null }> => {
  const reference = text(data.item_id);
  const unknown = { state: 'unknown', contactRef: null } as const;
  if (customerRef === undefined || reference === null) return unknown;
  const kind = kindOf(data.item_type);
  const found = (await requests.findByReference(tenantId, { customerRef, reference })).filter(
    (one) => kind === null || one.kind === kind,
  );
  const open = found.find(({ status }) => status === 'open');
  if (open !== undefined) return { state: 'open', contactRef: open.contactRef };
  return found.length === 0 ? unknown : { state: 'closed', contactRef: null };
};

const kindOf = (itemType: Json | undefined): RequestSummary['kind'] | null => {
  const type = text(itemType) ?? '';
  return Object.hasOwn(itemKinds, type) ? (itemKinds[type] ?? null) : null;
};
