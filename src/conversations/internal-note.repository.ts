import type { ConversationId, TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { InternalNote } from './internal-note.ts';

/** Notes of staff beside what is said in chats; nothing on the way of a message reads or writes them. */
export interface InternalNoteRepository {
  /** Once per id: answers the note that stands under it, which is an earlier one where there was one. */
  add(note: InternalNote): Promise<InternalNote>;
  /** Newest first: sorted by `at` (ISO 8601 as the page key), then id, both descending. */
  list(tenantId: TenantId, conversationId: ConversationId, page: PageRequest): Promise<Page<InternalNote>>;
  /** The same of one contact, in whatever conversation. */
  listOf(tenantId: TenantId, contactRef: string, page: PageRequest): Promise<Page<InternalNote>>;
  /** Destroys those of these conversations, and of this contact unless it is null; answers how many. */
  forget(
    tenantId: TenantId,
    of: { conversationIds: readonly ConversationId[]; contactRef: string | null },
  ): Promise<number>;
}
