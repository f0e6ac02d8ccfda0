import type { CallbackRepository } from '../callbacks/callback.repository.ts';
import type { ConversationStanding } from '../conversations/conversation-standing.ts';
import type { ConversationState } from '../conversations/conversation-state.ts';
import type { ConversationRecord } from '../conversations/conversation-record.ts';
import { messageStatusOf } from '../delivery/message-status.ts';
import type { OutboxEntry } from '../delivery/outbox-entry.ts';
import { planChecks, type PlanRecord } from '../delivery/plan-record.ts';
import type { DecisionRecord } from '../evidence/decision-record.ts';
import { messageCost } from '../pricing/message-cost.ts';
import { priceOf, type PriceList } from '../pricing/price-list.ts';
import { readTariff } from '../pricing/tariff.ts';
import type { RequestRecord } from '../requests/request.repository.ts';
import type { Clock } from '../shared/clock.ts';
import type { ConversationId, RequestId, TenantId } from '../shared/ids.ts';
import { localDate } from '../timers/business-calendar.ts';
import type { MessageRecord } from '../transcripts/message.repository.ts';
import { isForCompliance } from '../triggers/event-task.ts';
import type { EventRecord } from '../triggers/event.repository.ts';
import type { CheckResult, EstimatedCost, Explanation, MessageFate } from './explanation.ts';

/** Where the parts of the chain are read. What is of the compliance compartment is in none of these. */
export interface ExplainParts {
  entryOf(tenantId: TenantId, messageId: string): Promise<OutboxEntry | null>;
  conversationOf(tenantId: TenantId, id: ConversationId): Promise<ConversationRecord | null>;
  stateOf(
    tenantId: TenantId,
    id: ConversationId,
  ): Promise<Pick<ConversationState, 'snapshot' | 'consents'> | null>;
  standingOf(state: Pick<ConversationState, 'snapshot'>): Pick<ConversationStanding, 'notices'>;
  requestOf(tenantId: TenantId, id: RequestId): Promise<RequestRecord | null>;
  eventOf(tenantId: TenantId, eventId: string): Promise<EventRecord | null>;
  linesOf(tenantId: TenantId, requestId: RequestId): Promise<readonly MessageRecord[]>;
  decisionsOf(tenantId: TenantId, requestId: RequestId): Promise<readonly DecisionRecord[]>;
  callbacksOf: CallbackRepository['listOfSubjects'];
  pricesOf(tenantId: TenantId): Promise<PriceList>;
  timeZoneOf(tenantId: TenantId): Promise<string>;
  clock: Clock;
}

export type ExplainMessage = (tenantId: TenantId, messageId: string) => Promise<Explanation | null>;

/** Gathers the whole way of a message of ours; null: there is no such message of the tenant's. */
export const makeExplainMessage =
  (parts: ExplainParts): ExplainMessage =>
  async (tenantId, messageId) => {
    const entry = await parts.entryOf(tenantId, messageId);
    if (entry === null) return null;
    // Ids of intents are ours.
    const conversationId = entry.conversationId as ConversationId;
    const requestId = entry.requestId as RequestId | null;
    const [conversation, state, request, list, timeZone, callbacks] = await Promise.all([
      parts.conversationOf(tenantId, conversationId),
      parts.stateOf(tenantId, conversationId),
      requestId === null ? null : parts.requestOf(tenantId, requestId),
      parts.pricesOf(tenantId),
      parts.timeZoneOf(tenantId),
      parts.callbacksOf(tenantId, [entry.id, ...(requestId === null ? [] : [requestId])]),
    ]);
    const event = request === null ? null : await parts.eventOf(tenantId, request.eventId);
    const now = parts.clock.now();
    const date = localDate(entry.takenAt ?? entry.createdAt, timeZone);
    return {
      ...{ messageId: entry.id, conversationId, requestId, prompt: entry.prompt },
      ...fateOf(entry, now),
      decidedAt: entry.createdAt,
      event: event && { eventId: event.eventId, type: event.type, receivedAt: event.receivedAt },
      causes: await causesOf(parts, tenantId, event),
      rule: event?.rule ?? null,
      request: request && {
        ...{ id: request.id, kind: request.kind, status: request.status, outcome: request.outcome },
      },
      occasion: entry.isUnasked === true ? 'unasked' : 'answer',
      contact: {
        contactRef: conversation?.contactRef ?? null,
        customerRefs: conversation?.customerRefs ?? [],
        reachedBy: entry.to.phone !== null ? 'phone' : entry.to.userId !== null ? 'user_id' : null,
      },
      consent: {
        notices: state === null ? null : parts.standingOf(state).notices,
        marketing: saidOf(state, 'marketing'),
        feedback: saidOf(state, 'feedback'),
      },
      window: {
        expiresAt: entry.windowExpiresAt,
        wasOpen: entry.windowExpiresAt !== null && entry.windowExpiresAt > entry.createdAt,
      },
      template: entry.rendered.template && {
        name: entry.rendered.template.name,
        language: entry.rendered.template.language,
        ...(entry.rendered.template.chosen === undefined ? {} : { chosen: entry.rendered.template.chosen }),
        insteadOf: entry.rendered.template.insteadOf ?? null,
      },
      plan: entry.plan === undefined ? null : chainOf(entry.plan),
      hold: holdOf(entry, now),
      handled: entry.handled ?? null,
      sentAs: entry.sentAs,
      price: messageCost({ ...entry, tariff: entry.tariff, date }, list) ?? estimateOf(entry, list, timeZone),
      attempts: {
        ...{ count: triesMadeOf(entry), unknown: entry.unknowns, lastReason: entry.reason },
        acceptedAt: entry.acceptedAt ?? null,
        nextAt: entry.state === 'settled' ? null : entry.wakeAt,
      },
      statuses: entry.statuses.map(({ status, at, attempt, error }) => ({
        ...{ status, at, attempt, error: error?.code ?? null },
      })),
      answer: requestId === null ? null : await answerOf(parts, tenantId, { requestId, messageId: entry.id }),
      callbacks: callbacks.map(({ id, endpointName, type, status, log, createdAt }) => ({
        ...{ id, endpoint: endpointName, type, status, attempts: log.length, createdAt },
      })),
    };
  };

/**
 * Whoever takes it up to send it counts a try, also where its plan says that it must not go: that one was none. What ended while it was held
 * was not taken up.
 */
const triesMadeOf = ({
  attempt,
  plan,
  heldUntil,
}: Pick<OutboxEntry, 'attempt' | 'plan' | 'heldUntil'>): number => {
  const endedHeld = plan !== undefined && heldUntil !== null && heldUntil > plan.at;
  const dropped = [endedHeld ? undefined : plan, plan?.before].filter((one) => one?.verdict === 'drop');
  return Math.max(0, attempt - dropped.length);
};

/** What it would cost, while it may leave still. Where its plan knew no price, by the list as it is now, of the day it was planned. */
const estimateOf = (
  { state, plan }: OutboxEntry,
  list: PriceList,
  timeZone: string,
): EstimatedCost | null => {
  const as = plan?.tariff === undefined ? null : readTariff(plan.tariff);
  if (state === 'settled' || plan === undefined || as === null) return null;
  const known = plan.amount !== undefined && plan.currency !== undefined;
  const listed = known ? null : priceOf(list, { ...as, date: localDate(plan.at, timeZone) });
  return {
    ...{ state: 'estimated', ...as, isEstimate: true },
    amount: plan.amount ?? listed?.amount ?? null,
    currency: plan.currency ?? list.currency,
  };
};

/** Rules make no more of one another; what is deeper is a circle, which nothing of ours makes. */
const mostCauses = 20;

/** From what made the event back to the first: the compartment makes nothing for customers, and is not told of. */
const causesOf = async (
  { eventOf }: Pick<ExplainParts, 'eventOf'>,
  tenantId: TenantId,
  made: EventRecord | null,
): Promise<Explanation['causes']> => {
  const causes: Explanation['causes'][number][] = [];
  let by = made?.madeBy ?? null;
  while (by !== null && causes.length < mostCauses) {
    const event: EventRecord | null = await eventOf(tenantId, by.eventId);
    if (event === null || isForCompliance(event)) break;
    const { eventId, type, receivedAt } = event;
    causes.push({ eventId, type, receivedAt, rule: by.rule });
    by = event.madeBy;
  }
  return causes;
};

const saidOf = (
  state: Pick<ConversationState, 'consents'> | null,
  purpose: 'marketing' | 'feedback',
): Explanation['consent']['marketing'] => state?.consents?.[purpose] ?? null;

const holdOf = (
  { state, heldUntil, heldFor, plan }: Pick<OutboxEntry, 'state' | 'heldUntil' | 'heldFor' | 'plan'>,
  now: Date,
): Explanation['hold'] => {
  if (state === 'settled' || heldUntil === null || heldUntil <= now) return null;
  const out = heldFor === 'template' ? plan?.template : undefined;
  return { reason: heldFor ?? 'unknown', until: heldUntil, ...(out === undefined ? {} : { template: out }) };
};

const fateOf = (entry: OutboxEntry, now: Date): { fate: MessageFate; because: string | null } => {
  const hold = holdOf(entry, now);
  if (hold !== null) return { fate: 'held', because: hold.reason };
  switch (messageStatusOf(entry)) {
    case 'pending':
      return { fate: 'waiting', because: entry.reason };
    case 'suppressed':
      return { fate: 'not_sent', because: entry.reason };
    case 'failed':
      return { fate: 'failed', because: entry.reason ?? failureOf(entry) };
    case 'unknown':
      return { fate: 'unknown', because: entry.reason };
    default:
      return { fate: 'sent', because: null };
  }
};

const failureOf = ({ statuses }: Pick<OutboxEntry, 'statuses'>): string | null => {
  const code = statuses.findLast(({ status }) => status === 'failed')?.error?.code;
  return code === undefined ? null : `graph_${code}`;
};

const results: Readonly<Record<PlanRecord['verdict'], CheckResult>> = {
  send: 'passed',
  wait: 'waited',
  hold: 'held',
  drop: 'refused',
};

/** Every check in its order: those before the one that decided were passed, those behind it were not asked. */
const chainOf = (plan: PlanRecord): Explanation['plan'] => {
  const { at, verdict, as, check, reason, until, insteadOf, before } = plan;
  const decided = check === undefined ? planChecks.length : planChecks.indexOf(check);
  const checks = planChecks.map((one, index) => ({
    check: one,
    result: index < decided ? 'passed' : index === decided ? results[verdict] : 'not_reached',
    reason: index === decided ? (reason ?? null) : null,
    until: index === decided ? (until ?? null) : null,
  }));
  return {
    ...{ at, verdict, as: as ?? null, insteadOf: insteadOf ?? null, checks },
    before:
      before === undefined
        ? null
        : {
            ...{ at: before.at, verdict: before.verdict, check: before.check ?? null },
            ...{ reason: before.reason ?? null, until: before.until ?? null },
          },
  };
};

/**
 * The first thing the person sent about the request after this message, and what was decided then: a letter is answered by its
 * button, and decided by the one under the recap.
 */
const answerOf = async (
  { linesOf, decisionsOf }: ExplainParts,
  tenantId: TenantId,
  { requestId, messageId }: { requestId: RequestId; messageId: string },
): Promise<Explanation['answer']> => {
  const lines = await linesOf(tenantId, requestId);
  const place = lines.findIndex(({ id }) => id === messageId);
  const line = place === -1 ? undefined : lines.slice(place).find(({ direction }) => direction === 'in');
  if (line === undefined) return null;
  const decisions = await decisionsOf(tenantId, requestId);
  const decided =
    decisions.find(
      ({ question, answer }) => question.messageId === messageId || answer.messageId === line.id,
    ) ?? decisions.find(({ answer }) => answer.receivedAt >= line.at);
  return {
    ...{ messageId: line.id, at: line.at },
    decision: decided === undefined ? null : { id: decided.id, result: decided.result },
  };
};
