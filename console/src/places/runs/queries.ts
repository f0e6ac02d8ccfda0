import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.ts';
import type { Shape } from '../../api/shapes.ts';
import type { RowState } from './states.ts';

export type Run = Shape<'Run'>;
export type RunSummary = Shape<'RunSummary'>;
export type RunRow = Shape<'RunRow'>;
export type Mapping = Shape<'RunMapping'>;
export type RunKind = Run['kind'];

/** Newest first, 20 at a time. */
export const runsQuery = infiniteQueryOptions({
  queryKey: ['runs', 'list'],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) =>
    dataOf(
      api.GET('/v1/runs', {
        params: { query: { limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        signal,
      }),
    ),
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

const readRun = (id: string, signal: AbortSignal): Promise<Run> =>
  dataOf(api.GET('/v1/runs/{id}', { params: { path: { id } }, signal }));

export const runQuery = (id: string) =>
  queryOptions({ queryKey: ['runs', 'one', id], queryFn: ({ signal }) => readRun(id, signal) });

/**
 * The figures of a run in the list. Of one that is under way at each change of it; those of the others are counted anew each time, so
 * now and then.
 */
export const figuresQuery = ({ id, state }: Pick<RunSummary, 'id' | 'state'>) => {
  const isUnderWay = state === 'running' || state === 'reading' || state === 'paused';
  return queryOptions({
    queryKey: [isUnderWay ? 'runs' : 'run-figures', 'one', id],
    queryFn: ({ signal }) => readRun(id, signal),
    refetchInterval: isUnderWay ? false : 30_000,
  });
};

const pageSize = 200;

/** In the order of the file, 200 at a time. `state`: only those. */
export const rowsQuery = (id: string, state: RowState | null) =>
  infiniteQueryOptions({
    queryKey: ['runs', 'rows', id, state],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/v1/runs/{id}/rows', {
          params: {
            path: { id },
            query: {
              limit: pageSize,
              ...(state === null ? {} : { state }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

const formOf = (fields: Readonly<Record<string, string>>, file: File) => (): FormData => {
  const form = new FormData();
  // The texts first: whoever reads the form knows them before the file.
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', file, file.name);
  return form;
};

/** A form: the browser writes its type with the border between its parts. */
const asForm = { 'Content-Type': null };

/** What the columns of a table are taken for; nothing is stored. */
export const readColumns = ({ file, kind }: { file: File; kind: RunKind }) =>
  dataOf(
    api.POST('/v1/runs/columns', {
      body: { file: '', kind },
      bodySerializer: formOf({ kind }, file),
      headers: asForm,
    }),
  );

export type Columns = Awaited<ReturnType<typeof readColumns>>;

/** `fields`: as `POST /v1/runs` takes them, as texts. `key`: the same table sent again under it is one run. */
export const makeRun = ({
  file,
  fields,
  key,
}: {
  file: File;
  fields: Readonly<Record<string, string>>;
  key: string;
}): Promise<Run> =>
  dataOf(
    api.POST('/v1/runs', {
      body: { file: '', periodEnd: '' },
      bodySerializer: formOf(fields, file),
      headers: { ...asForm, 'Idempotency-Key': key },
    }),
  );

export type OrderType =
  'start' | 'pause' | 'resume' | 'remind' | 'cancel' | 'withdraw' | 'stopRemind' | 'stopWithdraw';

/** `withdraw` is a cancel that takes back what waits as well; what begins with `stop` ends what goes through all letters. */
export const orderRun = ({ id, type, key }: { id: string; type: OrderType; key: string }): Promise<Run> => {
  const params = { path: { id } };
  const headers = { 'Idempotency-Key': key };
  if (type === 'cancel' || type === 'withdraw')
    return dataOf(
      api.POST('/v1/runs/{id}/cancel', { params, headers, body: { withdraw: type === 'withdraw' } }),
    );
  if (type === 'stopRemind' || type === 'stopWithdraw')
    return dataOf(api.POST('/v1/runs/{id}/errand/cancel', { params, headers }));
  return dataOf(api.POST(`/v1/runs/{id}/${type}`, { params, headers }));
};

export interface RowChange {
  customer?: string;
  account?: string;
  contact?: string | null;
  language?: 'tr' | 'en' | 'ar' | null;
  lines?: RunRow['lines'];
  excluded?: boolean;
}

export const changeRow = ({
  id,
  n,
  seenRev,
  change,
}: {
  id: string;
  n: number;
  /** The row as it was seen: nobody's correction is written over unseen. Left out: of a row as it is by then. */
  seenRev?: number;
  change: RowChange;
}): Promise<RunRow> =>
  dataOf(
    api.PATCH('/v1/runs/{id}/rows/{n}', {
      params: { path: { id, n } },
      ...(seenRev === undefined ? {} : { headers: { 'If-Match': `"${String(seenRev)}"` } }),
      body: change as never,
    }),
  );

export const unitsQuery = queryOptions({
  queryKey: ['units', 'of-runs'],
  queryFn: ({ signal }) => dataOf(api.GET('/v1/units', { signal })),
  staleTime: 5 * 60_000,
});

export const pricesQuery = queryOptions({
  queryKey: ['prices', 'of-runs'],
  queryFn: ({ signal }) => dataOf(api.GET('/v1/prices', { signal })),
  staleTime: 5 * 60_000,
});

const runPath = (id: string): string => `/v1/runs/${encodeURIComponent(id)}`;

/** Files of the API, for links. */
export const filePaths = {
  report: (id: string, format: 'xlsx' | 'pdf' | 'csv', language: string): string =>
    `${runPath(id)}/report?format=${format}&language=${language}`,
  errors: (id: string, language: string): string => `${runPath(id)}/errors?format=xlsx&language=${language}`,
  letter: (id: string, n: number): string => `${runPath(id)}/rows/${String(n)}/letter`,
};

/** One row, also where it is not among those that were loaded. */
export const rowQuery = (id: string, n: number) =>
  queryOptions({
    queryKey: ['runs', 'row', id, n],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/runs/{id}/rows/{n}', { params: { path: { id, n } }, signal })),
  });
