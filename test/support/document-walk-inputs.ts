import type { RequestInput } from '../../machines/shared/dialog-events.ts';
import type { WalkEvent } from './walks.ts';

const first = '2026-11-30T06:00:00.000Z';
const second = '2026-12-04T06:00:00.000Z';

/** A document the chat takes too. */
export const chatDocument: RequestInput = {
  variant: 'document',
  lines: [],
  reminders: [first, second],
  expiresAt: '2026-12-07T20:59:59.000Z',
};
/** A document only the link takes. */
export const linkDocument: RequestInput = { ...chatDocument, linkOnly: true };
/** Without reminders, so that the states stay few. */
export const unremindedDocument: RequestInput = { ...chatDocument, reminders: [] };

const talk: WalkEvent[] = [
  { type: 'customer.softlyAgreed' },
  { type: 'customer.deferred' },
  { type: 'customer.repliedUnclearly' },
  { type: 'customer.unrecognised' },
  { type: 'customer.sentMedia' },
  { type: 'customer.askedForLink' },
  { type: 'customer.announcedFile' },
  { type: 'customer.refusedToSend' },
  { type: 'customer.confirmedRefusal' },
  { type: 'customer.wentBack' },
  { type: 'system.askedAgain' },
];
const staffEnds: WalkEvent[] = [
  { type: 'staff.acceptedDocument' },
  { type: 'staff.settled', outcome: 'accepted' },
  { type: 'staff.settled', outcome: 'refused' },
  { type: 'staff.settled', outcome: 'cancelled' },
  { type: 'staff.settled', outcome: 'approved' },
  { type: 'staff.cancelled' },
  { type: 'system.superseded' },
];
const time: WalkEvent[] = [
  { type: 'customer.askedForTime', now: '2026-11-27T10:00:00.000Z' },
  { type: 'customer.askedForTime', now: '2026-12-13T10:00:00.000Z' },
  { type: 'timer.reminder', now: first },
  { type: 'timer.reminder', now: second },
  { type: 'timer.expiry' },
];
const rest: WalkEvent[] = [
  { type: 'customer.askedForHuman' },
  { type: 'staff.reminded' },
  { type: 'system.undeliverable' },
  { type: 'system.promptLost' },
];
const file = (fileId: string): WalkEvent[] => [
  { type: 'customer.sentFile', fileId },
  { type: 'file.accepted', fileId },
  { type: 'file.refused', fileId, reason: 'type_not_allowed' },
];
const uploads: WalkEvent[] = [
  { type: 'customer.uploadedFiles', fileIds: ['fil_u'] },
  { type: 'customer.uploadedFiles', fileIds: [] },
];
const rejections: WalkEvent[] = ['wrong_type', 'expired', 'incomplete'].map((reason) => ({
  type: 'staff.rejectedDocument',
  reason,
}));

/** Several files together, checks and tries; the rest is walked with one file. */
export const documentFileEvents: WalkEvent[] = [
  { type: 'customer.unrecognised' },
  { type: 'timer.checking' },
  { type: 'staff.acceptedDocument' },
  ...file('fil_1'),
  ...file('fil_2').filter(({ type }) => type !== 'file.refused'),
  ...uploads,
  ...rejections.slice(0, 1),
];
/** Time and everything else, with one file and one reason. */
export const documentTimeEvents: WalkEvent[] = [
  ...talk,
  ...staffEnds,
  ...time,
  ...rest,
  ...file('fil_1'),
  { type: 'timer.checking' },
  ...rejections.slice(1, 2),
];
/** Of a document only the link takes. */
export const linkDocumentEvents: WalkEvent[] = [
  ...talk,
  ...staffEnds,
  ...file('fil_1'),
  ...uploads,
  ...rejections.slice(0, 1),
  { type: 'timer.expiry' },
  // As it stands: another instant would only double the states.
  { type: 'system.answeredInTime', until: chatDocument.expiresAt },
];
