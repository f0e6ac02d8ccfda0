import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.ts';
import type { Shape } from '../../api/shapes.ts';

export type Agreement = Shape<'Agreement'>;

/** Beginning with `customers`: what changes of a customer is asked again. */
export const agreementsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['customers', 'agreements', ref],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/customers/{ref}/agreements', { params: { path: { ref } }, signal })),
  });

export const unitsQuery = queryOptions({
  queryKey: ['units', 'of-limits'],
  queryFn: ({ signal }) => dataOf(api.GET('/v1/units', { signal })),
  staleTime: 5 * 60_000,
});

/** Which one, and the revision that was seen; 0: there was none. */
interface SeenAgreement {
  customerRef: string;
  id: string;
  rev: number;
}

const asSeen = ({ customerRef, id, rev }: SeenAgreement) => ({
  params: { path: { ref: customerRef, id } },
  headers: { 'If-Match': `"${String(rev)}"` },
});

type WrittenAgreement = Pick<
  Agreement,
  'kind' | 'form' | 'signedOn' | 'validFrom' | 'validUntil' | 'persons' | 'document'
>;

export const saveAgreement = ({ seen, agreement }: { seen: SeenAgreement; agreement: WrittenAgreement }) =>
  dataOf(
    api.PUT('/v1/customers/{ref}/agreements/{id}', {
      ...asSeen(seen),
      // Units of limits are whatever the installation has.
      body: agreement as never,
    }),
  );

export const removeAgreement = (seen: SeenAgreement) =>
  dataOf(api.DELETE('/v1/customers/{ref}/agreements/{id}', asSeen(seen)));
