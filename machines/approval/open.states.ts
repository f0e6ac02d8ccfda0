import { assign } from 'xstate';
import { askAgain, explained, notAnAnswer } from '../shared/ask-again.ts';
import {
  goesOnWhenInTime,
  openingOf,
  openThoughUndelivered,
  reminded,
  stopTimers,
} from '../shared/request-lifecycle.ts';
import * as prompts from './approval.prompts.ts';
import { approval } from './approval.setup.ts';
import { awaitingSecond } from './awaiting-second.states.ts';
import { rejecting } from './rejecting.states.ts';

/** The request goes out and its time runs (domain 7.3, 7.6). */
const opening = approval.createStateConfig(openingOf(prompts.request, 'awaitingAnswer'));

/** Buttons first; words that are no plain answer bring them again (domain 9.1 rules 1 and 6). */
const awaitingAnswer = approval.createStateConfig({
  meta: { expects: 'answer' },
  on: {
    ...explained({
      softlyAgreed: prompts.confirmSoft,
      deferred: prompts.deferred,
      unclear: prompts.help,
      sentMedia: prompts.questionAgain,
      askedAgain: prompts.requestAgain,
    }),
    'customer.softlyDisagreed': { actions: { type: 'sendPrompt', params: prompts.confirmNo } },
    'customer.askedQuestion': [
      { guard: 'isInvoice', actions: { type: 'sendPrompt', params: prompts.help } },
      { target: 'awaitingQuestion' },
    ],
  },
});

const backWithHelp = {
  target: 'awaitingAnswer',
  actions: { type: 'sendPrompt', params: prompts.help },
} as const;
const aboveLimit = {
  guard: 'isAboveLimit',
  target: '#approval.forwarded',
  actions: { type: 'noteHistory', params: { what: 'above_limit' } },
} as const;

/**
 * The recap waits: only its own button makes the "yes" count, and only of somebody who may bind the amount (domain 7.6, R6,
 * R7).
 */
const confirmingApproval = approval.createStateConfig({
  meta: { expects: 'confirmation', confirms: 'agreement' },
  entry: { type: 'sendPrompt', params: prompts.recap },
  on: {
    ...askAgain('confirmingApproval'),
    'customer.confirmed': [
      { guard: 'isConfirmedUnread', target: 'confirmingApproval', reenter: true },
      { guard: 'mayBindFirst', target: 'awaitingSecond' },
      { guard: 'mayBind', target: '#approval.approved' },
      aboveLimit,
      { target: '#approval.forwarded' },
    ],
    'customer.wentBack': {
      target: 'awaitingAnswer',
      actions: { type: 'sendPrompt', params: prompts.questionAgain },
    },
  },
});

/** The next words are the question, whatever they are (domain 7.6). */
const awaitingQuestion = approval.createStateConfig({
  meta: { expects: 'question' },
  entry: { type: 'sendPrompt', params: prompts.askQuestionText },
  on: {
    'customer.gaveQuestion': {
      target: 'awaitingAnswer',
      actions: [
        assign({ questionOpen: true }),
        { type: 'openTask', params: { reason: 'customer_question', urgent: false } },
        { type: 'noteHistory', params: { what: 'question_asked' } },
        { type: 'sendPrompt', params: prompts.questionForwarded },
      ],
    },
    ...notAnAnswer(backWithHelp),
  },
});

/** The request waits for this person's answer, or for the second person's (domain 7.3, 7.6). */
export const open = approval.createStateConfig({
  initial: 'opening',
  states: { opening, awaitingAnswer, awaitingQuestion, confirmingApproval, rejecting, awaitingSecond },
  exit: [...stopTimers, assign({ reminders: [], questionOpen: false })],
  on: {
    'customer.approved': [
      { guard: 'mayBind', target: '.confirmingApproval' },
      aboveLimit,
      { target: '#approval.forwarded' },
    ],
    'customer.rejected': [{ guard: 'mayNotObject', target: '#approval.forwarded' }, { target: '.rejecting' }],
    ...reminded(prompts.reminder),
    'timer.expiry': '#approval.expired',
    /** The answer was given in the chat: the request asks for its own again. */
    'staff.answered': {
      guard: 'hasOpenQuestion',
      actions: [
        assign({ questionOpen: false }),
        { type: 'noteHistory', params: { what: 'question_answered' } },
        { type: 'sendPrompt', params: prompts.requestAgain },
      ],
    },
    'staff.settled': { guard: 'isSettledAsKnown', target: '#approval.settled' },
    'staff.cancelled': '#approval.withdrawn',
    'system.superseded': '#approval.superseded',
    'system.decidedElsewhere': '#approval.decidedElsewhere',
    ...openThoughUndelivered(() => true),
    ...goesOnWhenInTime,
  },
});
