import type { RequestId, TenantId } from '../shared/ids.ts';
import type { DecisionRecord } from './decision-record.ts';
/** Reading side of the evidence. */
export interface DecisionRepository {
  /** Decisions about a request, oldest first (a partial answer and a later one are two). */
  listOfRequest(tenantId: TenantId, requestId: RequestId): Promise<readonly DecisionRecord[]>;
}
