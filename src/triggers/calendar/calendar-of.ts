import type { TenantSettingsLookup } from '../../channels/tenant-settings.ts';
import { localDate } from '../../timers/business-calendar.ts';
import { addDaysTo } from '../../timers/date-arithmetic.ts';
import { businessDaysOf } from './business-days.ts';
import type { OwnDayRepository } from './own-day.repository.ts';
import type { ScheduleCalendar } from './schedule-dates.ts';

export interface CalendarParts {
  ownDays: Pick<OwnDayRepository, 'list'>;
  tenants: Pick<TenantSettingsLookup, 'settingsOf'>;
}

/** Days: further away than any date is moved or reckoned from. 366 business days are a year and a half, with holidays of one's own more. */
const margin = 1_000;

/** The zone of a tenant and its business days around a stretch of time. */
export const calendarOf = async (
  { ownDays, tenants }: CalendarParts,
  tenantId: string,
  { from, until }: { from: Date; until: Date },
): Promise<ScheduleCalendar> => {
  const { timeZone } = await tenants.settingsOf(tenantId);
  const own = await ownDays.list(
    tenantId,
    addDaysTo(localDate(from, timeZone), -margin),
    addDaysTo(localDate(until, timeZone), margin),
  );
  return { timeZone, ...businessDaysOf(own) };
};
