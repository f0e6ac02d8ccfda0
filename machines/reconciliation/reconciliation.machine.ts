import { assign } from 'xstate';
import { askAgain, explained } from '../shared/ask-again.ts';
import {
  endOf,
  forwardedEndOf,
  goesOnWhenInTime,
  humanOnRequest,
  notedWhenLost,
  openingOf,
  reminded,
  stopTimers,
  unansweredEndOf,
} from '../shared/request-lifecycle.ts';
import { disagreeing } from './disagreeing.states.ts';
import {
  newReconciliationContext,
  withAllAgreed,
  withAnswers,
  withDisputed,
  withoutAnswers,
} from './reconciliation.context.ts';
import * as prompts from './reconciliation.prompts.ts';
import { reconciliation } from './reconciliation.setup.ts';

/** The letter goes out and its time runs (domain 3.3, 7.1). */
const opening = reconciliation.createStateConfig(openingOf(prompts.letter, 'awaitingAnswer'));

/** Buttons first; words that are no plain answer bring them again (domain 7.1, 9.1 rules 1 and 6). */
const awaitingAnswer = reconciliation.createStateConfig({
  meta: { expects: 'answer' },
  on: {
    ...explained({
      softlyAgreed: prompts.confirmSoft,
      deferred: prompts.deferred,
      unclear: prompts.help,
      sentMedia: prompts.questionAgain,
      askedAgain: prompts.letterAgain,
    }),
    'customer.softlyDisagreed': { actions: { type: 'sendPrompt', params: prompts.confirmNo } },
    'customer.wentBack': { actions: { type: 'sendPrompt', params: prompts.questionAgain } },
    'customer.mentionedDifference': {
      actions: {
        type: 'sendPrompt',
        params: ({ event }) => prompts.understoodPartly(event.figures, event.units),
      },
    },
    'customer.sentFile': {
      actions: [
        { type: 'noteHistory', params: { what: 'statement_received' } },
        { type: 'sendPrompt', params: prompts.statementAdded },
      ],
    },
    'file.refused': { actions: { type: 'sendPrompt', params: prompts.fileRefusedAsking } },
    'system.undeliverable': 'undeliverable',
  },
});

/**
 * The recap of every line waits: only its own button makes the "yes" count, and only of somebody who may bind
 * (domain 7.1, R6, R7).
 */
const confirmingAgreement = reconciliation.createStateConfig({
  meta: { expects: 'confirmation', confirms: 'agreement' },
  entry: { type: 'sendPrompt', params: prompts.agreementRecap },
  on: {
    ...askAgain('confirmingAgreement'),
    'customer.confirmed': [
      { guard: 'isConfirmedUnread', target: 'confirmingAgreement', reenter: true },
      { guard: 'mayBind', target: 'agreed' },
      { target: 'forwarded' },
    ],
    'customer.wentBack': 'startingOver',
  },
});

/** Nothing counts before the recap is confirmed: going back forgets what was answered (domain 7.1). */
const startingOver = reconciliation.createStateConfig({
  entry: [
    assign(({ context }) => withoutAnswers(context)),
    { type: 'sendPrompt', params: prompts.questionAgain },
  ],
  always: 'awaitingAnswer',
});

/**
 * A reconciliation letter from the first prompt to its outcome (domain 7.1). A "yes" binds only after the recap of every
 * unit line and only from a contact who may bind; a "no" is taken from any contact of the customer; silence is `no_response`.
 */
export const reconciliationMachine = reconciliation.createMachine({
  id: 'reconciliation',
  context: ({ input }) => newReconciliationContext(input),
  initial: 'opening',
  on: {
    'customer.agreed': [
      {
        guard: 'mayBind',
        target: '.confirmingAgreement',
        actions: assign(({ context }) => withAllAgreed(context)),
      },
      { target: '.forwarded' },
    ],
    'customer.disagreed': [
      { guard: 'mayNotObject', target: '.forwarded' },
      {
        guard: 'hasOneLine',
        target: '.disagreeing.awaitingFigure',
        actions: [
          assign(({ context }) => withoutAnswers(context)),
          assign(({ context }) =>
            withDisputed(
              context,
              context.lines.map((line) => line.unit),
            ),
          ),
        ],
      },
      { target: '.disagreeing', actions: assign(({ context }) => withoutAnswers(context)) },
    ],
    'customer.answeredUnits': [
      { guard: 'mayNotObject', target: '.forwarded' },
      { guard: 'mayNotBindAgreedUnits', target: '.forwarded' },
      {
        guard: 'disputesUnits',
        target: '.disagreeing.awaitingFigure',
        actions: assign(({ context, event }) => withAnswers(context, event.units)),
      },
      {
        guard: 'leavesUnitsOpen',
        target: '.disagreeing',
        actions: assign(({ context, event }) => withAnswers(context, event.units)),
      },
      { actions: { type: 'sendPrompt', params: prompts.help } },
    ],
    ...humanOnRequest,
    ...reminded(prompts.reminder),
    'timer.expiry': '.noResponse',
    /** The person's own statement (domain 7.1): never an answer; what was asked is asked again by the routing. */
    'customer.sentFile': {
      actions: [
        { type: 'noteHistory', params: { what: 'statement_received' } },
        { type: 'sendPrompt', params: prompts.fileAdded },
      ],
    },
    'customer.uploadedFiles': { actions: { type: 'noteHistory', params: { what: 'statement_received' } } },
    'file.accepted': {
      actions: [
        { type: 'noteHistory', params: { what: 'file_accepted' } },
        { type: 'openTask', params: { reason: 'own_statement', urgent: false, role: 'accounting' } },
      ],
    },
    'file.refused': { actions: { type: 'sendPrompt', params: prompts.fileRefused } },
    'staff.cancelled': '.withdrawn',
    'system.superseded': '.superseded',
    'system.undeliverable': { actions: { type: 'noteHistory', params: { what: 'prompt_undeliverable' } } },
    ...notedWhenLost,
    ...goesOnWhenInTime,
  },
  exit: stopTimers,
  states: {
    opening,
    awaitingAnswer,
    startingOver,
    confirmingAgreement,
    disagreeing,
    /** Every line is agreed, by somebody who may bind (domain 7.1, R6). */
    agreed: {
      type: 'final',
      entry: [
        { type: 'recordDecision', params: { result: 'agreed' } },
        { type: 'closeRequest', params: { outcome: 'agreed' } },
        { type: 'sendPrompt', params: prompts.recorded('reconciliation.recordedAgreed') },
      ],
    },
    /** Some lines are agreed, the others are a matter for accounting (domain 7.1, R8). */
    agreedPartially: {
      type: 'final',
      entry: [
        { type: 'recordDecision', params: { result: 'agreed_partial' } },
        { type: 'closeRequest', params: { outcome: 'agreed_partial' } },
        { type: 'openTask', params: { reason: 'reconciliation_disagreed', urgent: false } },
        { type: 'sendPrompt', params: prompts.recorded('reconciliation.recordedPartial') },
      ],
    },
    /** An objection: recorded, passed on at once, statutory forms and periods reserved (domain 3.2, 7.1). */
    disagreed: {
      type: 'final',
      entry: [
        { type: 'recordDecision', params: { result: 'disagreed' } },
        { type: 'closeRequest', params: { outcome: 'disagreed' } },
        { type: 'openTask', params: { reason: 'reconciliation_disagreed', urgent: false } },
        { type: 'sendPrompt', params: prompts.recorded('reconciliation.recordedDisagreed') },
      ],
    },
    /** Ends this contact's dialog; the request stays open with a contact who may bind (domain R6, ADR 0012). */
    forwarded: forwardedEndOf({ to: {}, tells: prompts.forwarded }),
    /** Nobody answered: never an agreement, a task for staff (domain 3.3, R5). */
    noResponse: unansweredEndOf({
      closes: { outcome: 'no_response' },
      opens: { reason: 'reconciliation_no_response', urgent: false },
      tells: prompts.expired,
    }),
    /** The business withdrew the letter (domain 7). */
    withdrawn: endOf({ closes: { outcome: 'withdrawn' }, tells: prompts.withdrawn }),
    /** A new version was made under a new reference (domain 3.3). */
    superseded: endOf({ closes: { outcome: 'superseded' }, tells: prompts.superseded }),
    /** The letter never reached this person, and nothing was asked (domain 7.1). */
    undeliverable: {
      type: 'final',
      entry: [
        { type: 'closeRequest', params: { outcome: 'undeliverable' } },
        { type: 'openTask', params: { reason: 'undeliverable', urgent: false } },
      ],
    },
  },
});
