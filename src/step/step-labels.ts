import type { FoldResult, StepFacts } from '../conversations/conversation-state.ts';
import type { ConversationInput } from '../vocabulary/conversation-input.ts';

/** Words of the step's record: who moved it, what came in, what was asked for. Never text of a message. */

export const actorOf = (input: ConversationInput, facts: StepFacts): string => {
  if (input.type === 'message') return facts.contact === null ? 'customer' : `customer:${facts.contact.ref}`;
  return input.type === 'command' ? input.command.by : 'system';
};

export const inputType = (input: ConversationInput, result: FoldResult): string => {
  if (result.events.length > 0) return result.events.join(' ');
  if (input.type === 'message') return `message.${input.message.content.type}`;
  return input.type === 'command' ? `command.${input.command.type}` : input.type;
};
