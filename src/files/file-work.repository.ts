import type { TenantId } from '../shared/ids.ts';
import type { FileRecord } from './file-record.ts';
import type { FileRepository } from './file.repository.ts';
/** What the worker needs besides: results that have to be passed on, also after a crash. */
export interface FileWorkRepository extends FileRepository {
  /** Takes checked files whose result nobody passed on, for `leaseMs`. */
  claimUnreported(tenantId: TenantId, limit: number, leaseMs: number): Promise<FileRecord[]>;
  /** Files of a time without a scanner wait for one now; answers how many. */
  requeueUnscanned(tenantId: TenantId, now: Date): Promise<number>;
  /** Somebody passes on now that it is in this state, while others leave it alone. False: it is in another one by now. */
  beginReport(tenantId: TenantId, id: string, state: FileRecord['state']): Promise<boolean>;
  /** That was passed on. False: it is in another state by now, whose report stays due where it has one. */
  markReported(tenantId: TenantId, id: string, at: Date, state: FileRecord['state']): Promise<boolean>;
}
