import { makeEstimatePlan, type EstimatePlan } from '../delivery/estimate-plan.ts';
import { PricesAtHand } from '../pricing/prices-at-hand.ts';
import { listOf } from '../pricing/read-costs.ts';
import { localDate } from '../timers/business-calendar.ts';
import { takenAsOf } from './taken-as-of.ts';
import type { WorkerParts } from './worker-parts.ts';

/** What planned messages would cost, by the price lists this process knows. */
export const makeEstimate = (
  parts: Pick<WorkerParts, 'repositories' | 'lookups' | 'templateBook' | 'clock' | 'logger'>,
): EstimatePlan => {
  const { repositories: repos, lookups, clock, logger } = parts;
  const prices = new PricesAtHand({
    pricesOf: async (tenantId) => {
      const [list, { timeZone }] = await Promise.all([
        listOf(repos.priceSettings, tenantId),
        lookups.calendarOf(tenantId),
      ]);
      return { list, dateOf: (at) => localDate(at, timeZone) };
    },
    clock,
    onFailure: (error) => logger.warn({ err: error }, 'prices not read, what was known of them stands'),
  });
  return makeEstimatePlan({ pricesOf: (tenantId) => prices.of(tenantId), takenAs: takenAsOf(parts) });
};
