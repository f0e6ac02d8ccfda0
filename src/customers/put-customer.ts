import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { CustomerRepository } from './customer.repository.ts';
import type { CustomerInput } from './customer-schema.ts';
import type { Customer } from './customer.ts';

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
      createdAt: now,
      updatedAt: now,
      tenantId,
    });
  };
