import type { ContactFacts } from '../conversations/conversation-state.ts';

export interface ContactLookup {
  /** Facts about people by our contact id; strangers (contacts of no customer) are left out. */
  factsOf(tenantId: string, contactIds: readonly string[]): Promise<ReadonlyMap<string, ContactFacts>>;
}
