import { assign } from 'xstate';
import { whichForFile } from './conversation.prompts.ts';
import { conversation } from './conversation.setup.ts';

/** Files of which nobody has said yet what they are for. */
export const files = conversation.createStateConfig({
  initial: 'none',
  states: {
    none: {
      on: {
        'customer.sentFileForSeveral': {
          guard: 'botSpeaks',
          target: 'waiting',
          actions: ['noteFile', { type: 'say', params: ({ event }) => whichForFile(event.requests) }],
        },
      },
    },
    waiting: {
      on: {
        'customer.sentFileForSeveral': [
          { guard: 'staffSpeaks' },
          /** Further files of the same album join in without another question. */
          { guard: 'isAskedWhichForFile', actions: 'noteFile' },
          {
            actions: ['noteFile', { type: 'say', params: ({ event }) => whichForFile(event.requests) }],
          },
        ],
        'file.checked': { guard: 'isWaitingFile', actions: 'noteFileResult' },
        'customer.choseForFile': { target: 'none', actions: assign({ files: [], fileResults: [] }) },
      },
    },
  },
  on: {
    'system.changedHands': { target: '.none', actions: assign({ files: [], fileResults: [] }) },
  },
});
