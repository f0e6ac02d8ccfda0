import { setup } from 'xstate';
import { z } from 'zod';
import { effectActions } from '../shared/effects.ts';
import type { ConversationEvent } from './conversation.events.ts';

export const conversationContextSchema = z.object({
  /** Replies in a row that were not understood; at the third a person is offered (domain 9.1 rule 10). */
  misses: z.number().int().min(0).max(3),
  /** What is answered once the person proved who they are. */
  wanted: z.enum(['balance', 'movements', 'requests']).nullable(),
});
export type ConversationContext = z.infer<typeof conversationContextSchema>;

/** Types, effects and claims shared by the parts of the machine. */
export const conversation = setup({
  types: {
    context: {} as ConversationContext,
    events: {} as ConversationEvent,
  },
  actions: effectActions,
  guards: {
    isThirdMiss: ({ context }) => context.misses === 2,
    isInDialog: ({ event }) => event.type === 'customer.unrecognised' && event.menu === null,
  },
});
