import { notAnAnswer } from '../shared/ask-again.ts';
import * as prompts from './notice.prompts.ts';
import { notice } from './notice.setup.ts';

const delivered = {
  target: '#notice.closed',
  actions: [
    { type: 'closeRequest', params: { outcome: 'delivered' } },
    { type: 'sendPrompt', params: prompts.reportHere },
  ],
} as const;

const proveFirst = { actions: { type: 'sendPrompt', params: prompts.proveFirst } } as const;

/** A code is on its way to the person by another way than this chat (ADR 0015). */
const proving = notice.createStateConfig({
  meta: { expects: 'code' },
  on: {
    'customer.provedIdentity': delivered,
    'customer.failedIdentity': [
      {
        guard: 'hasTriesLeft',
        actions: { type: 'sendPrompt', params: ({ event }) => prompts.codeWrong(event.triesLeft) },
      },
      {
        target: '#notice.closed',
        actions: [
          { type: 'closeRequest', params: { outcome: 'refused_identity' } },
          { type: 'openTask', params: { reason: 'identity_refused', urgent: false } },
          { type: 'sendPrompt', params: prompts.identityRefused },
        ],
      },
    ],
    ...notAnAnswer(proveFirst),
    'customer.sentFile': proveFirst,
  },
});

/** A report waits (domain 7.2): one tap brings it, after a code where the person was not heard of for long. */
export const report = notice.createStateConfig({
  initial: 'awaitingChoice',
  states: {
    awaitingChoice: { meta: { expects: 'choice' } },
    proving,
  },
  on: {
    'customer.askedForReport': [
      { guard: 'isFresh', ...delivered },
      {
        target: '.proving',
        actions: [
          { type: 'requestVerification', params: {} },
          { type: 'sendPrompt', params: prompts.proveFirst },
        ],
      },
    ],
    'timer.expiry': {
      target: '#notice.closed',
      actions: { type: 'closeRequest', params: { outcome: 'link_expired' } },
    },
  },
});
