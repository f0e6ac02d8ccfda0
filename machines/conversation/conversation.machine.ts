import { assign, setup } from 'xstate';
import { z } from 'zod';
import { effectActions } from '../shared/effects.ts';
import type { ConversationEvent } from './conversation.events.ts';
import * as prompts from './conversation.prompts.ts';

/** Replies in a row that were not understood; counted to three, where a person takes over (domain 9.1 rule 10). */
export const conversationContextSchema = z.object({ misses: z.number().int().min(0).max(3) });
type ConversationContext = z.infer<typeof conversationContextSchema>;

const conversation = setup({
  types: {
    context: {} as ConversationContext,
    events: {} as ConversationEvent,
  },
  actions: effectActions,
  guards: {
    isThirdMiss: ({ context }) => context.misses === 2,
    isInDialog: ({ event }) => event.type === 'customer.unrecognised' && event.inDialog,
  },
});

const afterMiss = ({ context }: { context: ConversationContext }): ConversationContext => ({
  misses: Math.min(context.misses + 1, 3),
});

const bot = conversation.createStateConfig({
  on: {
    'customer.greeted': {
      actions: { type: 'sendPrompt', params: ({ event }) => prompts.greeting(event.openCount) },
    },
    'customer.foundNothingOpen': { actions: { type: 'sendPrompt', params: prompts.noOpenItems } },
    'customer.meantOneOfSeveral': {
      actions: { type: 'sendPrompt', params: ({ event }) => prompts.whichRequest(event.requests) },
    },
    'customer.unrecognised': [
      {
        guard: 'isThirdMiss',
        actions: [
          assign(afterMiss),
          { type: 'sendPrompt', params: prompts.handover },
          { type: 'openTask', params: { reason: 'not_understood', urgent: false } },
        ],
      },
      { guard: 'isInDialog', actions: assign(afterMiss) },
      { actions: [assign(afterMiss), { type: 'sendPrompt', params: prompts.notUnderstood }] },
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
    'customer.sentMedia': { actions: { type: 'sendPrompt', params: prompts.mediaReceived } },
    'customer.tappedOldChoice': {
      actions: { type: 'sendPrompt', params: ({ event }) => prompts.oldChoice(event.reference) },
    },
    'customer.returnedToClosed': {
      actions: { type: 'sendPrompt', params: ({ event }) => prompts.alreadyClosed(event.closed) },
    },
    'customer.wroteAsStranger': { actions: { type: 'sendPrompt', params: prompts.unknownContact } },
    'staff.tookOver': { target: 'staff', actions: { type: 'sendPrompt', params: prompts.staffTookOver } },
  },
});

/**
 * The conversation around the requests: who speaks (bot or staff), greetings, which of several requests is meant. While
 * staff speaks the bot is silent. It never ends.
 */
export const conversationMachine = conversation.createMachine({
  id: 'conversation',
  context: { misses: 0 },
  initial: 'bot',
  states: {
    bot,
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
