import type { QueueCallbacks } from '../callbacks/queue-callbacks.ts';
import type { RequestId, TenantId } from '../shared/ids.ts';
import type { Json } from '../shared/json.ts';
import { requestJson } from './request-json.ts';
import type { RequestRecord, RequestRepository } from './request.repository.ts';

/** A stored change of a request that the business system is to hear of. `id` makes the callback: told twice is told once. */
export interface ChangeToTell {
  id: string;
  requestId: string;
  /** ISO 8601. */
  at: string;
  closed: boolean;
}

/** Tells the business system with the request as it stands now: `request.closed` or `request.updated`. */
export type NotifyChanges = (tenantId: string, changes: readonly ChangeToTell[]) => Promise<void>;

export const makeNotifyChanges =
  (parts: {
    requests: Pick<RequestRepository, 'find'>;
    queueCallbacks: QueueCallbacks;
    callbacksQueued(): void;
    /** Whoever keeps an account of requests learns how this one stands, before the change counts as told. */
    follow?(request: RequestRecord): Promise<void>;
  }): NotifyChanges =>
  async (tenantId, changes) => {
    // Together: what is read and queued for them goes in groups.
    await Promise.all(
      changes.map(async (change) => {
        const request = await parts.requests.find(tenantId as TenantId, change.requestId as RequestId);
        if (request === null) return;
        await parts.follow?.(request);
        await parts.queueCallbacks(tenantId as TenantId, {
          sourceId: change.id,
          type: change.closed ? 'request.closed' : 'request.updated',
          subject: change.requestId,
          at: new Date(change.at),
          data: { request: requestJson(request) as unknown as Json },
        });
      }),
    );
    if (changes.length > 0) parts.callbacksQueued();
  };
