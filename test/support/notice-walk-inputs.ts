import { noticeVariants } from '../../machines/notice/notice.context.ts';
import type { NoticeVariant } from '../../machines/notice/notice.context.ts';
import type { RequestInput } from '../../machines/shared/dialog-events.ts';
import type { WalkEvent } from './walks.ts';

const now = '2026-11-24T09:00:00.000Z';

export const noticeInput = (variant: NoticeVariant): RequestInput => ({
  variant,
  lines: [{ unit: 'HAS', quantity: '42.870', side: 'A' }],
  // Two kinds are enough to walk the reminders; everywhere they would only multiply the states.
  reminders:
    variant === 'difference' || variant === 'report'
      ? ['2026-11-26T06:00:00.000Z', '2026-12-02T06:00:00.000Z']
      : [],
  expiresAt: '2026-12-23T20:59:59.000Z',
  accountNo: '120.01.0005',
  ...(variant === 'deadline' ? { itemReference: 'MUT-2026-10-C008' } : {}),
});

/** Every notice once, and a movement of which no account is named. */
export const noticeInputs: readonly { name: string; input: RequestInput }[] = [
  ...noticeVariants.map((variant) => ({ name: variant, input: noticeInput(variant) })),
  {
    name: 'movement without an account',
    input: { ...noticeInput('movement'), accountNo: null },
  },
];

export const feedbackInput: RequestInput = {
  variant: 'feedback',
  lines: [],
  reminders: [],
  expiresAt: '2026-11-28T13:00:00.000Z',
};

const common: WalkEvent[] = [
  { type: 'customer.softlyAgreed' },
  { type: 'customer.deferred' },
  { type: 'customer.repliedUnclearly' },
  { type: 'customer.unrecognised' },
  { type: 'customer.sentMedia' },
  { type: 'customer.sentFile', fileId: 'fil_1' },
  { type: 'customer.askedForHuman' },
  { type: 'staff.cancelled' },
  { type: 'staff.reminded' },
  { type: 'system.superseded' },
  // As it stands: another instant would only double the states.
  { type: 'system.answeredInTime', until: '2026-12-23T20:59:59.000Z' },
  { type: 'system.undeliverable' },
  { type: 'system.promptLost' },
  { type: 'system.askedAgain' },
  { type: 'timer.reminder', now: '2026-11-26T06:00:00.000Z' },
  { type: 'timer.reminder', now: '2026-12-02T06:00:00.000Z' },
  { type: 'timer.expiry' },
  { type: 'timer.checking' },
];

export const noticeEvents: WalkEvent[] = [
  ...common,
  { type: 'customer.askedForReport', isFresh: true },
  { type: 'customer.askedForReport', isFresh: false },
  { type: 'customer.provedIdentity' },
  { type: 'customer.failedIdentity', triesLeft: 2 },
  { type: 'customer.failedIdentity', triesLeft: 0 },
  { type: 'customer.saidNotMine' },
  { type: 'customer.confirmedMine' },
  { type: 'customer.muted' },
  { type: 'customer.askedForStatement' },
  { type: 'customer.offeredFile' },
  { type: 'file.accepted', fileId: 'fil_1' },
  { type: 'file.refused', fileId: 'fil_1', reason: 'too_large' },
  { type: 'customer.askedForCall' },
  { type: 'customer.openedRequest' },
  { type: 'customer.askedForTime', now },
  { type: 'staff.acceptedDocument' },
  { type: 'staff.rejectedDocument', reason: 'unreadable' },
  { type: 'staff.settled', outcome: 'paid' },
  { type: 'staff.settled', outcome: 'agreed_difference' },
  { type: 'staff.settled', outcome: 'open_dispute' },
  { type: 'staff.settled', outcome: 'extended' },
  { type: 'staff.settled', outcome: 'approved' },
];

export const feedbackEvents: WalkEvent[] = [
  ...common,
  { type: 'customer.rated', score: 'positive' },
  { type: 'customer.rated', score: 'neutral' },
  { type: 'customer.rated', score: 'negative' },
  { type: 'customer.gaveReason', text: 'Bekleme süresi uzundu' },
  { type: 'customer.skipped' },
];
