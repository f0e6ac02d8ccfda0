import type { ConversationRepository } from '../conversations/conversation.repository.ts';
import type { MessageRepository } from '../transcripts/message.repository.ts';

/**
 * Lines and steps are written a moment after the message they belong to (ADR 0024). Whoever asks for them through the process
 * that has that moment still before it gets them all the same.
 */
export const readSettled = (
  { messages, conversations }: { messages: MessageRepository; conversations: ConversationRepository },
  catchUp: () => Promise<void>,
): { messages: MessageRepository; conversations: ConversationRepository } => ({
  messages: {
    list: async (...input) => {
      await catchUp();
      return messages.list(...input);
    },
    listOfRequest: async (...input) => {
      await catchUp();
      return messages.listOfRequest(...input);
    },
  },
  conversations: {
    find: (...input) => conversations.find(...input),
    list: (...input) => conversations.list(...input),
    listSteps: async (...input) => {
      await catchUp();
      return conversations.listSteps(...input);
    },
  },
});
