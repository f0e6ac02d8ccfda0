import type { Tariff } from '../pricing/tariff.ts';
import type { InsteadOf, TemplateOut } from '../vocabulary/template-standing.ts';

/** What a plan looks at, in this order (ADR 0045): the first that says no decides, and nothing behind it is asked. */
export const planChecks = [
  /** Is it worth anything still? */
  'validity',
  /** May the number send at all? */
  'channel',
  /** Is there an address, is it theirs still, and does the question still stand? */
  'contact',
  /** Does the person want it: STOP, marketing, feedback? */
  'consent',
  'quiet_hours',
  'cap',
  /** As free text or as a template? */
  'window',
  /** Is the template in use, and would the platform take its values? */
  'template',
  /** The pair's pace, how many people a day. */
  'limit',
  /** Is there money for what may wait? */
  'price',
] as const;
export type PlanCheck = (typeof planChecks)[number];

/** Why a message is in nobody's way for now: said when it is decided, or later. */
export const holdReasons = [
  'quiet_hours',
  'cap',
  'template',
  'daily_reach',
  'budget',
  /** The platform wants nothing sent to this person for a while. */
  'recipient',
] as const;
export type HoldReason = (typeof holdReasons)[number];

/** What ended while it was held for such a reason says nothing of the person: we, or the platform's limits for us, held it. */
export const isOurHold = (reason: string | undefined): reason is Exclude<HoldReason, 'recipient'> =>
  reason !== 'recipient' && holdReasons.some((one) => one === reason);

/** What a message waits for in its place, and what is between us and the platform: none of it says anything of the person. */
const ourWaits: ReadonlySet<string> = new Set([
  ...['channel_unavailable', 'number_busy', 'retry_budget', 'platform_failing', 'lease_short'],
  // Nobody took it up before it was over, since we stood still.
  'not_tried',
  // How fast we write to one person is our own choice.
  'recipient_pace',
]);

/** It did not leave in time because of us, our number or the platform's limits for us. */
export const isOurDelay = (reason: string): boolean => isOurHold(reason) || ourWaits.has(reason);

export const verdicts = ['send', 'wait', 'hold', 'drop'] as const;
export type Verdict = (typeof verdicts)[number];

export type SaidAs = 'free' | 'template';

/** What a message is charged as by its plan, and what that costs: an estimate, of the list that was in force then. */
export interface PlanEstimate {
  tariff: Tariff;
  /** Decimal string, with its currency (ISO 4217); left out, both: no price was known. */
  amount?: string;
  currency?: string;
}

/** What a plan said that did not let the message go, and in whose place another one is. */
export interface EarlierPlan {
  at: Date;
  verdict: Verdict;
  check?: PlanCheck;
  reason?: string;
  until?: Date;
}

/** A plan as it is kept with its message: codes and instants, nothing of the person. Checks before the one named were passed. */
export interface PlanRecord extends Partial<PlanEstimate> {
  at: Date;
  verdict: Verdict;
  /** Left out: seen when it is sent. */
  as?: SaidAs;
  check?: PlanCheck;
  reason?: string;
  until?: Date;
  /** As a template it is said in another language than the person's; left out: it is not (ADR 0069). */
  insteadOf?: InsteadOf;
  /** Why its template holds it, as the account said; left out: that does not, or nothing is known. */
  template?: TemplateOut;
  /**
   * What ended it before it was put back into work, else what held it until this plan, else what it waited for; left out: nothing, or a
   * release before did not say.
   */
  before?: EarlierPlan;
}
