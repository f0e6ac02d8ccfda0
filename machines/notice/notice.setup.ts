import { setup } from 'xstate';
import { dialogTypes, remindingActions, remindingGuards } from '../shared/request-memory.ts';
import { settledOutcomes } from './notice.context.ts';
import type { NoticeContext, NoticeVariant } from './notice.context.ts';
import type { NoticeEvent } from './notice.events.ts';

/** Types, effects and claims of the machine. */
export const notice = setup({
  types: dialogTypes<NoticeContext, NoticeEvent>(),
  actions: {
    ...remindingActions<NoticeContext, NoticeEvent>(),
  },
  guards: {
    ...remindingGuards,
    isVariant: ({ context }, { variant }: { variant: NoticeVariant }) => context.variant === variant,
    hasAccount: ({ context }) => context.accountNo !== null,
    isFresh: ({ event }) => event.type === 'customer.askedForReport' && event.isFresh,
    hasTriesLeft: ({ event }) => event.type === 'customer.failedIdentity' && event.triesLeft > 0,
    isInReview: ({ context }) => context.isInReview,
    maySettle: ({ context, event }) =>
      event.type === 'staff.settled' && settledOutcomes[context.variant].includes(event.outcome),
    statementWasAsked: ({ context }) => context.statementAsked,
    callWasAsked: ({ context }) => context.callAsked,
    timeWasAsked: ({ context }) => context.timeAsked,
  },
});
