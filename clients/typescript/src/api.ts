import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/openapi.ts';
import type { Send, TransportParts } from './transport.ts';

/** Every route, typed: `api.GET('/v1/requests/{id}', { params: { path: { id } } })`. A refusal is thrown (`ApiError`), so `data` is there. */
export type Api = Client<paths>;

/** Doing it twice is doing it once: by method, by the id of the event, or by a key that the caller gave. */
const isRepeatable = ({ method, url, headers }: Request): boolean => {
  // The first attempt may have made the revision that the second one does not find.
  if (headers.has('if-match')) return false;
  if (method !== 'POST' && method !== 'PATCH') return true;
  return headers.has('idempotency-key') || new URL(url).pathname.endsWith('/v1/events');
};

export const makeApi = ({ baseUrl }: Pick<TransportParts, 'baseUrl'>, send: Send): Api =>
  createFetchClient<paths>({
    baseUrl,
    fetch: (request) =>
      send({ make: () => request.clone(), isRepeatable: isRepeatable(request), signal: request.signal }),
  });

/** The body of an answer. Refusals were thrown before. */
export const dataOf = async <Answer extends { data?: unknown }>(
  answer: Promise<Answer>,
): Promise<NonNullable<Answer['data']>> => (await answer).data as NonNullable<Answer['data']>;

/** The revision of what an answer holds, for `If-Match`; null: it has none. */
export const etagOf = ({ response }: { response: Response }): string | null => response.headers.get('etag');
