import type { AnsweredLine } from '../../machines/shared/request.ts';
import type { RequestDecision } from './request.repository.ts';

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
  /** Set once, when the request ends. */
  closed: { outcome: string } | null;
  decision: RequestDecision | null;
  history: readonly { at: string; what: string; by: string }[];
  /** Business systems are told: `request.closed` when it ended, else `request.updated`. */
  notify: boolean;
}
