import type { AnsweredLine } from '../../machines/shared/request.ts';
import type { FirstApproval, RequestDecision } from './request.repository.ts';

/** What one step changed about a request. `id` is deterministic: the same change twice is one change. */
export interface RequestChange {
  id: string;
  requestId: string;
  /** The conversation that runs the dialog. */
  conversationId: string;
  at: string;
  /** Set when the request came to another contact; null: unchanged. */
  contactRef: string | null;
  /** Null: unchanged. */
  lines: readonly AnsweredLine[] | null;
  reason: string | null;
  /** Set when the request ends, and when a correction changes how it ended. */
  closed: { outcome: string } | null;
  /** The request may be answered until later. */
  extended?: { dueAt: string; expiresAt: string };
  /** It ended without a decision, by a timer or as out of reach: it is open again, and ends as `closed` says if that is set. */
  reopens?: true;
  decision: RequestDecision | null;
  /** The first of two people approved: on record, but no decision about the request yet. */
  approvedFirst?: FirstApproval;
  /**
   * Id of the decision that this change may take the place of. While that decision is the standing one, outcome, decision
   * and reason of a request that ended may change; left out: a request that ended keeps them.
   */
  corrects?: string;
  history: readonly { at: string; what: string; by: string }[];
  /** Business systems are told: `request.closed` when it ended, else `request.updated`. */
  notify: boolean;
}
