import type { DeliveryStatus } from '../callbacks/callback.repository.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';

/** A call that told of an outcome, to one endpoint. */
export interface OutcomeCall {
  /** `webhook-id` */
  id: string;
  endpoint: string;
  status: DeliveryStatus;
  attempts: number;
  /** When the endpoint took it; null: it has not. */
  acknowledgedAt: Date | null;
}

/** A request that ended, with the calls that told of it. */
export interface OutcomeLine {
  requestId: string;
  kind: string;
  outcome: string | null;
  eventId: string;
  reference: string;
  version: number;
  customerRef: string;
  closedAt: Date;
  calls: readonly OutcomeCall[];
}

export interface StatementRepository {
  /** Requests that ended in the span, first ended first: `from` counts, `to` does not. */
  outcomes(tenantId: TenantId, span: { from: Date; to: Date }, page: PageRequest): Promise<Page<OutcomeLine>>;
  /** The last local day (`YYYY-MM-DD`) whose statement is queued; null: none was looked at yet. */
  statedThrough(tenantId: TenantId): Promise<string | null>;
  /** Never goes back. */
  noteStated(tenantId: TenantId, day: string): Promise<void>;
}
