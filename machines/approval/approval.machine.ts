import { assign } from 'xstate';
import { askAgain } from '../shared/ask-again.ts';
import { remindersAfter } from '../shared/dialog-events.ts';
import { newApprovalContext, outcomes } from './approval.context.ts';
import * as prompts from './approval.prompts.ts';
import { approval } from './approval.setup.ts';
import { rejectedWithoutReason, rejecting } from './rejecting.states.ts';

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
    'customer.sentMedia': { actions: { type: 'sendPrompt', params: prompts.help } },
    'system.askedAgain': { actions: { type: 'sendPrompt', params: prompts.requestAgain } },
    'customer.askedQuestion': [
      { guard: 'isInvoice', actions: { type: 'sendPrompt', params: prompts.help } },
      { target: 'awaitingQuestion' },
    ],
  },
});

const confirmingApproval = approval.createStateConfig({
  meta: { expects: 'confirmation', confirms: 'agreement' },
  entry: { type: 'sendPrompt', params: prompts.recap },
  on: {
    ...askAgain('confirmingApproval'),
    'customer.confirmed': [{ guard: 'mayBind', target: 'approved' }, { target: 'forwarded' }],
    'customer.wentBack': {
      target: 'awaitingAnswer',
      actions: { type: 'sendPrompt', params: prompts.help },
    },
  },
});

const backWithHelp = {
  target: 'awaitingAnswer',
  actions: { type: 'sendPrompt', params: prompts.help },
} as const;
const awaitingQuestion = approval.createStateConfig({
  meta: { expects: 'question' },
  entry: { type: 'sendPrompt', params: prompts.askQuestionText },
  on: {
    'customer.gaveQuestion': {
      target: 'awaitingAnswer',
      actions: [
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

/**
 * An approval of a transaction or an invoice (domain 7.3, 7.6): a "yes" binds only after the recap and only from a contact
 * who may bind the amount; a "no" needs no second step; silence never approves.
 */
export const approvalMachine = approval.createMachine({
  id: 'approval',
  context: ({ input }) => newApprovalContext(input),
  initial: 'opening',
  on: {
    'customer.approved': [{ guard: 'mayBind', target: '.confirmingApproval' }, { target: '.forwarded' }],
    'customer.rejected': [{ guard: 'mayNotObject', target: '.forwarded' }, { target: '.rejecting' }],
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
    'timer.expiry': '.expired',
    'staff.reminded': {
      actions: [
        { type: 'sendPrompt', params: prompts.reminder },
        { type: 'noteHistory', params: { what: 'reminder_sent' } },
      ],
    },
    'staff.cancelled': '.withdrawn',
    'system.superseded': '.superseded',
    /** Stays open until the expiry: staff may reach the person by other means. */
    'system.undeliverable': {
      actions: [
        { type: 'noteHistory', params: { what: 'undeliverable' } },
        { type: 'openTask', params: { reason: 'undeliverable', urgent: true } },
      ],
    },
    'system.promptLost': { actions: { type: 'noteHistory', params: { what: 'prompt_undeliverable' } } },
  },
  exit: [
    { type: 'cancelTimer', params: { timer: 'reminder' } },
    { type: 'cancelTimer', params: { timer: 'expiry' } },
  ],
  states: {
    opening,
    awaitingAnswer,
    awaitingQuestion,
    confirmingApproval,
    rejecting,
    approved: {
      type: 'final',
      entry: [
        { type: 'recordDecision', params: { result: 'approved' } },
        { type: 'closeRequest', params: { outcome: 'approved' } },
        { type: 'sendPrompt', params: prompts.recordedApproved },
      ],
    },
    rejected: {
      type: 'final',
      entry: [
        { type: 'recordDecision', params: ({ context }) => ({ result: outcomes[context.variant].rejected }) },
        { type: 'closeRequest', params: ({ context }) => ({ outcome: outcomes[context.variant].rejected }) },
        { type: 'openTask', params: { reason: 'approval_rejected', urgent: false } },
        { type: 'sendPrompt', params: prompts.recordedRejected },
      ],
    },
    rejectedWithoutReason,
    /** Ends this contact's dialog; the request stays open with a contact who may bind. */
    forwarded: {
      type: 'final',
      entry: [
        { type: 'noteHistory', params: { what: 'forwarded_unauthorised' } },
        { type: 'forwardRequest', params: {} },
        { type: 'sendPrompt', params: prompts.forwarded },
      ],
    },
    expired: {
      type: 'final',
      entry: [
        { type: 'closeRequest', params: ({ context }) => ({ outcome: outcomes[context.variant].expired }) },
        { type: 'openTask', params: { reason: 'approval_expired', urgent: false } },
        { type: 'sendPrompt', params: prompts.expired },
      ],
    },
    withdrawn: {
      type: 'final',
      entry: [
        { type: 'closeRequest', params: ({ context }) => ({ outcome: outcomes[context.variant].withdrawn }) },
        { type: 'sendPrompt', params: prompts.withdrawn },
      ],
    },
    /** Approvals know no outcome of their own for it (domain 7): the old one is withdrawn, in words of its own. */
    superseded: {
      type: 'final',
      entry: [
        { type: 'closeRequest', params: ({ context }) => ({ outcome: outcomes[context.variant].withdrawn }) },
        { type: 'sendPrompt', params: prompts.superseded },
      ],
    },
  },
});
