import type { RequestFilter, RequestRecord, RequestRepository } from '../requests/request.repository.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import { searchTermsOf } from './search-terms.ts';
import type { SearchRepository } from './search.repository.ts';

/** Requests whose reference begins so, by reference. A page may hold fewer than its limit, also none, and lead on. */
export type FindRequests = (
  tenantId: TenantId,
  q: string,
  filter: RequestFilter,
  page: PageRequest,
) => Promise<Page<RequestRecord>>;

export const makeFindRequests =
  ({
    search,
    requests,
  }: {
    search: Pick<SearchRepository, 'findRequests'>;
    requests: Pick<RequestRepository, 'list'>;
  }): FindRequests =>
  async (tenantId, q, filter, page) => {
    const found = await search.findRequests(tenantId, searchTermsOf(q), page);
    const ids = found.items.map(({ id }) => id);
    if (ids.length === 0) return { items: [], next: found.next };
    const { items } = await requests.list(tenantId, { ...filter, ids }, { limit: ids.length, after: null });
    const byId = new Map<string, RequestRecord>(items.map((one) => [one.id, one]));
    return { items: ids.flatMap((id) => byId.get(id) ?? []), next: found.next };
  };
