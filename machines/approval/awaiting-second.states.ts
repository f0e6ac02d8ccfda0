import { assign } from 'xstate';
import { notAnAnswer } from '../shared/ask-again.ts';
import * as prompts from './approval.prompts.ts';
import { approval } from './approval.setup.ts';

/** How long a "yes" of the second person, given in time, may take to arrive here before the request ends as expired. */
const graceMs = 60_000;

const waits = { actions: { type: 'sendPrompt', params: prompts.waitingForSecond } } as const;
/** Taken back at once: while a reason was being asked the second person could approve what the first no longer wants. */
const takesBack = [
  { guard: 'mayNotObject', ...waits },
  { target: '#approval.correctedToRejection' },
] as const;

/** The first "yes" may be taken back while the second person has not answered (ADR 0017). */
const inTime = approval.createStateConfig({
  meta: { expects: 'choice' },
  on: {
    'customer.approved': waits,
    'customer.rejected': takesBack,
    'customer.corrected': takesBack,
    ...notAnAnswer(waits),
    'timer.expiry': 'outOfTime',
  },
});

/** Only the outcome is awaited: nothing this person says decides any more (ADR 0017). */
const outOfTime = approval.createStateConfig({
  meta: { expects: 'choice' },
  entry: { type: 'startTimer', params: { timer: 'expiry', afterMs: graceMs } },
  on: {
    'customer.*': '#approval.expiredWaiting',
    'system.askedAgain': '#approval.expiredWaiting',
    'timer.expiry': '#approval.expiredWaiting',
  },
});

/**
 * The first of two people approved; the request stays open until the second one answers, or the first takes it back (domain
 * 7.6, ADR 0017).
 */
export const awaitingSecond = approval.createStateConfig({
  entry: [
    assign({ hasApproved: true }),
    { type: 'recordDecision', params: { result: 'approved_first' } },
    { type: 'noteHistory', params: { what: 'needs_second_approver' } },
    { type: 'forwardRequest', params: { as: 'second_approver' } },
    { type: 'cancelTimer', params: { timer: 'reminder' } },
    { type: 'sendPrompt', params: prompts.waitingForSecond },
  ],
  initial: 'inTime',
  states: { inTime, outOfTime },
  on: {
    /** Nobody who has answered is reminded. */
    'timer.reminder': {},
    /** Nobody was found before: somebody may have been named since. */
    'staff.reminded': { actions: { type: 'forwardRequest', params: { as: 'second_approver' } } },
  },
});
