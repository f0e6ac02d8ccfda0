import type { TenantCalendar } from '../timers/business-calendar.ts';
import { addWorkingMinutes } from '../timers/working-time.ts';
import type { TaskRecord } from './task.ts';

/**
 * Minutes of office time until a task is due: four hours for compliance, two for accounting (domain 7.4, 7.9, 7.10).
 * Anything urgent is due within half an hour, whatever the role.
 */
const minutes: Readonly<Record<TaskRecord['role'], number>> = {
  compliance: 4 * 60,
  accounting: 2 * 60,
  staff: 4 * 60,
};
const urgentMinutes = 30;

/** When a task made or escalated at `at` has to be done. */
export const dueOf = (task: Pick<TaskRecord, 'role' | 'urgent'>, at: Date, calendar: TenantCalendar): Date =>
  addWorkingMinutes(at, task.urgent ? urgentMinutes : minutes[task.role], calendar);
