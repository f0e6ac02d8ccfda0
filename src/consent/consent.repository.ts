import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { ConsentRecord, ConsentFilter } from './consent-record.ts';
export interface ConsentRepository {
  /** Append only; the same id twice is one record. */
  record(consents: readonly ConsentRecord[]): Promise<void>;
  find(tenantId: TenantId, id: string): Promise<ConsentRecord | null>;
  /** Newest first. */
  list(tenantId: TenantId, filter: ConsentFilter, page: PageRequest): Promise<Page<ConsentRecord>>;
}
