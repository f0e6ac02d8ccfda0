import type { AnsweredLine } from '../../machines/shared/request.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { ConversationId, RequestId, TenantId } from '../shared/ids.ts';
import type { RequestContent, RequestKind } from '../vocabulary/request-content.ts';

/** What the customer decided, in short; the whole evidence is a `DecisionRecord` with the same id. */
export interface RequestDecision {
  id: string;
  decidedAt: Date;
  contactRef: string;
  /** Id of the answer in the transcript. */
  messageId: string;
  /** SHA-256 (hex) of the canonical request content. */
  contentHash: string;
  /** SHA-256 (hex) of the exact text and choices the person saw when answering. */
  shownHash: string;
  /** Id of the decision whose place it took; both stay in the evidence. */
  corrects?: string;
  /** What it lacks by what is on file, `agreement_missing` …; left out: nothing, or it was not looked up. */
  warnings?: readonly string[];
}

/** The "yes" of one person where two have to approve. */
export interface FirstApproval {
  decisionId: string;
  contactRef: string;
  conversationId: string;
}

/** One line of a request's story: `created`, `sent`, `forwarded_unauthorised`, `reminder_sent`, `closed` … */
export interface RequestHistoryLine {
  at: Date;
  what: string;
  /** `system`, `customer:<contact ref>`, `key:<key id>` or `staff:<id>`. */
  by: string;
}

/** A request as stored and as the API shows it. */
export interface RequestRecord {
  tenantId: TenantId;
  id: RequestId;
  kind: RequestKind;
  status: 'open' | 'closed';
  /** Outcome of domain 7 (`agreed`, `no_response` …); null while open. */
  outcome: string | null;
  eventId: string;
  reference: string;
  version: number;
  customerRef: string;
  /** Null until a contact was found. */
  contactRef: string | null;
  /** The conversation that runs the dialog; null until the request was handed to one. Never shown. */
  conversationId: ConversationId | null;
  lines: readonly AnsweredLine[];
  reason: string | null;
  createdAt: Date;
  dueAt: Date;
  expiresAt: Date;
  closedAt: Date | null;
  decision: RequestDecision | null;
  history: readonly RequestHistoryLine[];
  /** What was asked; part of the evidence bundle. */
  content: RequestContent;
}

/** All given fields must match. */
export interface RequestFilter {
  kind?: RequestKind;
  status?: 'open' | 'closed';
  customerRef?: string;
  reference?: string;
  eventId?: string;
  /** Only requests whose `dueAt` is before this instant. */
  dueBefore?: Date;
  ids?: readonly string[];
}

/** Reading side of the requests; the step's relay writes them. */
export interface RequestRepository {
  /** Null: no such request in this tenant. */
  find(tenantId: TenantId, id: RequestId): Promise<RequestRecord | null>;
  /** Newest first: sorted by `createdAt` (ISO 8601 as the page key), then id, both descending. */
  list(tenantId: TenantId, filter: RequestFilter, page: PageRequest): Promise<Page<RequestRecord>>;
}
