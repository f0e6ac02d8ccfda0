import type { ConversationId, RequestId, TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { LineDetails } from './line-details.ts';

export type MessageStatus =
  'received' | 'pending' | 'accepted' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown' | 'suppressed';

/** One report about a message, in the order it became known. `error` is the platform's code as text, never its words. */
export interface MessageStatusLine {
  status: string;
  at: Date;
  error: string | null;
}

/** A line of the transcript. */
export interface MessageRecord {
  tenantId: TenantId;
  id: string;
  conversationId: ConversationId;
  direction: 'in' | 'out';
  /** `text`, `template`, `buttons`, `list`, `image`, `document`, `voice`, `reaction` … */
  kind: string;
  /** The words as written or as shown; for a tapped button its title. Null for media without caption. */
  text: string | null;
  /** Buttons or list rows that were offered; empty otherwise. */
  choices: readonly { id: string; title: string }[];
  author: 'customer' | 'bot' | 'staff' | 'system';
  at: Date;
  providerMessageId: string | null;
  status: MessageStatus;
  statuses: readonly MessageStatusLine[];
  requestId: RequestId | null;
  details: LineDetails;
  /**
   * Of a message of ours that is not sent yet: why it waits, and until when at the latest; left out: nothing holds it. `template`: what the
   * account says of the template that holds it; left out: nothing, or that does not.
   */
  held?: { reason: string; until: Date; template?: { status: string; reason?: string } };
}

/** All given fields must match; `now`: what is held until later than that. */
export interface HeldFilter {
  now: Date;
  reason?: string;
  conversationId?: ConversationId;
}

/** Which end of a conversation a list begins at. */
export const lineOrders = ['oldest', 'newest'] as const;
export type LineOrder = (typeof lineOrders)[number];

/** Reading side of the transcript. */
export interface MessageRepository {
  /** Lines of a conversation, oldest first unless `newest` is: sorted by their place in it, which is the page key. */
  list(
    tenantId: TenantId,
    conversationId: ConversationId,
    page: PageRequest,
    first?: LineOrder,
  ): Promise<Page<MessageRecord>>;
  /** Messages of ours that are held, the next to go first: sorted by when that is (ISO 8601 as the page key), then id. */
  listHeld(tenantId: TenantId, filter: HeldFilter, page: PageRequest): Promise<Page<MessageRecord>>;
  /** Messages of ours that the platform took, the latest first: sorted by when it took them (ISO 8601 as the page key), then id. */
  listTaken(tenantId: TenantId, page: PageRequest): Promise<Page<MessageRecord>>;
  /** Lines that belong to one request, oldest first, in the same order; at most 500. */
  listOfRequest(tenantId: TenantId, requestId: RequestId): Promise<readonly MessageRecord[]>;
}
