import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.ts';
import type { Shape } from '../../api/shapes.ts';

export type Task = Shape<'Task'>;
export type Show = 'waiting' | 'done';

const role = 'compliance' as const;
const limit = 50;

/**
 * What waits, or what is done, due first. Each look at a task of the compartment is on record, so it is asked for when somebody looks, and
 * never by itself: its key is none that the stream of changes tells of.
 */
export const compartmentQuery = (show: Show) =>
  infiniteQueryOptions({
    queryKey: ['compartment', show],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const cursor = pageParam === null ? {} : { cursor: pageParam };
      const ask = (status: Task['status']) =>
        dataOf(api.GET('/v1/tasks', { params: { query: { role, status, limit, ...cursor } }, signal }));
      if (show === 'done') return ask('done');
      // Taken ones are few, and beside the first page.
      const [open, claimed] = await Promise.all([
        ask('open'),
        pageParam === null
          ? dataOf(
              api.GET('/v1/tasks', { params: { query: { role, status: 'claimed', limit: 200 } }, signal }),
            )
          : null,
      ]);
      return { ...open, data: [...open.data, ...(claimed?.data ?? [])] };
    },
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** Urgent before not, then what is due first. */
export const byPressure = (one: Task, other: Task): number =>
  Number(other.urgent) - Number(one.urgent) || one.dueAt.localeCompare(other.dueAt);
