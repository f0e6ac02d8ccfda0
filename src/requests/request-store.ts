import type { RequestChange } from './request-change.ts';
import type { RequestContent, RequestKind, RequestVariant } from '../vocabulary/request-content.ts';
import type { FirstApproval } from './request.repository.ts';

/** A request as it is opened. `token` is the secret its buttons carry. */
export interface NewRequest {
  tenantId: string;
  content: RequestContent;
  token: string;
  contactRef: string;
  conversationId: string;
  createdAt: Date;
}

/** What is needed to hand a request on. */
export interface OpenRequest {
  content: RequestContent;
  token: string;
  conversationId: string;
  contactRef: string;
  status: 'open' | 'closed';
  /** Null while open. */
  outcome: string | null;
  /** Who approved where two people have to; empty: nobody yet, or one is enough. */
  approvals: readonly FirstApproval[];
}

/** What became of changes that were written. */
export interface AppliedChanges {
  /** Ids of changes that ended or corrected nothing: the request had ended otherwise before. */
  late: readonly string[];
  /** Ids of changes that changed how an ended request had ended: news, but not its end. */
  corrected: readonly string[];
}

/** Writing side of the requests. */
export interface RequestStore {
  /** Stores once per id; answers what is stored (the token of the first writer counts). */
  open(requests: readonly NewRequest[]): Promise<OpenRequest[]>;
  /**
   * Each change once, in the given order; a closed request stays closed with its first outcome, unless a change corrects
   * the decision that stands. What came too late is kept in the history alone. The same answer however often it is called.
   */
  applyChanges(tenantId: string, changes: readonly RequestChange[]): Promise<AppliedChanges>;
  /** The request waits for another contact now, in that contact's conversation. */
  assign(
    tenantId: string,
    requestId: string,
    to: { conversationId: string; contactRef: string },
  ): Promise<void>;
  /** Null: no such request in this tenant. */
  load(tenantId: string, requestId: string): Promise<OpenRequest | null>;
  /** Open requests about the same thing of the business system, any version. */
  findOpenByReference(
    tenantId: string,
    key: { kind: string; variant: string; customerRef: string; reference: string },
  ): Promise<{ requestId: string; version: number; conversationId: string }[]>;
  /** All requests of a customer with this reference, of any kind, open and closed; newest first. */
  findByReference(
    tenantId: string,
    key: { customerRef: string; reference: string },
  ): Promise<RequestSummary[]>;
  /** When the last request of this kind to the contact was opened; null: there was none. */
  latestOf(tenantId: string, contactRef: string, kind: RequestKind): Promise<Date | null>;
}

/** Enough of a request to decide whether another one is to be opened. */
export interface RequestSummary {
  requestId: string;
  kind: RequestKind;
  variant: RequestVariant;
  status: 'open' | 'closed';
  contactRef: string | null;
}
