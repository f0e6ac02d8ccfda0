import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import type { Shape } from '../../../api/shapes.ts';

/** With the revision that was seen. */
export type Notices = Shape<'Notices'> & { etag: string | null };
export type NoticeChoices = Omit<Shape<'Notices'>, 'rev' | 'reach'>;

const withEtag = ({ data, response }: { data?: Shape<'Notices'>; response: Response }): Notices => ({
  // What is no success was thrown by the client.
  ...(data as Shape<'Notices'>),
  etag: response.headers.get('etag'),
});

export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: async ({ signal }) => withEtag(await api.GET('/v1/me/notices', { signal })),
});

export const saveNotices = async ({
  etag,
  choices,
}: {
  etag: string | null;
  choices: NoticeChoices;
}): Promise<Notices> =>
  withEtag(
    await api.PUT('/v1/me/notices', {
      ...(etag === null ? {} : { headers: { 'If-Match': etag } }),
      body: choices,
    }),
  );

export type NoticeChannel = keyof Shape<'Notices'>['reach'];

export const testNotice = (channel: NoticeChannel) =>
  dataOf(api.POST('/v1/me/notices/test', { body: { channel } }));

/** Since when a test is awaited, and what was the last attempt before it. */
export interface Awaited {
  channel: NoticeChannel;
  at: number;
  lastAt: string | null;
}

const awaitedMs = 60_000;

/** Asked again until something came of the test, a minute at most. */
export const awaitedQuery = (awaited: Awaited | null) =>
  queryOptions({
    ...noticesQuery,
    refetchInterval: ({ state: { data } }) =>
      awaited !== null &&
      data?.reach[awaited.channel].lastAt === awaited.lastAt &&
      Date.now() - awaited.at < awaitedMs &&
      2_000,
  });
