import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import type { Shape } from '../../../api/shapes.ts';
import { proved } from '../../../parts/proof.ts';

/** Oneself, with the revision that was seen. */
export type Account = Shape<'Me'> & { etag: string | null };

const withEtag = ({ data, response }: { data?: Shape<'Me'>; response: Response }): Account => ({
  // What is no success was thrown by the client.
  ...(data as Shape<'Me'>),
  etag: response.headers.get('etag'),
});

export const accountQuery = queryOptions({
  queryKey: ['me', 'account'],
  queryFn: async ({ signal }) => withEtag(await api.GET('/v1/me', { signal })),
});

interface AccountChange {
  name?: string;
  email?: string;
  language?: Shape<'Me'>['language'];
}

export const saveAccount = ({
  etag,
  change,
}: {
  etag: string | null;
  change: AccountChange;
}): Promise<Account> =>
  proved(async () =>
    withEtag(
      await api.PATCH('/v1/me', {
        ...(etag === null ? {} : { headers: { 'If-Match': etag } }),
        body: change,
      }),
    ),
  );

export const removeTotp = () => proved(() => dataOf(api.DELETE('/v1/me/totp')));

export const removePasskey = (id: string) =>
  proved(() => dataOf(api.DELETE('/v1/me/passkeys/{id}', { params: { path: { id } } })));
