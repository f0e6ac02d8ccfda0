import { assign } from 'xstate';
import { askAgain, notAnAnswer } from '../shared/ask-again.ts';
import { outcomes } from './approval.context.ts';
import * as prompts from './approval.prompts.ts';
import { approval } from './approval.setup.ts';

/** How long a mistake may be undone in the chat after the request ended. */
const correctionMs = 10 * 60_000;

const offersAfterApproval = { actions: { type: 'sendPrompt', params: prompts.offerAfterApproval } } as const;
const offersAfterRejection = {
  actions: { type: 'sendPrompt', params: prompts.offerAfterRejection },
} as const;
const tooLate = {
  guard: 'isOver',
  actions: { type: 'sendPrompt', params: prompts.correctionTooLate },
} as const;

/** The "yes" stands; one tap starts its correction (ADR 0017). */
const approved = approval.createStateConfig({
  meta: { expects: 'correction' },
  on: {
    'customer.corrected': 'confirmingRejection',
    'customer.rejected': offersAfterApproval,
    'customer.approved': offersAfterApproval,
    'system.askedAgain': offersAfterApproval,
  },
});

/** The "no" stands; one tap starts its correction, unless the time of the request is over (ADR 0017). */
const rejected = approval.createStateConfig({
  meta: { expects: 'correction' },
  on: {
    'customer.corrected': [tooLate, { target: 'confirmingApproval' }],
    'customer.approved': [tooLate, offersAfterRejection],
    'customer.rejected': offersAfterRejection,
    'system.askedAgain': offersAfterRejection,
  },
});

/** The recap of the correction waits. Whoever is no contact any more may not object either (ADR 0012, 0017). */
const confirmingRejection = approval.createStateConfig({
  meta: { expects: 'confirmation', confirms: 'disagreement' },
  entry: { type: 'sendPrompt', params: prompts.correctingToRejection },
  on: {
    ...askAgain('confirmingRejection'),
    'customer.confirmed': [
      { guard: 'isConfirmedUnread', target: 'confirmingRejection', reenter: true },
      {
        guard: 'mayNotObject',
        target: 'approved',
        actions: { type: 'sendPrompt', params: prompts.correctionNotAllowed.approved },
      },
      { target: '#approval.correctedToRejection' },
    ],
    'customer.wentBack': {
      target: 'approved',
      actions: { type: 'sendPrompt', params: prompts.keptApproval },
    },
  },
});

/** The recap of the correction waits. It needs the same rights as any approval (domain R6, ADR 0017). */
const confirmingApproval = approval.createStateConfig({
  meta: { expects: 'confirmation', confirms: 'agreement' },
  entry: { type: 'sendPrompt', params: prompts.correctingToApproval },
  on: {
    ...askAgain('confirmingApproval'),
    'customer.confirmed': [
      { guard: 'isConfirmedUnread', target: 'confirmingApproval', reenter: true },
      { ...tooLate, target: 'rejected' },
      { guard: 'mayBind', target: '#approval.correctedToApproval', actions: assign({ reason: null }) },
      {
        target: 'rejected',
        actions: { type: 'sendPrompt', params: prompts.correctionNotAllowed.rejected },
      },
    ],
    'customer.wentBack': {
      target: 'rejected',
      actions: { type: 'sendPrompt', params: prompts.keptRejection },
    },
  },
});

const kept = { actions: { type: 'sendPrompt', params: prompts.keptRejection } } as const;
const askReasonAgain = { actions: { type: 'sendPrompt', params: prompts.askReason } } as const;
const askTextAgain = { actions: { type: 'sendPrompt', params: prompts.askReasonText } } as const;
const given = { type: 'noteHistory', params: { what: 'reason_given' } } as const;
const recorded = { type: 'sendPrompt', params: prompts.reasonRecorded } as const;

/** The "no" is on record already; only its reason is asked (ADR 0017). */
const awaitingReason = approval.createStateConfig({
  meta: { expects: 'reason' },
  on: {
    ...notAnAnswer(askReasonAgain),
    'customer.approved': kept,
    'customer.rejected': kept,
    'customer.corrected': kept,
    'customer.choseReason': [
      { guard: 'needsReasonText', target: 'awaitingReasonText' },
      {
        guard: 'choseKnownReason',
        target: '#approval.ended',
        actions: ['noteReason', given, recorded],
      },
      askReasonAgain,
    ],
    'customer.gaveReason': {
      target: '#approval.ended',
      actions: ['noteReason', given, recorded],
    },
    'customer.skipped': { target: '#approval.ended', ...kept },
    'customer.wentBack': kept,
  },
});

/** «Other» says too little of an invoice: the words of the customer are asked for (domain 7.3). */
const awaitingReasonText = approval.createStateConfig({
  meta: { expects: 'reason' },
  entry: { type: 'sendPrompt', params: prompts.askReasonText },
  on: {
    ...notAnAnswer(askTextAgain),
    'customer.skipped': { target: '#approval.ended', ...kept },
    'customer.wentBack': kept,
    'customer.gaveReason': {
      target: '#approval.ended',
      actions: ['noteReason', given, recorded],
    },
  },
});

/**
 * The request ended and the business was told; for ten minutes this person may undo a mistake, once. Both decisions stay on
 * record. A "no" becomes a "yes" only while the time of the request lasts (ADR 0017).
 */
export const correctable = approval.createStateConfig({
  entry: { type: 'startTimer', params: { timer: 'correction', afterMs: correctionMs } },
  exit: { type: 'cancelTimer', params: { timer: 'correction' } },
  initial: 'approved',
  states: { approved, rejected, confirmingRejection, confirmingApproval, awaitingReason, awaitingReasonText },
  on: {
    'timer.correction': '#approval.ended',
    'timer.expiry': { actions: assign({ isOver: true }) },
    /** The mistake was noticed in time, and we learn of it now: the time to undo it begins again (reliability A.6). */
    'system.answeredInTime': {
      actions: { type: 'startTimer', params: { timer: 'correction', afterMs: correctionMs } },
    },
    'system.decidedElsewhere': '#approval.overruled',
  },
});

/**
 * The "yes" became a "no", which counts at once. Of the first of two people it ends a request that is still open; otherwise
 * it takes the place of the outcome (ADR 0017).
 */
export const correctedToRejection = approval.createStateConfig({
  entry: [
    {
      type: 'recordDecision',
      params: ({ context }) => ({ result: outcomes[context.variant].rejected, corrects: true }),
    },
    {
      type: 'closeRequest',
      params: ({ context }) => ({
        outcome: outcomes[context.variant].rejected,
        ...(context.hasApproved ? {} : { corrects: true }),
      }),
    },
    { type: 'noteHistory', params: { what: 'corrected' } },
    { type: 'openTask', params: { reason: 'decision_corrected', urgent: true } },
    { type: 'sendPrompt', params: prompts.correctedAskReason },
  ],
  always: '#approval.correctable.awaitingReason',
});

/** The "no" became a "yes": a decision of its own, and the last one of this dialog (ADR 0017). */
export const correctedToApproval = approval.createStateConfig({
  type: 'final',
  entry: [
    { type: 'recordDecision', params: { result: 'approved', corrects: true } },
    { type: 'closeRequest', params: { outcome: 'approved', corrects: true } },
    { type: 'noteHistory', params: { what: 'corrected' } },
    { type: 'openTask', params: { reason: 'decision_corrected', urgent: true } },
    { type: 'sendPrompt', params: prompts.corrected },
  ],
});
