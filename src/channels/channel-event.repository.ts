import type { ChannelId, TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { ChannelEvent, ChannelEventFilter } from './channel-event.ts';

export interface ChannelEventRepository {
  /** Append only; the same id twice is one record. */
  record(event: ChannelEvent): Promise<void>;
  /** Newest first: sorted by `at`, then id, both descending. */
  list(
    tenantId: TenantId,
    channelId: ChannelId,
    filter: ChannelEventFilter,
    page: PageRequest,
  ): Promise<Page<ChannelEvent>>;
}
