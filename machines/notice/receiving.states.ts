import { assign } from 'xstate';
import { notAnAnswer } from '../shared/ask-again.ts';
import { startChecking, stopChecking } from '../shared/request-lifecycle.ts';
import { askingForStatement } from './movement.states.ts';
import * as prompts from './notice.prompts.ts';
import { notice } from './notice.setup.ts';

const named = {
  payment: {
    request: prompts.sendReceipt,
    received: prompts.receiptReceived,
    history: 'receipt_received',
    task: 'receipt_review',
  },
  difference: {
    request: prompts.sendStatement,
    received: prompts.statementReceived,
    history: 'statement_received',
    task: 'statement_review',
  },
} as const;
type Names = (typeof named)[keyof typeof named];

const stillInReview = { actions: { type: 'sendPrompt', params: prompts.inReview } } as const;
/** Nobody is reminded to send what we already have. */
const withUs = {
  'timer.reminder': {},
  ...notAnAnswer(stillInReview),
} as const;

/** States of a notice that takes a file in the chat; `request` asks for it. */
const statesOf = ({ request }: Names) => {
  const again = { actions: { type: 'sendPrompt', params: request } } as const;
  return {
    awaitingChoice: notice.createStateConfig({ meta: { expects: 'choice' } }),
    awaitingFile: notice.createStateConfig({
      meta: { expects: 'file' },
      on: notAnAnswer(again),
    }),
    /** The file is being fetched and looked at: seconds, as a rule. */
    checking: notice.createStateConfig({
      meta: { expects: 'file' },
      entry: startChecking,
      exit: stopChecking,
      on: { ...withUs, 'timer.checking': stillInReview },
    }),
    reviewing: notice.createStateConfig({ meta: { expects: 'review' }, on: withUs }),
  };
};

/** Files may come at any time, several at once, and the results of their checks in any order. */
const takesFiles = ({ request, received, history, task }: Names) =>
  notice.createStateConfig({
    on: {
      'customer.offeredFile': {
        target: '.awaitingFile',
        actions: { type: 'sendPrompt', params: request },
      },
      'customer.sentFile': '.checking',
      'file.accepted': [
        {
          guard: 'isInReview',
          target: '.reviewing',
          actions: [
            { type: 'noteHistory', params: { what: history } },
            { type: 'sendPrompt', params: received },
          ],
        },
        {
          target: '.reviewing',
          actions: [
            assign({ isInReview: true }),
            { type: 'noteHistory', params: { what: history } },
            { type: 'openTask', params: { reason: task, urgent: false, role: 'accounting' } },
            { type: 'sendPrompt', params: received },
          ],
        },
      ],
      'file.refused': [
        {
          guard: 'isInReview',
          target: '.reviewing',
          actions: { type: 'sendPrompt', params: ({ event }) => prompts.fileRefused(event.reason) },
        },
        {
          target: '.awaitingFile',
          actions: { type: 'sendPrompt', params: ({ event }) => prompts.fileRefused(event.reason) },
        },
      ],
      'staff.rejectedDocument': {
        guard: 'isInReview',
        target: '.awaitingFile',
        actions: [
          assign({ isInReview: false }),
          { type: 'sendPrompt', params: ({ event }) => prompts.fileNotAccepted(event.reason) },
        ],
      },
    },
  }).on;

/** An amount falls due (domain 7.11, `payment.due.approaching`). */
export const payment = notice.createStateConfig({
  initial: 'awaitingChoice',
  states: statesOf(named.payment),
  on: {
    ...takesFiles(named.payment),
    ...askingForStatement,
    'staff.acceptedDocument': {
      guard: 'isInReview',
      target: '#notice.closed',
      actions: [
        { type: 'closeRequest', params: { outcome: 'paid' } },
        { type: 'sendPrompt', params: prompts.receiptAccepted },
      ],
    },
    'timer.expiry': [
      {
        guard: 'isInReview',
        target: '#notice.closed',
        actions: [
          { type: 'closeRequest', params: { outcome: 'expired' } },
          { type: 'openTask', params: { reason: 'receipt_not_reviewed', urgent: false, role: 'accounting' } },
        ],
      },
      { target: '#notice.closed', actions: { type: 'closeRequest', params: { outcome: 'expired' } } },
    ],
  },
});

/** Our figure and the customer's differ, and staff decided to ask (domain 7.10). Staff settles it after the talk. */
export const difference = notice.createStateConfig({
  initial: 'awaitingChoice',
  states: statesOf(named.difference),
  on: {
    ...takesFiles(named.difference),
    'customer.askedForCall': [
      { guard: 'callWasAsked', actions: { type: 'sendPrompt', params: prompts.callPromised } },
      {
        actions: [
          assign({ callAsked: true }),
          { type: 'openTask', params: { reason: 'call_back', urgent: true, role: 'accounting' } },
          { type: 'noteHistory', params: { what: 'call_requested' } },
          { type: 'sendPrompt', params: prompts.callPromised },
        ],
      },
    ],
    /** The statement can be worked with; what comes of it is settled later. */
    'staff.acceptedDocument': {
      guard: 'isInReview',
      actions: { type: 'noteHistory', params: { what: 'statement_accepted' } },
    },
    'timer.expiry': {
      target: '#notice.closed',
      actions: [
        { type: 'closeRequest', params: { outcome: 'open_dispute' } },
        { type: 'openTask', params: { reason: 'difference_open', urgent: false, role: 'accounting' } },
      ],
    },
  },
});
