import type { TenantId } from '../shared/ids.ts';
import type { FileRecord } from './file-record.ts';
import type { FileRepository } from './file.repository.ts';
/** What the worker needs besides: results that have to be passed on, also after a crash. */
export interface FileWorkRepository extends FileRepository {
  /** Takes checked files whose result nobody passed on, for `leaseMs`. */
  claimUnreported(tenantId: TenantId, limit: number, leaseMs: number): Promise<FileRecord[]>;
  /** Files of a time without a scanner wait for one now; answers how many. */
  requeueUnscanned(tenantId: TenantId, now: Date): Promise<number>;
  /** The result was passed on. */
  markReported(tenantId: TenantId, id: string, at: Date): Promise<void>;
}
