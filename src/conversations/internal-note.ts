import type { ConversationId, TenantId } from '../shared/ids.ts';

/** What a person of ours wrote down about a chat, for people of ours: the customer never reads it in a chat, and no dialog does. */
export interface InternalNote {
  tenantId: TenantId;
  /** `not_…` */
  id: string;
  conversationId: ConversationId;
  /** Who the person of the chat was then; null: of no books. */
  contactRef: string | null;
  at: Date;
  /** `staff:<id>` or `key:<id>`. */
  by: string;
  /** 1 to 4096 characters; sealed at rest. */
  text: string;
}
