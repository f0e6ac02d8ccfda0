import type { Plan } from './plan-message.ts';
import type { PlanCheck } from './plan-record.ts';
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
