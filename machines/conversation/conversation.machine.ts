import { assign } from 'xstate';
import { conversation } from './conversation.setup.ts';
import * as prompts from './conversation.prompts.ts';
import { consenting, stopping } from './privacy.states.ts';
import { identifying, serving } from './self-service.states.ts';
import { receiving, talking } from './talking.states.ts';

/**
 * The conversation around the requests: who speaks (bot or staff), greetings, the menu, which of several requests is meant,
 * self-service, consents. While staff speaks the bot is silent, except that it confirms at once what stops or resumes
 * messages. It never ends.
 */
export const conversationMachine = conversation.createMachine({
  id: 'conversation',
  context: { misses: 0, wanted: null },
  initial: 'bot',
  on: stopping,
  states: {
    bot: {
      on: {
        ...talking,
        ...receiving,
        ...serving,
        ...identifying,
        ...consenting,
        'staff.tookOver': {
          target: 'staff',
          actions: { type: 'sendPrompt', params: prompts.staffTookOver },
        },
      },
    },
    staff: {
      on: {
        'staff.released': {
          target: 'bot',
          actions: [assign({ misses: 0 }), { type: 'sendPrompt', params: prompts.staffReleased }],
        },
      },
    },
  },
});
