import type { ContactWithCustomers, Customer } from '../customers/customer.ts';
import type { CustomerRepository } from '../customers/customer.repository.ts';
import { ValidationFailed } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Page, PagePosition, PageRequest } from '../shared/page.ts';
import { isContactMeant, isCustomerMeant } from './search-match.ts';
import { searchTermsOf, type SearchTerms } from './search-terms.ts';
import type { FoundContact, SearchRepository } from './search.repository.ts';

interface FindParts {
  search: Pick<SearchRepository, 'findCustomers' | 'findContacts'>;
  customers: Pick<CustomerRepository, 'list' | 'listContacts'>;
}

/**
 * Customers that are meant themselves, by reference; then those for whom somebody acts who is meant, by that contact's reference.
 * Each is there once: under itself, or else under the first of its contacts. A page may hold fewer than its limit, also none, and lead on.
 */
export type FindCustomers = (tenantId: TenantId, q: string, page: PageRequest) => Promise<Page<Customer>>;

/** As `findCustomers`, by the reference of the contact. */
export type FindContacts = (
  tenantId: TenantId,
  q: string,
  filter: { customerRef?: string },
  page: PageRequest,
) => Promise<Page<ContactWithCustomers>>;

interface Looking {
  tenantId: TenantId;
  terms: SearchTerms;
  limit: number;
}

/** One customer of one contact that is meant. */
interface Acting {
  /** The contact before it, behind which a search finds it again; empty: it is the first. */
  behind: string;
  contact: string;
  customerRef: string;
}

const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));
const own = 'customer:';
const others = 'contact:';

const readCustomers = async (
  { customers }: FindParts,
  tenantId: TenantId,
  refs: readonly string[],
): Promise<Map<string, Customer>> => {
  const unique = [...new Set(refs)];
  const { items } =
    unique.length === 0
      ? { items: [] }
      : await customers.list(tenantId, { limit: unique.length, after: null }, { refs: unique });
  return new Map(items.map((one) => [one.ref, one]));
};

const findOwn = async (
  parts: FindParts,
  { tenantId, terms, limit }: Looking,
  after: string,
): Promise<Page<Customer>> => {
  const found = await parts.search.findCustomers(tenantId, terms, {
    limit,
    after: after === '' ? null : { key: after, id: after },
  });
  const refs = found.items.map(({ ref }) => ref);
  const byRef = await readCustomers(parts, tenantId, refs);
  return {
    items: refs.flatMap((ref) => byRef.get(ref) ?? []),
    next: found.next === null ? null : { key: `${own}${found.next.id}`, id: '' },
  };
};

/** Under itself it was found before, and under another of its contacts as well. */
const isFirst = (customer: Customer, contactRef: string, terms: SearchTerms): boolean => {
  if (isCustomerMeant(customer, terms)) return false;
  const [first] = customer.contacts
    .filter((contact) => isContactMeant(contact, terms))
    .map(({ ref }) => ref)
    .sort(byBytes);
  // Whoever changed meanwhile is shown rather than left out.
  return first === undefined || first === contactRef;
};

const actingOf = (hits: readonly FoundContact[], behind: string): Acting[] =>
  hits.flatMap(({ ref: contact, customerRefs }, at) =>
    [...customerRefs]
      .sort(byBytes)
      .map((customerRef) => ({ behind: hits[at - 1]?.ref ?? behind, contact, customerRef })),
  );

const placeOf = ({ behind, contact, customerRef }: Acting): PagePosition => ({
  key: `${others}${behind}`,
  id: `${contact}\n${customerRef}`,
});

/** `seen`: the contact and the customer that were last, a line each; empty: none of a contact behind `behind`. */
const findOfContacts = async (
  parts: FindParts,
  { tenantId, terms, limit }: Looking,
  { behind, seen }: { behind: string; seen: string },
): Promise<Page<Customer>> => {
  const after = behind === '' ? null : { key: behind, id: behind };
  const found = await parts.search.findContacts(tenantId, terms, { limit, after });
  const [lastContact, lastCustomer = ''] = seen.split('\n');
  const ahead = actingOf(found.items, behind).filter(
    ({ contact, customerRef }) => contact !== lastContact || byBytes(customerRef, lastCustomer) > 0,
  );
  const looked = ahead.slice(0, limit);
  const byRef = await readCustomers(
    parts,
    tenantId,
    looked.map(({ customerRef }) => customerRef),
  );
  const items = looked.flatMap(({ contact, customerRef }) => {
    const customer = byRef.get(customerRef);
    return customer !== undefined && isFirst(customer, contact, terms) ? [customer] : [];
  });
  const last = looked.at(-1);
  if (last !== undefined && ahead.length > looked.length) return { items, next: placeOf(last) };
  return { items, next: found.next === null ? null : { key: `${others}${found.next.id}`, id: '' } };
};

export const makeFindCustomers =
  (parts: FindParts): FindCustomers =>
  async (tenantId, q, { limit, after }) => {
    const terms = searchTermsOf(q);
    const key = after?.key ?? own;
    if (key.startsWith(others))
      return findOfContacts(
        parts,
        { tenantId, terms, limit },
        { behind: key.slice(others.length), seen: after?.id ?? '' },
      );
    if (!key.startsWith(own))
      throw new ValidationFailed([{ field: 'query.cursor', message: 'must be a nextCursor of this list' }]);
    const found = await findOwn(parts, { tenantId, terms, limit }, key.slice(own.length));
    if (found.next !== null) return found;
    const left = limit - found.items.length;
    if (left === 0) return { items: found.items, next: { key: others, id: '' } };
    const more = await findOfContacts(parts, { tenantId, terms, limit: left }, { behind: '', seen: '' });
    return { items: [...found.items, ...more.items], next: more.next };
  };

export const makeFindContacts =
  ({ search, customers }: FindParts): FindContacts =>
  async (tenantId, q, filter, page) => {
    const found = await search.findContacts(tenantId, searchTermsOf(q), page);
    const refs = found.items.map(({ ref }) => ref);
    if (refs.length === 0) return { items: [], next: found.next };
    const all = { limit: refs.length, after: null };
    const { items } = await customers.listContacts(tenantId, { ...filter, refs }, all);
    return { items, next: found.next };
  };
