import type { ConversationId, TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { Label } from './label.ts';
import type { UnrecognisedFilter, UnrecognisedText } from './unrecognised-text.ts';
export interface UnrecognisedRepository {
  /** The same id twice is one record: what is there, and its label, stays. */
  record(texts: readonly UnrecognisedText[]): Promise<void>;
  find(tenantId: TenantId, id: string): Promise<UnrecognisedText | null>;
  /** Newest first. */
  list(tenantId: TenantId, filter: UnrecognisedFilter, page: PageRequest): Promise<Page<UnrecognisedText>>;
  /** Replaces the label; null takes it away. `seenRev`: while it is at that revision. Null: no such text; else the revision it is at now. */
  label(tenantId: TenantId, id: string, label: Label | null, seenRev?: number | null): Promise<number | null>;
  /** False: no such text. */
  remove(tenantId: TenantId, id: string): Promise<boolean>;
  /** Everything a person wrote in this conversation, and as this contact wherever else. Answers how many. */
  forget(
    tenantId: TenantId,
    person: { conversationId: ConversationId; contactRef: string | null },
  ): Promise<number>;
}
