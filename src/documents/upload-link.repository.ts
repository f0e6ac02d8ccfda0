import type { ConversationId, RequestId, TenantId } from '../shared/ids.ts';

/** A one-time upload link; only the hash of its token is kept (reliability F2, F3). */
export interface UploadLink {
  /** SHA-256 of the token, hex. */
  id: string;
  tenantId: TenantId;
  conversationId: ConversationId;
  requestId: RequestId;
  expiresAt: Date;
  /** When the person finished; a used link takes nothing any more. */
  usedAt: Date | null;
  createdAt: Date;
}

export interface UploadLinkRepository {
  insert(links: readonly UploadLink[]): Promise<void>;
  /** By the hash of its token, over all tenants; null: no such link. */
  find(id: string): Promise<UploadLink | null>;
  /** Ends the link once; false: it was used before. */
  use(id: string, at: Date): Promise<boolean>;
}
