import { setup } from 'xstate';
import type { RequestInput, StateMeta } from '../shared/dialog-events.ts';
import { effectActions } from '../shared/effects.ts';
import type { FeedbackContext, Score } from './feedback.context.ts';
import type { FeedbackEvent } from './feedback.events.ts';

/** Types, effects and claims of the machine. */
export const feedback = setup({
  types: {
    context: {} as FeedbackContext,
    events: {} as FeedbackEvent,
    input: {} as RequestInput,
    meta: {} as StateMeta,
  },
  actions: effectActions,
  guards: {
    isScore: ({ event }, { score }: { score: Score }) =>
      event.type === 'customer.rated' && event.score === score,
    humanWasAsked: ({ context }) => context.humanAsked,
  },
});
