import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { CustomerRepository } from './customer.repository.ts';
import type { CustomerInput } from './customer-schema.ts';
import type { Customer, CustomerAccount } from './customer.ts';

/** Makes or replaces a customer with exactly the given contacts; answers what is stored. */
export type PutCustomer = (tenantId: TenantId, ref: string, input: CustomerInput) => Promise<Customer>;

export const makePutCustomer =
  ({ customers, clock }: { customers: CustomerRepository; clock: Clock }): PutCustomer =>
  (tenantId, ref, input) => {
    const now = clock.now();
    const contacts = input.contacts.map(({ language, limits, ...contact }) => ({
      ...contact,
      language: language ?? input.language,
      limits: limits ?? [],
    }));
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
