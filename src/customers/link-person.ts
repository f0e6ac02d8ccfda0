import type { Clock } from '../shared/clock.ts';
import type { ConversationId, TenantId } from '../shared/ids.ts';
import type { IdentityRepository } from './identity.repository.ts';
import type { LinkTarget, PersonLinkRepository } from './person-link.repository.ts';

/** What is kept of a person who was said to be a contact. */
export interface PersonLink {
  tenantId: TenantId;
  /** Where the person chatted until then. */
  conversationId: string;
  /** Who they were; null: nobody of the books. */
  from: string | null;
  /** Contact of the books. */
  to: string;
  by: string;
  at: Date;
}

/** `conversationId`: the contact's own, where the person is from now on. */
export type LinkResult =
  { is: 'linked'; conversationId: ConversationId } | { is: 'missing' } | { is: 'conflict' };

/**
 * Whoever chats in a conversation and is in no books is said to be a contact: by staff, or by a card with their own number. They
 * are found as the contact from then on, and have to prove it before any amount (ADR 0030). Doing it again changes nothing. Of
 * somebody who is another contact, or a contact who is known by another user id, nothing is changed.
 */
export type LinkPerson = (
  tenantId: TenantId,
  conversationId: ConversationId,
  link: { target: LinkTarget; by: string },
) => Promise<LinkResult>;

interface PersonKeys {
  /** E.164 with `+`. */
  phone: string | null;
  userId: string | null;
}

interface LinkPersonParts {
  people: PersonLinkRepository;
  identities: Pick<IdentityRepository, 'openConversation'>;
  /** Under which keys a person is known in a conversation. */
  keysOf(tenantId: TenantId, conversationId: ConversationId): Promise<PersonKeys>;
  /** Before it happens: a crash in between leaves a note of what was asked, never a link without one. */
  noteLink(link: PersonLink): Promise<void>;
  clock: Clock;
}

export const makeLinkPerson =
  ({ people, identities, keysOf, noteLink, clock }: LinkPersonParts): LinkPerson =>
  async (tenantId, conversationId, { target, by }) => {
    const keys = await keysOf(tenantId, conversationId);
    const plan = await people.planLink(tenantId, conversationId, { target, keys });
    if (plan.is === 'missing') return plan;
    if (plan.is === 'taken') return { is: 'conflict' };
    if (plan.is === 'linked') return { is: 'linked', conversationId: plan.conversationId as ConversationId };
    const { channelId, contactId, contactRef, strangerId } = plan;
    const own = await identities.openConversation(tenantId, channelId, contactId);
    if (own === null) return { is: 'missing' };
    // Ids of conversations are ours.
    const ownId = own.conversationId as ConversationId;
    const { userId: known } = await keysOf(tenantId, ownId);
    if (known !== null && keys.userId !== null && known !== keys.userId) return { is: 'conflict' };
    await noteLink({ tenantId, conversationId, from: null, to: contactRef, by, at: clock.now() });
    await people.leadTo(tenantId, { contactId: strangerId, channelId }, own);
    return { is: 'linked', conversationId: ownId };
  };
