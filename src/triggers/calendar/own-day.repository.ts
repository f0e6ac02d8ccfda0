import type { OwnDay } from './business-days.ts';

/** Days of tenants that count more than the public calendar. */
export interface OwnDayRepository {
  save(day: OwnDay): Promise<void>;
  /** False: there is none. */
  remove(tenantId: string, date: string): Promise<boolean>;
  /** From a date to another one, both counted, in their order. */
  list(tenantId: string, from: string, to: string): Promise<OwnDay[]>;
}
