import type { BudgetHolds } from '../pricing/budget-holds.ts';
import type { ChannelAccess } from '../channels/channel-access.ts';
import type { DailyReach } from './daily-reach.ts';
import type { HeldTemplates } from './held-templates.ts';
import { mayWait } from './may-wait.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { planMessage, type Plan } from './plan-message.ts';

/** What a plan is asked of just before a message is sent. */
export interface PlanSendParts {
  /** Null: the channel is gone or paused; its messages wait. */
  accessOf(tenantId: string, channelId: string): Promise<ChannelAccess | null>;
  /** The service window as it is now; intents carry the one they were decided with. */
  windowsOf(tenantId: string, conversationIds: readonly string[]): Promise<ReadonlyMap<string, Date | null>>;
  /** Why it must not go out any more: not theirs, not wanted, answered; null: it may. */
  outdatedBecause(entry: OutboxEntry): Promise<Outdated | null>;
  /** Whose budget is used up: what may wait is held. */
  budgets: Pick<BudgetHolds, 'untilOf'>;
  templates: Pick<HeldTemplates, 'heldOf'>;
  reach: Pick<DailyReach, 'untilOf'>;
}

/** What changed since a message was decided. */
export interface Outdated {
  check: 'contact' | 'consent';
  reason: string;
}

export type PlannedSend = Plan & { access: ChannelAccess | null };

/** How long a channel that is gone or paused is left alone. */
const channelRestMs = 60_000;

/**
 * Looks up what may have changed since the message was decided, and plans it. `isFresh`: it was decided a moment ago by this
 * process, and nothing has to be asked again.
 */
export const makePlanSend = (parts: PlanSendParts) => {
  const windowOf = async ({ tenantId, conversationId }: OutboxEntry): Promise<Date | null> =>
    (await parts.windowsOf(tenantId, [conversationId])).get(conversationId) ?? null;
  return async (
    entry: OutboxEntry,
    { isFresh, now }: { isFresh: boolean; now: Date },
  ): Promise<PlannedSend> => {
    // Long enough for the person to say DUR, to answer, or to have another number.
    const isLate = !isFresh && (entry.isUnasked === true || entry.attempt > 1);
    const isOver = entry.notAfter <= now;
    const outdated = isLate && !isOver ? await parts.outdatedBecause(entry) : null;
    const access = isOver ? null : await parts.accessOf(entry.tenantId, entry.channelId);
    const facts = {
      now,
      message: entry,
      notAfter: entry.notAfter,
      isReleased: entry.handled?.what === 'released',
      channelUntil: access === null ? new Date(now.getTime() + channelRestMs) : null,
      unreachable: outdated?.check === 'contact' ? outdated.reason : null,
      unwanted: outdated?.check === 'consent' ? outdated.reason : null,
      // Said when it was decided: it is due now.
      quietUntil: null,
      capUntil: null,
      paceUntil: null,
      windowExpiresAt: entry.windowExpiresAt,
      isEarly: false,
      templateUntil: templateUntil(entry, parts.templates),
      reachUntil: parts.reach.untilOf(entry, now),
      unpaidUntil: unpaidUntil(entry, parts, { isLate, now }),
    };
    const asDecided = planMessage(facts);
    const isSure = isFresh || (asDecided.verdict === 'send' && asDecided.as === 'free');
    if (isSure || !dependsOnWindow(asDecided)) return { ...asDecided, access };
    // A window only ever grows: one that was open long enough when the intent was decided need not be asked for again.
    return { ...planMessage({ ...facts, windowExpiresAt: await windowOf(entry) }), access };
  };
};

/** Everything before the window came out the same however open it is. */
const dependsOnWindow = (plan: Plan): boolean =>
  plan.verdict === 'send' ||
  plan.check === 'window' ||
  plan.check === 'template' ||
  plan.check === 'limit' ||
  plan.check === 'price';

const templateUntil = (
  { channelId, rendered: { template } }: OutboxEntry,
  templates: PlanSendParts['templates'],
): Date | null =>
  template === null
    ? null
    : (templates.heldOf({ channelId, name: template.name, language: template.language })?.until ?? null);

/** Held until there is money, or until it is worth nothing: then it ends, and says why. */
const unpaidUntil = (
  entry: OutboxEntry,
  { budgets }: Pick<PlanSendParts, 'budgets'>,
  { isLate, now }: { isLate: boolean; now: Date },
): Date | null => {
  const until = isLate && mayWait(entry) ? budgets.untilOf(entry.tenantId, now) : null;
  return until !== null && entry.notAfter < until ? entry.notAfter : until;
};
