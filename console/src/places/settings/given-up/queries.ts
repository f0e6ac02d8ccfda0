import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import type { Shape } from '../../../api/shapes.ts';

export type GivenUp = Shape<'DeadLetter'>;
export type GivenUpKind = GivenUp['kind'];

export const givenUpQuery = (kind: GivenUpKind | null) =>
  infiniteQueryOptions({
    queryKey: ['deadletters', kind],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/v1/deadletters', {
          params: {
            query: {
              limit: 50,
              ...(kind === null ? {} : { kind }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const replayOne = (id: string) =>
  dataOf(api.POST('/v1/deadletters/{id}/replay', { params: { path: { id } } }));

export const replayKind = (kind: GivenUpKind) =>
  dataOf(api.POST('/v1/deadletters/replay', { body: { kind } }));

export const dropOne = ({ id, reason }: { id: string; reason: string }) =>
  dataOf(api.POST('/v1/deadletters/{id}/drop', { params: { path: { id } }, body: { reason } }));
