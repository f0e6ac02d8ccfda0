import { assign } from 'xstate';
import { askAgain } from '../shared/ask-again.ts';
import { remindersAfter } from '../shared/dialog-events.ts';
import * as prompts from './approval.prompts.ts';
import { approval } from './approval.setup.ts';
import { awaitingSecond } from './awaiting-second.states.ts';
import { rejecting } from './rejecting.states.ts';

const opening = approval.createStateConfig({
  always: [
    {
      guard: 'hasReminders',
      target: 'awaitingAnswer',
      actions: {
        type: 'startTimer',
        params: ({ context }) => ({ timer: 'reminder', at: context.reminders[0] ?? context.expiresAt }),
      },
    },
    { target: 'awaitingAnswer' },
  ],
  exit: [
    { type: 'sendPrompt', params: prompts.request },
    { type: 'startTimer', params: ({ context }) => ({ timer: 'expiry', at: context.expiresAt }) },
  ],
});

const awaitingAnswer = approval.createStateConfig({
  meta: { expects: 'answer' },
  on: {
    'customer.softlyAgreed': { actions: { type: 'sendPrompt', params: prompts.confirmSoft } },
    'customer.deferred': { actions: { type: 'sendPrompt', params: prompts.deferred } },
    'customer.repliedUnclearly': { actions: { type: 'sendPrompt', params: prompts.help } },
    'customer.unrecognised': { actions: { type: 'sendPrompt', params: prompts.help } },
    'customer.sentMedia': { actions: { type: 'sendPrompt', params: prompts.questionAgain } },
    'system.askedAgain': { actions: { type: 'sendPrompt', params: prompts.requestAgain } },
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

const confirmingApproval = approval.createStateConfig({
  meta: { expects: 'confirmation', confirms: 'agreement' },
  entry: { type: 'sendPrompt', params: prompts.recap },
  on: {
    ...askAgain('confirmingApproval'),
    'customer.confirmed': [
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
    'customer.softlyAgreed': backWithHelp,
    'customer.deferred': backWithHelp,
    'customer.repliedUnclearly': backWithHelp,
    'customer.unrecognised': backWithHelp,
    'customer.sentMedia': backWithHelp,
    'system.askedAgain': backWithHelp,
  },
});

/** The request waits for this person's answer, or for the second person's. */
export const open = approval.createStateConfig({
  initial: 'opening',
  states: { opening, awaitingAnswer, awaitingQuestion, confirmingApproval, rejecting, awaitingSecond },
  exit: [
    { type: 'cancelTimer', params: { timer: 'reminder' } },
    { type: 'cancelTimer', params: { timer: 'expiry' } },
    assign({ reminders: [], questionOpen: false }),
  ],
  on: {
    'customer.approved': [
      { guard: 'mayBind', target: '.confirmingApproval' },
      aboveLimit,
      { target: '#approval.forwarded' },
    ],
    'customer.rejected': [{ guard: 'mayNotObject', target: '#approval.forwarded' }, { target: '.rejecting' }],
    'timer.reminder': [
      {
        guard: 'hasLaterReminder',
        actions: [
          { type: 'sendPrompt', params: prompts.reminder },
          { type: 'noteHistory', params: { what: 'reminder_sent' } },
          assign({ reminders: ({ context, event }) => [...remindersAfter(context.reminders, event.now)] }),
          {
            type: 'startTimer',
            params: ({ context }) => ({ timer: 'reminder', at: context.reminders[0] ?? context.expiresAt }),
          },
        ],
      },
      {
        actions: [
          { type: 'sendPrompt', params: prompts.reminder },
          { type: 'noteHistory', params: { what: 'reminder_sent' } },
          assign({ reminders: [] }),
        ],
      },
    ],
    'timer.expiry': '#approval.expired',
    'staff.reminded': {
      actions: [
        { type: 'sendPrompt', params: prompts.reminder },
        { type: 'noteHistory', params: { what: 'reminder_sent' } },
      ],
    },
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
    /** Stays open until the expiry: staff may reach the person by other means. */
    'system.undeliverable': {
      actions: [
        { type: 'noteHistory', params: { what: 'undeliverable' } },
        { type: 'openTask', params: { reason: 'undeliverable', urgent: true } },
      ],
    },
  },
});
