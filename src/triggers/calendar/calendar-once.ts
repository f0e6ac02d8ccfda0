import type { CalendarParts } from './calendar-of.ts';
import type { OwnDay } from './business-days.ts';

/**
 * A calendar for many dates of one request: a tenant's own days are read by whole years, the same years once, however many dates lie in
 * them. Days that are entered meanwhile are not seen.
 */
export const calendarOnce = ({ ownDays, tenants }: CalendarParts): CalendarParts => {
  const known = new Map<string, Promise<OwnDay[]>>();
  return {
    tenants,
    ownDays: {
      list(tenantId, from, to) {
        const [first, last] = [`${from.slice(0, 4)}-01-01`, `${to.slice(0, 4)}-12-31`];
        const key = JSON.stringify([tenantId, first, last]);
        const found = known.get(key) ?? ownDays.list(tenantId, first, last);
        known.set(key, found);
        return found;
      },
    },
  };
};
