import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import type { Shape } from '../../../api/shapes.ts';
import { proved } from '../../../parts/proof.ts';
import { everyPage } from '../../../parts/every-page.ts';
import type { Scope } from './scopes.ts';

export type ApiKey = Shape<'ApiKey'>;

export const keysQuery = queryOptions({
  queryKey: ['apikeys'],
  queryFn: ({ signal }) =>
    everyPage((page) => dataOf(api.GET('/v1/apikeys', { params: { query: page }, signal }))),
});

export const issueKey = (body: {
  name: string;
  scopes: Scope[];
  callsPerMinute?: number;
  expiresAt?: string;
}) => proved(() => dataOf(api.POST('/v1/apikeys', { body })));

export const setPace = ({
  seen: { id, rev },
  callsPerMinute,
}: {
  seen: Pick<ApiKey, 'id' | 'rev'>;
  callsPerMinute: number | null;
}) =>
  dataOf(
    api.PATCH('/v1/apikeys/{id}', {
      params: { path: { id } },
      headers: { 'If-Match': `"${String(rev)}"` },
      body: { callsPerMinute },
    }),
  );

export const revokeKey = (id: string) => dataOf(api.DELETE('/v1/apikeys/{id}', { params: { path: { id } } }));
