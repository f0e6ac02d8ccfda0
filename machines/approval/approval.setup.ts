import { assign, setup } from 'xstate';
import {
  dialogTypes,
  reasonActions,
  remindingActions,
  remindingGuards,
  standingGuards,
} from '../shared/request-memory.ts';
import { rejectionReasons, settledOutcomes } from './approval.context.ts';
import type { ApprovalContext } from './approval.context.ts';
import type { ApprovalEvent } from './approval.events.ts';

/** Types, effects and claims of the machine. */
export const approval = setup({
  types: dialogTypes<ApprovalContext, ApprovalEvent>(),
  actions: {
    ...remindingActions<ApprovalContext, ApprovalEvent>(),
    ...reasonActions<ApprovalContext, ApprovalEvent>(),
    forgetReason: assign({ reason: null }),
  },
  guards: {
    ...remindingGuards,
    ...standingGuards,
    mayBindFirst: ({ context, event }) =>
      context.fourEyes === 'first' && 'authority' in event && event.authority === 'binding',
    isAboveLimit: ({ event }) => 'authority' in event && event.authority === 'above_limit',
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
  },
});
