import type { Clock } from '../shared/clock.ts';
import type { RequestId, TenantId } from '../shared/ids.ts';
import type { NotifyChanges } from './notify-changes.ts';
import type { RequestRepository } from './request.repository.ts';
import type { RequestWorkRepository } from './request-work.repository.ts';

const outcome = 'forwarded_unauthorised';

/** Nobody of the customer can bind the request: it ends as `forwarded_unauthorised`, and the business system is told. */
export const makeCloseUnforwardable =
  (parts: {
    requests: Pick<RequestRepository, 'find'>;
    store: Pick<RequestWorkRepository, 'applyChanges'>;
    notifyChanges: NotifyChanges;
    clock: Clock;
  }) =>
  async (tenantId: string, requestId: string): Promise<void> => {
    const request = await parts.requests.find(tenantId as TenantId, requestId as RequestId);
    if (request === null || (request.status === 'closed' && request.outcome !== outcome)) return;
    const id = `unforwardable:${requestId}`;
    const at = parts.clock.now().toISOString();
    if (request.status === 'open')
      await parts.store.applyChanges(tenantId, [
        {
          id,
          requestId,
          conversationId: '',
          at,
          contactRef: null,
          lines: null,
          reason: null,
          closed: { outcome },
          decision: null,
          history: [{ at, what: 'no_authorised_contact', by: 'system' }],
          notify: true,
        },
      ]);
    // Told again after a crash in between: one change is one callback.
    await parts.notifyChanges(tenantId, [{ id, requestId, at, closed: true }]);
  };
