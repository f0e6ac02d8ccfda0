import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';
import { everyPage } from './every-page.ts';

/** All of them: they are few, and searched here. */
export const repliesQuery = queryOptions({
  queryKey: ['canned-replies'],
  queryFn: ({ signal }) =>
    everyPage((query) => dataOf(api.GET('/v1/canned-replies', { params: { query }, signal }))),
});
