import type { TenantId } from '../shared/ids.ts';
import type { Agreement } from '../vocabulary/agreement.ts';

/** An agreement as it is on file. */
export interface AgreementRecord extends Agreement {
  /** Grows with each write, and begins above all of one of before that was taken off; also what a writer has to have seen. */
  rev: number;
  updatedAt: Date;
  updatedBy: string;
}

/** Agreements of customers (ADR 0064). */
export interface AgreementRepository {
  /** Of one customer, by id. */
  list(tenantId: TenantId, customerRef: string): Promise<AgreementRecord[]>;
  /** Of any of these customers. */
  ofCustomers(tenantId: string, customerRefs: readonly string[]): Promise<AgreementRecord[]>;
  /** The tenant keeps some, of whatever customer. */
  hasAny(tenantId: string): Promise<boolean>;
  /** Writes the first where `before` is null, or the next after that revision. False: it is another by now, and nothing changed. */
  save(tenantId: TenantId, record: AgreementRecord, before: number | null): Promise<boolean>;
  /** Only at this revision; false: it is another by now, or gone. */
  remove(
    tenantId: TenantId,
    agreement: Pick<AgreementRecord, 'customerRef' | 'id' | 'rev'>,
  ): Promise<boolean>;
}
