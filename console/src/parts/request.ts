import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

/** One request, as several places show it. */
export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ['requests', 'one', id],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/requests/{id}', { params: { path: { id } }, signal })),
  });
