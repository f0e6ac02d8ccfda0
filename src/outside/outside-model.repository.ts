import type { TenantId } from '../shared/ids.ts';
import type { OutsideModel } from './outside-model.ts';

export interface OutsideModelRepository {
  /** Null: the tenant never had one, or took it away. */
  find(tenantId: TenantId): Promise<OutsideModel | null>;
  /**
   * Makes or replaces the tenant's one; answers it with its revision. `seenRev`: rejects with `PreconditionFailed` when it is not at
   * this revision any more. Left out or null: whatever is there.
   */
  save(model: OutsideModel, seenRev?: number | null): Promise<OutsideModel>;
  /** With its key. False: there was none. `seenRev` as above. */
  remove(tenantId: TenantId, seenRev?: number | null): Promise<boolean>;
}
