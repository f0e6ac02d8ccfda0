import type { SenderIdentity } from '../vocabulary/inbound-unit.ts';
import type { Language } from '../vocabulary/language.ts';

/** A person on a channel, resolved to our own ids. */
export interface ResolvedPerson {
  conversationId: string;
  contactId: string;
}

/** A conversation that was stored a moment ago, for somebody nobody had seen, and in which nothing has happened. */
export interface NewConversation extends ResolvedPerson {
  tenantId: string;
  channelId: string;
  language: Language;
  address: { phone: string | null; userId: string | null };
}

export interface IdentityRepository {
  /**
   * Who these senders are on this channel; unknown ones are made, each name once, so that two first messages of a new person,
   * at once and in two processes, make one contact and one conversation. The business-scoped user id comes first, the
   * phone is an alias. When both are known but name two people, a contact of the books wins over a person of none and has
   * both names from then on; of two contacts it is the one with the user id, and each name stays where it is.
   * `verify` also makes what is missing of a known person, contact or conversation, if a process died before it did.
   * `onNew` is told of conversations that this call alone has made.
   */
  resolve(
    tenantId: string,
    channelId: string,
    senders: readonly SenderIdentity[],
    options: { verify: boolean; onNew?(conversation: NewConversation): void },
  ): Promise<ResolvedPerson[]>;
  /** Whose this name is on this channel, without making anything; null: whoever it is has no conversation here. */
  find(tenantId: string, channelId: string, sender: SenderIdentity): Promise<ResolvedPerson | null>;
  /** The conversation of a contact of the books on this channel, made when there is none yet. Null: no such contact. */
  openConversation(tenantId: string, channelId: string, contactId: string): Promise<ResolvedPerson | null>;
  /**
   * A person's number or user id changed: the new names lead to the same person, unless they are somebody else's in the books.
   * The old ones go when the conversation has heard of it (ADR 0030).
   */
  join(tenantId: string, channelId: string, previous: SenderIdentity, current: SenderIdentity): Promise<void>;
}
