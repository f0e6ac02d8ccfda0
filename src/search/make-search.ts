import { ValidationFailed } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { FoundContact, FoundCustomer, FoundRequest, SearchRepository } from './search.repository.ts';
import { searchTermsOf, type SearchTerms } from './search-terms.ts';

/** In the order in which they are found. */
export const searchKinds = ['customer', 'contact', 'request'] as const;
export type SearchKind = (typeof searchKinds)[number];

export type SearchHit = FoundCustomer | FoundContact | FoundRequest;

interface SearchOrder {
  q: string;
  /** What the caller may see; nothing else is looked at. */
  kinds: readonly SearchKind[];
}

/** The key of a position is the kind, and of a request its reference behind it. */
export type Search = (tenantId: TenantId, order: SearchOrder, page: PageRequest) => Promise<Page<SearchHit>>;

type Finders = Pick<SearchRepository, 'findCustomers' | 'findContacts' | 'findRequests'>;

const find = (
  search: Finders,
  tenantId: TenantId,
  kind: SearchKind,
  terms: SearchTerms,
  page: PageRequest,
): Promise<Page<SearchHit>> => {
  if (kind === 'customer') return search.findCustomers(tenantId, terms, page);
  return kind === 'contact'
    ? search.findContacts(tenantId, terms, page)
    : search.findRequests(tenantId, terms, page);
};

/** Where in which kind a page begins; null: at the beginning of the first. */
const placeOf = ({ after }: PageRequest): { kind: SearchKind; after: PageRequest['after'] } | null => {
  if (after === null) return null;
  const [name, ...key] = after.key.split(':');
  const kind = searchKinds.find((one) => one === name);
  if (kind === undefined)
    throw new ValidationFailed([{ field: 'query.cursor', message: 'must be a nextCursor of this list' }]);
  return { kind, after: after.id === '' ? null : { key: key.join(':'), id: after.id } };
};

export const makeSearch =
  ({ search }: { search: Finders }): Search =>
  async (tenantId, { q, kinds }, page) => {
    const terms = searchTermsOf(q);
    const place = placeOf(page);
    const left = searchKinds
      .slice(place === null ? 0 : searchKinds.indexOf(place.kind))
      .filter((kind) => kinds.includes(kind));
    const items: SearchHit[] = [];
    for (const kind of left) {
      // Full, and whether the next kind has any is for the next page to say.
      if (items.length === page.limit) return { items, next: { key: kind, id: '' } };
      const after = kind === place?.kind ? place.after : null;
      const found = await find(search, tenantId, kind, terms, { limit: page.limit - items.length, after });
      items.push(...found.items);
      if (found.next !== null)
        return { items, next: { key: `${kind}:${found.next.key}`, id: found.next.id } };
    }
    return { items, next: null };
  };
