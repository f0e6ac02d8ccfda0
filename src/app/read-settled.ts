import type { ConversationRepository } from '../conversations/conversation.repository.ts';
import type { MessageRepository } from '../transcripts/message.repository.ts';
import type { UnrecognisedRepository } from '../unrecognised/unrecognised.repository.ts';

/** What steps write behind the answer, as it is read. */
interface Settled {
  messages: MessageRepository;
  conversations: ConversationRepository;
  unrecognised: Omit<UnrecognisedRepository, 'record'>;
}

/**
 * Lines and steps are written a moment after the message they belong to (ADR 0024). Whoever asks for them through the process
 * that has that moment still before it gets them all the same.
 */
export const readSettled = (
  { messages, conversations, unrecognised }: Settled,
  catchUp: () => Promise<void>,
): Settled => ({
  messages: {
    list: async (...input) => {
      await catchUp();
      return messages.list(...input);
    },
    listHeld: async (...input) => {
      await catchUp();
      return messages.listHeld(...input);
    },
    listTaken: async (...input) => {
      await catchUp();
      return messages.listTaken(...input);
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
  unrecognised: {
    find: (...input) => unrecognised.find(...input),
    list: async (...input) => {
      await catchUp();
      return unrecognised.list(...input);
    },
    label: (...input) => unrecognised.label(...input),
    remove: (...input) => unrecognised.remove(...input),
    forget: async (...input) => {
      // What is still on its way would come after it.
      await catchUp();
      return unrecognised.forget(...input);
    },
  },
});
