import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import type { Shape } from '../api/shapes.ts';

/** What somebody may have. */
export type Duty = 'chats' | 'tasks';

/** Who may have one, by name. */
export const colleaguesQuery = (duty: Duty) =>
  queryOptions({
    queryKey: ['colleagues', duty],
    queryFn: async ({ signal }) => {
      const all: Shape<'Colleague'>[] = [];
      let cursor: string | null = null;
      do {
        const page: { data: Shape<'Colleague'>[]; nextCursor: string | null } = await dataOf(
          api.GET('/v1/colleagues', {
            params: { query: { limit: 200, ...(cursor === null ? {} : { cursor }) } },
            signal,
          }),
        );
        all.push(...page.data.filter((one) => one[duty]));
        cursor = page.nextCursor;
      } while (cursor !== null);
      return all;
    },
  });
