import type { TenantId } from '../shared/ids.ts';
import type { SearchRepository } from './search.repository.ts';

/** Some of what was stored before there was a search becomes findable with each call; answers how many records it looked at. */
export const makeFillSearch =
  (parts: {
    search: Pick<SearchRepository, 'fillSome'>;
    tenantIds(): Promise<readonly string[]>;
  }): (() => Promise<number>) =>
  async () => {
    let filled = 0;
    for (const tenantId of await parts.tenantIds())
      filled += await parts.search.fillSome(tenantId as TenantId);
    return filled;
  };
