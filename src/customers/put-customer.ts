import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { CustomerRepository } from './customer.repository.ts';
import type { CustomerInput } from './customer-schema.ts';
import type { Contact, Customer, CustomerAccount } from './customer.ts';

/** Makes or replaces a customer with exactly the given contacts; answers what is stored. */
export type PutCustomer = (
  tenantId: TenantId,
  ref: string,
  input: CustomerInput & WrittenBy,
) => Promise<Customer>;

/** Who writes; left out: the set-up, which vouches for nobody. */
interface WrittenBy {
  by?: string;
  /** Whoever may do the work of staff may say that a number is the person's. */
  mayVouch?: boolean;
}

/** What is kept of a number that took another's place. */
export interface NumberChange {
  tenantId: TenantId;
  contactRef: string;
  /** E.164 with `+`. */
  from: string;
  to: string;
  by: string;
  at: Date;
}

interface PutCustomerParts {
  customers: CustomerRepository;
  noteNumberChange(change: NumberChange): Promise<void>;
  clock: Clock;
}

const changesOf = (
  before: Customer | null,
  contacts: readonly Pick<Contact, 'ref' | 'phone'>[],
): Pick<NumberChange, 'contactRef' | 'from' | 'to'>[] =>
  contacts.flatMap(({ ref: contactRef, phone: to }) => {
    const from = before?.contacts.find(({ ref }) => ref === contactRef)?.phone ?? to;
    return from === to ? [] : [{ contactRef, from, to }];
  });

export const makePutCustomer =
  ({ customers, noteNumberChange, clock }: PutCustomerParts): PutCustomer =>
  async (tenantId, ref, input) => {
    const now = clock.now();
    const contacts = input.contacts.map(({ language, limits, ...contact }) => ({
      ...contact,
      language: language ?? input.language,
      limits: limits ?? [],
    }));
    const by = input.by ?? 'system';
    const before = await customers.find(tenantId, ref);
    // On record before it happens: a crash in between leaves a note of what was asked, never a change without one.
    for (const { from, to, contactRef } of changesOf(before, contacts))
      await noteNumberChange({ tenantId, contactRef, from, to, by, at: now });
    return customers.upsert({
      ref,
      name: input.name,
      language: input.language,
      contacts,
      recipientType: input.recipientType ?? null,
      writtenAccountContract: input.writtenAccountContract ?? null,
      ...(input.accounts === undefined ? {} : { accounts: input.accounts.map(reportedAt(now)) }),
      createdAt: now,
      updatedAt: now,
      updatedBy: by,
      mayVouch: input.mayVouch ?? false,
      tenantId,
    });
  };

const reportedAt =
  (now: Date) =>
  ({ accountNo, lines, asOf }: NonNullable<CustomerInput['accounts']>[number]): CustomerAccount => ({
    accountNo,
    lines,
    asOf: asOf === undefined ? now : new Date(asOf),
  });
