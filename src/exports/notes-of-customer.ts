import type { ConversationRepository } from '../conversations/conversation.repository.ts';
import type { InternalNoteRepository } from '../conversations/internal-note.repository.ts';
import type { InternalNote } from '../conversations/internal-note.ts';
import type { CustomerRepository } from '../customers/customer.repository.ts';
import type { ConversationId, TenantId } from '../shared/ids.ts';
import { eachOf } from './read-transcript.ts';

export interface NotePorts {
  conversations: Pick<ConversationRepository, 'list'>;
  customers: Pick<CustomerRepository, 'listContacts'>;
  notes: Pick<InternalNoteRepository, 'list' | 'listOf'>;
}

/**
 * What staff wrote down about the people of a customer, theirs to know as everything else that is kept of them (ADR 0062). A chat changes hands with
 * its number, so a note is its person's and not its chat's: here are those about people of this customer, wherever they were written, and those about
 * a stranger who is one of them by now. Of somebody who speaks for several customers none: nobody can tell about which of them each is.
 */
export async function* notesOfCustomer(
  { conversations, customers, notes }: NotePorts,
  tenantId: TenantId,
  customerRef: string,
): AsyncGenerator<InternalNote> {
  const isAlone = ({ customerRefs }: { customerRefs: readonly string[] }): boolean =>
    customerRefs.every((ref) => ref === customerRef);
  const told = new Map<ConversationId, string | null>();
  for await (const chat of eachOf((page) => conversations.list(tenantId, { customerRef }, page))) {
    if (!isAlone(chat)) continue;
    const { id, contactRef } = chat;
    told.set(id, contactRef);
    for await (const note of eachOf((page) => notes.list(tenantId, id, page)))
      if (note.contactRef === null || note.contactRef === contactRef) yield note;
  }
  for await (const contact of eachOf((page) => customers.listContacts(tenantId, { customerRef }, page))) {
    if (!isAlone(contact)) continue;
    for await (const note of eachOf((page) => notes.listOf(tenantId, contact.ref, page)))
      if (told.get(note.conversationId) !== contact.ref) yield note;
  }
}
