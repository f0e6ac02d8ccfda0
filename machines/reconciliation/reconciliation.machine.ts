import { assign } from 'xstate';
import { askAgain } from '../shared/ask-again.ts';
import { remindersAfter } from '../shared/dialog-events.ts';
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

const opening = reconciliation.createStateConfig({
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
    { type: 'sendPrompt', params: prompts.letter },
    { type: 'startTimer', params: ({ context }) => ({ timer: 'expiry', at: context.expiresAt }) },
  ],
});

const awaitingAnswer = reconciliation.createStateConfig({
  meta: { expects: 'answer' },
  on: {
    'customer.softlyAgreed': { actions: { type: 'sendPrompt', params: prompts.confirmSoft } },
    'customer.deferred': { actions: { type: 'sendPrompt', params: prompts.deferred } },
    'customer.repliedUnclearly': { actions: { type: 'sendPrompt', params: prompts.help } },
    'customer.unrecognised': { actions: { type: 'sendPrompt', params: prompts.help } },
    'customer.sentMedia': { actions: { type: 'sendPrompt', params: prompts.questionAgain } },
    'system.askedAgain': { actions: { type: 'sendPrompt', params: prompts.letterAgain } },
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

const confirmingAgreement = reconciliation.createStateConfig({
  meta: { expects: 'confirmation', confirms: 'agreement' },
  entry: { type: 'sendPrompt', params: prompts.agreementRecap },
  on: {
    ...askAgain('confirmingAgreement'),
    'customer.confirmed': [{ guard: 'mayBind', target: 'agreed' }, { target: 'forwarded' }],
    'customer.wentBack': 'startingOver',
  },
});

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
    'customer.askedForHuman': [
      { guard: 'humanWasAsked', actions: { type: 'sendPrompt', params: prompts.handover } },
      {
        actions: [
          assign({ humanAsked: true }),
          { type: 'sendPrompt', params: prompts.handover },
          { type: 'openTask', params: { reason: 'human_requested', urgent: false } },
          { type: 'noteHistory', params: { what: 'human_requested' } },
        ],
      },
    ],
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
    'timer.expiry': '.noResponse',
    'staff.reminded': {
      actions: [
        { type: 'sendPrompt', params: prompts.reminder },
        { type: 'noteHistory', params: { what: 'reminder_sent' } },
      ],
    },
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
    'system.promptLost': { actions: { type: 'noteHistory', params: { what: 'prompt_undeliverable' } } },
  },
  exit: [
    { type: 'cancelTimer', params: { timer: 'reminder' } },
    { type: 'cancelTimer', params: { timer: 'expiry' } },
  ],
  states: {
    opening,
    awaitingAnswer,
    startingOver,
    confirmingAgreement,
    disagreeing,
    agreed: {
      type: 'final',
      entry: [
        { type: 'recordDecision', params: { result: 'agreed' } },
        { type: 'closeRequest', params: { outcome: 'agreed' } },
        { type: 'sendPrompt', params: prompts.recorded('reconciliation.recordedAgreed') },
      ],
    },
    agreedPartially: {
      type: 'final',
      entry: [
        { type: 'recordDecision', params: { result: 'agreed_partial' } },
        { type: 'closeRequest', params: { outcome: 'agreed_partial' } },
        { type: 'openTask', params: { reason: 'reconciliation_disagreed', urgent: false } },
        { type: 'sendPrompt', params: prompts.recorded('reconciliation.recordedPartial') },
      ],
    },
    disagreed: {
      type: 'final',
      entry: [
        { type: 'recordDecision', params: { result: 'disagreed' } },
        { type: 'closeRequest', params: { outcome: 'disagreed' } },
        { type: 'openTask', params: { reason: 'reconciliation_disagreed', urgent: false } },
        { type: 'sendPrompt', params: prompts.recorded('reconciliation.recordedDisagreed') },
      ],
    },
    /** Ends this contact's dialog; the request stays open with a contact who may bind. */
    forwarded: {
      type: 'final',
      entry: [
        { type: 'noteHistory', params: { what: 'forwarded_unauthorised' } },
        { type: 'forwardRequest', params: {} },
        { type: 'sendPrompt', params: prompts.forwarded },
      ],
    },
    noResponse: {
      type: 'final',
      entry: [
        { type: 'closeRequest', params: { outcome: 'no_response' } },
        { type: 'openTask', params: { reason: 'reconciliation_no_response', urgent: false } },
        { type: 'sendPrompt', params: prompts.expired },
      ],
    },
    withdrawn: {
      type: 'final',
      entry: [
        { type: 'closeRequest', params: { outcome: 'withdrawn' } },
        { type: 'sendPrompt', params: prompts.withdrawn },
      ],
    },
    superseded: {
      type: 'final',
      entry: [
        { type: 'closeRequest', params: { outcome: 'superseded' } },
        { type: 'sendPrompt', params: prompts.superseded },
      ],
    },
    undeliverable: {
      type: 'final',
      entry: [
        { type: 'closeRequest', params: { outcome: 'undeliverable' } },
        { type: 'openTask', params: { reason: 'undeliverable', urgent: false } },
      ],
    },
  },
});
