import type { Effect } from '../../machines/shared/effects.ts';
import type { ConversationInput, FoldResult, StepFacts } from './conversation-state.ts';

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

export const effectDetail = (effect: Effect): string | null => {
  switch (effect.type) {
    case 'sendPrompt':
      return effect.params.prompt;
    case 'closeRequest':
      return effect.params.outcome;
    case 'recordDecision':
      return effect.params.result;
    case 'noteHistory':
      return effect.params.what;
    case 'startTimer':
      return `${effect.params.timer} at ${effect.params.at}`;
    case 'cancelTimer':
      return effect.params.timer;
    case 'openTask':
      return effect.params.reason;
    case 'forwardRequest':
      return null;
  }
};
