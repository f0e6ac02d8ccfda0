import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import type { Shape } from '../../../api/shapes.ts';
import { isInReview, isUnsettled, type LastTest } from './steps.ts';

/** As the server takes it: it asks the platform anew after five seconds. */
export const againMs = 6_000;

export const checksQuery = (id: string) =>
  queryOptions({
    queryKey: ['channels', 'checks', id],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/channels/{id}/checks', { params: { path: { id } }, signal })),
    staleTime: againMs,
    // Each look has the platform call our webhook: what changes by itself is watched by `templateStatesQuery`.
    refetchInterval: ({ state: { data } }) => data !== undefined && isInReview(data.checks) && 60_000,
  });

/** How each template stands on each account, as one text: another one when any of it changed. */
export const templateStatesQuery = queryOptions({
  queryKey: ['templates', 'states'],
  queryFn: async ({ signal }): Promise<string> => {
    const states: string[] = [];
    let cursor: string | null = null;
    do {
      const query = { limit: 200, ...(cursor === null ? {} : { cursor }) };
      const page: { data: Shape<'Template'>[]; nextCursor: string | null } = await dataOf(
        api.GET('/v1/templates', { params: { query }, signal }),
      );
      for (const { name, language, platform } of page.data)
        for (const { accountId, status } of platform)
          states.push(`${name} ${language} ${accountId} ${status}`);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return states.join('\n');
  },
  refetchInterval: 15_000,
});

export const testQuery = (id: string) =>
  queryOptions({
    queryKey: ['channels', 'test', id],
    queryFn: async ({ signal }): Promise<LastTest | null> =>
      (await dataOf(api.GET('/v1/channels/{id}/test-message', { params: { path: { id } }, signal }))).test,
    // Its statuses come one by one.
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && data !== null && isUnsettled(data, Date.now()) && 3_000,
  });

export const orderTest = ({ id, phone, key }: { id: string; phone: string; key: string }) =>
  dataOf(
    api.POST('/v1/channels/{id}/test-message', {
      params: { path: { id } },
      headers: { 'Idempotency-Key': key },
      body: { phone },
    }),
  );

export type TemplateLanguage = Shape<'Template'>['language'];

export const submitTemplates = (languages: readonly TemplateLanguage[]) =>
  dataOf(api.POST('/v1/templates/submit', { body: { languages: [...languages] } }));

export const syncTemplates = () => dataOf(api.POST('/v1/templates/sync'));
