import type { TenantId } from '../shared/ids.ts';
import type { FileContentRepository } from './file-content.repository.ts';
/** What the worker needs besides. */
export interface FileContentWorkRepository extends FileContentRepository {
  /** Removes what is stored for a file except `keep`: what a process left that died before it wrote down the key. */
  removeOthers(tenantId: TenantId, fileId: string, keep: readonly string[]): Promise<void>;
}
