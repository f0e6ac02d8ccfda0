import type { TenantId } from '../shared/ids.ts';
import type { CostCount, CostHour } from './cost-hour.ts';

/** What a request's messages came to. */
export interface RequestCounts {
  requestId: string;
  counts: readonly (CostCount & { hour: Date })[];
}

export interface CostRepository {
  /** Hours with messages the platform took, counted from the messages themselves; `to` does not count. Sorted by hour. */
  countSent(tenantId: TenantId, from: Date, to: Date): Promise<readonly CostHour[]>;
  /** The same by request, for messages that belong to one; null: there are more than `limit` messages. */
  countRequests(
    tenantId: TenantId,
    from: Date,
    to: Date,
    limit: number,
  ): Promise<readonly RequestCounts[] | null>;
  /** When the first message was taken that has a time; null: none was. */
  firstSentAt(tenantId: TenantId): Promise<Date | null>;
  /** Replaces what is known of the hours from `from` to `to`: those that are not given had no messages. */
  saveHours(
    tenantId: TenantId,
    range: { from: Date; to: Date },
    hours: readonly (CostHour & { recountAt: Date | null })[],
  ): Promise<void>;
  /** Hours that were counted; `to` does not count. Sorted by hour. */
  hours(tenantId: TenantId, from: Date, to: Date): Promise<readonly CostHour[]>;
  /** The newest hour that was counted; null: none was. */
  lastHour(tenantId: TenantId): Promise<Date | null>;
  /** Hours to be counted again by now, oldest first. */
  hoursToRecount(tenantId: TenantId, now: Date, limit: number): Promise<readonly Date[]>;
}
