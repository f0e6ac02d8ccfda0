import type { TenantId } from '../shared/ids.ts';

/** Contents under random keys made here, sealed with the tenant's key, outside any web root (reliability F6.7). */
export interface FileContentRepository {
  /** Stores the whole content and answers its key. `fileId`: whose it is, for `removeOthers`. */
  put(tenantId: TenantId, content: Buffer, fileId?: string): Promise<string>;
  /** Null: not there (any more). */
  read(tenantId: TenantId, key: string): Promise<Buffer | null>;
  /** Removing what is not there is no error. */
  remove(tenantId: TenantId, key: string): Promise<void>;
}
