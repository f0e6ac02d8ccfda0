import { assign } from 'xstate';
import { conversation } from './conversation.setup.ts';
import { proveToSee } from './self-service.prompts.ts';

/** Requests of which not a word is said before the person proved who they are (ADR 0015). */
export const held = conversation.createStateConfig({
  initial: 'none',
  states: {
    none: {},
    some: {
      on: {
        'system.remindedOfHeld': {
          guard: 'mayTellUnasked',
          actions: { type: 'say', params: proveToSee },
        },
        'system.releasedHeld': { target: 'none', actions: assign({ held: [] }) },
        'system.heldEnded': [
          { guard: 'isOnlyHeld', target: 'none', actions: 'forgetHeld' },
          { actions: 'forgetHeld' },
        ],
      },
    },
  },
  on: {
    'system.heldRequest': [
      {
        guard: 'mayTellOfHeld',
        target: '.some',
        actions: ['noteHeld', { type: 'say', params: proveToSee }],
      },
      { target: '.some', actions: 'noteHeld' },
    ],
    'system.changedHands': { target: '.none', actions: assign({ held: [] }) },
  },
});
