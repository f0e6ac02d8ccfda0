import { AppError } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { ContactWithCustomers, Customer } from './customer.ts';

/** The phone number already belongs to a contact with another ref, so that answers could not be told apart. */
export class ContactPhoneTaken extends AppError {
  readonly code = 'contact_phone_taken';
  readonly retryable = false;
}

/** The revision that a writer saw; `none`: there was no such customer. Null: whatever is there. */
export type SeenRev = number | 'none' | null;

/** Left out: all. */
export interface RefFilter {
  refs?: readonly string[] | undefined;
}

/** A customer, and which of its contacts want no messages. */
export interface ReachedCustomer {
  customer: Customer;
  stopped: ReadonlySet<string>;
}

export interface CustomerRepository {
  /**
   * Makes or replaces the customer with exactly these contacts; `createdAt` of an existing one is kept. Resolves with
   * what is stored, when it is durable. Rejects with `ContactPhoneTaken` when a phone belongs to a contact with another
   * ref in this tenant; then nothing was changed. `seenRev`: with `PreconditionFailed` when it is not at this revision any more, or
   * somebody who said the same is at it; then nothing was changed either. `none`: likewise when there is one. Null: whatever is there.
   */
  upsert(customer: Customer, seenRev?: SeenRev): Promise<Customer>;
  /** Null: no such customer in this tenant. */
  find(tenantId: TenantId, ref: string): Promise<Customer | null>;
  /** Sorted by ref, ascending; the ref is both page key and id. */
  list(tenantId: TenantId, page: PageRequest, filter?: RefFilter): Promise<Page<Customer>>;
  /** Sorted by contact ref, ascending; the ref is both page key and id. Everything that is named narrows it. */
  listContacts(
    tenantId: TenantId,
    filter: RefFilter & { customerRef?: string },
    page: PageRequest,
  ): Promise<Page<ContactWithCustomers>>;
  /** Sorted by ref, ascending, without accounts; the ref is both page key and id. Everything that is named narrows it. */
  listReached(tenantId: TenantId, filter: RefFilter, page: PageRequest): Promise<Page<ReachedCustomer>>;
}
