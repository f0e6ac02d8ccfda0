import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { CustomerImport, ImportState } from './customer-import.ts';

/** What changes of an import. */
export type ImportChange = Partial<
  Pick<
    CustomerImport,
    'state' | 'isApplied' | 'result' | 'problems' | 'problemCount' | 'hasRows' | 'doneAt' | 'cancelled'
  >
>;

export interface CustomerImportRepository {
  /** Once per id; false: it was there. */
  create(one: CustomerImport): Promise<boolean>;
  /** Null: no such import in this tenant. */
  find(tenantId: TenantId, id: string): Promise<CustomerImport | null>;
  /** Newest first. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<CustomerImport>>;
  /** Changes the import while it is in this state; false: it is not. */
  change(tenantId: TenantId, id: string, from: ImportState, change: ImportChange): Promise<boolean>;
  /** Those that are checked or written, and those that are over whose rows are there still; oldest first. */
  findWorkable(tenantId: TenantId): Promise<CustomerImport[]>;
  /** Those of before that instant that were never finished reading. */
  findAbandoned(tenantId: TenantId, before: Date): Promise<CustomerImport[]>;
  /** One process works an import at a time: false while another one does. */
  takeLease(
    tenantId: TenantId,
    id: string,
    lease: { owner: string; now: Date; until: Date },
  ): Promise<boolean>;
  /** Removes what was over before that instant. */
  removeOver(tenantId: TenantId, before: Date): Promise<void>;
}
