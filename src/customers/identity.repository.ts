import type { SenderIdentity } from '../vocabulary/inbound-unit.ts';

/** A person on a channel, resolved to our own ids. */
export interface ResolvedPerson {
  conversationId: string;
  contactId: string;
}

export interface IdentityRepository {
  /**
   * Who these senders are on this channel; unknown ones are made by upsert, so that two first messages of a new person,
   * at once and in two processes, make one contact and one conversation. The business-scoped user id comes first, the
   * phone is an alias; when both are known but name two people, the contact of the books wins and the ids are joined.
   * `verify` also makes the conversation of a known person if a process died before it did.
   */
  resolve(
    tenantId: string,
    channelId: string,
    senders: readonly SenderIdentity[],
    options: { verify: boolean },
  ): Promise<ResolvedPerson[]>;
  /** The conversation of a contact of the books on this channel, made when there is none yet. Null: no such contact. */
  openConversation(tenantId: string, channelId: string, contactId: string): Promise<ResolvedPerson | null>;
  /** A person's number or user id changed: the new names lead to the same person. */
  join(tenantId: string, channelId: string, previous: SenderIdentity, current: SenderIdentity): Promise<void>;
}
