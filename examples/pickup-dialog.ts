import { assign, setup } from 'xstate';
import { askAgain } from '../machines/shared/ask-again.ts';
import type { DialogEvent, RequestInput, StateMeta } from '../machines/shared/dialog-events.ts';
import { effectActions, type EffectParams } from '../machines/shared/effects.ts';

/**
 * A dialog as small as they get: an order is ready, will the customer collect it or shall it be sent? It shows what every dialog
 * has: one question, a reminder, an end for every way out, and nothing that acts. What it asks for are effects, data that the step
 * stores with the state (docs/adr/0002). Its texts are names here; a dialog of the product has them in `locales/`.
 */
export type PickupEvent = DialogEvent | { type: 'customer.chosePickup' } | { type: 'customer.choseDelivery' };

const question: EffectParams['sendPrompt'] = {
  prompt: 'pickup.request',
  class: 'decision',
  choices: [{ choice: 'chosePickup' }, { choice: 'choseDelivery' }],
};
const reply = (prompt: string): EffectParams['sendPrompt'] => ({ prompt, class: 'reply' });

const pickup = setup({
  types: {
    // Types of the machine: values nobody reads.
    context: {} as { remindAt: string; expiresAt: string; remindersLeft: number },
    events: {} as PickupEvent,
    input: {} as RequestInput,
    meta: {} as StateMeta,
  },
  actions: effectActions,
  guards: { isReminded: ({ context }) => context.remindersLeft > 0 },
});

/** Every way out ends the request once. */
const endsWith = (outcome: string, prompt: string) =>
  ({
    target: 'closed',
    actions: [
      { type: 'closeRequest', params: { outcome } },
      { type: 'sendPrompt', params: reply(prompt) },
    ],
  }) as const;
const endsSilently = (outcome: string) =>
  ({ target: '.closed', actions: { type: 'closeRequest', params: { outcome } } }) as const;

const opening = pickup.createStateConfig({
  always: [
    {
      guard: 'isReminded',
      target: 'asking',
      actions: { type: 'startTimer', params: ({ context }) => ({ timer: 'reminder', at: context.remindAt }) },
    },
    'asking',
  ],
  exit: { type: 'startTimer', params: ({ context }) => ({ timer: 'expiry', at: context.expiresAt }) },
});

/** What does not answer asks again; `expects` tells the reading of typed words what may come. */
const asking = pickup.createStateConfig({
  meta: { expects: 'answer' },
  entry: { type: 'sendPrompt', params: question },
  on: {
    ...askAgain('asking'),
    'customer.chosePickup': endsWith('pickup', 'pickup.seeYou'),
    'customer.choseDelivery': endsWith('delivery', 'pickup.onItsWay'),
    'timer.reminder': {
      guard: 'isReminded',
      target: 'asking',
      reenter: true,
      actions: assign({ remindersLeft: ({ context }) => context.remindersLeft - 1 }),
    },
    // Silence decides nothing: the order stays where it is, and a person calls.
    'timer.expiry': {
      target: 'closed',
      actions: [
        { type: 'closeRequest', params: { outcome: 'no_answer' } },
        { type: 'openTask', params: { reason: 'no_answer', urgent: false } },
      ],
    },
  },
});

export const pickupMachine = pickup.createMachine({
  id: 'pickup',
  context: ({ input }) => ({
    remindAt: input.reminders[0] ?? input.expiresAt,
    expiresAt: input.expiresAt,
    remindersLeft: Math.min(1, input.reminders.length),
  }),
  initial: 'opening',
  on: {
    'staff.cancelled': endsSilently('cancelled'),
    'system.undeliverable': endsSilently('undeliverable'),
  },
  exit: [
    { type: 'cancelTimer', params: { timer: 'reminder' } },
    { type: 'cancelTimer', params: { timer: 'expiry' } },
  ],
  states: { opening, asking, closed: { type: 'final' } },
});
