import { assign, setup } from 'xstate';
import { remindersAfter } from '../shared/dialog-events.ts';
import { dialogTypes, remindingActions, remindingGuards } from '../shared/request-memory.ts';
import { maxTries, withEntries } from './document-request.context.ts';
import type { DocumentRequestContext, Settlement } from './document-request.context.ts';
import type { DocumentRequestEvent } from './document-request.events.ts';
import { weekLater } from './week-later.ts';

type Given = { context: DocumentRequestContext; event: DocumentRequestEvent };
const assigned = assign<DocumentRequestContext, DocumentRequestEvent, undefined, DocumentRequestEvent, never>;

const without = (list: readonly string[], entry: string): string[] => list.filter((one) => one !== entry);
const isChecked = ({ context }: Given): boolean => context.pending.length === 0;
const settles =
  (outcome: Settlement) =>
  ({ event }: Given): boolean =>
    event.type === 'staff.settled' && event.outcome === outcome;

/** Types, effects, memory and claims of the machine. */
export const documentRequest = setup({
  types: dialogTypes<DocumentRequestContext, DocumentRequestEvent>(),
  actions: {
    ...remindingActions<DocumentRequestContext, DocumentRequestEvent>(),
    addPending: assigned(({ context, event }) =>
      event.type === 'customer.sentFile' ? { pending: withEntries(context.pending, [event.fileId]) } : {},
    ),
    addPassed: assigned(({ context, event }) =>
      event.type === 'file.accepted'
        ? {
            pending: without(context.pending, event.fileId),
            passed: withEntries(context.passed, [event.fileId]),
          }
        : {},
    ),
    addRefusal: assigned(({ context, event }) =>
      event.type === 'file.refused'
        ? {
            pending: without(context.pending, event.fileId),
            // One that passed may be found to be what the chat does not take.
            passed: without(context.passed, event.fileId),
            refusals: withEntries(context.refusals, [event.reason]),
          }
        : {},
    ),
    addUploaded: assigned(({ context, event }) =>
      event.type === 'customer.uploadedFiles' ? { passed: withEntries(context.passed, event.fileIds) } : {},
    ),
    forgetChecked: assigned({ passed: [], refusals: [] }),
    noteLate: assigned({ isLate: true }),
    noteRejection: assigned(({ context, event }) =>
      event.type === 'staff.rejectedDocument' ? { reason: event.reason, tries: context.tries + 1 } : {},
    ),
    /** A week more, for the end and for the reminders, past ones too: a person with more time is reminded later. */
    addWeek: assigned(({ context, event }) => {
      const planned = context.planned.map(weekLater);
      const now = event.type === 'customer.askedForTime' ? event.now : context.expiresAt;
      return {
        extension: 'given' as const,
        expiresAt: weekLater(context.expiresAt),
        planned,
        reminders: [...remindersAfter(planned, now)],
      };
    }),
    noteTimeAsked: assigned({ extension: 'asked' }),
  },
  guards: {
    ...remindingGuards,
    hasReminderAfterWeek: ({ context, event }) =>
      event.type === 'customer.askedForTime' &&
      context.extension === 'none' &&
      remindersAfter(context.planned.map(weekLater), event.now).length > 0,
    mayExtend: ({ context }) => context.extension === 'none',
    timeWasAsked: ({ context }) => context.extension === 'asked',
    takesLinkOnly: ({ context }) => context.linkOnly,
    /** Of a document that only the link takes, the chat has answered every file already. */
    takesChatFiles: ({ context }) => !context.linkOnly,
    uploadedSomething: ({ event }) => event.type === 'customer.uploadedFiles' && event.fileIds.length > 0,
    isChecking: (given) => !isChecked(given),
    isReceived: (given) => isChecked(given) && given.context.passed.length > 0,
    isReceivedLate: (given) => isChecked(given) && given.context.passed.length > 0 && given.context.isLate,
    isRefused: (given) => isChecked(given) && given.context.refusals.length > 0,
    isRefusedLate: (given) => isChecked(given) && given.context.isLate,
    isLate: ({ context }) => context.isLate,
    /** After the expiry there is no time left for another one. */
    isLastTry: ({ context }) => context.tries + 1 >= maxTries || context.isLate,
    settlesAccepted: settles('accepted'),
    settlesRefused: settles('refused'),
    settlesCancelled: settles('cancelled'),
  },
});
