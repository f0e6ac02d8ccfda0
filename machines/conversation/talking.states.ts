import { assign } from 'xstate';
import { conversation } from './conversation.setup.ts';
import type { ConversationContext } from './conversation.setup.ts';
import * as prompts from './conversation.prompts.ts';
import * as menu from './menu.prompts.ts';

const afterMiss = ({ context }: { context: ConversationContext }): Pick<ConversationContext, 'misses'> => ({
  misses: Math.min(context.misses + 1, 3),
});

/** Greetings, the menu, which request is meant, what was not understood, and what staff has to do. */
export const talking = conversation.createStateConfig({
  on: {
    'customer.greeted': {
      actions: { type: 'sendPrompt', params: ({ event }) => prompts.greeting(event.openCount) },
    },
    'customer.openedMenu': {
      actions: { type: 'sendPrompt', params: ({ event }) => menu.menu(event.menu) },
    },
    'customer.foundNothingOpen': { actions: { type: 'sendPrompt', params: prompts.noOpenItems } },
    'customer.askedForOpenItems': {
      actions: { type: 'sendPrompt', params: ({ event }) => prompts.openItems(event.requests) },
    },
    'customer.meantOneOfSeveral': {
      actions: { type: 'sendPrompt', params: ({ event }) => prompts.whichRequest(event.requests) },
    },
    'customer.unrecognised': [
      {
        guard: 'isThirdMiss',
        actions: [
          assign(afterMiss),
          { type: 'sendPrompt', params: prompts.offerHuman },
          { type: 'openTask', params: { reason: 'not_understood', urgent: false } },
        ],
      },
      { guard: 'isInDialog', actions: assign(afterMiss) },
      {
        actions: [
          assign(afterMiss),
          {
            type: 'sendPrompt',
            params: ({ event }) => menu.notUnderstood(event.menu ?? { items: [], openCount: 0 }),
          },
        ],
      },
    ],
    'customer.wasUnderstood': { actions: assign({ misses: 0 }) },
    'customer.askedForHuman': {
      actions: [
        { type: 'sendPrompt', params: prompts.handover },
        { type: 'openTask', params: { reason: 'human_requested', urgent: false } },
      ],
    },
    'customer.neededStaff': {
      actions: [
        { type: 'sendPrompt', params: prompts.humanRequested },
        { type: 'openTask', params: ({ event }) => ({ reason: event.reason, urgent: event.urgent }) },
      ],
    },
    'customer.tappedOldChoice': {
      actions: { type: 'sendPrompt', params: ({ event }) => prompts.oldChoice(event.reference) },
    },
    'customer.returnedToClosed': {
      actions: { type: 'sendPrompt', params: ({ event }) => prompts.alreadyClosed(event.closed) },
    },
    'customer.wroteAsStranger': { actions: { type: 'sendPrompt', params: prompts.unknownContact } },
  },
}).on;

/** Media that never decides, and files that are not asked for. */
export const receiving = conversation.createStateConfig({
  on: {
    'customer.sentMedia': { actions: { type: 'sendPrompt', params: prompts.mediaReceived } },
    'customer.sentVoice': { actions: { type: 'sendPrompt', params: prompts.voiceReceived } },
    'customer.reacted': { actions: { type: 'sendPrompt', params: prompts.reacted } },
    'customer.editedAnswer': {
      actions: { type: 'sendPrompt', params: ({ event }) => prompts.editedKept(event.reference) },
    },
    'customer.sentUnclaimedFile': {
      actions: [
        { type: 'sendPrompt', params: prompts.fileKept },
        { type: 'openTask', params: { reason: 'unmatched_file', urgent: false } },
      ],
    },
    'customer.sentFileForSeveral': {
      actions: { type: 'sendPrompt', params: ({ event }) => prompts.whichForFile(event.requests) },
    },
    'customer.sentFileFor': {
      actions: { type: 'sendPrompt', params: ({ event }) => prompts.fileAttached(event.reference) },
    },
    'file.refused': { actions: { type: 'sendPrompt', params: prompts.fileRefused } },
  },
}).on;
