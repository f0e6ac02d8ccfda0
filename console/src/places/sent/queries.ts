import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.ts';
import type { Shape } from '../../api/shapes.ts';
import type { Language } from '../../parts/languages.ts';
import type { HoldReason, ShownMessages } from './shown.ts';

export type Message = Shape<'Message'>;
export type Explanation = Shape<'Explanation'>;

/** What was sent, the latest first; what is held, the next to go first. */
export const messagesQuery = (state: ShownMessages, reason: HoldReason | undefined) =>
  infiniteQueryOptions({
    queryKey: ['messages', 'of-all', state, reason ?? null],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/v1/messages', {
          params: {
            query: {
              ...{ state, limit: 100 },
              ...(reason === undefined ? {} : { reason }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** The whole way of a message, in sentences. */
export const wayQuery = (id: string, lang: Language) =>
  queryOptions({
    queryKey: ['messages', 'way', id, lang, 'of-sent'],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/messages/{id}/explain', { params: { path: { id }, query: { lang } }, signal })),
  });

/** Whose chat it is. */
export const personQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['conversations', 'of-sent', conversationId],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/conversations/{id}', { params: { path: { id: conversationId } }, signal })),
    staleTime: 60_000,
  });

export const release = (id: string) =>
  dataOf(api.POST('/v1/messages/{id}/release', { params: { path: { id } } }));

export const drop = (id: string) => dataOf(api.POST('/v1/messages/{id}/drop', { params: { path: { id } } }));
