import { randomUUID } from 'node:crypto';
import { derivedId, type TenantId } from '../shared/ids.ts';
import type { Clock } from '../shared/clock.ts';
import { GroupedWriter } from '../shared/grouped-writer.ts';
import type { Json } from '../shared/json.ts';
import type { PagePosition } from '../shared/page.ts';
import type { CallbackDelivery, CallbackEndpoint, CallbackRepository } from './callback.repository.ts';

export interface CallbackEvent {
  /** What happened, e.g. the id of the request's change: the same source makes the same calls, once. */
  sourceId: string;
  /** `request.closed`, `request.updated`, `message.failed`, `contact.opted_out` … */
  type: string;
  /** Id of the request or message it is about; left out: of neither. */
  subject?: string;
  at: Date;
  /** Thin: ids and states, no names or numbers of people. */
  data: { readonly [key: string]: Json };
}

/** Queues one signed call per endpoint that wants this type. Durable when it resolves; doing it twice changes nothing. */
export type QueueCallbacks = (tenantId: TenantId, event: CallbackEvent) => Promise<void>;

/** A disabled one wants them as well: they are kept until it is enabled. */
const wants = (endpoint: CallbackEndpoint, type: string): boolean =>
  endpoint.types.some((wanted) => wanted === '*' || wanted === type);

export const allEndpoints = async (
  callbacks: CallbackRepository,
  tenantId: TenantId,
): Promise<readonly CallbackEndpoint[]> => {
  const found: CallbackEndpoint[] = [];
  let after: PagePosition | null = null;
  do {
    const page = await callbacks.listEndpoints(tenantId, { limit: 200, after });
    found.push(...page.items);
    after = page.next;
  } while (after !== null);
  return found;
};

export const makeQueueCallbacks = (parts: {
  callbacks: CallbackRepository;
  clock: Clock;
}): QueueCallbacks => {
  const { callbacks, clock } = parts;
  // Whoever is told now is read after it happened; what happens together is told to the same.
  const endpointsOf = new GroupedWriter<TenantId, readonly CallbackEndpoint[]>({
    maxBatch: 500,
    maxConcurrent: 2,
    write: async (asked) => {
      const found = new Map<TenantId, readonly CallbackEndpoint[]>();
      for (const tenantId of new Set(asked)) found.set(tenantId, await allEndpoints(callbacks, tenantId));
      return asked.map((tenantId) => found.get(tenantId) ?? []);
    },
  });
  return async (tenantId, event) => {
    const endpoints = await endpointsOf.add(tenantId);
    const body = JSON.stringify({ type: event.type, timestamp: event.at.toISOString(), data: event.data });
    const now = clock.now();
    await Promise.all(
      endpoints
        .filter((endpoint) => wants(endpoint, event.type))
        .map(({ name }) =>
          callbacks.enqueue({
            tenantId,
            id: derivedId('msg', tenantId, name, event.type, event.sourceId),
            endpointName: name,
            type: event.type,
            ...(event.subject === undefined ? {} : { subject: event.subject }),
            body,
            attempts: 0,
            nextAttemptAt: now,
            createdAt: now,
          }),
        ),
    );
  };
};

/** A call that says nothing, to try an endpoint. */
export const testCallback = (tenantId: TenantId, endpointName: string, now: Date): CallbackDelivery => {
  const id = `msg_${randomUUID()}`;
  const type = 'callback.test';
  return {
    ...{ tenantId, id, endpointName, type, attempts: 0, nextAttemptAt: now, createdAt: now },
    body: JSON.stringify({ type, timestamp: now.toISOString(), data: {} }),
  };
};
