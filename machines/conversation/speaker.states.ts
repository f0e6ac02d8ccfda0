import { conversation } from './conversation.setup.ts';
import type { ConversationEvent } from './conversation.events.ts';
import * as prompts from './conversation.prompts.ts';
import { telling } from './helping.states.ts';
import * as menu from './menu.prompts.ts';
import { privacyNotice } from './privacy.prompts.ts';
import { consenting, usingRights } from './privacy.states.ts';
import { receiving, talking } from './talking.states.ts';

type Unrecognised = Extract<ConversationEvent, { type: 'customer.unrecognised' }>;

/** One more reply that was not understood. An open request asks again by itself; else the menu is offered. */
const missed = <Target extends string>(target: Target) =>
  [
    { guard: 'isInDialog', target },
    {
      target,
      actions: {
        type: 'say',
        params: ({ event }: { event: Unrecognised }) =>
          menu.notUnderstood(event.menu ?? { items: [], openCount: 0 }),
      },
    },
  ] as const;

/** The second in a row: choices instead of the same words again. */
const offersChoices = {
  target: 'missedTwice',
  actions: {
    type: 'say',
    params: ({ event }: { event: Unrecognised }) =>
      prompts.offerChoices(event.menu === null || event.menu.openCount > 0, event.repeats),
  },
} as const;

const bot = conversation.createStateConfig({
  initial: 'understood',
  states: {
    understood: { on: { 'customer.unrecognised': missed('missedOnce') } },
    missedOnce: { on: { 'customer.unrecognised': offersChoices } },
    /** The third in a row brings a person (domain 9.1 rule 10). */
    missedTwice: {
      on: {
        'customer.unrecognised': {
          target: 'offered',
          actions: [
            { type: 'say', params: prompts.offerHuman },
            { type: 'openTask', params: { reason: 'not_understood', urgent: false } },
          ],
        },
      },
    },
    /** A person knows; whoever writes on in words that nobody reads goes through it again. */
    offered: { on: { 'customer.unrecognised': missed('missedOnce') } },
  },
  on: {
    ...talking,
    ...receiving,
    ...telling,
    ...consenting,
    ...usingRights,
    'customer.wasUnderstood': '.understood',
    'system.changedHands': '.understood',
    'staff.tookOver': { target: 'staff', actions: { type: 'say', params: prompts.staffTookOver } },
  },
});

/** Who speaks. While staff does the bot is silent but for the privacy notice (and what stops messages: `notices`). */
export const speaker = conversation.createStateConfig({
  initial: 'bot',
  states: {
    bot,
    staff: {
      on: { 'staff.released': { target: 'bot', actions: { type: 'say', params: prompts.staffReleased } } },
    },
  },
  on: {
    'system.metPerson': {
      actions: [
        { type: 'say', params: privacyNotice },
        { type: 'recordConsent', params: { purpose: 'privacy_notice', action: 'presented' } },
      ],
    },
  },
});
