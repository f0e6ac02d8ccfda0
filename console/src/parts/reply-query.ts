import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import type { CannedReply } from './reply-text.ts';

/** All of them: they are few, and searched here. */
export const repliesQuery = queryOptions({
  queryKey: ['canned-replies'],
  queryFn: async ({ signal }) => {
    const all: CannedReply[] = [];
    let cursor: string | null = null;
    do {
      const page: { data: CannedReply[]; nextCursor: string | null } = await dataOf(
        api.GET('/v1/canned-replies', {
          params: { query: { limit: 200, ...(cursor === null ? {} : { cursor }) } },
          signal,
        }),
      );
      all.push(...page.data);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return all;
  },
});
