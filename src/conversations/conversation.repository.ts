import type { ConversationId, TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { ConversationRecord, StepRecord, ConversationFilter } from './conversation-record.ts';
/** Reading side of the conversations; only the step writes them. */
export interface ConversationRepository {
  /** Null: no such conversation in this tenant. */
  find(tenantId: TenantId, id: ConversationId): Promise<ConversationRecord | null>;
  /** Last activity first: sorted by `lastMessageAt` (ISO 8601 as the page key, empty when null), then id, both descending. */
  list(tenantId: TenantId, filter: ConversationFilter, page: PageRequest): Promise<Page<ConversationRecord>>;
  /** Steps in order of `rev` (its decimal text is the page key, the conversation id the tie-breaker), oldest first. */
  listSteps(tenantId: TenantId, id: ConversationId, page: PageRequest): Promise<Page<StepRecord>>;
}
