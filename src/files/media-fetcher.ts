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

/**
 * `gone`: no longer to be had. `missing`: not to be had now, and perhaps never. `foreign_address`: it is said to be where the
 * platform keeps nothing, and nothing was asked there. `retry`: perhaps later; the reason is a code for logs.
 */
export type MediaFetch =
  | { kind: 'content'; content: Buffer; mimeType: string | null }
  | { kind: 'gone' }
  | { kind: 'missing' }
  | { kind: 'foreign_address' }
  | { kind: 'too_large' }
  | { kind: 'hash_mismatch' }
  | { kind: 'retry'; reason: string };

/** Gets what a person sent from the provider. Never throws. */
export interface MediaFetcher {
  fetch(media: MediaRequest): Promise<MediaFetch>;
}
