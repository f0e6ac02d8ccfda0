import type { TenantId } from '../shared/ids.ts';

/** By which push services know whose notices they are (RFC 8292), base64url. The private half is sealed at rest. */
export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

export interface PushKeyRepository {
  find(tenantId: TenantId): Promise<PushKeys | null>;
  /** Unless there are some; answers those that are there: of two processes that start at once, one's. */
  add(tenantId: TenantId, keys: PushKeys, now: Date): Promise<PushKeys>;
}
