import {
  goesOnWhenInTime,
  humanOnRequest,
  notedWhenLost,
  openingOf,
  openThoughUndelivered,
  remindedBackIn,
  startChecking,
  startExpiry,
  startNextReminder,
  stopReminder,
  stopTimers,
} from '../shared/request-lifecycle.ts';
import { awaitingFile, confirmingRefusal } from './awaiting.states.ts';
import { newDocumentRequestContext } from './document-request.context.ts';
import * as prompts from './document-request.prompts.ts';
import { documentRequest } from './document-request.setup.ts';
import { accepted, notReceived, refused, rejected, superseded, withdrawn } from './ended.states.ts';
import { checking, reviewing } from './receiving.states.ts';

/** The request goes out, in the same words whatever the document is for, and its time runs (domain 6.3-c, 7.7). */
const opening = documentRequest.createStateConfig(openingOf(prompts.request, 'awaitingFile'));

const extend = [
  'addWeek',
  {
    type: 'extendDeadline',
    params: ({ context }: { context: { expiresAt: string } }) => ({
      dueAt: context.expiresAt,
      expiresAt: context.expiresAt,
    }),
  },
  startExpiry,
  { type: 'noteHistory', params: { what: 'extended' } },
  { type: 'sendPrompt', params: prompts.extended },
] as const;

/**
 * A request for a document (domain 7.7). Files come through the chat or the upload page, are checked by machine and then by
 * staff; staff may send a document back twice. The words never depend on why the document is needed (domain 6.3-c).
 */
export const documentRequestMachine = documentRequest.createMachine({
  id: 'document-request',
  context: ({ input }) => newDocumentRequestContext(input),
  initial: 'opening',
  on: {
    'customer.sentFile': [
      {
        guard: 'takesLinkOnly',
        target: '.awaitingFile',
        actions: [
          { type: 'sendPrompt', params: prompts.idInChat },
          { type: 'noteHistory', params: { what: 'identity_in_chat' } },
        ],
      },
      {
        target: '.checking',
        actions: ['addPending', startChecking],
      },
    ],
    'file.accepted': { guard: 'takesChatFiles', target: '.checking', actions: 'addPassed' },
    'file.refused': {
      guard: 'takesChatFiles',
      target: '.checking',
      actions: ['addRefusal', { type: 'noteHistory', params: { what: 'file_refused' } }],
    },
    'customer.uploadedFiles': {
      guard: 'uploadedSomething',
      target: '.reviewing',
      actions: 'addUploaded',
    },
    'customer.askedForLink': {
      target: '.awaitingFile',
      actions: { type: 'sendPrompt', params: prompts.uploadLink },
    },
    'customer.askedForTime': [
      {
        guard: 'hasReminderAfterWeek',
        target: '.awaitingFile',
        actions: [...extend, startNextReminder],
      },
      {
        guard: 'mayExtend',
        target: '.awaitingFile',
        actions: [...extend, stopReminder],
      },
      {
        guard: 'timeWasAsked',
        target: '.awaitingFile',
        actions: { type: 'sendPrompt', params: prompts.extensionAsked },
      },
      {
        target: '.awaitingFile',
        actions: [
          'noteTimeAsked',
          { type: 'sendPrompt', params: prompts.extensionAsked },
          { type: 'openTask', params: { reason: 'extension_requested', urgent: false } },
        ],
      },
    ],
    'customer.refusedToSend': '.confirmingRefusal',
    ...humanOnRequest,
    ...remindedBackIn('.awaitingFile', prompts.reminder),
    'timer.expiry': '.notReceived',
    'staff.acceptedDocument': '.accepted',
    'staff.settled': [
      { guard: 'settlesAccepted', target: '.accepted' },
      { guard: 'settlesRefused', target: '.refused' },
      { guard: 'settlesCancelled', target: '.withdrawn' },
    ],
    'staff.cancelled': '.withdrawn',
    'system.superseded': '.superseded',
    ...openThoughUndelivered(() => true),
    ...notedWhenLost,
    ...goesOnWhenInTime,
  },
  exit: stopTimers,
  states: {
    opening,
    awaitingFile,
    confirmingRefusal,
    checking,
    reviewing,
    accepted,
    rejected,
    refused,
    notReceived,
    withdrawn,
    superseded,
  },
});
