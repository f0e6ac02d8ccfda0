import type { Effect } from '../../machines/shared/effects.ts';
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
      return 'at' in effect.params
        ? `${effect.params.timer} at ${effect.params.at}`
        : `${effect.params.timer} after ${effect.params.afterMs} ms`;
    case 'cancelTimer':
      return effect.params.timer;
    case 'openTask':
      return effect.params.reason;
    case 'forwardRequest':
      return effect.params.as ?? null;
    case 'extendDeadline':
      return effect.params.expiresAt;
    case 'fetchFile':
      return effect.params.fileId;
    case 'attachFiles':
      return effect.params.fileIds.join(' ');
    case 'setLanguage':
      return effect.params.language;
    case 'setNotices':
      return effect.params.notices;
    case 'recordConsent':
      return `${effect.params.purpose} ${effect.params.action}`;
    case 'openPrivacyRequest':
      return effect.params.kind;
    case 'announce':
      return effect.params.type;
    case 'resumeRequest':
      return effect.params.reference;
    case 'lockAccount':
      return effect.params.accountNo;
    case 'requestVerification':
    case 'unlinkContact':
      return null;
  }
};
