import type { OwnDay } from './business-days.ts';

/** Days of tenants that count more than the public calendar. */
export interface OwnDayRepository {
  /** Null: nothing was said about the date. */
  find(tenantId: string, date: string): Promise<OwnDay | null>;
  /** Makes the day (`before` null), or takes the place of `before`. False: somebody else wrote meanwhile. */
  save(day: OwnDay, before: OwnDay | null): Promise<boolean>;
  /** Takes it away as it was seen. False: it is not that any more. */
  remove(day: OwnDay): Promise<boolean>;
  /** From a date to another one, both counted, in their order. */
  list(tenantId: string, from: string, to: string): Promise<OwnDay[]>;
}
