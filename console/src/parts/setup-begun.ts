import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

/** What is cheap to know of a set-up: whether there are customers, and whether any message went out. */
export const setupBegunQuery = queryOptions({
  queryKey: ['setup', 'begun'],
  queryFn: async ({ signal }) => {
    const [customers, sent] = await Promise.all([
      dataOf(api.GET('/v1/customers', { params: { query: { limit: 1 } }, signal })),
      dataOf(api.GET('/v1/messages', { params: { query: { state: 'sent', limit: 1 } }, signal })),
    ]);
    return { hasCustomers: customers.data.length > 0, hasSent: sent.data.length > 0 };
  },
  staleTime: 10_000,
});
