import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { PrivacyRequest } from './privacy-request.ts';
export interface PrivacyRequestRepository {
  /** The same id twice is one request. */
  open(requests: readonly PrivacyRequest[]): Promise<void>;
  find(tenantId: TenantId, id: string): Promise<PrivacyRequest | null>;
  /** Due first. */
  list(
    tenantId: TenantId,
    filter: { status?: PrivacyRequest['status'] },
    page: PageRequest,
  ): Promise<Page<PrivacyRequest>>;
  /** Only an open one; false: it is closed, or not there. */
  close(
    tenantId: TenantId,
    id: string,
    closing: Pick<PrivacyRequest, 'closedAt' | 'closedBy' | 'outcome' | 'note'>,
  ): Promise<boolean>;
}
