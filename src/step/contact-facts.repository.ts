import type { ContactFacts } from '../vocabulary/contact-facts.ts';

export interface ContactFactsRepository {
  /** Facts about people by our contact id; strangers (contacts of no customer) are left out. */
  factsOf(tenantId: string, contactIds: readonly string[]): Promise<ReadonlyMap<string, ContactFacts>>;
}
