import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.ts';
import type { Shape } from '../../api/shapes.ts';
import { touchedIys, writtenIys, type TouchedIys } from './iys.ts';

export type Customer = Shape<'Customer'>;
export type Contact = Shape<'Contact'>;
/** With `state`: of a long table. */
export type ImportReport = Shape<'CustomerImport'> & Partial<Pick<Shape<'LongCustomerImport'>, 'state'>>;
export type ImportProgress = Pick<Shape<'LongCustomerImport'>, 'state' | 'progress'>;
export type ImportMode = 'preview' | 'apply' | 'apply_right';

/** Fewer letters are looked for nowhere. */
export const fewestLetters = 3;

/** By reference; of `q` those who are meant by it, which is looked up there. Empty: all. */
export const customersQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['customers', 'list', q],
    initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) =>
      dataOf(
        api.GET('/v1/customers', {
          params: {
            query: {
              limit: 200,
              ...(q === '' ? {} : { q }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // What was found stays in sight while the next letters are looked up.
    placeholderData: keepPreviousData,
  });

/** With the revision that was seen: whoever saves says so, and nobody's change is overwritten unseen. */
export const cardQuery = (ref: string) =>
  queryOptions({
    queryKey: ['customers', 'card', ref],
    queryFn: async ({ signal }) => {
      const { data, response } = await api.GET('/v1/customers/{ref}', { params: { path: { ref } }, signal });
      // What is no success was thrown by the client.
      return { customer: data as Customer, etag: response.headers.get('etag') };
    },
  });

export const requestsQuery = (customer: string) =>
  queryOptions({
    queryKey: ['requests', 'all-of-customer', customer],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/requests', { params: { query: { customer, limit: 50 } }, signal })),
  });

export const consentsQuery = (customer: string) =>
  queryOptions({
    queryKey: ['consents', 'of-customer', customer],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/consents', { params: { query: { customer, limit: 50 } }, signal })),
  });

/** A contact as it is written: what is left out stays as it was. */
export type WrittenContact = Omit<Contact, 'phoneUnlinkedAt' | 'phoneVerified' | 'iys'> & {
  vouched: boolean;
} & TouchedIys;

export const saveContacts = ({
  customer: { ref, accounts: _reported, ...rest },
  etag,
  contacts,
  timeZone,
}: {
  customer: Customer;
  etag: string | null;
  contacts: readonly WrittenContact[];
  /** Instants of the registry are typed in it. */
  timeZone: string;
}) =>
  dataOf(
    api.PUT('/v1/customers/{ref}', {
      params: { path: { ref } },
      ...(etag === null ? {} : { headers: { 'If-Match': etag } }),
      body: {
        ...rest,
        contacts: contacts.map(({ vouched, limits, iys, iysOf, ...contact }) => ({
          ...contact,
          ...writtenIys(touchedIys({ phone: contact.phone, iys, iysOf }), timeZone),
          ...(limits === undefined ? {} : { limits: limits as never }),
          ...(vouched ? { phoneVerified: true } : {}),
        })),
      },
    }),
  );

/** By a program, and what was begun then is finished. */
const isStopped = ({ state, doneAt }: Shape<'LongCustomerImport'>): boolean =>
  state === 'cancelled' && doneAt !== null;

/** How often a long table is asked after. */
const lookMs = 1_000;

/** A long table is followed to its end; `told` hears how far it is. Who closes the page leaves it to the product. */
export const importTable = async ({
  told,
  ...table
}: {
  file: File;
  mode: ImportMode;
  told: (progress: ImportProgress) => void;
}): Promise<ImportReport> => {
  const answer = await sendTable(table);
  if (!('id' in answer)) return answer;
  for (let seen = answer; ;) {
    told(seen);
    if (seen.state === 'done' || seen.state === 'abandoned' || isStopped(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, lookMs));
    seen = await dataOf(api.GET('/v1/imports/{id}', { params: { path: { id: answer.id } } }));
  }
};

const sendTable = ({ file, mode }: { file: File; mode: ImportMode }) =>
  dataOf(
    api.POST('/v1/customers/import', {
      // A form: the browser writes its type with the border between its parts.
      body: { file: '', mode },
      bodySerializer: () => {
        const form = new FormData();
        form.set('mode', mode);
        form.set('file', file, file.name);
        return form;
      },
      headers: { 'Content-Type': null },
    }),
  );
