import { mayWait } from './may-wait.ts';
import type { RenderedPrompt } from '../vocabulary/rendered-prompt.ts';
import type { TemplateOut } from '../vocabulary/template-standing.ts';
import type { Intent } from './outbox-entry.ts';
import {
  isOurDelay,
  isOurHold,
  type HoldReason,
  type PlanCheck,
  type PlanEstimate,
  type PlanRecord,
  type SaidAs,
} from './plan-record.ts';
import { saidAs } from './said-as.ts';
import { templateFault } from './template-fault.ts';

/**
 * Our clock and the platform's differ; a window that is about to close counts as closed (reliability D.4: 24 h is 23 h 55 min).
 */
export const windowMarginMs = 5 * 60_000;

/** `as` null: seen when it is sent, since the person may write until then. */
export type Plan =
  | { verdict: 'send'; as: SaidAs | null }
  /** In its place, and those behind it wait too. */
  | { verdict: 'wait'; check: PlanCheck; reason: string; until: Date }
  /** In nobody's way until then. */
  | { verdict: 'hold'; check: PlanCheck; reason: HoldReason; until: Date; template?: TemplateOut }
  | { verdict: 'drop'; check: PlanCheck; reason: string; ends: 'suppressed' | 'expired' | 'rejected' };

/** What is known when a message is planned; null: nothing is in its way there. Instants in the past are over. */
export interface PlanFacts {
  now: Date;
  message: Pick<Intent, 'class' | 'prompt' | 'isUnasked' | 'rendered' | 'to'> & {
    withoutDocument?: boolean;
    forceTemplate: boolean;
    heldFor?: HoldReason;
    /** Until when; null or left out: until it is over. */
    heldUntil?: Date | null;
    /** Why it waited last; left out, null: nothing is known. */
    reason?: string | null;
    /** The number of this try; left out: it is none. */
    attempt?: number;
  };
  notAfter: Date | null;
  /** A person of ours let it go: quiet hours, caps and money do not hold it any more. */
  isReleased: boolean;
  channelUntil: Date | null;
  /** `number_moved`, `number_of_contact`. */
  unreachable: string | null;
  /** `notices_stopped`, `alerts_muted`, `marketing_not_consented` … */
  unwanted: string | null;
  quietUntil: Date | null;
  capUntil: Date | null;
  windowExpiresAt: Date | null;
  /** It is not sent yet: a window that is closed may open, and what is not sent now is looked at again. */
  isEarly: boolean;
  templateUntil: Date | null;
  /** Why, where the account said; left out: nothing is known. */
  templateOut?: TemplateOut;
  paceUntil: Date | null;
  reachUntil: Date | null;
  unpaidUntil: Date | null;
}

const isAhead = (until: Date | null, now: Date): until is Date => until !== null && until > now;

/**
 * Decides for one message: now, later, or not at all. Pure: the same facts give the same plan, whoever asks and how often.
 * Asked when the message is decided (`isEarly`) and again when it is sent late.
 */
export const planMessage = (facts: PlanFacts): Plan =>
  whetherAtAll(facts) ?? whetherNow(facts) ?? howSaid(facts);

/**
 * What ended while it was held by us ended for that reason: there was no money, no room, or the night lasted too long; and so did
 * what waited for its number, or for the platform to take anything, and what nobody took up until now.
 */
const endedFor = (message: PlanFacts['message'], notAfter: Date): string => {
  const { heldFor, heldUntil, reason } = message;
  if (isOurHold(heldFor) && (heldUntil ?? notAfter) >= notAfter) return heldFor;
  const isOurs = reason !== undefined && reason !== null && !isOurHold(reason) && isOurDelay(reason);
  if (isOurs) return reason;
  return isUntried(message) ? 'not_tried' : 'validity_passed';
};

/** This is its first try, and nothing but ourselves kept it. */
const isUntried = ({ attempt, heldFor, reason }: PlanFacts['message']): boolean =>
  attempt === 1 && heldFor !== 'recipient' && (reason === null || isOurHold(reason));

const whetherAtAll = ({
  now,
  message,
  notAfter,
  channelUntil,
  unreachable,
  unwanted,
}: PlanFacts): Plan | null => {
  if (notAfter !== null && notAfter <= now) {
    const reason = endedFor(message, notAfter);
    return { verdict: 'drop', check: 'validity', reason, ends: 'expired' };
  }
  if (isAhead(channelUntil, now))
    return { verdict: 'wait', check: 'channel', reason: 'channel_unavailable', until: channelUntil };
  if (unreachable !== null)
    return { verdict: 'drop', check: 'contact', reason: unreachable, ends: 'suppressed' };
  if (message.to.phone === null && message.to.userId === null)
    return { verdict: 'drop', check: 'contact', reason: 'no_address', ends: 'rejected' };
  return unwanted === null
    ? null
    : { verdict: 'drop', check: 'consent', reason: unwanted, ends: 'suppressed' };
};

const whetherNow = ({ now, isReleased, quietUntil, capUntil }: PlanFacts): Plan | null => {
  if (isReleased) return null;
  if (isAhead(quietUntil, now))
    return { verdict: 'hold', check: 'quiet_hours', reason: 'quiet_hours', until: quietUntil };
  return isAhead(capUntil, now) ? { verdict: 'hold', check: 'cap', reason: 'cap', until: capUntil } : null;
};

const howSaid = (facts: PlanFacts): Plan => {
  const { now, message, isEarly, templateUntil, paceUntil, reachUntil, unpaidUntil, isReleased } = facts;
  const as = saidInWindow(facts);
  if (as === null && !isEarly)
    return { verdict: 'drop', check: 'window', reason: 'window_closed', ends: 'suppressed' };
  if (as === 'template') {
    const { template, text } = saidAs(message);
    const fault = template === null ? null : templateFault(template, template.text ?? text);
    if (fault !== null) return { verdict: 'drop', check: 'template', reason: fault, ends: 'rejected' };
    if (isAhead(templateUntil, now)) {
      const why = facts.templateOut === undefined ? {} : { template: facts.templateOut };
      return { verdict: 'hold', check: 'template', reason: 'template', until: templateUntil, ...why };
    }
    if (isAhead(reachUntil, now) && message.isUnasked === true)
      return { verdict: 'hold', check: 'limit', reason: 'daily_reach', until: reachUntil };
  }
  if (isAhead(paceUntil, now))
    return { verdict: 'wait', check: 'limit', reason: 'recipient_pace', until: paceUntil };
  if (!isReleased && isAhead(unpaidUntil, now) && mayWait(message))
    return { verdict: 'hold', check: 'price', reason: 'budget', until: unpaidUntil };
  return { verdict: 'send', as };
};

/** Free text inside the service window, the template outside; null: there is no way to say it now. */
export const saidInWindow = ({
  now,
  message: { rendered, withoutDocument, forceTemplate },
  windowExpiresAt,
}: Pick<PlanFacts, 'now' | 'windowExpiresAt'> & {
  message: Pick<PlanFacts['message'], 'rendered' | 'withoutDocument' | 'forceTemplate'>;
}): SaidAs | null => {
  const isOpen = windowExpiresAt !== null && windowExpiresAt.getTime() - windowMarginMs > now.getTime();
  if (isOpen && !forceTemplate) return 'free';
  const { template } = saidAs({ rendered, ...(withoutDocument === undefined ? {} : { withoutDocument }) });
  return template === null ? null : 'template';
};

/** Checks that were passed are those before the one that decided. `rendered`: what is planned. */
export const planRecord = (
  plan: Plan,
  at: Date,
  { rendered, estimate = null }: { rendered: RenderedPrompt; estimate?: PlanEstimate | null },
): PlanRecord => {
  const insteadOf = rendered.template?.insteadOf;
  const spoken = insteadOf === undefined ? {} : { insteadOf };
  if (plan.verdict === 'send') {
    const { as } = plan;
    return { at, verdict: 'send', ...(as === null ? {} : { as }), ...estimate, ...(as !== 'free' && spoken) };
  }
  const { verdict, check, reason } = plan;
  const until = plan.verdict === 'drop' ? {} : { until: plan.until };
  const out = plan.verdict === 'hold' && plan.template !== undefined ? { template: plan.template } : {};
  return { ...{ at, verdict, check, reason }, ...until, ...out, ...estimate, ...spoken };
};
