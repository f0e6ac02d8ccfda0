import { initialTransition, transition } from 'xstate';
import { conversationMachine } from '../../../machines/conversation/conversation.machine.ts';
import type { EffectParams } from '../../../machines/shared/effects.ts';
import { effectsFrom } from '../../../machines/shared/effects.ts';
import {
  busyHourEvents,
  conversationRegions,
  identityEvents,
} from '../../support/conversation-walk-inputs.ts';
import type { WalkEvent } from '../../support/walks.ts';
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
type Snapshot = typeof initial;

const after = (...events: readonly WalkEvent[]): Snapshot =>
  events.reduce(
    (snapshot: Snapshot, event) => transition(conversationMachine, snapshot, event as never)[0],
    initial,
  );

const times = (count: number, event: WalkEvent | undefined): WalkEvent[] =>
  event === undefined ? [] : Array.from({ length: count }, () => event);

const miss = { type: 'customer.unrecognised', menu: null };
const asking = identityEvents.filter(({ type }) => type === 'customer.startedProof').slice(0, 1);
const wrong = identityEvents.find(({ hash, asker }) => hash === 'wrong' && asker === 'gone');
const right = identityEvents.find(({ type, hash }) => type === 'customer.typedCode' && hash !== 'wrong');
const stands = [
  initial,
  after({ type: 'staff.tookOver' }),
  after(miss),
  after(miss, miss),
  after({ type: 'system.heldRequest', requestId: 'req_1' }),
  after(...asking),
  after(...asking, ...times(1, right)),
  after(...asking, ...times(4, wrong)),
  after(...times(10, busyHourEvents[0])),
];

const said = stands.flatMap((snapshot) =>
  [...conversationRegions.flatMap(({ events }) => events), ...busyHourEvents].flatMap((event) =>
    effectsFrom(transition(conversationMachine, snapshot, event as never)[1]).flatMap((effect) =>
      effect.type === 'sendPrompt' ? [effect.params] : [],
    ),
  ),
);

/** Every way in which the conversation asks for a prompt. */
export const conversationPrompts = said.filter(({ prompt }) => prompt.startsWith('conversation.'));
const byPrompt = new Map(conversationPrompts.map((params) => [params.prompt, params]));

/** Every prompt of the conversation as its machine asks for it. */
export const everyConversation: readonly Emitted[] = [...byPrompt.values()].map((params) => ({
  prompt: params.prompt,
  request: null,
  values: params.values ?? {},
  choices: params.choices ?? [],
  kind: kindOf(params),
}));
