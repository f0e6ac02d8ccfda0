import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import { ApiProblem } from '../../../api/problem.ts';
import type { Shape } from '../../../api/shapes.ts';

export type Costs = Shape<'Costs'>;
export type Budget = Shape<'Budget'>;
export type PriceList = Shape<'PriceList'>;
export type Price = PriceList['prices'][number];

export const costsQuery = (from: string, to: string, by: 'month' | 'category') =>
  queryOptions({
    queryKey: ['costs', from, to, by],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/costs', { params: { query: { from, to, by } }, signal })),
  });

/** What is set, with the revision that was seen; `value` null: nothing is. */
export interface Seen<Value> {
  value: Value | null;
  etag: string | null;
}

const readBudget = async (signal?: AbortSignal): Promise<Seen<Budget>> => {
  try {
    const { data, response } = await api.GET('/v1/budget', signal === undefined ? {} : { signal });
    return { value: data ?? null, etag: response.headers.get('etag') };
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 404) return { value: null, etag: null };
    throw problem;
  }
};

export const budgetQuery = queryOptions({
  queryKey: ['budget'],
  queryFn: ({ signal }) => readBudget(signal),
});

export const pricesQuery = queryOptions({
  queryKey: ['prices', 'settings'],
  queryFn: async ({ signal }) => {
    const { data, response } = await api.GET('/v1/prices', { signal });
    // What is no success was thrown by the client.
    return { list: data as PriceList, etag: response.headers.get('etag') };
  },
});

const ifMatch = (etag: string | null) => (etag === null ? {} : { headers: { 'If-Match': etag } });

/** `etag` null: there was none, and none of somebody else's is written over. */
export const saveBudget = async ({
  etag,
  ...body
}: {
  etag: string | null;
  amount: string;
  currency: string;
  warnAtPercent: number;
}): Promise<Budget> => {
  if (etag === null && (await readBudget()).value !== null)
    throw new ApiProblem({ status: 412, code: 'precondition_failed' });
  return dataOf(api.PUT('/v1/budget', { ...ifMatch(etag), body }));
};

export const removeBudget = (etag: string | null) => dataOf(api.DELETE('/v1/budget', ifMatch(etag)));

export const savePrices = ({
  etag,
  ...body
}: {
  etag: string | null;
  currency: string;
  source: string;
  freeServicePerMonth: number;
  prices: Price[];
}) => dataOf(api.PUT('/v1/prices', { ...ifMatch(etag), body }));

export const removePrices = (etag: string | null) => dataOf(api.DELETE('/v1/prices', ifMatch(etag)));
