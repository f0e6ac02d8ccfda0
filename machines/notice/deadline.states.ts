import { assign } from 'xstate';
import * as prompts from './notice.prompts.ts';
import { notice } from './notice.setup.ts';

/** Another request runs out (domain 7.11): this notice only leads there, it is never the answer itself. */
export const deadline = notice.createStateConfig({
  meta: { expects: 'choice' },
  on: {
    'customer.openedRequest': {
      target: '#notice.closed',
      actions: [
        { type: 'closeRequest', params: { outcome: 'answered' } },
        { type: 'resumeRequest', params: ({ context }) => ({ reference: context.itemReference }) },
      ],
    },
    'customer.askedForTime': [
      { guard: 'timeWasAsked', actions: { type: 'sendPrompt', params: prompts.timeRequested } },
      {
        actions: [
          assign({ timeAsked: true }),
          { type: 'openTask', params: { reason: 'extension_requested', urgent: false } },
          { type: 'noteHistory', params: { what: 'extension_requested' } },
          { type: 'sendPrompt', params: prompts.timeRequested },
        ],
      },
    ],
    'timer.expiry': {
      target: '#notice.closed',
      actions: { type: 'closeRequest', params: { outcome: 'expired' } },
    },
  },
});
