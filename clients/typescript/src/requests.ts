import { dataOf, type Api } from './api.ts';
import { until, withSignal, type Call, type Order, type Sleep, type Waiting } from './call.ts';
import type { Download, Files } from './files.ts';
import type { components } from './generated/openapi.ts';
import type { ItemOf, List, ListOptions } from './lists.ts';

/** Something that was asked and ends in an outcome. */
export type Request = components['schemas']['Request'];

export interface RequestParts {
  api: Api;
  list: List;
  files: Files;
  sleep: Sleep;
  /** A key for an order that was given none. */
  newKey: () => string;
}

export const makeRequests = ({ api, list, files, sleep, newKey }: RequestParts) => {
  const get = (id: string, call: Call = {}): Promise<Request> =>
    dataOf(api.GET('/v1/requests/{id}', { params: { path: { id } }, ...withSignal(call) }));
  const ordered = (id: string, { idempotencyKey = newKey(), ...call }: Order) => ({
    params: { path: { id } },
    headers: { 'Idempotency-Key': idempotencyKey },
    ...withSignal(call),
  });
  return {
    get,
    /** Newest first, to the end of the list. */
    list: (
      query: ListOptions<'/v1/requests'>['query'] = {},
      call: Call = {},
    ): AsyncIterable<ItemOf<'/v1/requests'>> => list('/v1/requests', { query, ...withSignal(call) }),
    /** The request once it ended, with its outcome. A callback says so at once; this looks again and again. */
    closed: (id: string, waiting: Waiting = {}): Promise<Request> =>
      until(
        () => get(id, waiting),
        ({ status }) => status === 'closed',
        { ...waiting, sleep },
      ),
    /** Takes the question back. The answer may still show the state before. */
    cancel: (id: string, order: Order = {}): Promise<Request> =>
      dataOf(api.POST('/v1/requests/{id}/cancel', ordered(id, order))),
    remind: (id: string, order: Order = {}): Promise<Request> =>
      dataOf(api.POST('/v1/requests/{id}/remind', ordered(id, order))),
    /** Ends a request whose answer came another way. */
    settle: (id: string, outcome: string, order: Order = {}): Promise<Request> =>
      dataOf(api.POST('/v1/requests/{id}/settle', { ...ordered(id, order), body: { outcome } })),
    /** What was asked, shown and answered, as JSON to be kept. */
    evidence: (id: string, call: Call = {}): Promise<Download> =>
      files.download(`/v1/requests/${encodeURIComponent(id)}/evidence`, { format: 'json' }, call),
  };
};
