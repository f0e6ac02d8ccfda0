import { notAnAnswer } from '../shared/ask-again.ts';
import { startChecking, startNextReminder, stopChecking } from '../shared/request-lifecycle.ts';
import * as prompts from './document-request.prompts.ts';
import { documentRequest } from './document-request.setup.ts';

const stillChecking = { actions: { type: 'sendPrompt', params: prompts.checking } } as const;
const stillInReview = { actions: { type: 'sendPrompt', params: prompts.inReview } } as const;
const noteRefusedFile = { type: 'noteHistory', params: { what: 'file_refused' } } as const;
const noteLateReview = { type: 'noteHistory', params: { what: 'late_review' } } as const;

/** Whoever has sent something is not reminded; later reminders stay planned in case it is not what was asked for. */
const onlyMoveReminder = [
  { guard: 'hasLaterReminder', actions: ['passReminders', startNextReminder] },
  { actions: 'passReminders' },
] as const;

/**
 * Files of the chat are being checked. More may follow: pages, albums; one answer covers all that were sent together
 * (domain 7.7, ADR 0016).
 */
export const checking = documentRequest.createStateConfig({
  meta: { expects: 'file' },
  exit: stopChecking,
  on: {
    'customer.sentFile': { actions: 'addPending' },
    'file.accepted': { actions: 'addPassed' },
    'file.refused': { actions: ['addRefusal', noteRefusedFile] },
    'customer.askedForLink': { actions: { type: 'sendPrompt', params: prompts.uploadLink } },
    'customer.askedForTime': stillChecking,
    'customer.refusedToSend': stillChecking,
    'customer.announcedFile': stillChecking,
    ...notAnAnswer(stillChecking),
    'staff.reminded': {},
    'timer.checking': stillChecking,
    'timer.reminder': onlyMoveReminder,
    /** What was sent in time is looked at. */
    'timer.expiry': { actions: 'noteLate' },
  },
  always: [
    { guard: 'isReceivedLate', target: 'reviewing', actions: noteLateReview },
    { guard: 'isReceived', target: 'reviewing' },
    { guard: 'isRefusedLate', target: 'notReceived' },
    {
      guard: 'isRefused',
      target: 'awaitingFile',
      actions: [{ type: 'sendPrompt', params: prompts.refused }, 'forgetChecked'],
    },
  ],
});

const sentBack = [
  'noteRejection',
  { type: 'noteHistory', params: { what: 'document_rejected' } },
  { type: 'sendPrompt', params: prompts.rejected },
] as const;

/**
 * Staff decides (domain 7.7). Files that come meanwhile are added, the newest counts: a wrong one is put right without
 * asking. The expiry ends nothing here; staff is told that it hurries.
 */
export const reviewing = documentRequest.createStateConfig({
  meta: { expects: 'review' },
  entry: [
    { type: 'sendPrompt', params: prompts.received },
    {
      type: 'openTask',
      params: ({ context }) => ({ reason: 'document_review', urgent: context.isLate }),
    },
    'forgetChecked',
  ],
  exit: stopChecking,
  on: {
    'customer.sentFile': [
      {
        guard: 'takesLinkOnly',
        actions: [
          { type: 'sendPrompt', params: prompts.idInChat },
          { type: 'noteHistory', params: { what: 'identity_in_chat' } },
        ],
      },
      { guard: 'isChecking', actions: 'addPending' },
      { actions: ['addPending', startChecking] },
    ],
    'file.accepted': { guard: 'takesChatFiles', actions: 'addPassed' },
    'file.refused': { guard: 'takesChatFiles', actions: ['addRefusal', noteRefusedFile] },
    'customer.uploadedFiles': { guard: 'uploadedSomething', actions: 'addUploaded' },
    'customer.askedForLink': [
      /** Links end with the request's time. */
      { guard: 'isLate', ...stillInReview },
      { actions: { type: 'sendPrompt', params: prompts.uploadLink } },
    ],
    'customer.askedForTime': stillInReview,
    'customer.refusedToSend': stillInReview,
    'customer.announcedFile': stillInReview,
    ...notAnAnswer(stillInReview),
    'staff.rejectedDocument': [
      { guard: 'isLastTry', target: 'rejected', actions: 'noteRejection' },
      { guard: 'isChecking', target: 'checking', actions: [...sentBack, startChecking] },
      { target: 'awaitingFile', actions: sentBack },
    ],
    'staff.reminded': {},
    'timer.checking': { guard: 'isChecking', ...stillChecking },
    'timer.reminder': onlyMoveReminder,
    'timer.expiry': [
      { guard: 'isLate' },
      {
        actions: [
          'noteLate',
          noteLateReview,
          { type: 'openTask', params: { reason: 'document_review', urgent: true } },
        ],
      },
    ],
  },
  always: [
    {
      guard: 'isReceived',
      actions: [
        { type: 'sendPrompt', params: prompts.added },
        { type: 'noteHistory', params: { what: 'file_added' } },
        'forgetChecked',
        stopChecking,
      ],
    },
    {
      guard: 'isRefused',
      actions: [{ type: 'sendPrompt', params: prompts.refused }, 'forgetChecked', stopChecking],
    },
  ],
});
