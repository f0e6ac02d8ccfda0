import type { Tariff } from '../pricing/tariff.ts';
import type { EarlierPlan, PlanRecord, SaidAs, Verdict } from './plan-record.ts';

/** What a plan that did not let its message go said. */
const earlierOf = ({ at, verdict, check, reason, until }: PlanRecord): EarlierPlan => ({
  ...{ at, verdict },
  ...(check === undefined ? {} : { check }),
  ...(reason === undefined ? {} : { reason }),
  ...(until === undefined ? {} : { until }),
});

/** What says more of why a message did not leave before: that it was over, that it was held, that it had to wait in its place. */
const weights: Readonly<Record<Verdict, number>> = { send: 0, wait: 1, hold: 2, drop: 3 };

/** Of what was decided until now, what weighs most; of the same weight the last. */
const weightiest = (last: PlanRecord | undefined): EarlierPlan | undefined => {
  if (last === undefined || last.verdict === 'send') return last?.before;
  const { before } = last;
  return before === undefined || weights[last.verdict] >= weights[before.verdict] ? earlierOf(last) : before;
};

const waitsOn: ReadonlySet<Verdict> = new Set(['wait', 'hold']);

/**
 * A plan that takes the place of another. What kept the message until now, or had ended it before people put it back into work, stays with it
 * as `before`: a moment's wait hides neither a hold nor an end. While it waits on, only what weighs more than that.
 */
export const inPlaceOf = (last: PlanRecord | undefined, plan: PlanRecord): PlanRecord => {
  const before = weightiest(last);
  if (before === undefined) return plan;
  return waitsOn.has(plan.verdict) && weights[before.verdict] <= weights[plan.verdict]
    ? plan
    : { ...plan, before };
};

/**
 * It left, or a status proves that it did, and its last plan says something else: that it waits, is held or ended is not what it says any
 * more; what was planned after `at` kept it from nothing. `tariff` left out, `as` null: not known. Empty: the plan let it go.
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
  const until = [last, last.before].find((one) => one !== undefined && one.at <= at);
  return { plan: inPlaceOf(until, { at, verdict: 'send', ...how, ...price, ...spoken }) };
};
