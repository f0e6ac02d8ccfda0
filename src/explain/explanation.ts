import type { HoldReason, PlanCheck, PlanRecord, SaidAs, Verdict } from '../delivery/plan-record.ts';
import type { MessageCost } from '../pricing/message-cost.ts';

/** What became of a message, in one word. */
export type MessageFate =
  | 'sent'
  /** Decided, and in its place in the line. */
  | 'waiting'
  | 'held'
  | 'not_sent'
  | 'failed'
  /** Nobody knows whether it left. */
  | 'unknown';

export type CheckResult = 'passed' | 'held' | 'waited' | 'refused' | 'not_reached';

/** What a message would cost by the list that was in force when it was planned; the platform has charged nothing. */
export type EstimatedCost = Omit<MessageCost, 'state' | 'isEstimate'> & {
  state: 'estimated';
  isEstimate: true;
};

/** The person's language, and why a template is not said in that. */
type InsteadOf = NonNullable<PlanRecord['insteadOf']>;

type TemplateOut = NonNullable<PlanRecord['template']>;

/** The whole way of one message, from what was reported to what was answered (ADR 0045). Null: there is no such part. */
export interface Explanation {
  messageId: string;
  conversationId: string;
  requestId: string | null;
  prompt: string;
  fate: MessageFate;
  /** Stable code of why it was not sent, is held, or failed; null: nothing of that. */
  because: string | null;
  decidedAt: Date;
  event: { eventId: string; type: string; receivedAt: Date } | null;
  /**
   * Events this one was made of, the nearest first, back to what was reported or to a date of the calendar: `rule` acted on each and
   * made the one before; null: what the event itself says did.
   */
  causes: readonly {
    eventId: string;
    type: string;
    receivedAt: Date;
    rule: { id: string; version: number } | null;
  }[];
  /** The rule that made a message of the event; null: the event is of before there were rules. */
  rule: { id: string; version: number } | null;
  request: { id: string; kind: string; status: 'open' | 'closed'; outcome: string | null } | null;
  /** `answer`: the person wrote, or staff did; `unasked`: nobody asked for it. */
  occasion: 'answer' | 'unasked';
  contact: {
    contactRef: string | null;
    customerRefs: readonly string[];
    reachedBy: 'phone' | 'user_id' | null;
  };
  /** As it is now, not as it was. */
  consent: {
    notices: 'on' | 'stopped' | 'wrongNumber' | null;
    marketing: 'accepted' | 'rejected' | 'withdrawn' | null;
    feedback: 'accepted' | 'rejected' | 'withdrawn' | null;
  };
  /** As it was when the message was decided. */
  window: { expiresAt: Date | null; wasOpen: boolean };
  /**
   * `chosen`: the tenant's own that the rule chose, and why it is not this one; left out: none was. `insteadOf`: the person's language, and
   * why it is not said in that; null: it is (ADR 0069).
   */
  template: {
    name: string;
    language: string;
    chosen?: { name: string; unsaid?: string };
    insteadOf: InsteadOf | null;
  } | null;
  /** The last plan; null: by a release before. */
  plan: {
    at: Date;
    verdict: Verdict;
    as: SaidAs | null;
    /** As with `template`. */
    insteadOf: InsteadOf | null;
    checks: readonly { check: PlanCheck; result: CheckResult; reason: string | null; until: Date | null }[];
    /** What kept it, or ended it, until this plan; null: nothing did. */
    before: {
      at: Date;
      verdict: Verdict;
      check: PlanCheck | null;
      reason: string | null;
      until: Date | null;
    } | null;
  } | null;
  /** `template`: why the account does not carry its template, where that is why and the account said. */
  hold: { reason: HoldReason | 'unknown'; until: Date; template?: TemplateOut } | null;
  handled: { what: 'released' | 'dropped'; by: string; at: Date } | null;
  sentAs: SaidAs | null;
  /** Before it was sent: what its plan says it would cost, as `estimated`. */
  price: MessageCost | EstimatedCost | null;
  attempts: {
    count: number;
    unknown: number;
    lastReason: string | null;
    acceptedAt: Date | null;
    nextAt: Date | null;
  };
  statuses: readonly { status: string; at: Date; attempt: number; error: number | null }[];
  answer: { messageId: string; at: Date; decision: { id: string; result: string } | null } | null;
  callbacks: readonly {
    id: string;
    endpoint: string;
    type: string;
    status: string;
    attempts: number;
    createdAt: Date;
  }[];
}
