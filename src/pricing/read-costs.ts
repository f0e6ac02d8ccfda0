import { ValidationFailed } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import { atLocalTime, localDate } from '../timers/business-calendar.ts';
import type { CostHour } from './cost-hour.ts';
import type { CostRepository } from './cost.repository.ts';
import type { CountCosts } from './count-costs.ts';
import { localMonth, monthAround } from './local-month.ts';
import { platformPrices, type PriceList } from './price-list.ts';
import type { PriceSettingsRepository } from './price-settings.repository.ts';
import { sumCosts, totalOf, type CostSum, type DatedCount } from './sum-costs.ts';

export const costGroups = ['month', 'category', 'request'] as const;
export type CostGroup = (typeof costGroups)[number];

/** Local dates; `to` does not count. */
export interface CostQuery {
  from: string;
  to: string;
  by: CostGroup;
}

export interface CostReport {
  list: Pick<PriceList, 'currency' | 'isEstimate'>;
  rows: readonly (CostSum & { key: string })[];
  total: CostSum;
}

export type ReadCosts = (tenantId: TenantId, query: CostQuery) => Promise<CostReport>;

/** Of one call by request: more is asked for in parts. */
const maxMessages = 20_000;

/** The list in force for a tenant: its own, else the platform's as far as we know it. */
export const listOf = async (
  settings: Pick<PriceSettingsRepository, 'find'>,
  tenantId: TenantId,
): Promise<PriceList> => {
  const { list } = await settings.find(tenantId);
  return list === null ? platformPrices : { ...list, isEstimate: false };
};

const dated = (hours: readonly CostHour[], timeZone: string): DatedCount[] =>
  hours.flatMap(({ hour, counts }) => {
    const place = { month: localMonth(hour, timeZone), date: localDate(hour, timeZone) };
    return counts.map((count) => ({ ...count, ...place }));
  });

/** What messages of a span of days came to. Hours are priced by their own date, so that a change of prices falls where it was. */
export const makeReadCosts = (parts: {
  costs: CostRepository;
  settings: PriceSettingsRepository;
  countCosts: CountCosts;
  timeZoneOf(tenantId: TenantId): Promise<string>;
}): ReadCosts => {
  const { costs, settings, countCosts, timeZoneOf } = parts;
  return async (tenantId, { from, to, by }) => {
    if (from >= to) throw new ValidationFailed([{ field: 'query.to', message: 'must be after from' }]);
    const timeZone = await timeZoneOf(tenantId);
    const [begin, end] = [atLocalTime(from, 0, timeZone), atLocalTime(to, 0, timeZone)];
    const list = await listOf(settings, tenantId);
    if (by === 'request') {
      const requests = await costs.countRequests(tenantId, begin, end, maxMessages);
      if (requests === null)
        throw new ValidationFailed([
          { field: 'query.to', message: `must leave at most ${maxMessages} messages; ask for fewer days` },
        ]);
      // Which of a number's messages are the free ones of the month is nobody's: each stands with its price.
      const gross = { ...list, freeServicePerMonth: 0 };
      const rows = requests.flatMap(({ requestId, counts }) => {
        const ofRequest = counts.flatMap(({ hour, ...count }) =>
          dated([{ hour, counts: [count] }], timeZone),
        );
        return [...sumCosts(ofRequest, gross, () => requestId)].map(([key, sum]) => ({ key, ...sum }));
      });
      return { list, rows, total: totalOf(rows) };
    }
    await countCosts(tenantId);
    const { from: monthBegan } = monthAround(begin, timeZone);
    const counts = dated(await costs.hours(tenantId, monthBegan, end), timeZone);
    const sums = sumCosts(counts, list, ({ date, month, category }) =>
      date < from || date >= to ? null : by === 'month' ? month : category,
    );
    const rows = [...sums].map(([key, sum]) => ({ key, ...sum })).sort((a, b) => a.key.localeCompare(b.key));
    return { list, rows, total: totalOf(rows) };
  };
};
