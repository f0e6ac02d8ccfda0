import { awaitingFile, confirmingRefusal } from './awaiting.states.ts';
import { newDocumentRequestContext } from './document-request.context.ts';
import * as prompts from './document-request.prompts.ts';
import { documentRequest } from './document-request.setup.ts';
import { accepted, notReceived, refused, rejected, superseded, withdrawn } from './ended.states.ts';
import { checking, reviewing } from './receiving.states.ts';

type At = (args: { context: { reminders: readonly string[]; expiresAt: string } }) => {
  timer: string;
  at: string;
};
const nextReminder: At = ({ context }) => ({
  timer: 'reminder',
  at: context.reminders[0] ?? context.expiresAt,
});
const end: At = ({ context }) => ({ timer: 'expiry', at: context.expiresAt });

const opening = documentRequest.createStateConfig({
  always: [
    {
      guard: 'hasReminders',
      target: 'awaitingFile',
      actions: { type: 'startTimer', params: nextReminder },
    },
    { target: 'awaitingFile' },
  ],
  exit: [
    { type: 'sendPrompt', params: prompts.request },
    { type: 'startTimer', params: end },
  ],
});

const remind = [
  { type: 'sendPrompt', params: prompts.reminder },
  { type: 'noteHistory', params: { what: 'reminder_sent' } },
] as const;

const extend = [
  'addWeek',
  {
    type: 'extendDeadline',
    params: ({ context }: { context: { expiresAt: string } }) => ({
      dueAt: context.expiresAt,
      expiresAt: context.expiresAt,
    }),
  },
  { type: 'startTimer', params: end },
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
        actions: ['addPending', { type: 'sendPrompt', params: prompts.checking }],
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
        actions: [...extend, { type: 'startTimer', params: nextReminder }],
      },
      {
        guard: 'mayExtend',
        target: '.awaitingFile',
        actions: [...extend, { type: 'cancelTimer', params: { timer: 'reminder' } }],
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
    'customer.askedForHuman': [
      { guard: 'humanWasAsked', actions: { type: 'sendPrompt', params: prompts.handover } },
      {
        actions: [
          'noteHumanAsked',
          { type: 'sendPrompt', params: prompts.handover },
          { type: 'openTask', params: { reason: 'human_requested', urgent: false } },
          { type: 'noteHistory', params: { what: 'human_requested' } },
        ],
      },
    ],
    'timer.reminder': [
      {
        guard: 'hasLaterReminder',
        target: '.awaitingFile',
        actions: [...remind, 'passReminders', { type: 'startTimer', params: nextReminder }],
      },
      { target: '.awaitingFile', actions: [...remind, 'passReminders'] },
    ],
    'timer.expiry': '.notReceived',
    'staff.reminded': { target: '.awaitingFile', actions: remind },
    'staff.acceptedDocument': '.accepted',
    'staff.settled': [
      { guard: 'settlesAccepted', target: '.accepted' },
      { guard: 'settlesRefused', target: '.refused' },
      { guard: 'settlesCancelled', target: '.withdrawn' },
    ],
    'staff.cancelled': '.withdrawn',
    'system.superseded': '.superseded',
    /** Stays open until the expiry: staff may reach the person by other means. */
    'system.undeliverable': {
      actions: [
        { type: 'noteHistory', params: { what: 'undeliverable' } },
        { type: 'openTask', params: { reason: 'undeliverable', urgent: true } },
      ],
    },
    'system.promptLost': { actions: { type: 'noteHistory', params: { what: 'prompt_undeliverable' } } },
  },
  exit: [
    { type: 'cancelTimer', params: { timer: 'reminder' } },
    { type: 'cancelTimer', params: { timer: 'expiry' } },
  ],
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
