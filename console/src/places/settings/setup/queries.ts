import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import type { Shape } from '../../../api/shapes.ts';
import type { LastTest } from './steps.ts';

/** As the server takes it: it asks the platform anew after five seconds. */
const again = 6_000;

export const checksQuery = (id: string) =>
  queryOptions({
    queryKey: ['channels', 'checks', id],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/channels/{id}/checks', { params: { path: { id } }, signal })),
    staleTime: again,
    // Templates that are in review are approved by somebody else.
    refetchInterval: ({ state: { data } }) =>
      data?.checks.some(({ code }) => code === 'waiting' || code === 'missing') === true && again,
  });

export const testQuery = (id: string) =>
  queryOptions({
    queryKey: ['channels', 'test', id],
    queryFn: async ({ signal }): Promise<LastTest | null> =>
      (await dataOf(api.GET('/v1/channels/{id}/test-message', { params: { path: { id } }, signal }))).test,
    // Its statuses come one by one.
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && data !== null && data.message?.status !== 'read' && 3_000,
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
