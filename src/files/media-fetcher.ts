import type { ConversationId, TenantId } from '../shared/ids.ts';

export interface MediaRequest {
  tenantId: TenantId;
  /** Says whose channel, and so whose access, the media came through. */
  conversationId: ConversationId;
  /** Provider's id. */
  mediaId: string;
  /** Of the content, where the sender's platform gave one; hex. */
  sha256Hex: string | null;
  /** Counted while reading; never more than this is held. */
  maxBytes: number;
}

/** `gone`: no longer to be had. `retry`: perhaps later; the reason is a code for logs. */
export type MediaFetch =
  | { kind: 'content'; content: Buffer; mimeType: string | null }
  | { kind: 'gone' }
  | { kind: 'too_large' }
  | { kind: 'hash_mismatch' }
  | { kind: 'retry'; reason: string };

/** Gets what a person sent from the provider. Never throws. */
export interface MediaFetcher {
  fetch(media: MediaRequest): Promise<MediaFetch>;
}
