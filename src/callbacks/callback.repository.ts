import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';

/** A secret of an endpoint in clear (`whsec_…`); storage seals it. `until: null` is the current one, others lapse. */
export interface EndpointSecret {
  secret: string;
  until: Date | null;
}

/** Where a tenant wants its callbacks. `types` are exact names or `*`. */
export interface CallbackEndpoint {
  tenantId: TenantId;
  name: string;
  url: string;
  types: readonly string[];
  /** The current secret first; one older one during rotation. */
  secrets: readonly EndpointSecret[];
  /** Null while in use; otherwise why nothing is sent any more: `gone`, `failing`. */
  disabledReason: 'gone' | 'failing' | null;
  /** Since when every attempt has failed, without a long silence between two of them; null after a success. */
  failingSince: Date | null;
  /** The last attempt of those; left out: none, or a release before did not say. */
  failedAt?: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** Counts what was saved (ADR 0039), on from what the clock said; left out: it was not saved since that is counted. */
  rev?: number;
}

/** What its calls say about an endpoint. */
export interface EndpointHealth {
  failingSince: Date | null;
  failedAt: Date | null;
  disabledReason: CallbackEndpoint['disabledReason'];
}

/** One signed call to be made: the body is fixed when it is queued, so that every attempt carries the same bytes. */
export interface CallbackDelivery {
  tenantId: TenantId;
  /** `webhook-id`, constant over retries; consumers dedupe by it. */
  id: string;
  endpointName: string;
  type: string;
  /** Id of the request or message it is about; left out: of neither. */
  subject?: string;
  body: string;
  /** Attempts made so far. */
  attempts: number;
  /** Kept or made again: called one after the other, oldest first. Left out: in any order. */
  inOrder?: boolean;
  nextAttemptAt: Date;
  createdAt: Date;
}

/** A delivery lent to one worker until the lease ends. `token` fences a worker that lost its lease. */
export interface ClaimedDelivery {
  delivery: CallbackDelivery;
  token: string;
  /** Null: the endpoint was removed meanwhile. */
  endpoint: CallbackEndpoint | null;
}

/** How an attempt ended, without anything of the answer's content (reliability F7). */
export interface AttemptRecord {
  at: Date;
  /** `delivered`, `http_500`, `timeout`, `refused_address`, `connection_failed` … */
  outcome: string;
  durationMs: number;
}

/** `pending` waits for its next attempt, `held` for its endpoint to be enabled; `delivered` and `failed` are final. */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'held';

/** A delivery with what became of it, without its body. */
export interface CallbackDeliveryRecord {
  id: string;
  type: string;
  status: DeliveryStatus;
  log: readonly AttemptRecord[];
  nextAttemptAt: Date | null;
  reason: string | null;
  createdAt: Date;
}

/** Which calls are to be made again: `from` counts, `to` does not; null: no bound. */
export type ReplayedDeliveries = { ids: readonly string[] } | { from: Date | null; to: Date | null };

export interface CallbackRepository {
  /**
   * Makes or replaces the endpoint of this name. `seenRev`: only where it is at this revision, null: where there is none; false: it
   * is not, and nothing was written. Left out: whatever is there.
   */
  saveEndpoint(endpoint: CallbackEndpoint, seenRev?: number | null): Promise<boolean>;
  /** Null: no such endpoint in this tenant. */
  findEndpoint(tenantId: TenantId, name: string): Promise<CallbackEndpoint | null>;
  /** Sorted by name, ascending; the name is both page key and id. */
  listEndpoints(tenantId: TenantId, page: PageRequest): Promise<Page<CallbackEndpoint>>;
  /** False: there was none, or none at this revision. Waiting deliveries stay and end as failed at their next attempt. */
  removeEndpoint(tenantId: TenantId, name: string, seenRev?: number): Promise<boolean>;
  /**
   * Sets its health only. False: it was saved since `updatedAt`, or removed, and nothing was written: what became of calls
   * before says nothing about it now. `seen`: only where it fails since then, null: where it does not fail.
   */
  markEndpoint(
    tenantId: TenantId,
    name: string,
    health: EndpointHealth & Pick<CallbackEndpoint, 'updatedAt'>,
    seen?: Date | null,
  ): Promise<boolean>;
  /** Of these tenants, those in use that fail since then, or for longer. */
  listFailing(tenantIds: readonly TenantId[], since: Date): Promise<readonly CallbackEndpoint[]>;
  /** Stores a delivery once per tenant and id; a second time with the same id does nothing. Durable when it resolves. */
  enqueue(delivery: CallbackDelivery): Promise<void>;
  /** Lends out up to `limit` pending deliveries whose `nextAttemptAt` and lease have passed, oldest first. */
  claimDue(claim: {
    now: Date;
    leaseMs: number;
    limit: number;
    /** Of these tenants alone: of others this process may not have the keys. */
    tenantIds: readonly string[];
  }): Promise<readonly ClaimedDelivery[]>;
  /** What was given up for this endpoint since then is held again, from its first attempt on. Answers how many those are. */
  holdGivenUp(tenantId: TenantId, name: string, since: Date, now: Date): Promise<number>;
  /** What was held for this endpoint is due, in its order. Answers how many those are. */
  releaseHeld(tenantId: TenantId, name: string): Promise<number>;
  /** Newest first. */
  listDeliveries(
    tenantId: TenantId,
    filter: { endpointName: string; status?: DeliveryStatus },
    page: PageRequest,
  ): Promise<Page<CallbackDeliveryRecord>>;
  /** Calls about one of these requests or messages, oldest first; at most 50. */
  listOfSubjects(
    tenantId: TenantId,
    subjects: readonly string[],
  ): Promise<readonly (CallbackDeliveryRecord & { endpointName: string })[]>;
  /** Makes them due again from their first attempt on, in their order; what is pending stays as it is. Answers how many. */
  replay(tenantId: TenantId, name: string, meant: ReplayedDeliveries, now: Date): Promise<number>;
  /**
   * Adds the attempt (when one was made), counts it, sets the status and, when pending, the next instant, and gives the
   * lease back. False: the lease was lost (`token` is not the current one) and nothing was written.
   */
  recordAttempt(result: {
    claimed: ClaimedDelivery;
    attempt: AttemptRecord | null;
    status: DeliveryStatus;
    nextAttemptAt: Date | null;
    reason: string | null;
    /** Since when one that failed waits for people (ADR 0052). */
    at: Date;
  }): Promise<boolean>;
}
