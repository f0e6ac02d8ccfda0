import { askAgain, notAnAnswer } from '../shared/ask-again.ts';
import {
  goesOnWhenInTime,
  humanOnRequest,
  notedWhenLost,
  stopExpiry,
  unremindedOpeningOf,
} from '../shared/request-lifecycle.ts';
import { newFeedbackContext } from './feedback.context.ts';
import * as prompts from './feedback.prompts.ts';
import { feedback } from './feedback.setup.ts';

/** The question goes out; nobody is reminded of it (domain 7.8). */
const opening = feedback.createStateConfig(unremindedOpeningOf(prompts.request, 'awaitingAnswer'));

const helped = { actions: { type: 'sendPrompt', params: prompts.help } } as const;

/** One tap of three; time ends it without a word (domain 7.8). */
const awaitingAnswer = feedback.createStateConfig({
  meta: { expects: 'answer' },
  on: {
    'customer.rated': [
      {
        guard: { type: 'isScore', params: { score: 'positive' } },
        target: 'closed',
        actions: [
          { type: 'closeRequest', params: { outcome: 'positive' } },
          { type: 'sendPrompt', params: prompts.thanks },
        ],
      },
      {
        guard: { type: 'isScore', params: { score: 'neutral' } },
        target: 'closed',
        actions: [
          { type: 'closeRequest', params: { outcome: 'neutral' } },
          { type: 'sendPrompt', params: prompts.thanks },
        ],
      },
      { target: 'awaitingComment' },
    ],
    ...notAnAnswer(helped),
    'customer.sentFile': helped,
    'system.askedAgain': { actions: { type: 'sendPrompt', params: prompts.requestAgain } },
    /** Nobody is bothered a second time. */
    'timer.expiry': { target: 'closed', actions: { type: 'closeRequest', params: { outcome: 'no_answer' } } },
  },
});

const negative = [
  { type: 'closeRequest', params: { outcome: 'negative' } },
  { type: 'openTask', params: { reason: 'negative_feedback', urgent: false } },
] as const;

/** The answer stands already; why is up to the person (domain 7.8). */
const awaitingComment = feedback.createStateConfig({
  meta: { expects: 'comment' },
  entry: { type: 'sendPrompt', params: prompts.askComment },
  on: {
    ...askAgain('awaitingComment'),
    'customer.sentFile': { target: 'awaitingComment', reenter: true },
    'customer.gaveReason': {
      target: 'closed',
      actions: ['noteReason', ...negative, { type: 'sendPrompt', params: prompts.thanksNegative }],
    },
    'customer.skipped': {
      target: 'closed',
      actions: [...negative, { type: 'sendPrompt', params: prompts.thanksNegative }],
    },
    'timer.expiry': { target: 'closed', actions: [...negative] },
  },
});

/** Was the customer satisfied with one finished transaction (domain 7.8)? One tap; nothing here is ever a decision. */
export const feedbackMachine = feedback.createMachine({
  id: 'feedback',
  context: ({ input }) => newFeedbackContext(input),
  initial: 'opening',
  on: {
    ...humanOnRequest,
    /** Nothing is owed: a question taken back or never delivered is not worth another message, or work for staff. */
    'staff.cancelled': {
      target: '.closed',
      actions: { type: 'closeRequest', params: { outcome: 'cancelled' } },
    },
    'system.superseded': {
      target: '.closed',
      actions: { type: 'closeRequest', params: { outcome: 'cancelled' } },
    },
    'system.undeliverable': { actions: { type: 'noteHistory', params: { what: 'undeliverable' } } },
    ...notedWhenLost,
    ...goesOnWhenInTime,
  },
  exit: stopExpiry,
  states: {
    opening,
    awaitingAnswer,
    awaitingComment,
    /** The score is with the business, or there is none (domain 7.8). */
    closed: { type: 'final' },
  },
});
