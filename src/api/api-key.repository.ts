import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { ApiKeyRecord } from './api-key.ts';
export interface ApiKeyRepository {
  /** By the id inside `wk_<id>_<secret>`, over all tenants; null: unknown. */
  find(id: string): Promise<ApiKeyRecord | null>;
  /** By the hash of a whole opaque key, over all tenants; null: unknown. */
  findByHash(hash: string): Promise<ApiKeyRecord | null>;
  /** Stores a key once per id; a key with this id that exists already is left as it is. */
  create(key: ApiKeyRecord): Promise<void>;
  /** Sorted by id, ascending; the id is both page key and id. Revoked ones are included. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<ApiKeyRecord>>;
  /** Ends the key at once; false: no such key in this tenant. */
  revoke(tenantId: TenantId, id: string, at: Date): Promise<boolean>;
  /**
   * Sets how often it may call; null: as often as every key. `seenRev`: while it is at that revision. Null when there is no such key in
   * this tenant.
   */
  setCallsPerMinute(
    tenantId: TenantId,
    id: string,
    calls: number | null,
    seenRev?: number | null,
  ): Promise<ApiKeyRecord | null>;
  /** Ends every live key of the environment but this one. */
  revokeGiven(tenantId: TenantId, exceptId: string, at: Date): Promise<void>;
  /** Notes the last use; may lag and may be lost. */
  touch(id: string, at: Date): Promise<void>;
}
