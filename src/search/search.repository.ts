import type { RequestKind } from '../vocabulary/request-content.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { SearchTerms } from './search-terms.ts';

export interface FoundCustomer {
  kind: 'customer';
  ref: string;
  name: string;
}

export interface FoundContact {
  kind: 'contact';
  ref: string;
  name: string;
  /** E.164 with `+`; empty: none is known. */
  phone: string;
  /** False: nobody proved that the number is theirs, or the person at it said that it is not. */
  phoneVerified: boolean;
  /** Never empty: who acts for nobody is not found. */
  customerRefs: readonly string[];
}

export interface FoundRequest {
  kind: 'request';
  id: string;
  reference: string;
  requestKind: RequestKind;
  status: 'open' | 'closed';
  customerRef: string;
  createdAt: Date;
}

export interface Filled {
  /** 0 when none are left. */
  lookedAt: number;
  /** Those among them that could not be opened: this process does not look at them again. */
  unopened: number;
}

/**
 * Finds records by parts of them without reading all. A page may hold fewer than its limit, also none, and be followed by
 * another: each call looks at a bounded number of records.
 */
export interface SearchRepository {
  /** By words of the name and labels, the whole tax number, or how the reference begins; by reference, which is key and id. */
  findCustomers(tenantId: TenantId, terms: SearchTerms, page: PageRequest): Promise<Page<FoundCustomer>>;
  /** By words of the name, the last digits of the number, or how the reference begins; by reference, which is key and id. */
  findContacts(tenantId: TenantId, terms: SearchTerms, page: PageRequest): Promise<Page<FoundContact>>;
  /** By how the reference begins; by reference, which is the key, then id. */
  findRequests(tenantId: TenantId, terms: SearchTerms, page: PageRequest): Promise<Page<FoundRequest>>;
  /** Makes some records findable that were stored before there was a search; a record that cannot be opened keeps no other from it. */
  fillSome(tenantId: TenantId): Promise<Filled>;
}
