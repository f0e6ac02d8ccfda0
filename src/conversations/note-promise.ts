import type { ConversationEvent } from '../../machines/conversation/conversation.events.ts';
import { promiseOf } from '../../machines/conversation/promises.ts';
import type { Effect } from '../../machines/shared/effects.ts';
import type { ConversationStanding } from './conversation-standing.ts';

interface Promising {
  readonly standing: Pick<ConversationStanding, 'waitsFor'>;
  tellConversation(event: ConversationEvent): boolean;
}

/** Of one reason there is one task in a conversation until it is done (src/step/relay-tasks.ts). */
const personWanted: Effect = { type: 'openTask', params: { reason: 'human_requested', urgent: false } };

const asksForPerson = (effect: Effect): boolean =>
  effect.type === 'openTask' && effect.params.reason === personWanted.params.reason;

const saysPromise = (effect: Effect): boolean =>
  effect.type === 'sendPrompt' && promiseOf(effect.params) !== null;

/**
 * What a request says may promise a person of ours: then the conversation waits for one. It is said once, and nobody waits without
 * a task, however often the request was asked before. Answers the effects that happen.
 */
export const notePromise = (draft: Promising, effects: readonly Effect[]): readonly Effect[] => {
  const said = effects.flatMap((effect) => (effect.type === 'sendPrompt' ? [effect.params] : []));
  const [of] = said.flatMap((prompt) => promiseOf(prompt) ?? []);
  if (of === undefined) return effects;
  const isPromised = draft.standing.waitsFor === 'answer';
  draft.tellConversation({ type: 'conversation.promised', of });
  if (of !== 'answer') return effects;
  const kept = isPromised ? effects.filter((effect) => !saysPromise(effect)) : effects;
  return kept.some(asksForPerson) ? kept : [...kept, personWanted];
};
