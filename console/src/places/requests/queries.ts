import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.ts';
import type { Shape } from '../../api/shapes.ts';
import { queryOf, type Filter } from './filter.ts';

const pageSize = 200;

/** Newest first, 200 at a time. */
export const requestsQuery = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['requests', 'list', filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/v1/requests', {
          params: {
            query: {
              ...queryOf(filter, new Date()),
              limit: pageSize,
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** The same reference, asked again with other figures. */
export const versionsQuery = (reference: string) =>
  queryOptions({
    queryKey: ['requests', 'versions', reference],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/requests', { params: { query: { reference, limit: 50 } }, signal })),
  });

/** A line of the chat about the request. */
export type ShownMessage = Shape<'Message'>;

export const evidencePath = (id: string, format: 'pdf' | 'zip' | 'json', language: string): string =>
  `/v1/requests/${encodeURIComponent(id)}/evidence?format=${format}&language=${language}`;

export const evidenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['requests', 'evidence', id],
    // The reference says an object of any form; its fields are in docs/api.md.
    queryFn: async ({ signal }) =>
      (await dataOf(
        api.GET('/v1/requests/{id}/evidence', {
          params: { path: { id }, query: { format: 'messages' } },
          signal,
        }),
      )) as unknown as { messages: readonly ShownMessage[] },
  });

export const explainQuery = (id: string, lang: 'tr' | 'en') =>
  queryOptions({
    queryKey: ['messages', 'explain-of-request', id, lang],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/messages/{id}/explain', { params: { path: { id }, query: { lang } }, signal })),
  });

type Verb = 'remind' | 'cancel';

/** `key`: the same order sent again under it is one order (docs/api.md). */
export const orderRequest = ({ id, verb, key }: { id: string; verb: Verb; key: string }) =>
  dataOf(
    api.POST(verb === 'remind' ? '/v1/requests/{id}/remind' : '/v1/requests/{id}/cancel', {
      params: { path: { id } },
      headers: { 'Idempotency-Key': key },
    }),
  );
