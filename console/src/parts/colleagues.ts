import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import { everyPage } from './every-page.ts';

/** What somebody may have. */
export type Duty = 'chats' | 'tasks' | 'compartment';

/** Who may have one, by name. */
export const colleaguesQuery = (duty: Duty) =>
  queryOptions({
    queryKey: ['colleagues', duty],
    queryFn: async ({ signal }) => {
      const all = await everyPage((query) =>
        dataOf(api.GET('/v1/colleagues', { params: { query }, signal })),
      );
      return all.filter((one) => one[duty] === true);
    },
  });
