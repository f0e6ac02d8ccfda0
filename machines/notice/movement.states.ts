import { assign } from 'xstate';
import { aboutAccount } from './notice.context.ts';
import * as prompts from './notice.prompts.ts';
import { notice } from './notice.setup.ts';

/** The business system makes the statement; it comes as a report of its own (domain 7.5). */
export const askingForStatement = notice.createStateConfig({
  on: {
    'customer.askedForStatement': [
      { guard: 'statementWasAsked', actions: { type: 'sendPrompt', params: prompts.statementRequested } },
      {
        actions: [
          assign({ statementAsked: true }),
          { type: 'openTask', params: { reason: 'statement_requested', urgent: false } },
          {
            type: 'announce',
            params: ({ context }) => ({ type: 'statement.requested', ...aboutAccount(context) }),
          },
          { type: 'sendPrompt', params: prompts.statementRequested },
        ],
      },
    ],
  },
}).on;

const disputing = [
  { type: 'closeRequest', params: { outcome: 'disputed' } },
  { type: 'openTask', params: { reason: 'movement_disputed', urgent: true } },
] as const;

/** A movement was posted (domain 7.5). Nobody has to answer; silence says nothing about the movement. */
export const movement = notice.createStateConfig({
  meta: { expects: 'choice' },
  on: {
    'customer.saidNotMine': [
      {
        guard: 'hasAccount',
        target: '#notice.closed',
        actions: [
          ...disputing,
          { type: 'lockAccount', params: ({ context }) => ({ accountNo: context.accountNo ?? '' }) },
          {
            type: 'announce',
            params: ({ context }) => ({ type: 'movement.disputed', ...aboutAccount(context) }),
          },
          { type: 'sendPrompt', params: prompts.disputed },
        ],
      },
      {
        target: '#notice.closed',
        actions: [
          ...disputing,
          { type: 'announce', params: { type: 'movement.disputed' } },
          { type: 'sendPrompt', params: prompts.disputed },
        ],
      },
    ],
    ...askingForStatement,
    'customer.muted': {
      target: '#notice.closed',
      actions: [
        { type: 'closeRequest', params: { outcome: 'muted' } },
        { type: 'announce', params: ({ context }) => ({ type: 'alerts.muted', ...aboutAccount(context) }) },
        { type: 'sendPrompt', params: prompts.muted },
      ],
    },
    'timer.expiry': {
      target: '#notice.closed',
      actions: { type: 'closeRequest', params: { outcome: 'delivered' } },
    },
  },
});
