import { setup } from 'xstate';
import {
  dialogTypes,
  reasonActions,
  remindingActions,
  remindingGuards,
  standingGuards,
} from '../shared/request-memory.ts';
import { openLines, sideOf, someAgreed } from './reconciliation.context.ts';
import type { ReconciliationContext } from './reconciliation.context.ts';
import { disagreementReasons } from './reconciliation.events.ts';
import type { ReconciliationEvent } from './reconciliation.events.ts';

/** Types, effects and claims shared by the parts of the machine. */
export const reconciliation = setup({
  types: dialogTypes<ReconciliationContext, ReconciliationEvent>(),
  actions: {
    ...remindingActions<ReconciliationContext, ReconciliationEvent>(),
    ...reasonActions<ReconciliationContext, ReconciliationEvent>(),
  },
  guards: {
    ...remindingGuards,
    ...standingGuards,
    mayNotBindAgreedPart: ({ context, event }) =>
      someAgreed(context) && !('authority' in event && event.authority === 'binding'),
    mayNotBindAgreedUnits: ({ event }) =>
      event.type === 'customer.answeredUnits' &&
      event.units.some(({ answer }) => answer === 'agreed') &&
      event.authority !== 'binding',
    disputesUnits: ({ event }) =>
      event.type === 'customer.answeredUnits' && event.units.some(({ answer }) => answer === 'disagreed'),
    leavesUnitsOpen: ({ context, event }) =>
      event.type === 'customer.answeredUnits' && event.units.length < context.lines.length,
    hasOneLine: ({ context }) => context.lines.length === 1,
    hasUnitsQueued: ({ context }) => context.queue.length > 0,
    hasOpenLines: ({ context }) => openLines(context).length > 0,
    /** After a typed partial answer the customer has said which units; nothing more is asked. */
    mayDisputeMore: ({ context }) => openLines(context).length > 0 && !someAgreed(context),
    choseAll: ({ event }) => event.type === 'customer.choseUnit' && event.unit === 'ALL',
    choseOpenUnit: ({ context, event }) =>
      event.type === 'customer.choseUnit' && openLines(context).some((line) => line.unit === event.unit),
    knowsSideOfFigure: ({ context, event }) =>
      event.type === 'customer.gaveFigure' && sideOf(context, event.figure) !== null,
    choseOption: ({ context, event }) =>
      event.type === 'customer.gaveFigureOption' && context.options[event.index] !== undefined,
    knowsSideOfOption: ({ context, event }) => {
      const option = event.type === 'customer.gaveFigureOption' ? context.options[event.index] : undefined;
      return option !== undefined && sideOf(context, option) !== null;
    },
    choseKnownReason: ({ event }) =>
      event.type === 'customer.choseReason' && disagreementReasons.some((reason) => reason === event.reason),
    someAgreed: ({ context }) => someAgreed(context),
  },
});
