import { setup } from 'xstate';
import { dialogActions, dialogGuards, dialogTypes, reasonActions } from '../shared/request-memory.ts';
import type { FeedbackContext, Score } from './feedback.context.ts';
import type { FeedbackEvent } from './feedback.events.ts';

/** Types, effects and claims of the machine. */
export const feedback = setup({
  types: dialogTypes<FeedbackContext, FeedbackEvent>(),
  actions: {
    ...dialogActions<FeedbackContext, FeedbackEvent>(),
    ...reasonActions<FeedbackContext, FeedbackEvent>(),
  },
  guards: {
    ...dialogGuards,
    isScore: ({ event }, { score }: { score: Score }) =>
      event.type === 'customer.rated' && event.score === score,
  },
});
