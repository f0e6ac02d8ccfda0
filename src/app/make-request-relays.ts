import type { QueueCallbacks } from '../callbacks/queue-callbacks.ts';
import { makeRelaySideEffects } from '../step/relay-side-effects.ts';
import type { RelayParts } from '../step/relay-outputs.ts';
import type { Customer } from '../customers/customer.ts';
import type { InboxEntry } from '../inbox/inbox.repository.ts';
import { makeForwardRequest, makeReaddressCommand } from '../requests/forward-request.ts';
import { requestJson } from '../requests/request-json.ts';
import { makeTellParties } from '../requests/tell-parties.ts';
import type { Clock } from '../shared/clock.ts';
import { derivedId, type RequestId, type TenantId } from '../shared/ids.ts';
import type { Json } from '../shared/json.ts';
import { dueOf } from '../tasks/task-due.ts';
import type { Repositories } from './make-repositories.ts';

/** A change that changes nothing yet. */
const noChange = { contactRef: null, lines: null, reason: null, decision: null, notify: true };

export interface RequestRelaySetup {
  repositories: Repositories;
  findCustomer(tenantId: string, ref: string): Promise<Customer | null>;
  contactIdOf(tenantId: string, ref: string): Promise<string | null>;
  channelOf(tenantId: string): Promise<string>;
  timeZoneOf(tenantId: string): Promise<string>;
  queueCallbacks: QueueCallbacks;
  callbacksQueued(): void;
  enqueue(entries: readonly InboxEntry[]): void;
  filesArrived(): void;
  clock: Clock;
}

/** What a committed step sets off beyond its own conversation: callbacks, hand-overs, tasks, files, consents. */
export const makeRequestRelays = (
  setup: RequestRelaySetup,
): Pick<
  RelayParts,
  'notifyChanges' | 'forwardRequest' | 'readdressCommand' | 'tellParties' | 'relaySideEffects'
> => {
  const { repositories: repos, queueCallbacks, callbacksQueued, clock } = setup;

  const notifyChanges: RelayParts['notifyChanges'] = async (tenantId, changes) => {
    for (const change of changes) {
      const request = await repos.requests.find(tenantId as TenantId, change.requestId as RequestId);
      if (request === null) continue;
      await queueCallbacks(tenantId as TenantId, {
        sourceId: change.id,
        type: change.closed ? 'request.closed' : 'request.updated',
        at: new Date(change.at),
        data: { request: requestJson(request) as unknown as Json },
      });
    }
    if (changes.length > 0) callbacksQueued();
  };

  const handOver = {
    requests: repos.requestStore,
    identities: repos.identities,
    inbox: repos.inbox,
    findCustomer: setup.findCustomer,
    contactIdOf: setup.contactIdOf,
    channelOf: setup.channelOf,
    clock,
    enqueue: setup.enqueue,
    closeUnforwardable: async (tenantId: string, requestId: string): Promise<void> => {
      const outcome = 'forwarded_unauthorised';
      const request = await repos.requests.find(tenantId as TenantId, requestId as RequestId);
      if (request === null || (request.status === 'closed' && request.outcome !== outcome)) return;
      const id = `unforwardable:${requestId}`;
      const at = clock.now().toISOString();
      const history = [{ at, what: 'no_authorised_contact', by: 'system' }];
      const change = { ...noChange, id, requestId, conversationId: '', at, closed: { outcome }, history };
      if (request.status === 'open') await repos.requestStore.applyChanges(tenantId, [change]);
      // Told again after a crash in between: one change is one callback.
      await notifyChanges(tenantId, [{ id, requestId, at, closed: true }]);
    },
    reportNoSecondApprover: async (
      tenantId: string,
      { id, requestId, customerRef, at }: { id: string; requestId: string; customerRef: string; at: string },
    ): Promise<void> => {
      const createdAt = new Date(at);
      const kind = { role: 'staff', urgent: true } as const;
      await repos.tasks.open([
        {
          ...kind,
          tenantId: tenantId as TenantId,
          id: derivedId('tsk', id),
          conversationId: null,
          requestId: requestId as RequestId,
          customerRefs: [customerRef],
          reason: 'no_second_approver',
          status: 'open',
          owner: null,
          dueAt: dueOf(kind, createdAt, await setup.timeZoneOf(tenantId)),
          escalations: 0,
          escalatedAt: null,
          createdAt,
          doneAt: null,
          doneBy: null,
          resolution: null,
          details: null,
        },
      ]);
      await notifyChanges(tenantId, [{ id, requestId, at, closed: false }]);
    },
  };

  return {
    notifyChanges,
    forwardRequest: makeForwardRequest(handOver),
    readdressCommand: makeReaddressCommand(handOver),
    tellParties: makeTellParties(handOver),
    relaySideEffects: makeRelaySideEffects({
      tasks: repos.tasks,
      files: repos.files,
      uploadLinks: repos.uploadLinks,
      consents: repos.consents,
      privacyRequests: repos.privacyRequests,
      timeZoneOf: setup.timeZoneOf,
      announce: async (tenantId, { id, type, at, data }) => {
        await queueCallbacks(tenantId as TenantId, { sourceId: id, type, at: new Date(at), data });
        callbacksQueued();
      },
      changeContact: async (tenantId, conversationId, { kind, at }) => {
        const person = { conversationId };
        if (kind === 'verified') await repos.customers.markVerified(tenantId, person, new Date(at));
        else await repos.customers.unlinkPhone(tenantId, person, new Date(at));
      },
      filesArrived: setup.filesArrived,
    }),
  };
};
