import { setup } from 'xstate';
import { remindersAfter } from '../shared/dialog-events.ts';
import type { RequestInput, StateMeta } from '../shared/dialog-events.ts';
import { effectActions } from '../shared/effects.ts';
import { rejectionReasons, settledOutcomes } from './approval.context.ts';
import type { ApprovalContext } from './approval.context.ts';
import type { ApprovalEvent } from './approval.events.ts';

/** Types, effects and claims of the machine. */
export const approval = setup({
  types: {
    context: {} as ApprovalContext,
    events: {} as ApprovalEvent,
    input: {} as RequestInput,
    meta: {} as StateMeta,
  },
  actions: effectActions,
  guards: {
    hasReminders: ({ context }) => context.reminders.length > 0,
    hasLaterReminder: ({ context, event }) =>
      event.type === 'timer.reminder' && remindersAfter(context.reminders, event.now).length > 0,
    mayBind: ({ event }) => 'authority' in event && event.authority === 'binding',
    mayBindFirst: ({ context, event }) =>
      context.fourEyes === 'first' && 'authority' in event && event.authority === 'binding',
    isAboveLimit: ({ event }) => 'authority' in event && event.authority === 'above_limit',
    mayNotObject: ({ event }) => 'mayObject' in event && !event.mayObject,
    isInvoice: ({ context }) => context.variant === 'invoice',
    isFirstOfTwo: ({ context }) => context.fourEyes === 'first',
    isOver: ({ context }) => context.isOver,
    hasOpenQuestion: ({ context }) => context.questionOpen,
    needsReasonText: ({ context, event }) =>
      context.variant === 'invoice' && event.type === 'customer.choseReason' && event.reason === 'other',
    choseKnownReason: ({ context, event }) =>
      event.type === 'customer.choseReason' &&
      rejectionReasons[context.variant].some((reason) => reason === event.reason),
    isSettledAsKnown: ({ context, event }) =>
      event.type === 'staff.settled' &&
      settledOutcomes[context.variant].some((outcome) => outcome === event.outcome),
    humanWasAsked: ({ context }) => context.humanAsked,
  },
});
