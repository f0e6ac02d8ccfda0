import { ApiError } from './api-error.ts';
import { dataOf, etagOf, type Api } from './api.ts';
import { until, withSignal, type Call, type Sleep, type Waiting } from './call.ts';
import type { Files } from './files.ts';
import type { components, paths } from './generated/openapi.ts';
import type { ItemOf, List } from './lists.ts';

export type Customer = components['schemas']['Customer'];
/** Afterwards the customer has exactly these contacts. */
export type NewCustomer = paths['/v1/customers/{ref}']['put']['requestBody']['content']['application/json'];
export type CustomerImport = components['schemas']['CustomerImport'];
/** Of a table that is too long for one call. */
export type LongCustomerImport = components['schemas']['LongCustomerImport'];

export interface ReadCustomer {
  customer: Customer;
  /** For `ifMatch` of a later write; null: the answer had none. */
  etag: string | null;
}

export interface ImportOptions extends Waiting {
  /** `preview` writes nothing; `apply` writes where nothing is wrong, `apply_right` whatever is right. */
  mode?: 'preview' | 'apply' | 'apply_right';
  filename?: string;
}

/** Writers that may come in between before a change gives up. */
const maxRounds = 5;

export interface CustomerParts {
  api: Api;
  list: List;
  files: Files;
  sleep: Sleep;
  newKey: () => string;
}

export const makeCustomers = ({ api, list, files, sleep, newKey }: CustomerParts) => {
  /** How far the import of a long table is. */
  const importOf = (id: string, call: Call = {}): Promise<LongCustomerImport> =>
    dataOf(api.GET('/v1/imports/{id}', { params: { path: { id } }, ...withSignal(call) }));
  const get = async (ref: string, call: Call = {}): Promise<ReadCustomer> => {
    const answer = api.GET('/v1/customers/{ref}', { params: { path: { ref } }, ...withSignal(call) });
    return { customer: await dataOf(answer), etag: etagOf(await answer) };
  };
  /** With `ifMatch`, a change by somebody else in between is refused (412 `precondition_failed`) instead of lost. */
  const put = (
    ref: string,
    body: NewCustomer,
    { ifMatch, ...call }: Call & { ifMatch?: string | null } = {},
  ): Promise<Customer> => {
    const headers: Record<string, string> = (ifMatch ?? null) === null ? {} : { 'If-Match': ifMatch ?? '' };
    return dataOf(
      api.PUT('/v1/customers/{ref}', { params: { path: { ref } }, body, headers, ...withSignal(call) }),
    );
  };
  /** Stops an import; customers that are being written are finished. */
  const cancelImport = (id: string, call: Call = {}): Promise<LongCustomerImport> =>
    dataOf(api.POST('/v1/imports/{id}/cancel', { params: { path: { id } }, ...withSignal(call) }));
  return {
    get,
    put,
    /** By reference, to the end of the list. */
    list: (call: Call = {}): AsyncIterable<ItemOf<'/v1/customers'>> =>
      list('/v1/customers', withSignal(call)),
    /** Reads, changes and writes; again with what is there by then where somebody else was quicker. */
    change: async (
      ref: string,
      change: (customer: Customer) => NewCustomer,
      call: Call = {},
    ): Promise<Customer> => {
      for (let round = 1; ; round += 1) {
        const { customer, etag } = await get(ref, call);
        try {
          return await put(ref, change(customer), { ifMatch: etag, ...withSignal(call) });
        } catch (error) {
          const isLate = error instanceof ApiError && error.status === 412;
          if (!isLate || round === maxRounds) throw error;
        }
      }
    },
    importOf,
    cancelImport,
    /**
     * A table of customers (XLSX or separated text); one that is too long for a call is followed to its end. The same file again changes nothing, so
     * it is sent again where no answer came.
     */
    import: async (
      file: Blob,
      { mode = 'preview', filename, ...waiting }: ImportOptions = {},
    ): Promise<CustomerImport> => {
      const answer = (await files.upload(
        '/v1/customers/import',
        { file, filename, fields: { mode } },
        { ...withSignal(waiting), idempotencyKey: newKey(), isRepeatable: true },
      )) as CustomerImport | LongCustomerImport;
      if (!('id' in answer)) return answer;
      const isOver = ({ state, doneAt }: LongCustomerImport): boolean =>
        state === 'done' || state === 'abandoned' || (state === 'cancelled' && doneAt !== null);
      return until(() => importOf(answer.id, waiting), isOver, { ...waiting, sleep });
    },
  };
};
