import type { ApiPorts } from '../../src/api/api-routes.ts';
import { makeFinders, type Finders } from '../../src/search/make-finders.ts';
import { searchWords } from '../../src/search/search-words.ts';
import type { SearchTerms } from '../../src/search/search-terms.ts';
import { paged, type Held } from './held.ts';

const isNamed = (name: string, { words }: SearchTerms): boolean =>
  words.every((beginning) => searchWords(name).some((word) => word.startsWith(beginning)));

/** Finds by names alone, and requests by their reference. */
export const searchPorts = (held: Held, lists: Pick<ApiPorts, 'customers' | 'requests'>): Finders =>
  makeFinders({
    ...lists,
    search: {
      findCustomers: async (tenantId, terms, page) =>
        paged(
          held.customers
            .filter((customer) => customer.tenantId === tenantId && isNamed(customer.name, terms))
            .map(({ ref, name }) => ({ kind: 'customer' as const, ref, name })),
          ({ ref }) => ref,
          page,
        ),
      findContacts: async (tenantId, terms, page) =>
        paged(
          held.customers
            .filter((customer) => customer.tenantId === tenantId)
            .flatMap(({ ref: customerRef, contacts }) =>
              contacts
                .filter(({ name }) => isNamed(name, terms))
                .map(({ ref, name, phone, phoneVerified = true }) => ({
                  ...{ kind: 'contact' as const, ref, name, phone, phoneVerified },
                  customerRefs: [customerRef],
                })),
            ),
          ({ ref }) => ref,
          page,
        ),
      findRequests: async (tenantId, { references }, page) =>
        paged(
          held.requests
            .filter(
              ({ tenantId: owner, reference }) =>
                owner === tenantId && references.some((beginning) => reference.startsWith(beginning)),
            )
            .map(({ id, reference, kind: requestKind, status, customerRef, createdAt }) => ({
              ...{ kind: 'request' as const, id, reference, requestKind, status, customerRef, createdAt },
            })),
          ({ id }) => id,
          page,
        ),
    },
  });
