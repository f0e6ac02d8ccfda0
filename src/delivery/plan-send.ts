import type { BudgetHolds } from '../pricing/budget-holds.ts';
import type { ChannelAccess } from '../channels/channel-access.ts';
import type { DailyReach } from './daily-reach.ts';
import type { HeldTemplate, HeldTemplates } from './held-templates.ts';
import { mayWait } from './may-wait.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { planMessage, saidInWindow, type Plan } from './plan-message.ts';
import { saidAs } from './said-as.ts';
import type { TemplateOut } from '../vocabulary/template-standing.ts';

/** What a plan is asked of just before a message is sent. */
export interface PlanSendParts {
  /** Null: the channel is gone or paused; its messages wait. */
  accessOf(tenantId: string, channelId: string): Promise<ChannelAccess | null>;
  /** The service window as it is now; intents carry the one they were decided with. */
  windowsOf(tenantId: string, conversationIds: readonly string[]): Promise<ReadonlyMap<string, Date | null>>;
  /** Why it must not go out any more: not theirs, not wanted, answered; null: it may. */
  outdatedBecause(entry: OutboxEntry): Promise<Outdated | null>;
  /** A reminder of a question that has not left, or leaves with it. */
  comesWithQuestion(entry: OutboxEntry): Promise<boolean>;
  /** Whose budget is used up: what may wait is held. */
  budgets: Pick<BudgetHolds, 'untilOf'>;
  /** The end of the tenant's quiet hours; null: they are not now. */
  quietUntilOf(tenantId: string, at: Date): Promise<Date | null>;
  templates: Pick<HeldTemplates, 'heldOf'>;
  /** Why the account would refuse its template, as it said itself (ADR 0069); null: it is not known to. */
  templateOut(entry: OutboxEntry): Promise<TemplateOut | null>;
  /** The platform takes its template as marketing, whatever it was submitted as. */
  isMarketing(entry: OutboxEntry): Promise<boolean>;
  /** Why a commercial message must not go to this person; null: it may. */
  marketingRefusal(entry: OutboxEntry): Promise<string | null>;
  /** How many messages one person gets in a time; null: nothing limits this one. */
  capsOf(entry: OutboxEntry, stream: { isMarketing: boolean }): Promise<MessageCaps | null>;
  reach: Pick<DailyReach, 'untilOf' | 'take'>;
}

export interface MessageCaps {
  /** When there is room; null: now. */
  untilOf(at: Date): Promise<Date | null>;
  /** Counts it, once however often it is asked; an instant: there is no room before. */
  take(at: Date): Promise<Date | null>;
}

/** What changed since a message was decided. */
export interface Outdated {
  check: 'contact' | 'consent';
  reason: string;
}

export type PlannedSend = Plan & { access: ChannelAccess | null };

/** What was decided longer ago is looked at again, whoever kept it: a process that died may have had it all night. */
const momentMs = 60_000;

/**
 * How long a template that the account does not carry is left alone: news of it end that. The first time another process may know better,
 * which this one has read by then.
 */
const templateRestMs = { first: 60_000, then: 60 * 60_000 };

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
    { isFresh: isOfThisStep, now }: { isFresh: boolean; now: Date },
  ): Promise<PlannedSend> => {
    const isFresh = isOfThisStep && now.getTime() - entry.createdAt.getTime() < momentMs;
    // Long enough for the person to say DUR, to answer, or to have another number.
    const isLate = !isFresh && (entry.isUnasked === true || entry.attempt > 1);
    const isOver = entry.notAfter <= now;
    const outdated = isOver ? null : await outdatedBecause(entry, parts, isLate);
    const access = isOver ? null : await parts.accessOf(entry.tenantId, entry.channelId);
    const isReleased = entry.handled?.what === 'released';
    const out = access === null ? null : await parts.templateOut(entry);
    const isPromotion = !isOver && mayWait(entry) && (await parts.isMarketing(entry));
    const marketing = isPromotion ? await asMarketing(entry, parts, { now, windowOf }) : null;
    const isMarketing = marketing !== null;
    const caps = isOver || isReleased || !mayWait(entry) ? null : await parts.capsOf(entry, { isMarketing });
    const facts = {
      now,
      message: entry,
      notAfter: entry.notAfter,
      isReleased,
      channelUntil: access === null ? new Date(now.getTime() + channelRestMs) : null,
      unreachable: outdated?.check === 'contact' ? outdated.reason : null,
      unwanted: outdated?.check === 'consent' ? outdated.reason : (marketing?.refusal ?? null),
      // When it was decided it was due now; whatever kept it since did not ask what time it is.
      quietUntil: isFresh || isOver || isReleased ? null : await quietUntil(entry, parts, now),
      capUntil: worthUntil(entry, (await caps?.untilOf(now)) ?? null),
      paceUntil: null,
      windowExpiresAt: entry.windowExpiresAt,
      isEarly: false,
      templateUntil: templateUntil(entry, parts.templates, { out, now }),
      ...(out === null ? {} : { templateOut: out }),
      reachUntil: parts.reach.untilOf(entry, now),
      unpaidUntil: unpaidUntil(entry, parts, { isLate, now }),
    };
    const asDecided = planMessage(facts);
    // What is marketing as a template is looked at with the window of now, and leaves by that one.
    const isSure = (isFresh && !isPromotion) || (asDecided.verdict === 'send' && asDecided.as === 'free');
    // A window only ever grows: one that was open long enough when the intent was decided need not be asked for again.
    const plan =
      isSure || !dependsOnWindow(asDecided)
        ? asDecided
        : planMessage({ ...facts, windowExpiresAt: await windowOf(entry) });
    // Counted last, when nothing else is in its way: of several that leave in this moment so many do as there is room for.
    const full = plan.verdict === 'send' && caps !== null ? await caps.take(now) : null;
    if (full !== null) return { ...planMessage({ ...facts, capUntil: worthUntil(entry, full) }), access };
    const isTemplate = plan.verdict === 'send' && plan.as === 'template';
    const reachUntil = isTemplate ? await parts.reach.take(entry, now) : null;
    return reachUntil === null ? { ...plan, access } : { ...planMessage({ ...facts, reachUntil }), access };
  };
};

/**
 * A notice whose template the platform takes as marketing is a commercial message where it leaves as that template, and goes by the
 * rules of those alone; as words inside the window, and where somebody waits for it, it is none. Null: it is none.
 */
const asMarketing = async (
  entry: OutboxEntry,
  { marketingRefusal }: Pick<PlanSendParts, 'marketingRefusal'>,
  { now, windowOf }: { now: Date; windowOf(entry: OutboxEntry): Promise<Date | null> },
): Promise<{ refusal: string | null } | null> => {
  const opened = saidInWindow({ now, message: entry, windowExpiresAt: entry.windowExpiresAt }) === 'free';
  const as = opened ? 'free' : saidInWindow({ now, message: entry, windowExpiresAt: await windowOf(entry) });
  return as === 'template' ? { refusal: await marketingRefusal(entry) } : null;
};

/** Everything before the window came out the same however open it is. */
const dependsOnWindow = (plan: Plan): boolean =>
  plan.verdict === 'send' ||
  plan.check === 'window' ||
  plan.check === 'template' ||
  plan.check === 'limit' ||
  plan.check === 'price';

/**
 * It waited for its template and is let go since this process was refused that: whoever did so knew better, be it another process that saw it
 * approved. Refused again, it is held anew, and with it whatever was let go before. Staff lets go what waits for other things.
 */
const isLetGoSince = ({ heldFor, heldUntil, handled }: OutboxEntry, { since }: HeldTemplate): boolean =>
  heldFor === 'template' &&
  heldUntil !== null &&
  heldUntil >= since &&
  handled?.at.getTime() !== heldUntil.getTime();

const templateUntil = (
  entry: OutboxEntry,
  templates: PlanSendParts['templates'],
  { out, now }: { out: TemplateOut | null; now: Date },
): Date | null => {
  const { template } = saidAs(entry);
  if (template === null) return null;
  const { name, language } = template;
  const held = templates.heldOf({ channelId: entry.channelId, name, language });
  const refused = held === null || (out === null && isLetGoSince(entry, held)) ? null : held.until;
  if (out === null || (refused !== null && refused > now)) return refused;
  const restMs = entry.heldFor === 'template' ? templateRestMs.then : templateRestMs.first;
  return worthUntil(entry, new Date(now.getTime() + restMs));
};

/** A question comes first in its conversation; what asks for its answer again reminds of it. */
const reminds = ({ isUnasked, author, requestId, promptNumber, rendered }: OutboxEntry): boolean =>
  isUnasked === true &&
  author === 'bot' &&
  requestId !== null &&
  promptNumber !== null &&
  promptNumber > 1 &&
  rendered.choices.length > 0;

const outdatedBecause = async (
  entry: OutboxEntry,
  parts: Pick<PlanSendParts, 'outdatedBecause' | 'comesWithQuestion'>,
  isLate: boolean,
): Promise<Outdated | null> => {
  const outdated = isLate ? await parts.outdatedBecause(entry) : null;
  if (outdated !== null || !reminds(entry) || !(await parts.comesWithQuestion(entry))) return outdated;
  return { check: 'contact', reason: 'question_unsaid' };
};

/** A request that ends in the quiet hours is not held (domain 3.3); one that ended before has nothing to lose by waiting. */
const quietUntil = async (
  entry: OutboxEntry,
  { quietUntilOf }: Pick<PlanSendParts, 'quietUntilOf'>,
  now: Date,
): Promise<Date | null> => {
  if (entry.keepsHours === undefined) return null;
  const { endsAt } = entry.keepsHours;
  const until = await quietUntilOf(entry.tenantId, now);
  const endsInThem = until !== null && endsAt !== null && endsAt > now && endsAt <= until;
  return until === null || endsInThem ? null : worthUntil(entry, until);
};

/** Held until then, or until it is worth nothing: then it ends, and says why. */
const worthUntil = ({ notAfter }: OutboxEntry, until: Date | null): Date | null =>
  until !== null && notAfter < until ? notAfter : until;

/** Held until there is money. */
const unpaidUntil = (
  entry: OutboxEntry,
  { budgets }: Pick<PlanSendParts, 'budgets'>,
  { isLate, now }: { isLate: boolean; now: Date },
): Date | null => worthUntil(entry, isLate && mayWait(entry) ? budgets.untilOf(entry.tenantId, now) : null);
