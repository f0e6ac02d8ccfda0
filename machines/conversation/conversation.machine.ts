import { newConversationContext } from './conversation.context.ts';
import { conversation } from './conversation.setup.ts';
import { files } from './files.states.ts';
import { held } from './held.states.ts';
import { identity } from './identity.states.ts';
import { notices } from './notices.states.ts';
import { question } from './question.states.ts';
import { speaker } from './speaker.states.ts';

/**
 * The conversation around the requests: who speaks (bot or staff), whether messages are wanted, who it is with, what it has
 * asked, which files and requests wait. Each is a region of its own; the menu and self-service belong to the bot that speaks.
 * It never ends.
 */
export const conversationMachine = conversation.createMachine({
  id: 'conversation',
  type: 'parallel',
  context: newConversationContext,
  states: { speaker, notices, identity, question, files, held },
});
