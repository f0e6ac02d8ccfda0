import type { RequestSummary } from '../requests/request-store.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import type { Json } from '../shared/json.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { text } from './read-json.ts';
import { asksTheSame } from './asks-the-same.ts';
import { isVersioned, repetitionOf } from './request-rules.ts';
import type { RequestWorkRepository } from '../requests/request-work.repository.ts';

/** Feedback is asked once in thirty days per person (domain 7.8). */
const feedbackPauseMs = 30 * 24 * 60 * 60_000;

/** Why a request is not opened, and the one that stands in its place. `conflicting_content` is an error of the sender. */
export interface Refusal {
  reason:
    | 'already_requested'
    | 'conflicting_content'
    | 'newer_version_open'
    | 'newer_version_closed'
    | 'asked_recently'
    | 'not_released';
  requestIds: readonly string[];
}

export interface AdmissionParts {
  requests: Pick<RequestWorkRepository, 'findByReference' | 'latestOf' | 'load'>;
}

/** Whether what an event asks may be asked now, given what was asked before; null: it may. */
export const refusalOf = async (
  { requests }: AdmissionParts,
  tenantId: string,
  content: RequestContent,
  contactRef: string,
  now: Date,
): Promise<Refusal | null> => {
  const rival = await rivalOf(requests, tenantId, content);
  if (rival !== null) return rival;
  if (content.kind === 'feedback') {
    const last = await requests.latestOf(tenantId, contactRef, 'feedback');
    if (last !== null && now.getTime() - last.getTime() < feedbackPauseMs)
      return { reason: 'asked_recently', requestIds: [] };
  }
  return content.variant === 'verification' && !isReleased(content)
    ? { reason: 'not_released', requestIds: [] }
    : null;
};

/**
 * What was asked before under this reference, if it stands against asking now: a higher version, open or ended (domain 3.3);
 * the same version, while it is open or was decided, or with other content; null: nothing does.
 */
const rivalOf = async (
  requests: AdmissionParts['requests'],
  tenantId: string,
  content: RequestContent,
): Promise<Refusal | null> => {
  const { variant, version } = content;
  const repetition = repetitionOf(variant);
  if (repetition === 'always') return null;
  // Another process may have opened this very request a moment ago: that is no reason against it.
  const earlier = (await requests.findByReference(tenantId, content)).filter(
    (one) => one.variant === variant && one.requestId !== content.requestId,
  );
  const [newest] = [...earlier].sort(newestFirst);
  if (newest === undefined) return null;
  const { requestId, status } = newest;
  if (newest.version > version)
    return {
      reason: status === 'open' ? 'newer_version_open' : 'newer_version_closed',
      requestIds: [requestId],
    };
  if (newest.version < version) return null;
  // Without a version of its own a thing that ended undecided may be asked anew, with another date.
  const isOver = status === 'closed' && repetition !== 'once' && !isVersioned(variant);
  if (!isOver && !(await isSameAs(requests, tenantId, requestId, content)))
    return { reason: 'conflicting_content', requestIds: [requestId] };
  const isStanding = status === 'open' || repetition === 'once' || decided.has(newest.outcome ?? '');
  return isStanding ? { reason: 'already_requested', requestIds: [requestId] } : null;
};

const newestFirst = (one: RequestSummary, other: RequestSummary): number =>
  other.version - one.version || Number(other.status === 'open') - Number(one.status === 'open');

/** Outcomes that somebody decided: the same version is never asked again after one. */
const decided: ReadonlySet<string> = new Set([
  ...['agreed', 'agreed_partial', 'disagreed', 'approved', 'rejected', 'objected'],
  ...['portal_accepted', 'portal_rejected'],
]);

const isSameAs = async (
  requests: Pick<RequestWorkRepository, 'load'>,
  tenantId: string,
  requestId: string,
  content: RequestContent,
): Promise<boolean> => {
  const stored = await requests.load(tenantId, requestId);
  return stored === null || asksTheSame(stored.content, content);
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
