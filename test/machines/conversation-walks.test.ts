import { conversationMachine } from '../../machines/conversation/conversation.machine.ts';
import { conversationPromptKeys } from '../../machines/conversation/conversation.prompt-keys.ts';
import { conversationEvents } from '../support/conversation-walk-inputs.ts';
import { checkMachines, walked } from '../support/walk-checks.ts';

checkMachines(
  [walked('conversation', conversationMachine, undefined, conversationEvents)],
  conversationPromptKeys,
);
