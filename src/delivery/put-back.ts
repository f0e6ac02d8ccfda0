import type { Tariff } from '../pricing/tariff.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { Plan } from './plan-message.ts';
import type { PlanCheck, PlanRecord, SaidAs } from './plan-record.ts';
import type { NotNow } from './send-throttle.ts';

const checks: Readonly<Record<NotNow['reason'], PlanCheck>> = {
  number_busy: 'limit',
  lease_short: 'limit',
  retry_budget: 'limit',
  // Nothing of this number goes, whatever it is.
  platform_failing: 'channel',
};

/** Its plan let it go, and the call is not made now. */
export const putBack = ({ reason, afterMs }: NotNow, now: Date): Plan => ({
  ...{ verdict: 'wait', check: checks[reason], reason },
  until: new Date(now.getTime() + afterMs),
});

/** It waited in its place, and the platform took it: that it waited is not what its plan says any more. */
export const leftAfterWait = (
  { plan }: Pick<OutboxEntry, 'plan'>,
  { at, as, tariff }: { at: Date; as: SaidAs; tariff: Tariff },
): { plan?: PlanRecord } => {
  if (plan?.verdict !== 'wait') return {};
  const { insteadOf } = plan;
  const spoken = as === 'free' || insteadOf === undefined ? {} : { insteadOf };
  // What it was planned to cost is of what it was to be charged as.
  const { amount, currency } = plan.tariff === tariff ? plan : {};
  const price = amount === undefined || currency === undefined ? {} : { amount, currency };
  return { plan: { at, verdict: 'send', as, tariff, ...price, ...spoken } };
};
