import type { AnsweredLine } from '../../machines/shared/request.ts';
import type { DecisionRecord } from '../evidence/decision-record.ts';
import type { RequestChange } from '../requests/request-change.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import type { FirstApproval } from '../requests/request.repository.ts';
import type { DialogView, StepFacts } from '../conversations/conversation-state.ts';

/** Result of the first of two approvals (machines/approval). */
const firstOfTwo = 'approved_first';

interface Draft {
  contactRef: string | null;
  lines: readonly AnsweredLine[] | null;
  reason: string | null;
  outcome: string | null;
  decision: RequestChange['decision'];
  approvedFirst: FirstApproval | null;
  corrects: string | null;
  extended: { dueAt: string; expiresAt: string } | null;
  reopens: boolean;
  by: string;
  history: { what: string; by: string | null }[];
}

/** What one step changes about each request, gathered so that one request gets one change. */
export class RequestChanges {
  readonly #conversationId: string;
  readonly #rev: number;
  readonly #facts: StepFacts;
  readonly #drafts = new Map<string, Draft>();

  constructor(conversationId: string, rev: number, facts: StepFacts) {
    this.#conversationId = conversationId;
    this.#rev = rev;
    this.#facts = facts;
  }

  /** The request now waits for this contact. */
  opened(request: RequestContent): void {
    const draft = this.#draft(request.requestId);
    draft.contactRef = this.#facts.contact?.ref ?? null;
    draft.history.push({ what: 'assigned', by: 'system' });
  }

  noted(requestId: string, what: string): void {
    this.#draft(requestId).history.push({ what, by: null });
  }

  closed(requestId: string, outcome: string): void {
    const draft = this.#draft(requestId);
    draft.outcome = outcome;
    draft.history.push({ what: outcome, by: null });
  }

  /** It had ended only because it seemed out of reach, or by a timer while an answer given in time was on its way. */
  reopened(requestId: string): void {
    const draft = this.#draft(requestId);
    draft.reopens = true;
    draft.history.push({ what: 'reopened', by: null });
  }

  /** The first "yes" of two decides nothing yet; a correction names the decision whose place it takes. */
  decided(decision: DecisionRecord): void {
    const draft = this.#draft(decision.requestId);
    const { id, corrects, identity, conversationId } = decision;
    const { warnings = [] } = decision.authority;
    if (decision.result === firstOfTwo) {
      draft.approvedFirst = { decisionId: id, contactRef: identity.contactRef, conversationId };
      return;
    }
    draft.corrects = corrects;
    draft.decision = {
      id,
      decidedAt: decision.decidedAt,
      contactRef: identity.contactRef,
      messageId: decision.answer.messageId,
      contentHash: decision.question.contentHash,
      shownHash: decision.question.shownHash,
      ...(corrects === null ? {} : { corrects }),
      ...(warnings.length === 0 ? {} : { warnings }),
    };
  }

  /** The request ended with this decision of this dialog: what the person adds to it afterwards may still be stored. */
  amends(requestId: string, decisionId: string): void {
    this.#draft(requestId).corrects ??= decisionId;
  }

  extended(requestId: string, until: { dueAt: string; expiresAt: string }): void {
    this.#draft(requestId).extended = { dueAt: until.dueAt, expiresAt: until.expiresAt };
  }

  /** Where the dialog stands after the input; the last one of the step counts. */
  seen(requestId: string, view: DialogView, by: string): void {
    const draft = this.#draft(requestId);
    draft.lines = view.lines;
    draft.reason = view.reason;
    draft.by = by;
    for (const line of draft.history) line.by ??= by;
  }

  toList(): RequestChange[] {
    return [...this.#drafts].map(([requestId, draft]) => {
      const id = `${this.#conversationId}:${this.#rev}:${requestId}`;
      return {
        id,
        requestId,
        conversationId: this.#conversationId,
        at: this.#facts.now,
        contactRef: draft.contactRef,
        lines: draft.lines,
        reason: draft.reason,
        closed: draft.outcome === null ? null : { outcome: draft.outcome },
        decision: draft.decision,
        ...(draft.approvedFirst === null ? {} : { approvedFirst: draft.approvedFirst }),
        ...(draft.corrects === null ? {} : { corrects: draft.corrects }),
        ...(draft.extended === null ? {} : { extended: draft.extended }),
        ...(draft.reopens ? { reopens: true as const } : {}),
        history: draft.history.map(({ what, by }) => ({ at: this.#facts.now, what, by: by ?? draft.by })),
        notify: draft.outcome !== null || draft.history.some(({ what }) => what !== 'assigned'),
      };
    });
  }

  #draft(requestId: string): Draft {
    const known = this.#drafts.get(requestId);
    if (known !== undefined) return known;
    const made: Draft = {
      contactRef: null,
      lines: null,
      reason: null,
      outcome: null,
      decision: null,
      approvedFirst: null,
      corrects: null,
      extended: null,
      reopens: false,
      by: 'system',
      history: [],
    };
    this.#drafts.set(requestId, made);
    return made;
  }
}
