import { notAnAnswer } from '../shared/ask-again.ts';
import {
  goesOnWhenInTime,
  humanOnRequest,
  notedWhenLost,
  openingOf,
  openThoughUndelivered,
  reminded,
  stopTimers,
} from '../shared/request-lifecycle.ts';
import { deadline } from './deadline.states.ts';
import { movement } from './movement.states.ts';
import { newNoticeContext, urgentWhenUndeliverable } from './notice.context.ts';
import * as prompts from './notice.prompts.ts';
import { notice } from './notice.setup.ts';
import { difference, payment } from './receiving.states.ts';
import { report } from './report.states.ts';
import { verification } from './verification.states.ts';

/** The notice goes out and its time runs (domain 7, ADR 0013). */
const opening = notice.createStateConfig(openingOf(prompts.first, 'presenting'));

/** From here on every notice behaves in its own way (ADR 0013). */
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
    ...notAnAnswer(helped),
    'customer.sentFile': helped,
    'system.askedAgain': { actions: { type: 'sendPrompt', params: prompts.firstAgain } },
    ...humanOnRequest,
    ...reminded(prompts.first),
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
    ...openThoughUndelivered(urgentWhenUndeliverable),
    ...notedWhenLost,
    ...goesOnWhenInTime,
  },
  exit: stopTimers,
  states: {
    opening,
    presenting,
    report,
    movement,
    payment,
    difference,
    verification,
    deadline,
    /** Its outcome is with the business; silence ends it with a neutral one, without a message (ADR 0013). */
    closed: { type: 'final' },
  },
});
