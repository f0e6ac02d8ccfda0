import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import type { FoldDraft } from './fold-draft.ts';

/**
 * Somebody of no books, whose number the platform withholds, answers with the card of their own number (platform 5.5). Only a
 * card that the platform says is their own names them; it proves nothing (ADR 0030).
 */
export const noteSharedNumber = (draft: FoldDraft, input: ConversationInput): void => {
  if (input.type !== 'message' || input.message.groupId !== null || input.message.forwarded) return;
  const { content, sender } = input.message;
  if (content.type !== 'contacts' || !content.sharedOwnNumber || sender.phone !== null) return;
  const [phone] = content.phones;
  // Two numbers on one card: which of them writes is not said.
  if (phone === undefined || content.phones.length > 1) return;
  draft.addEffect(null, { type: 'linkPerson', params: { phone } });
};
