import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.ts';

/** What is not done: the first 200 of each state, due first. Nothing of the compartment, which has a place of its own. */
export const tasksQuery = queryOptions({
  queryKey: ['tasks', 'waiting'],
  queryFn: async ({ signal }) => {
    const [open, claimed] = await Promise.all(
      (['open', 'claimed'] as const).map((status) =>
        dataOf(
          api.GET('/v1/tasks', { params: { query: { status, compartment: 'without', limit: 200 } }, signal }),
        ),
      ),
    );
    return {
      tasks: [...(open?.data ?? []), ...(claimed?.data ?? [])],
      isWhole: !open?.nextCursor && !claimed?.nextCursor,
    };
  },
});

const soonMs = 3 * 24 * 60 * 60_000;

/** Open requests whose time runs out within three days. */
export const dueQuery = queryOptions({
  queryKey: ['requests', 'due-soon'],
  queryFn: ({ signal }) =>
    dataOf(
      api.GET('/v1/requests', {
        params: { query: { status: 'open', due: new Date(Date.now() + soonMs).toISOString(), limit: 200 } },
        signal,
      }),
    ),
});
