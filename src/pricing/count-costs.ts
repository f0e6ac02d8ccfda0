import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { CostRepository } from './cost.repository.ts';
import { hourMs, hourOf, recountAt } from './cost-hour.ts';

/** Counted again in one run at most. */
const maxHours = 48;

export type CountCosts = (tenantId: TenantId) => Promise<void>;

/**
 * Brings the counted hours up to date: what was sent since the last count, and older hours whose statuses may be in by now. Whoever
 * runs it twice, or in two processes at once, gets the same hours.
 */
export const makeCountCosts = ({ costs, clock }: { costs: CostRepository; clock: Clock }): CountCosts => {
  const count = async (tenantId: TenantId, from: Date, to: Date): Promise<void> => {
    const now = clock.now();
    const hours = await costs.countSent(tenantId, from, to);
    const due = hours.map((one) => ({ ...one, recountAt: recountAt(one.hour, now) }));
    await costs.saveHours(tenantId, { from, to }, due);
  };
  return async (tenantId) => {
    const now = clock.now();
    const thisHour = hourOf(now);
    const last = (await costs.lastHour(tenantId)) ?? (await costs.firstSentAt(tenantId)) ?? thisHour;
    // Recorded behind the answer: the end of the hour before may not have been there yet.
    const from = hourOf(new Date(Math.min(last.getTime(), thisHour.getTime() - hourMs)));
    await count(tenantId, from, new Date(thisHour.getTime() + hourMs));
    for (const hour of await costs.hoursToRecount(tenantId, now, maxHours))
      if (hour < from) await count(tenantId, hour, new Date(hour.getTime() + hourMs));
  };
};
