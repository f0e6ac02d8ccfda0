import type { TenantId } from '../shared/ids.ts';
import type { OutsideModel } from './outside-model.ts';

export interface OutsideModelRepository {
  /** Null: the tenant never had one, or took it away. */
  find(tenantId: TenantId): Promise<OutsideModel | null>;
  /** Makes or replaces the tenant's one. */
  save(model: OutsideModel): Promise<void>;
  /** With its key. False: there was none. */
  remove(tenantId: TenantId): Promise<boolean>;
}
