import { assign } from 'xstate';
import { askAgain } from '../shared/ask-again.ts';
import * as prompts from './reconciliation.prompts.ts';
import { openLines, sideOf, withDisputed, withOwnFigure, withoutQueue } from './reconciliation.context.ts';
import type { OwnFigure, ReconciliationContext } from './reconciliation.context.ts';
import { reconciliation } from './reconciliation.setup.ts';

const settle = (context: ReconciliationContext, figure: OwnFigure | undefined) => {
  const side = figure && sideOf(context, figure);
  return withOwnFigure(context, figure && side ? { quantity: figure.quantity, side } : null);
};

/** Which of several balances differs; one, or all that are open (domain 7.1, R8). */
const choosingUnit = reconciliation.createStateConfig({
  meta: { expects: 'unit' },
  entry: { type: 'sendPrompt', params: prompts.whichUnit },
  on: {
    ...askAgain('choosingUnit'),
    'customer.choseUnit': [
      {
        guard: 'choseAll',
        target: 'awaitingFigure',
        actions: assign(({ context }) =>
          withDisputed(
            context,
            openLines(context).map((line) => line.unit),
          ),
        ),
      },
      {
        guard: 'choseOpenUnit',
        target: 'awaitingFigure',
        actions: assign(({ context, event }) => withDisputed(context, [event.unit])),
      },
      { target: 'choosingUnit', reenter: true },
    ],
    'customer.wentBack': '#reconciliation.startingOver',
  },
});

const figureGiven = reconciliation.createStateConfig({
  on: {
    'customer.gaveFigure': [
      {
        guard: 'knowsSideOfFigure',
        target: 'unitSettled',
        actions: assign(({ context, event }) => settle(context, event.figure)),
      },
      { target: 'awaitingSide', actions: assign({ figure: ({ event }) => event.figure }) },
    ],
    'customer.gaveAmbiguousFigure': {
      target: 'choosingFigure',
      reenter: true,
      actions: assign({ options: ({ event }) => [...event.options] }),
    },
    'customer.skipped': {
      target: 'unitSettled',
      actions: assign(({ context }) => withOwnFigure(context, null)),
    },
    'customer.wentBack': [
      { guard: 'hasOneLine', target: '#reconciliation.startingOver' },
      { target: 'choosingUnit', actions: assign(({ context }) => withoutQueue(context)) },
    ],
  },
}).on;

/** The customer's own figure, or none (domain 7.1). */
const awaitingFigure = reconciliation.createStateConfig({
  meta: { expects: 'figure' },
  entry: { type: 'sendPrompt', params: prompts.askFigure },
  on: {
    ...askAgain('awaitingFigure'),
    ...figureGiven,
    'customer.unrecognised': { actions: { type: 'sendPrompt', params: prompts.figureNotUnderstood } },
  },
});

/** The figure has two meanings, and the customer says which one it is (domain 2.6, 9.1 rule 9). */
const choosingFigure = reconciliation.createStateConfig({
  meta: { expects: 'figure' },
  entry: { type: 'sendPrompt', params: prompts.ambiguousFigure },
  on: {
    ...askAgain('choosingFigure'),
    ...figureGiven,
    'customer.gaveFigureOption': [
      {
        guard: 'knowsSideOfOption',
        target: 'unitSettled',
        actions: assign(({ context, event }) => settle(context, context.options[event.index])),
      },
      {
        guard: 'choseOption',
        target: 'awaitingSide',
        actions: assign({ figure: ({ context, event }) => context.options[event.index] ?? null }),
      },
      { target: 'choosingFigure', reenter: true },
    ],
  },
});

/** A figure without its side says nothing about who owes whom (domain 2.1, R9). */
const awaitingSide = reconciliation.createStateConfig({
  meta: { expects: 'side' },
  entry: { type: 'sendPrompt', params: prompts.askSide },
  on: {
    ...askAgain('awaitingSide'),
    'customer.choseSide': {
      target: 'unitSettled',
      actions: assign(({ context, event }) =>
        withOwnFigure(context, { quantity: context.figure?.quantity ?? '0', side: event.side }),
      ),
    },
  },
});

/** Other units may differ as well (domain 7.1). */
const askingMore = reconciliation.createStateConfig({
  meta: { expects: 'unit' },
  entry: { type: 'sendPrompt', params: prompts.moreUnits },
  on: {
    ...askAgain('askingMore'),
    'customer.choseUnitMore': 'choosingUnit',
    'customer.choseUnit': {
      guard: 'choseOpenUnit',
      target: 'awaitingFigure',
      actions: assign(({ context, event }) => withDisputed(context, [event.unit])),
    },
    'customer.finished': 'awaitingReason',
  },
});

/** Why the books differ, in a word, in own words, or not at all (domain 7.1). */
const awaitingReason = reconciliation.createStateConfig({
  meta: { expects: 'reason' },
  entry: { type: 'sendPrompt', params: prompts.askReason },
  on: {
    ...askAgain('awaitingReason'),
    'customer.choseReason': [
      {
        guard: 'choseKnownReason',
        target: 'confirming',
        actions: 'noteReason',
      },
      { target: 'awaitingReason', reenter: true },
    ],
    'customer.gaveReason': { target: 'confirming', actions: 'noteReason' },
    'customer.skipped': { target: 'confirming', actions: assign({ reason: null }) },
    'customer.wentBack': '#reconciliation.startingOver',
  },
});

/**
 * The recap of every answer waits: an agreed part needs somebody who may bind, an objection any contact (domain R6, R7, ADR
 * 0012).
 */
const confirming = reconciliation.createStateConfig({
  meta: { expects: 'confirmation', confirms: 'disagreement' },
  entry: { type: 'sendPrompt', params: prompts.disagreementRecap },
  on: {
    ...askAgain('confirming'),
    'customer.confirmed': [
      { guard: 'isConfirmedUnread', target: 'confirming', reenter: true },
      { guard: 'mayNotObject', target: '#reconciliation.forwarded' },
      { guard: 'mayNotBindAgreedPart', target: '#reconciliation.forwarded' },
      { guard: 'someAgreed', target: '#reconciliation.agreedPartially' },
      { target: '#reconciliation.disagreed' },
    ],
    'customer.wentBack': '#reconciliation.startingOver',
  },
});

/** From "no" to a recorded disagreement: unit, own figure, side, further units, reason, recap (domain 7.1). */
export const disagreeing = reconciliation.createStateConfig({
  initial: 'choosingUnit',
  states: {
    choosingUnit,
    awaitingFigure,
    choosingFigure,
    awaitingSide,
    /** One unit is done: the next that was named, or the question for more (domain 7.1). */
    unitSettled: {
      always: [
        { guard: 'hasUnitsQueued', target: 'awaitingFigure' },
        { guard: 'mayDisputeMore', target: 'askingMore' },
        { target: 'awaitingReason' },
      ],
    },
    askingMore,
    awaitingReason,
    confirming,
  },
  on: {
    'timer.expiry': {
      target: '#reconciliation.noResponse',
      actions: { type: 'noteHistory', params: { what: 'disagreement_unfinished' } },
    },
  },
});
