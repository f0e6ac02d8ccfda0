import { assign } from 'xstate';
import { remindersAfter } from '../shared/dialog-events.ts';
import { deadline } from './deadline.states.ts';
import { movement } from './movement.states.ts';
import { newNoticeContext, urgentWhenUndeliverable } from './notice.context.ts';
import * as prompts from './notice.prompts.ts';
import { notice } from './notice.setup.ts';
import { difference, payment } from './receiving.states.ts';
import { report } from './report.states.ts';
import { verification } from './verification.states.ts';

const opening = notice.createStateConfig({
  always: [
    {
      guard: 'hasReminders',
      target: 'presenting',
      actions: {
        type: 'startTimer',
        params: ({ context }) => ({ timer: 'reminder', at: context.reminders[0] ?? context.expiresAt }),
      },
    },
    { target: 'presenting' },
  ],
  exit: [
    { type: 'sendPrompt', params: prompts.first },
    { type: 'startTimer', params: ({ context }) => ({ timer: 'expiry', at: context.expiresAt }) },
  ],
});

/** From here on every notice behaves in its own way. */
const presenting = notice.createStateConfig({
  always: [
    { guard: { type: 'isVariant', params: { variant: 'movement' } }, target: 'movement' },
    { guard: { type: 'isVariant', params: { variant: 'payment' } }, target: 'payment' },
    { guard: { type: 'isVariant', params: { variant: 'difference' } }, target: 'difference' },
    { guard: { type: 'isVariant', params: { variant: 'verification' } }, target: 'verification' },
    { guard: { type: 'isVariant', params: { variant: 'deadline' } }, target: 'deadline' },
    { target: 'report' },
  ],
});

/** The buttons again; nothing that is not one of them moves a notice. */
const helped = { actions: { type: 'sendPrompt', params: prompts.help } } as const;

/**
 * Something the customer is told, with buttons that may be used but need not (domain 7.2, 7.5, 7.9, 7.10, 7.11). It never
 * records a decision: what binds has a request of its own.
 */
export const noticeMachine = notice.createMachine({
  id: 'notice',
  context: ({ input }) => newNoticeContext(input),
  initial: 'opening',
  on: {
    'customer.softlyAgreed': helped,
    'customer.deferred': helped,
    'customer.repliedUnclearly': helped,
    'customer.unrecognised': helped,
    'customer.sentMedia': helped,
    'customer.sentFile': helped,
    'system.askedAgain': { actions: { type: 'sendPrompt', params: prompts.firstAgain } },
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
          { type: 'sendPrompt', params: prompts.first },
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
          { type: 'sendPrompt', params: prompts.first },
          { type: 'noteHistory', params: { what: 'reminder_sent' } },
          assign({ reminders: [] }),
        ],
      },
    ],
    'staff.reminded': {
      actions: [
        { type: 'sendPrompt', params: prompts.first },
        { type: 'noteHistory', params: { what: 'reminder_sent' } },
      ],
    },
    'staff.settled': {
      guard: 'maySettle',
      target: '.closed',
      actions: [
        { type: 'closeRequest', params: ({ event }) => ({ outcome: event.outcome }) },
        { type: 'sendPrompt', params: ({ event }) => prompts.settled(event.outcome) },
      ],
    },
    'staff.cancelled': {
      target: '.closed',
      actions: [
        { type: 'closeRequest', params: { outcome: 'cancelled' } },
        { type: 'sendPrompt', params: prompts.withdrawn },
      ],
    },
    /** Notices know no outcome of their own for it (domain 7): the old one is withdrawn, in words of its own. */
    'system.superseded': {
      target: '.closed',
      actions: [
        { type: 'closeRequest', params: { outcome: 'cancelled' } },
        { type: 'sendPrompt', params: prompts.superseded },
      ],
    },
    /** Stays open until the expiry: staff may reach the person by other means. */
    'system.undeliverable': {
      actions: [
        { type: 'noteHistory', params: { what: 'undeliverable' } },
        {
          type: 'openTask',
          params: ({ context }) => ({ reason: 'undeliverable', urgent: urgentWhenUndeliverable(context) }),
        },
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
    presenting,
    report,
    movement,
    payment,
    difference,
    verification,
    deadline,
    closed: { type: 'final' },
  },
});
