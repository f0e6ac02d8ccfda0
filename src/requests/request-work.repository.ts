import type { RequestChange } from './request-change.ts';
import type { RequestContent, RequestKind } from '../vocabulary/request-content.ts';
import type { NewRequest, OpenRequest, AppliedChanges, RequestSummary } from './request-store.ts';
/** Writing side of the requests. */
export interface RequestWorkRepository {
  /** Stores once per id; answers what is stored (the token of the first writer counts). */
  open(requests: readonly NewRequest[]): Promise<OpenRequest[]>;
  /**
   * Each change once, in the given order; a closed request stays closed with its first outcome, unless a change corrects
   * the decision that stands. What came too late is kept in the history alone. The same answer however often it is called.
   */
  applyChanges(tenantId: string, changes: readonly RequestChange[]): Promise<AppliedChanges>;
  /** The request waits for another contact now, in that contact's conversation. */
  assign(
    tenantId: string,
    requestId: string,
    to: { conversationId: string; contactRef: string },
  ): Promise<void>;
  /** Null: no such request in this tenant. */
  load(tenantId: string, requestId: string): Promise<OpenRequest | null>;
  /** Open requests about the same thing of the business system, any version. */
  findOpenByReference(
    tenantId: string,
    key: { kind: string; variant: string; customerRef: string; reference: string },
  ): Promise<{ requestId: string; version: number; conversationId: string }[]>;
  /**
   * Open requests that a rule asked of the customer of `content`, of its variant and about its account, opened before it; none
   * where it is not open itself. `openedAt`: of one that is not stored.
   */
  findOpenBefore(
    tenantId: string,
    key: { ruleId: string; content: RequestContent; openedAt?: Date },
  ): Promise<{ requestId: string; version: number; conversationId: string }[]>;
  /** All requests of a customer with this reference, of any kind, open and closed; newest first. */
  findByReference(
    tenantId: string,
    key: { customerRef: string; reference: string },
  ): Promise<RequestSummary[]>;
  /** When the last request of this kind to the contact was opened, of those before `before` if that is said; null: there was none. */
  latestOf(tenantId: string, contactRef: string, kind: RequestKind, before?: Date): Promise<Date | null>;
}
