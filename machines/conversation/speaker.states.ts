import { conversation } from './conversation.setup.ts';
import type { ConversationEvent } from './conversation.events.ts';
import * as prompts from './conversation.prompts.ts';
import { telling } from './helping.states.ts';
import * as menu from './menu.prompts.ts';
import { privacyNotice } from './privacy.prompts.ts';
import { consenting, usingRights } from './privacy.states.ts';
import { verifyFirst } from './self-service.prompts.ts';
import { receiving, talking } from './talking.states.ts';

type Unrecognised = Extract<ConversationEvent, { type: 'customer.unrecognised' }>;
type OpenedMenu = Extract<ConversationEvent, { type: 'customer.openedMenu' }>;

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

/** With a person of ours: what nobody reads is theirs to read, and gets no answer. */
const withStaff = {
  'customer.unrecognised': {},
  'customer.stoppedWaiting': 'understood',
  'staff.attended': 'understood',
  'system.waitedInVain': 'understood',
} as const;

/** What a new text promises changes nothing for whoever is promised an answer already. */
const promised = [{ guard: 'promisesAnswer', target: '.waiting' }, { target: '.expecting' }] as const;

const opensMenu = {
  target: 'understood',
  actions: { type: 'say', params: ({ event }: { event: OpenedMenu }) => menu.menu(event.menu) },
} as const;

/** A person of ours gets back on a matter (promises.ts): words that can be read go on as ever. */
const expecting = conversation.createStateConfig({
  on: {
    ...withStaff,
    'customer.unrecognised': [
      /** Read, and answered by what was said last: choices stand instead of saying it again. */
      {
        guard: 'wouldRepeat',
        actions: {
          type: 'say',
          params: ({ event: { menu: own, repeats } }: { event: Unrecognised }) =>
            prompts.offerChoices(own === null || own.openCount > 0, repeats),
        },
      },
      {},
    ],
    'customer.wasUnderstood': {},
    'customer.openedMenu': opensMenu,
  },
});

const forStaff = (reason: string, urgent: boolean) =>
  ({ actions: { type: 'openTask', params: { reason, urgent } } }) as const;

/**
 * A person was asked for and promised, once: whatever else is asked of staff is theirs without another word (domain 9.1 rule 10).
 * Stops, rights, codes, the menu and what is open are heard as ever.
 */
const waiting = conversation.createStateConfig({
  on: {
    ...withStaff,
    'customer.wasUnderstood': {},
    'customer.openedMenu': opensMenu,
    'conversation.promised': {},
    'customer.askedForHuman': forStaff('human_requested', false),
    'customer.neededStaff': {
      actions: { type: 'openTask', params: ({ event }) => ({ reason: event.reason, urgent: event.urgent }) },
    },
    'customer.askedForInvoice': forStaff('query.invoice', false),
    'customer.disputedMovement': forStaff('dispute.movement', true),
    'customer.sentUnclaimedFile': {},
    'customer.sentFileFor': {},
    'customer.sentMedia': {},
    'customer.sentVoice': {},
    'customer.reacted': {},
    'customer.greeted': {},
  },
});

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
    /** A person knows, and reads what nobody else can. */
    offered: { on: withStaff },
    expecting,
    waiting,
  },
  on: {
    ...talking,
    ...receiving,
    ...telling,
    ...consenting,
    ...usingRights,
    'customer.wasUnderstood': '.understood',
    'customer.missedCode': { actions: { type: 'say', params: verifyFirst } },
    'conversation.promised': promised,
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
