import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.ts';

/** Newest first, page by page back into the past. */
export const notesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['notes', id],
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) =>
      dataOf(
        api.GET('/v1/conversations/{id}/notes', {
          params: {
            path: { id },
            query: { limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** `key`: pressed twice, or again after a lost answer, it is one note. */
export const writeNote = ({ id, text, key }: { id: string; text: string; key: string }) =>
  dataOf(
    api.POST('/v1/conversations/{id}/notes', {
      params: { path: { id } },
      headers: { 'Idempotency-Key': key },
      body: { text },
    }),
  );
