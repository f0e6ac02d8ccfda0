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
  /** The rule of the tenant that asked; left out: none did. */
  rule?: AskedBy;
}

/** A version of a rule, by name. */
export interface AskedBy {
  id: string;
  version: number;
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
  /** The rule of the tenant that asked; left out: none did. */
  rule?: AskedBy;
}

/** What became of changes that were written. */
export interface AppliedChanges {
  /** Ids of changes that ended or corrected nothing: the request had ended otherwise before. */
  late: readonly string[];
  /** Ids of changes that changed how an ended request had ended: news, but not its end. */
  corrected: readonly string[];
}

/** Enough of a request to decide whether another one is to be opened. */
export interface RequestSummary {
  requestId: string;
  kind: RequestKind;
  variant: RequestVariant;
  version: number;
  status: 'open' | 'closed';
  /** Null while open. */
  outcome: string | null;
  contactRef: string | null;
}
