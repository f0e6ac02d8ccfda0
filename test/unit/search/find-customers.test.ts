import fc from 'fast-check';
import type { Customer } from '../../../src/customers/customer.ts';
import { makeFindCustomers } from '../../../src/search/find-customers.ts';
import { isContactMeant, isCustomerMeant } from '../../../src/search/search-match.ts';
import { searchTermsOf } from '../../../src/search/search-terms.ts';
import type { PagePosition } from '../../../src/shared/page.ts';
import { tenantA } from '../../support/builders-api.ts';
import { paged } from '../../support/held.ts';
import { aContact, aCustomer } from '../../support/records.ts';

const names = ['Mutlu', 'Demir', 'Mutlu Demir'] as const;
const people = ['k1', 'k2', 'k3', 'k4'] as const;

/** Who acts for whom, and who is called how: a contact is one person, whoever they act for. */
const books = fc
  .record({
    called: fc.tuple(...people.map(() => fc.constantFrom(...names))),
    customers: fc.uniqueArray(
      fc.record({
        ref: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
        name: fc.constantFrom(...names),
        acting: fc.subarray([0, 1, 2, 3]),
      }),
      { selector: ({ ref }) => ref },
    ),
  })
  .map(({ called, customers }) =>
    customers.map(({ ref, name, acting }) =>
      aCustomer({
        ...{ ref, name },
        contacts: acting.map((at) =>
          aContact({ ref: people[at] ?? '', name: called[at] ?? '', phone: `+90532100000${at}` }),
        ),
      }),
    ),
  );

const findersOver = (customers: readonly Customer[]) => {
  const refOf = ({ ref }: { ref: string }): string => ref;
  const contacts = [
    ...new Map(customers.flatMap((one) => one.contacts).map((one) => [one.ref, one])).values(),
  ];
  return makeFindCustomers({
    search: {
      findCustomers: async (_tenant, terms, page) =>
        paged(
          customers
            .filter((one) => isCustomerMeant(one, terms))
            .map(({ ref, name }) => ({ kind: 'customer' as const, ref, name })),
          refOf,
          page,
        ),
      findContacts: async (_tenant, terms, page) =>
        paged(
          contacts
            .filter((one) => isContactMeant(one, terms))
            .map(({ ref, name, phone }) => ({
              ...{ kind: 'contact' as const, ref, name, phone, phoneVerified: true },
              customerRefs: customers
                .filter((customer) => customer.contacts.some((one) => one.ref === ref))
                .map((customer) => customer.ref),
            })),
          refOf,
          page,
        ),
    },
    customers: {
      list: async (_tenant, page, { refs } = {}) =>
        paged(
          customers.filter(({ ref }) => refs?.includes(ref) !== false),
          refOf,
          page,
        ),
      listContacts: () => Promise.reject(new Error('not asked for')),
    },
  });
};

it('customers by what was typed: everybody who is meant, each once, however many are read at a time', async () => {
  await fc.assert(
    fc.asyncProperty(
      books,
      fc.constantFrom('mutlu', 'demir', 'mutlu demir', '0001'),
      fc.integer({ min: 1, max: 8 }),
      async (customers, q, limit) => {
        const terms = searchTermsOf(q);
        const find = findersOver(customers);
        const seen: string[] = [];
        for (let after: PagePosition | null = null; ;) {
          const { items, next } = await find(tenantA, q, { limit, after });
          expect(items.length).toBeLessThanOrEqual(limit);
          seen.push(...items.map(({ ref }) => ref));
          if (next === null) break;
          after = next;
        }
        const isMeant = (customer: Customer): boolean =>
          isCustomerMeant(customer, terms) || customer.contacts.some((one) => isContactMeant(one, terms));
        expect([...seen].sort()).toEqual(
          customers
            .filter(isMeant)
            .map(({ ref }) => ref)
            .sort(),
        );
      },
    ),
  );
});
