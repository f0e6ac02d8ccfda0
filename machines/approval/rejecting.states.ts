import { askAgain } from '../shared/ask-again.ts';
import { unansweredEndOf } from '../shared/request-lifecycle.ts';
import { outcomes } from './approval.context.ts';
import type { ApprovalContext } from './approval.context.ts';
import * as prompts from './approval.prompts.ts';
import { approval } from './approval.setup.ts';

/** A word or a tap that takes the "no" back: nothing was recorded, and the question stands again (domain 7.6). */
const takesBack = {
  target: '#approval.open.awaitingAnswer',
  actions: ['forgetReason', { type: 'sendPrompt', params: prompts.questionAgain }],
} as const;

/** Not decided after all: nothing is recorded, the term stands (domain 9.1 rule 4). */
const putsOff = {
  target: '#approval.open.awaitingAnswer',
  actions: ['forgetReason', { type: 'sendPrompt', params: prompts.deferred }],
} as const;

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
        target: 'confirmingRejection',
        actions: 'noteReason',
      },
      { target: 'awaitingReason', reenter: true },
    ],
    'customer.gaveReason': {
      target: 'confirmingRejection',
      actions: 'noteReason',
    },
    'customer.skipped': { target: 'confirmingRejection', actions: 'forgetReason' },
    'customer.wentBack': takesBack,
    'customer.deferred': putsOff,
  },
});

/** «Other» says too little of an invoice: the words of the customer are asked for (domain 7.3). */
const awaitingReasonText = approval.createStateConfig({
  meta: { expects: 'reason' },
  entry: { type: 'sendPrompt', params: prompts.askReasonText },
  on: {
    ...askAgain('awaitingReasonText'),
    'customer.skipped': { target: 'confirmingRejection', actions: 'forgetReason' },
    'customer.gaveReason': {
      target: 'confirmingRejection',
      actions: 'noteReason',
    },
    'customer.wentBack': takesBack,
    'customer.deferred': putsOff,
  },
});

/**
 * The recap of the "no" waits, with the reason as it will stand: only its confirmation is recorded, as with a "yes" (domain
 * 7.6, R7, ADR 0017). Whoever is no contact any more may not object either (ADR 0012).
 */
const confirmingRejection = approval.createStateConfig({
  meta: { expects: 'confirmation', confirms: 'disagreement' },
  entry: { type: 'sendPrompt', params: prompts.rejectionRecap },
  on: {
    ...askAgain('confirmingRejection'),
    'customer.confirmed': [
      { guard: 'isConfirmedUnread', target: 'confirmingRejection', reenter: true },
      { guard: 'mayNotObject', target: '#approval.forwarded' },
      { target: '#approval.rejected' },
    ],
    'customer.wentBack': takesBack,
    'customer.deferred': putsOff,
  },
});

/**
 * The customer said "no", may say why, and confirms both. Silence on the way decides nothing: a reminder asks again, and the
 * expiry ends the request unanswered and tells staff that a "no" was begun (domain 7.6, ADR 0017).
 */
export const rejecting = approval.createStateConfig({
  initial: 'awaitingReason',
  states: { awaitingReason, awaitingReasonText, confirmingRejection },
  on: {
    'timer.expiry': {
      target: '#approval.expiredRejecting',
      actions: { type: 'noteHistory', params: { what: 'rejection_unfinished' } },
    },
  },
});

/** A "no" was begun and never confirmed: no decision, and a matter for a person at once (domain 7.6, ADR 0017). */
export const expiredRejecting = approval.createStateConfig(
  unansweredEndOf({
    closes: ({ context }: { context: ApprovalContext }) => ({ outcome: outcomes[context.variant].expired }),
    opens: { reason: 'rejection_unfinished', urgent: true },
    tells: prompts.expired,
  }),
);
