import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';

/**
 * What a key may do. `*` is everything; `admin` is everything but the compliance compartment, which has a permission of its
 * own (domain 6.2).
 */
export const scopes = [
  'events:write',
  'events:read',
  'customers:read',
  'customers:write',
  'requests:read',
  'requests:write',
  'conversations:read',
  'conversations:write',
  'documents:read',
  'documents:write',
  'callbacks:read',
  'callbacks:write',
  'channels:read',
  'tasks:read',
  'tasks:write',
  'consents:read',
  'privacy:read',
  'privacy:write',
  'compliance',
  'admin',
  '*',
] as const;
export type Scope = (typeof scopes)[number];

/** A caller's key: the secret is known to the caller only, we keep its SHA-256 (hex). */
export interface ApiKeyRecord {
  id: string;
  tenantId: TenantId;
  name: string;
  hash: string;
  scopes: readonly Scope[];
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

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
  /** Notes the last use; may lag and may be lost. */
  touch(id: string, at: Date): Promise<void>;
}
