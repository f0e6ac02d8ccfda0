import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.ts';
import type { Language } from '../../parts/languages.ts';

const cursorOf = (cursor: string | null) => (cursor === null ? {} : { cursor });

/** Last activity first. */
export const chatsQuery = (customer: string | undefined, isMine: boolean) =>
  infiniteQueryOptions({
    queryKey: ['conversations', 'list', customer ?? null, isMine],
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) =>
      dataOf(
        api.GET('/v1/conversations', {
          params: {
            query: {
              ...{ limit: 100, ...cursorOf(pageParam) },
              ...(customer === undefined ? {} : { customer }),
              ...(isMine ? { assignee: 'me' } : {}),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const chatQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversations', id],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/conversations/{id}', { params: { path: { id } }, signal })),
  });

/** Newest first, page by page back into the past. */
export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['messages', id],
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) =>
      dataOf(
        api.GET('/v1/conversations/{id}/messages', {
          params: { path: { id }, query: { limit: 60, order: 'newest', ...cursorOf(pageParam) } },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Ids of chats about which somebody of ours has something to do. */
export const waitingQuery = queryOptions({
  queryKey: ['tasks', 'of-chats'],
  queryFn: async ({ signal }) => {
    const pages = await Promise.all(
      (['open', 'claimed'] as const).map((status) =>
        dataOf(
          api.GET('/v1/tasks', { params: { query: { status, compartment: 'without', limit: 200 } }, signal }),
        ),
      ),
    );
    return new Set(pages.flatMap(({ data }) => data.flatMap((task) => task.conversationId ?? [])));
  },
});

export const requestsOfCustomerQuery = (customer: string) =>
  queryOptions({
    queryKey: ['requests', 'of-customer', customer],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/requests', { params: { query: { customer, status: 'open', limit: 50 } }, signal })),
  });

export const consentsQuery = (contact: string) =>
  queryOptions({
    queryKey: ['consents', contact],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/consents', { params: { query: { contact, limit: 50 } }, signal })),
  });

export const explainQuery = (id: string, lang: Language) =>
  queryOptions({
    queryKey: ['messages', 'explain', id, lang],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/messages/{id}/explain', { params: { path: { id }, query: { lang } }, signal })),
  });

const order = (path: '/v1/conversations/{id}/takeover' | '/v1/conversations/{id}/release') => (id: string) =>
  dataOf(api.POST(path, { params: { path: { id } } }));

export const takeOver = order('/v1/conversations/{id}/takeover');
export const giveBack = order('/v1/conversations/{id}/release');

/** `key`: pressed twice, or again after a lost answer, it is one message. */
export const say = ({ id, text, key }: { id: string; text: string; key: string }) =>
  dataOf(
    api.POST('/v1/conversations/{id}/messages', {
      params: { path: { id } },
      headers: { 'Idempotency-Key': key },
      body: { text },
    }),
  );

/** An approved template goes, as the reminder of the request. */
export const remind = (id: string) =>
  dataOf(api.POST('/v1/requests/{id}/remind', { params: { path: { id } } }));
