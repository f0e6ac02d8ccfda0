import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import type { Shape } from '../../../api/shapes.ts';
import { everyPage } from '../../../parts/every-page.ts';

export type Channel = Shape<'Channel'>;
export type News = Shape<'ChannelEvent'>;

export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: ({ signal }) =>
    everyPage((page) => dataOf(api.GET('/v1/channels', { params: { query: page }, signal }))),
});

export const newsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['channels', 'news', id],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/v1/channels/{id}/events', {
          params: {
            path: { id },
            query: { limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
