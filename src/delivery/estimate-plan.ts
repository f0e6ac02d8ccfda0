import { priceOf } from '../pricing/price-list.ts';
import type { DatedPrices } from '../pricing/prices-at-hand.ts';
import { readTariff } from '../pricing/tariff.ts';
import type { Intent } from './outbox-entry.ts';
import { saidInWindow, type Plan } from './plan-message.ts';
import type { PlanEstimate } from './plan-record.ts';
import { tariffOfAttempt } from './tariff-of-attempt.ts';

/** What of a message decides what it would cost. */
export type Estimated = Pick<Intent, 'tenantId' | 'to' | 'class' | 'rendered' | 'windowExpiresAt'> & {
  withoutDocument?: boolean;
  forceTemplate?: boolean;
};

export type EstimatePlan = (message: Estimated, plan: Plan, at: Date) => PlanEstimate | null;

interface Parts {
  /** Null: not known yet. Nobody waits for it. */
  pricesOf(tenantId: string): DatedPrices | null;
  /** What the platform takes its template as, where that is another category; null: it is that, or has none. */
  takenAs(message: Pick<Estimated, 'tenantId' | 'rendered' | 'withoutDocument'>): string | null;
}

/** How it would be said when it may go; null: there is no way. */
const wayOf = (message: Estimated, plan: Exclude<Plan, { verdict: 'drop' }>) => {
  const { forceTemplate = false } = message;
  return plan.verdict === 'send'
    ? plan.as
    : saidInWindow({
        now: plan.until,
        message: { ...message, forceTemplate },
        windowExpiresAt: message.windowExpiresAt,
      });
};

/**
 * The last of what a plan says: what the message is charged as, and what that costs by the list in force as it was planned. Null:
 * it does not go, or there is no way to say it. Asks nothing: what is not at hand is left out.
 */
export const makeEstimatePlan =
  ({ pricesOf, takenAs }: Parts): EstimatePlan =>
  (message, plan, at) => {
    const as = plan.verdict === 'drop' ? null : wayOf(message, plan);
    if (as === null) return null;
    const tariff = tariffOfAttempt({ ...message, sentAs: as, takenAs: takenAs(message) });
    const prices = pricesOf(message.tenantId);
    const charged = readTariff(tariff);
    if (prices === null || charged === null) return { tariff };
    const { list, dateOf } = prices;
    const price = priceOf(list, { ...charged, date: dateOf(at) });
    return { tariff, ...(price === null ? {} : { amount: price.amount, currency: list.currency }) };
  };
