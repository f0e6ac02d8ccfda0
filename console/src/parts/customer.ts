import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

/** A customer with its contacts, as several places show it. */
export const customerQuery = (ref: string) =>
  queryOptions({
    queryKey: ['customers', 'one', ref],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/customers/{ref}', { params: { path: { ref } }, signal })),
    staleTime: 5 * 60_000,
  });
