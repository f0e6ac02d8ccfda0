import { askAgain } from '../shared/ask-again.ts';
import { outcomes } from './approval.context.ts';
import * as prompts from './approval.prompts.ts';
import { approval } from './approval.setup.ts';

const awaitingReason = approval.createStateConfig({
  meta: { expects: 'reason' },
  entry: { type: 'sendPrompt', params: prompts.askReason },
  on: {
    ...askAgain('awaitingReason'),
    'customer.choseReason': [
      { guard: 'needsReasonText', target: 'awaitingReasonText' },
      {
        guard: 'choseKnownReason',
        target: '#approval.rejected',
        actions: 'noteReason',
      },
      { target: 'awaitingReason', reenter: true },
    ],
    'customer.gaveReason': {
      target: '#approval.rejected',
      actions: 'noteReason',
    },
    'customer.skipped': '#approval.rejected',
  },
});

const awaitingReasonText = approval.createStateConfig({
  meta: { expects: 'reason' },
  entry: { type: 'sendPrompt', params: prompts.askReasonText },
  on: {
    ...askAgain('awaitingReasonText'),
    'customer.gaveReason': {
      target: '#approval.rejected',
      actions: 'noteReason',
    },
  },
});

/**
 * The customer said "no" and may say why. The "no" stands without the reason: when a reminder or the expiry comes first, the
 * request ends as rejected, not as unanswered, and staff is told that the reason is missing.
 */
export const rejecting = approval.createStateConfig({
  initial: 'awaitingReason',
  states: { awaitingReason, awaitingReasonText },
  on: {
    'timer.expiry': '#approval.rejectedWithoutReason',
    /** Nobody is reminded of a request that was refused. */
    'timer.reminder': '#approval.rejectedWithoutReason',
  },
});

export const rejectedWithoutReason = approval.createStateConfig({
  type: 'final',
  entry: [
    { type: 'recordDecision', params: ({ context }) => ({ result: outcomes[context.variant].rejected }) },
    { type: 'closeRequest', params: ({ context }) => ({ outcome: outcomes[context.variant].rejected }) },
    { type: 'noteHistory', params: { what: 'rejection_unfinished' } },
    { type: 'openTask', params: { reason: 'rejected_without_reason', urgent: false } },
    { type: 'sendPrompt', params: prompts.recordedRejectedForGood },
  ],
});
