/** The contact of the books somebody is said to be: by its reference, or by its number in E.164 with `+`. */
export type LinkTarget = { contactRef: string } | { phone: string };

/** What a link would change. */
export type LinkPlan =
  /** No such conversation, or no such contact of the books. */
  | { is: 'missing' }
  /** Whoever chats here is another contact of the books. */
  | { is: 'taken' }
  /** Names of whoever chatted here lead to the contact already; `conversationId`: where. */
  | { is: 'linked'; conversationId: string }
  | {
      is: 'open';
      channelId: string;
      contactId: string;
      contactRef: string;
      /** Our id of whoever chats here. */
      strangerId: string;
    };

/** People of no books who turn out to be contacts, by the names they are known by on a channel. */
export interface PersonLinkRepository {
  /** `keys`: under which the person is known in the conversation; what they lead to now is looked up by them. */
  planLink(
    tenantId: string,
    conversationId: string,
    person: { target: LinkTarget; keys: { phone: string | null; userId: string | null } },
  ): Promise<LinkPlan>;
  /** All names of the stranger on this channel lead to the contact's conversation from now on; idempotent. */
  leadTo(
    tenantId: string,
    stranger: { contactId: string; channelId: string },
    to: { contactId: string; conversationId: string },
  ): Promise<void>;
}
