import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import { ApiProblem } from '../../../api/problem.ts';
import type { Shape } from '../../../api/shapes.ts';
import { everyPage } from '../../../parts/every-page.ts';

export type Endpoint = Shape<'CallbackEndpoint'>;
export type Delivery = Shape<'CallbackDelivery'>;
type Saved = Shape<'SavedCallbackEndpoint'>;
export type DeliveryStatus = Delivery['status'];

/** With the revision that was seen. */
export interface SeenEndpoint {
  endpoint: Endpoint;
  etag: string | null;
}

/** Calls are made while somebody looks, and the stream does not tell of them. */
const lookMs = 5_000;

export const endpointsQuery = queryOptions({
  queryKey: ['callbacks', 'list'],
  queryFn: ({ signal }) =>
    everyPage((page) => dataOf(api.GET('/v1/callbacks', { params: { query: page }, signal }))),
  refetchInterval: lookMs,
});

export const endpointQuery = (name: string) =>
  queryOptions({
    queryKey: ['callbacks', 'one', name],
    queryFn: async ({ signal }): Promise<SeenEndpoint> => {
      const { data, response } = await api.GET('/v1/callbacks/{name}', {
        params: { path: { name } },
        signal,
      });
      // What is no success was thrown by the client.
      return { endpoint: data as Endpoint, etag: response.headers.get('etag') };
    },
    refetchInterval: lookMs,
  });

export const deliveriesQuery = (name: string, status: DeliveryStatus | null) =>
  infiniteQueryOptions({
    queryKey: ['callbacks', 'deliveries', name, status],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/v1/callbacks/{name}/deliveries', {
          params: {
            path: { name },
            query: {
              limit: 50,
              ...(status === null ? {} : { status }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: lookMs,
  });

const withEtag = (etag: string | null) => (etag === null ? {} : { headers: { 'If-Match': etag } });

const isThere = async (name: string): Promise<boolean> => {
  try {
    await api.GET('/v1/callbacks/{name}', { params: { path: { name } } });
    return true;
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 404) return false;
    throw problem;
  }
};

/** `etag` null: a new one, and none of this name is written over. */
export const saveEndpoint = async ({
  name,
  etag,
  ...body
}: {
  name: string;
  etag: string | null;
  url: string;
  types: Shape<'CallbackEndpoint'>['types'];
  rotateSecret?: boolean;
}): Promise<Saved> => {
  if (etag === null && (await isThere(name)))
    throw new ApiProblem({ status: 412, code: 'precondition_failed' });
  return dataOf(
    api.PUT('/v1/callbacks/{name}', {
      params: { path: { name } },
      ...withEtag(etag),
      // The names of the types come from the list of this page, or from the endpoint itself.
      body: body as never,
    }),
  );
};

export const removeEndpoint = ({ name, etag }: { name: string; etag: string | null }) =>
  dataOf(api.DELETE('/v1/callbacks/{name}', { params: { path: { name } }, ...withEtag(etag) }));

export const testEndpoint = (name: string) =>
  dataOf(api.POST('/v1/callbacks/{name}/test', { params: { path: { name } } }));

export const replayCalls = ({ name, ids }: { name: string; ids: string[] }) =>
  dataOf(api.POST('/v1/callbacks/{name}/replay', { params: { path: { name } }, body: { ids } }));
