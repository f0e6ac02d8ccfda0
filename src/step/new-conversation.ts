import { newConversationState } from '../conversations/conversation-state.ts';
import type { NewConversation } from '../customers/identity.repository.ts';
import type { ClaimedConversation } from './claimed-conversation.ts';

/**
 * A conversation that was stored a moment ago, as a claim would have read it, but for the claim: its first step commits with
 * the revision and the token it was stored with, which hold only while nobody else has claimed it.
 */
export const claimedWhenMade = ({
  tenantId,
  channelId,
  conversationId,
  contactId,
  language,
  address,
}: NewConversation): ClaimedConversation => ({
  ...{ conversationId, tenantId, channelId, contactId, address },
  rev: 0,
  attempts: 1,
  leaseToken: 0,
  state: newConversationState(language),
  applied: [],
  relays: [],
  pendingSince: null,
  windowExpiresAt: null,
  lastMessageAt: null,
  paceUntil: null,
});
