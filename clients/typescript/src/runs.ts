import { dataOf, type Api } from './api.ts';
import { until, withSignal, type Call, type Order, type Sleep, type Waiting } from './call.ts';
import type { Download, Files } from './files.ts';
import type { components, paths } from './generated/openapi.ts';
import type { ItemOf, List, ListOptions } from './lists.ts';

/** Letters of reconciliation made of one table. */
export type Run = components['schemas']['Run'];
export type NewRun = Omit<paths['/v1/runs']['post']['requestBody']['content']['application/json'], 'rows'>;

export interface RunParts {
  api: Api;
  list: List;
  files: Files;
  sleep: Sleep;
  newKey: () => string;
}

type FileQuery<Format> = Call & { format?: Format; language?: 'tr' | 'en' };

export const makeRuns = ({ api, list, files, sleep, newKey }: RunParts) => {
  const get = (id: string, call: Call = {}): Promise<Run> =>
    dataOf(api.GET('/v1/runs/{id}', { params: { path: { id } }, ...withSignal(call) }));
  const ordered = (id: string, { idempotencyKey = newKey(), ...call }: Order) => ({
    params: { path: { id } },
    headers: { 'Idempotency-Key': idempotencyKey },
    ...withSignal(call),
  });
  const fileOf = (
    id: string,
    name: string,
    { format, language, ...call }: FileQuery<string>,
  ): Promise<Download> =>
    files.download(`/v1/runs/${encodeURIComponent(id)}/${name}`, { format, language }, call);
  return {
    /** Stores and checks every row; nothing is sent before `start`. */
    create: async (
      file: Blob,
      fields: NewRun,
      { filename, idempotencyKey = newKey(), ...call }: Order & { filename?: string } = {},
    ): Promise<Run> =>
      (await files.upload(
        '/v1/runs',
        { file, filename, fields },
        { ...withSignal(call), idempotencyKey, isRepeatable: true },
      )) as Run,
    get,
    list: (
      query: ListOptions<'/v1/runs'>['query'] = {},
      call: Call = {},
    ): AsyncIterable<ItemOf<'/v1/runs'>> => list('/v1/runs', { query, ...withSignal(call) }),
    /** Letters in the order of the file. */
    rows: (
      id: string,
      query: ListOptions<'/v1/runs/{id}/rows'>['query'] = {},
      call: Call = {},
    ): AsyncIterable<ItemOf<'/v1/runs/{id}/rows'>> =>
      list('/v1/runs/{id}/rows', { path: { id }, query, ...withSignal(call) }),
    start: (id: string, order: Order = {}): Promise<Run> =>
      dataOf(api.POST('/v1/runs/{id}/start', ordered(id, order))),
    pause: (id: string, order: Order = {}): Promise<Run> =>
      dataOf(api.POST('/v1/runs/{id}/pause', ordered(id, order))),
    resume: (id: string, order: Order = {}): Promise<Run> =>
      dataOf(api.POST('/v1/runs/{id}/resume', ordered(id, order))),
    remind: (id: string, order: Order = {}): Promise<Run> =>
      dataOf(api.POST('/v1/runs/{id}/remind', ordered(id, order))),
    /** What has not gone does not go; `withdraw` takes back the letters that wait as well. */
    cancel: (id: string, { withdraw = false, ...order }: Order & { withdraw?: boolean } = {}): Promise<Run> =>
      dataOf(api.POST('/v1/runs/{id}/cancel', { ...ordered(id, order), body: { withdraw } })),
    /** Ends what `remind`, or `cancel` with `withdraw`, is asking of all letters: what was done stays. */
    cancelErrand: (id: string, order: Order = {}): Promise<Run> =>
      dataOf(api.POST('/v1/runs/{id}/errand/cancel', ordered(id, order))),
    /** The run once every letter was handed over, or it was cancelled. Answers come later: see its `counts`. */
    handedOver: (id: string, waiting: Waiting = {}): Promise<Run> =>
      until(
        () => get(id, waiting),
        ({ state }) => state === 'done' || state === 'cancelled',
        { ...waiting, sleep },
      ),
    /** Every balance with its outcome and evidence. */
    report: (id: string, query: FileQuery<'csv' | 'xlsx' | 'pdf'> = {}): Promise<Download> =>
      fileOf(id, 'report', query),
    /** Rows that cannot go, the reason in a column. */
    errors: (id: string, query: FileQuery<'csv' | 'xlsx'> = {}): Promise<Download> =>
      fileOf(id, 'errors', query),
    /** The letter of a row as a PDF. */
    letter: (id: string, n: number, call: Call = {}): Promise<Download> =>
      files.download(`/v1/runs/${encodeURIComponent(id)}/rows/${n}/letter`, {}, call),
  };
};
