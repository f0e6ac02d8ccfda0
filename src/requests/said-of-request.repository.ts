import type { SaidOfRequest } from './said-of-request.ts';

export interface SaidOfRequestRepository {
  /** What was said of it and is to be said, to whomever, oldest first. */
  ofRequest(tenantId: string, requestId: string): Promise<readonly SaidOfRequest[]>;
}
