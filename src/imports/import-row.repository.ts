import type { TenantId } from '../shared/ids.ts';
import type { ImportRow, RowFinding } from './customer-import.ts';

/** Customers of an import lie beside it, each a document of its own, until it is done. */
export interface ImportRowRepository {
  /** Each once by its number; what is there stays. */
  add(rows: readonly ImportRow[]): Promise<void>;
  /** The first by number of these states, and of these kinds where some are named. */
  first(
    tenantId: TenantId,
    importId: string,
    which: { states: readonly ImportRow['state'][]; kinds?: readonly ImportRow['kind'][] },
    limit: number,
  ): Promise<ImportRow[]>;
  /** They were held against the books; one that was before stays as it is. */
  checked(tenantId: TenantId, importId: string, findings: readonly RowFinding[]): Promise<void>;
  /** Those of these numbers that were checked are being written from now on. */
  begin(tenantId: TenantId, importId: string, numbers: readonly number[]): Promise<void>;
  /** They were written, or refused without being begun. */
  done(tenantId: TenantId, importId: string, findings: readonly RowFinding[]): Promise<void>;
  /** How many rows are in which state and of which kind: `checked:made`, `waiting:`. */
  count(tenantId: TenantId, importId: string): Promise<ReadonlyMap<string, number>>;
  removeAll(tenantId: TenantId, importId: string): Promise<void>;
}
