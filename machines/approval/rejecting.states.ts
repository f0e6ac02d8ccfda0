import { askAgain } from '../shared/ask-again.ts';
import { outcomes } from './approval.context.ts';
import * as prompts from './approval.prompts.ts';
import { approval } from './approval.setup.ts';

/** One of the offered reasons, own words, or none (domain 7.3, 7.6). */
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

/** «Other» says too little of an invoice: the words of the customer are asked for (domain 7.3). */
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
 * request ends as rejected, not as unanswered, and staff is told that the reason is missing (domain 7.6).
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

/** The "no" counts although its reason never came: it was said, and silence after it takes nothing back (domain 7.6). */
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
