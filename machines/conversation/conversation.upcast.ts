import { z } from 'zod';
import { newConversationContext, questionOf } from './conversation.context.ts';
import type { ConversationContext } from './conversation.context.ts';

const version1 = z.object({ value: z.unknown(), context: z.record(z.string(), z.unknown()) });

/** Version 1 knew no self-service; nothing was wanted. What is no such state is refused where it is restored. */
export const conversationFromVersion1 = (state: unknown): unknown => {
  const parsed = version1.safeParse(state);
  return parsed.success ? { ...parsed.data, context: { ...parsed.data.context, wanted: null } } : state;
};

const version2 = z.object({
  value: z.enum(['bot', 'staff']),
  context: z.object({
    misses: z.number().int().min(0).max(3),
    wanted: z.enum(['balance', 'movements', 'requests']).nullable(),
  }),
});

const wishes = {
  balance: 'askedForBalance',
  movements: 'askedForMovements',
  requests: 'startedProof',
} as const;
const misses = ['understood', 'missedOnce', 'missedTwice', 'offered'] as const;

/** What version 2 did not know of itself: it lay beside it in the conversation. Left out: as at the start. */
export interface BesideVersion2 {
  speaker?: 'bot' | 'staff';
  notices?: 'on' | 'stopped' | 'wrongNumber';
  context?: Partial<Omit<ConversationContext, 'wanted'>>;
}

/** One region for everything a conversation can stand in. */
export const conversationFromVersion2 = (state: unknown, beside: BesideVersion2 = {}): unknown => {
  const parsed = version2.safeParse(state);
  if (!parsed.success) return state;
  const { value, context } = parsed.data;
  const { wanted } = context;
  const whole = {
    ...newConversationContext,
    ...beside.context,
    wanted: wanted === null ? null : wishes[wanted],
  };
  return {
    value: {
      speaker: (beside.speaker ?? value) === 'staff' ? 'staff' : { bot: misses[context.misses] },
      notices: beside.notices ?? 'on',
      identity: {
        proof: whole.proof === null ? 'unproven' : 'proved',
        code: whole.code === null ? 'none' : 'awaited',
      },
      question: questionOf(whole.asked),
      files: whole.files.length > 0 ? 'waiting' : 'none',
      held: whole.held.length > 0 ? 'some' : 'none',
    },
    context: whole,
  };
};
