import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import type { Shape } from '../../api/shapes.ts';

export type Trigger = Shape<'Trigger'>;
type Read = Shape<'TriggerRule'>;
export type Rule = Omit<Read, 'then'> & { then: Action[] };
export type RuleType = Shape<'TriggerType'>;
export type Field = RuleType['fields'][number];
export type Operator = Field['operators'][number];
export type Condition = Rule['when'][number];
export type Value = NonNullable<Condition['value']>;
export type Action = Read['then'][number];
export type Tell = Extract<Action, { do: 'request' | 'notify' }>;
export type Escalation = NonNullable<Tell['escalate']>[number];
export type Audience = NonNullable<Tell['audience']>;
export type Role = Audience['roles'][number];
export type Schedule = NonNullable<Rule['schedule']>;
export type Version = Shape<'TriggerVersion'>;
export type DryRun = Shape<'TriggerDryRun'>;
export type DryItem = DryRun['items'][number];
export type Outcome = Shape<'TriggerOutcome'>;
export type Shadow = Shape<'TriggerShadow'>;
export type ShadowEvent = Shape<'TriggerShadowEvent'>;

/** Everything that shows a rule. */
export const refresh = [['triggers']];

interface PageOf<One> {
  data: One[];
  nextCursor: string | null;
}

/** Every page of a list that is never long. */
const allOf = async <One>(page: (cursor: { cursor?: string }) => Promise<PageOf<One>>): Promise<One[]> => {
  const all: One[] = [];
  let next: string | null = null;
  do {
    const found: PageOf<One> = await page(next === null ? {} : { cursor: next });
    all.push(...found.data);
    next = found.nextCursor;
  } while (next !== null);
  return all;
};

export const rulesQuery = queryOptions({
  queryKey: ['triggers', 'list'],
  queryFn: ({ signal }) =>
    allOf((cursor) =>
      dataOf(api.GET('/v1/triggers', { params: { query: { limit: 200, ...cursor } }, signal })),
    ),
});

/** With the warnings, which the list does not have. */
export const ruleQuery = (id: string) =>
  queryOptions({
    queryKey: ['triggers', 'rule', id],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/triggers/{id}', { params: { path: { id }, query: { reach: 'yes' } }, signal })),
  });

export const typesQuery = queryOptions({
  queryKey: ['triggers', 'types'],
  queryFn: async ({ signal }) => (await dataOf(api.GET('/v1/triggers/types', { signal }))).data,
  staleTime: 5 * 60_000,
});

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['triggers', 'versions', id],
    queryFn: ({ signal }) =>
      allOf((cursor) =>
        dataOf(
          api.GET('/v1/triggers/{id}/versions', {
            params: { path: { id }, query: { limit: 100, ...cursor } },
            signal,
          }),
        ),
      ),
  });

export type Which = 'draft' | 'published';

export const datesQuery = (id: string, version: Which, near: string | null) =>
  queryOptions({
    queryKey: ['triggers', 'dates', id, version, near],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/triggers/{id}/dates', {
          params: { path: { id }, query: { count: '8', version, ...(near === null ? {} : { near }) } },
          signal,
        }),
      ),
  });

/** What would come of the last events of its type; asked again only when it is ordered, or the rule was written. */
export const dryRunQuery = (
  id: string,
  { rev, version, last }: { rev: number; version: Which; last: number },
) =>
  queryOptions({
    queryKey: ['triggers', 'dry-run', id, rev, version, last],
    queryFn: ({ signal }) =>
      dataOf(
        api.POST('/v1/triggers/{id}/dry-run', { params: { path: { id } }, body: { version, last }, signal }),
      ),
    staleTime: 60_000,
    retry: false,
  });

/** Null: no draft of the rule was in the shadow. */
export const shadowQuery = (id: string) =>
  queryOptions({
    queryKey: ['triggers', 'shadow', id],
    queryFn: async ({ signal }): Promise<Shadow | null> => {
      try {
        return await dataOf(api.GET('/v1/triggers/{id}/shadow', { params: { path: { id } }, signal }));
      } catch (problem) {
        if (problem instanceof ApiProblem && problem.status === 404) return null;
        throw problem;
      }
    },
  });

export const shadowEventsQuery = (id: string, onlyDiffering: boolean) =>
  infiniteQueryOptions({
    queryKey: ['triggers', 'shadow-events', id, onlyDiffering],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/v1/triggers/{id}/shadow/events', {
          params: {
            path: { id },
            query: {
              limit: 20,
              ...(onlyDiffering ? { differs: 'yes' as const } : {}),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Every template of the product and one's own; those who may not see them choose none. */
export const templatesQuery = queryOptions({
  queryKey: ['templates', 'of-rules'],
  queryFn: ({ signal }) =>
    allOf((cursor) =>
      dataOf(api.GET('/v1/templates', { params: { query: { limit: 200, ...cursor } }, signal })),
    ),
  staleTime: 5 * 60_000,
  retry: false,
});

/** Shipped units and one's own. */
export const unitsQuery = queryOptions({
  queryKey: ['units', 'of-rules'],
  queryFn: async ({ signal }) => (await dataOf(api.GET('/v1/units', { signal }))).data,
  staleTime: 5 * 60_000,
});
