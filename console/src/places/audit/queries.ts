import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.ts';
import type { Shape } from '../../api/shapes.ts';
import type { AuditSearch } from './filter.ts';
import { startOfDay } from './start-of-day.ts';

export type Entry = Shape<'AuditEntry'>;

export type AuditFilter = Omit<AuditSearch, 'entry'>;

/** Newest first, 200 at a time. */
export const auditQuery = ({ who, action, subject, since }: AuditFilter, timeZone: string) =>
  infiniteQueryOptions({
    queryKey: ['audit', { who, action, subject, since }],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/v1/audit', {
          params: {
            query: {
              limit: 200,
              ...(who === undefined ? {} : { who }),
              ...(action === undefined ? {} : { action }),
              ...(subject === undefined ? {} : { subject }),
              ...(since === undefined ? {} : { since: startOfDay(since, timeZone) }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const staffQuery = queryOptions({
  queryKey: ['staff', 'of-audit'],
  queryFn: ({ signal }) => dataOf(api.GET('/v1/staff', { signal })),
  staleTime: 5 * 60_000,
});
