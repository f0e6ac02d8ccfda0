import type { TenantId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import type { SearchRepository } from './search.repository.ts';

/**
 * Some of what was stored before there was a search becomes findable with each call; answers how many records it looked at. What fails
 * for one tenant is logged and keeps no other waiting.
 */
export const makeFillSearch =
  (parts: {
    search: Pick<SearchRepository, 'fillSome'>;
    tenantIds(): Promise<readonly string[]>;
    logger: Logger;
  }): (() => Promise<number>) =>
  async () => {
    let all = 0;
    for (const tenantId of await parts.tenantIds()) {
      try {
        const { lookedAt, unopened } = await parts.search.fillSome(tenantId as TenantId);
        all += lookedAt;
        if (unopened > 0)
          parts.logger.error({ tenantId, count: unopened }, 'records cannot be opened, no search finds them');
      } catch (error) {
        parts.logger.error({ err: error, tenantId }, 'records could not be made findable');
      }
    }
    return all;
  };
