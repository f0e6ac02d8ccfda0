import type { RequestChange } from './request-change.ts';
import type { RequestContent } from './request-content.ts';

/** A request as it is opened. `token` is the secret its buttons carry. */
export interface NewRequest {
  tenantId: string;
  content: RequestContent;
  token: string;
  contactRef: string;
  conversationId: string;
  createdAt: Date;
}

/** What is needed to hand a request on. */
export interface OpenRequest {
  content: RequestContent;
  token: string;
  conversationId: string;
  contactRef: string;
  status: 'open' | 'closed';
}

/** Writing side of the requests. */
export interface RequestStore {
  /** Stores once per id; answers what is stored (the token of the first writer counts). */
  open(requests: readonly NewRequest[]): Promise<OpenRequest[]>;
  /** Each change once, in the given order; a closed request stays closed with its first outcome. */
  applyChanges(tenantId: string, changes: readonly RequestChange[]): Promise<void>;
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
}
