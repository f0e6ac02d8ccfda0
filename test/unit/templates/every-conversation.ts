import { initialTransition, transition } from 'xstate';
import { conversationMachine } from '../../../machines/conversation/conversation.machine.ts';
import type { EffectParams } from '../../../machines/shared/effects.ts';
import { effectsFrom } from '../../../machines/shared/effects.ts';
import { conversationEvents } from '../../support/conversation-walk-inputs.ts';
import type { Emitted } from './every-prompt.ts';

/** Rows with a description, or more choices than a message has buttons for. */
const lists: ReadonlySet<string> = new Set(
  ['menu', 'openItems', 'whichRequest', 'whichForFile', 'notUnderstood', 'privacy'].map(
    (name) => `conversation.${name}`,
  ),
);

const kindOf = ({ prompt, choices = [] }: EffectParams['sendPrompt']): Emitted['kind'] => {
  if (lists.has(prompt)) return 'list';
  return choices.length === 0 ? 'text' : 'buttons';
};

const [initial] = initialTransition(conversationMachine);
const tookOver = transition(conversationMachine, initial, { type: 'staff.tookOver' })[0];

const said = [initial, tookOver].flatMap((snapshot) =>
  conversationEvents.flatMap((event) =>
    effectsFrom(transition(conversationMachine, snapshot, event as never)[1]).flatMap((effect) =>
      effect.type === 'sendPrompt' ? [effect.params] : [],
    ),
  ),
);
const thirdMiss = (): EffectParams['sendPrompt'][] => {
  const miss = { type: 'customer.unrecognised', menu: null } as const;
  const before = [miss, miss].reduce(
    (snapshot, event) => transition(conversationMachine, snapshot, event)[0],
    initial,
  );
  return effectsFrom(transition(conversationMachine, before, miss)[1]).flatMap((effect) =>
    effect.type === 'sendPrompt' ? [effect.params] : [],
  );
};

/** Every way in which the conversation asks for a prompt. */
export const conversationPrompts = [...said, ...thirdMiss()].filter(({ prompt }) =>
  prompt.startsWith('conversation.'),
);
const byPrompt = new Map(conversationPrompts.map((params) => [params.prompt, params]));

/** Every prompt of the conversation as its machine asks for it. */
export const everyConversation: readonly Emitted[] = [...byPrompt.values()].map((params) => ({
  prompt: params.prompt,
  request: null,
  values: params.values ?? {},
  choices: params.choices ?? [],
  kind: kindOf(params),
}));
