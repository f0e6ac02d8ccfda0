import { aboutAccount } from './notice.context.ts';
import * as prompts from './notice.prompts.ts';
import { notice } from './notice.setup.ts';

/** Was it you? Fraud protection only, after staff released it (domain 7.9): the person never learns of any other check. */
export const verification = notice.createStateConfig({
  meta: { expects: 'choice' },
  on: {
    'customer.confirmedMine': {
      target: '#notice.closed',
      actions: [
        { type: 'closeRequest', params: { outcome: 'confirmed' } },
        { type: 'sendPrompt', params: prompts.confirmedMine },
      ],
    },
    'customer.saidNotMine': {
      target: '#notice.closed',
      actions: [
        { type: 'closeRequest', params: { outcome: 'denied' } },
        { type: 'noteHistory', params: { what: 'hold_requested' } },
        { type: 'openTask', params: { reason: 'transaction_denied', urgent: true } },
        {
          type: 'announce',
          params: ({ context }) => ({ type: 'transaction.denied', ...aboutAccount(context) }),
        },
        { type: 'sendPrompt', params: prompts.held },
      ],
    },
    'timer.expiry': {
      target: '#notice.closed',
      actions: [
        { type: 'closeRequest', params: { outcome: 'no_response' } },
        { type: 'openTask', params: { reason: 'transaction_unverified', urgent: true } },
      ],
    },
  },
});
