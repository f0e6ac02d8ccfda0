import type { Tariff } from '../pricing/tariff.ts';
import type { EarlierPlan, PlanRecord, SaidAs } from './plan-record.ts';

const kept: ReadonlySet<string> = new Set(['wait', 'hold']);

/** What a plan that did not let its message go said. */
const earlierOf = ({ at, verdict, check, reason, until }: PlanRecord): EarlierPlan => ({
  ...{ at, verdict },
  ...(check === undefined ? {} : { check }),
  ...(reason === undefined ? {} : { reason }),
  ...(until === undefined ? {} : { until }),
});

/**
 * A plan that takes the place of another. What kept the message until now, or had ended it before people put it back into work, stays with it
 * as `before`; of one wait after another the last.
 */
export const inPlaceOf = (last: PlanRecord | undefined, plan: PlanRecord): PlanRecord => {
  if (last === undefined || last.verdict === 'send') return plan;
  // It waits on: what made it wait the last time is nothing that ended.
  if (kept.has(plan.verdict) && kept.has(last.verdict))
    return last.before === undefined ? plan : { ...plan, before: last.before };
  return { ...plan, before: earlierOf(last) };
};

/**
 * It left, or a status proves that it did, and its last plan says something else: that it waits, is held or ended is not what it says any
 * more. `tariff` left out, `as` null: not known. Empty: the plan let it go.
 */
export const planOfLeft = (
  { plan: last }: { plan?: PlanRecord | undefined },
  { at, as, tariff }: { at: Date; as: SaidAs | null; tariff: Tariff | undefined },
): { plan?: PlanRecord } => {
  if (last === undefined || last.verdict === 'send') return {};
  const { insteadOf } = last;
  const spoken = as === 'free' || insteadOf === undefined ? {} : { insteadOf };
  // What it was planned to cost is of what it was to be charged as.
  const { amount, currency } = last.tariff === tariff ? last : {};
  const price = amount === undefined || currency === undefined ? {} : { amount, currency };
  const how = { ...(as === null ? {} : { as }), ...(tariff === undefined ? {} : { tariff }) };
  return { plan: inPlaceOf(last, { at, verdict: 'send', ...how, ...price, ...spoken }) };
};
