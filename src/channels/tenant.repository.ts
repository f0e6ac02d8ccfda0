import type { TenantId } from '../shared/ids.ts';
import type { Tenant } from './channel.ts';
export interface TenantRepository {
  /** Null: no such tenant. */
  find(id: TenantId): Promise<Tenant | null>;
  /** Makes the tenant, or updates name, hours, zone and language; the data key of an existing one is never replaced. */
  save(tenant: Tenant): Promise<void>;
}
