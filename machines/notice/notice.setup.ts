import { setup } from 'xstate';
import { remindersAfter } from '../shared/dialog-events.ts';
import type { RequestInput, StateMeta } from '../shared/dialog-events.ts';
import { effectActions } from '../shared/effects.ts';
import { settledOutcomes } from './notice.context.ts';
import type { NoticeContext, NoticeVariant } from './notice.context.ts';
import type { NoticeEvent } from './notice.events.ts';

/** Types, effects and claims of the machine. */
export const notice = setup({
  types: {
    context: {} as NoticeContext,
    events: {} as NoticeEvent,
    input: {} as RequestInput,
    meta: {} as StateMeta,
  },
  actions: effectActions,
  guards: {
    isVariant: ({ context }, { variant }: { variant: NoticeVariant }) => context.variant === variant,
    hasReminders: ({ context }) => context.reminders.length > 0,
    hasLaterReminder: ({ context, event }) =>
      event.type === 'timer.reminder' && remindersAfter(context.reminders, event.now).length > 0,
    hasAccount: ({ context }) => context.accountNo !== null,
    isFresh: ({ event }) => event.type === 'customer.askedForReport' && event.isFresh,
    hasTriesLeft: ({ event }) => event.type === 'customer.failedIdentity' && event.triesLeft > 0,
    isInReview: ({ context }) => context.isInReview,
    maySettle: ({ context, event }) =>
      event.type === 'staff.settled' && settledOutcomes[context.variant].includes(event.outcome),
    humanWasAsked: ({ context }) => context.humanAsked,
    statementWasAsked: ({ context }) => context.statementAsked,
    callWasAsked: ({ context }) => context.callAsked,
    timeWasAsked: ({ context }) => context.timeAsked,
  },
});
