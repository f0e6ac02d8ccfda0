import type { Binary } from 'mongodb';
import type { ConversationState, Waited } from '../../conversations/conversation-state.ts';
import { upcastState, type StateBeforeVersion3 } from '../../conversations/upcast-state.ts';
import type { Vault } from '../vault.ts';

export interface StoredConversation {
  _id: string;
  tenantId: string;
  channelId: string;
  contactId: string;
  contactRef: string | null;
  customerRefs: string[];
  rev: number;
  attempts: number;
  lease: { owner: string | null; token: number; until: Date; claim: string | null };
  lastStepId: string | null;
  /** State and address in one box. */
  body?: Binary;
  /** As earlier releases kept them, until the next step. */
  state?: Binary;
  address?: Binary;
  applied: string[];
  relays: Binary[];
  pendingSince: Date | null;
  nextTimerAt: Date | null;
  windowExpiresAt: Date | null;
  lastMessageAt: Date | null;
  paceUntil: number | null;
  mode: 'bot' | 'staff';
  language: string;
  openRequestIds: string[];
  /** Left out by releases that did not say. */
  waited?: { since: Date; messages: number; lastAt: Date | null } | null;
}

/** Beside the sealed state, for lists. */
export const storedWaited = (waited: Waited | undefined): StoredConversation['waited'] =>
  waited === undefined
    ? null
    : {
        since: new Date(waited.since),
        messages: waited.messages,
        lastAt: waited.lastAt === null ? null : new Date(waited.lastAt),
      };

/** What of a conversation is sealed: where it stands, and how to reach the person. */
interface SealedConversation {
  state: ConversationState;
  address: { phone: string | null; userId: string | null };
}

export const sealConversation = (
  vault: Vault,
  tenantId: string,
  id: string,
  content: SealedConversation,
): Binary => vault.seal(tenantId, 'conversations', id, 'body', content);

/** In the shape of today, whatever release stored it. */
export const openConversation = (
  vault: Vault,
  {
    _id: id,
    tenantId,
    body,
    state,
    address,
  }: Pick<StoredConversation, '_id' | 'tenantId' | 'body' | 'state' | 'address'>,
): SealedConversation => {
  const open = <T>(field: string, sealed: Binary | undefined): T => {
    if (sealed === undefined) throw new Error(`conversation ${id} has no ${field}`);
    return vault.open<T>(tenantId, 'conversations', id, field, sealed);
  };
  const stored =
    state === undefined
      ? open<{ state: ConversationState | StateBeforeVersion3; address: SealedConversation['address'] }>(
          'body',
          body,
        )
      : {
          state: open<ConversationState | StateBeforeVersion3>('state', state),
          address: open<SealedConversation['address']>('address', address),
        };
  return { state: upcastState(stored.state), address: stored.address };
};
