import type { WalkEvent } from './walks.ts';

/** The menu of somebody who may do everything (src/conversations/own-menu.ts). */
const menuWith = (notices: 'stoppedNotices' | 'resumedNotices') => ({
  items: [
    ...['openedItems', 'askedForBalance', 'askedForMovements', 'askedForStatement', 'askedForDocument'],
    ...['wantedToSend', 'askedForLanguage', 'openedPrivacy', notices, 'askedForHuman'],
  ],
  openCount: 1,
});
const menu = menuWith('stoppedNotices');
const line = { unit: 'TRY', quantity: '1500.00', side: 'A' };
const requests = [
  { requestId: 'req_1', kind: 'approval', variant: 'invoice', reference: 'ORN1' },
  { requestId: 'req_2', kind: 'reconciliation', variant: 'letter', reference: 'MUT1' },
];
const plain = [
  ...['customer.foundNothingOpen', 'customer.wasUnderstood', 'customer.askedForHuman'],
  ...['customer.wroteAsStranger', 'customer.sentMedia', 'customer.sentVoice', 'customer.reacted'],
  ...['customer.sentUnclaimedFile', 'file.refused', 'customer.foundAccountEmpty'],
  ...['customer.foundAccountLocked', 'customer.mayNotSee', 'customer.askedForStatement'],
  ...['customer.askedForDocument', 'customer.wantedToSend', 'customer.askedForPrice'],
  ...['customer.askedForStatus', 'customer.askedWhoWeAre', 'customer.askedForLanguage'],
  ...['system.metPerson', 'customer.askedForNotice', 'customer.understoodNotice'],
  ...['customer.openedPrivacy', 'customer.withdrewConsents', 'customer.optedOut', 'customer.optedIn'],
  ...['customer.optedOutUnclearly', 'customer.keptNotices', 'customer.reportedWrongNumber'],
  ...['system.heldRequest', 'customer.provedIdentity', 'customer.typedLateCode', 'customer.usedUpCode'],
  ...['customer.askedTooManyCodes', 'staff.tookOver', 'staff.released'],
];
const variants = ['letter', 'transaction', 'invoice', 'document', 'feedback', 'movement'];
const outcomes = ['agreed', 'expired', 'no_response', 'not_received', 'forwarded_unauthorised'];

/** Every event the conversation understands. */
export const conversationEvents: readonly WalkEvent[] = [
  ...plain.map((type) => ({ type })),
  { type: 'customer.greeted', openCount: 2 },
  { type: 'customer.openedMenu', menu: menuWith('resumedNotices') },
  { type: 'customer.openedMenu', menu },
  { type: 'customer.askedForOpenItems', requests },
  { type: 'customer.meantOneOfSeveral', requests },
  { type: 'customer.unrecognised', menu: null },
  { type: 'customer.unrecognised', menu },
  { type: 'customer.neededStaff', reason: 'resend', urgent: false },
  { type: 'customer.tappedOldChoice', reference: null },
  { type: 'customer.tappedOldChoice', reference: 'MUT1' },
  { type: 'customer.editedAnswer', reference: 'MUT1' },
  { type: 'customer.sentFileForSeveral', requests },
  { type: 'customer.sentFileFor', reference: 'MUT1' },
  {
    type: 'customer.sawBalance',
    account: { accountNo: '120', asOf: '2026-11-24T09:00:00.000Z', lines: [line] },
  },
  { type: 'customer.sawMovements', account: { accountNo: '120', movements: [] } },
  {
    type: 'customer.sawMovements',
    account: {
      accountNo: '120',
      movements: [
        { movementType: 'payment_in', postedAt: '2026-11-24T09:00:00.000Z', documentNo: 'D1', line },
      ],
    },
  },
  { type: 'customer.choseLanguage', language: 'ar' },
  { type: 'customer.openedConsent', purpose: 'marketing' },
  { type: 'customer.openedConsent', purpose: 'feedback' },
  { type: 'customer.answeredConsent', purpose: 'marketing', action: 'accepted' },
  { type: 'customer.answeredConsent', purpose: 'feedback', action: 'rejected' },
  { type: 'customer.usedPrivacyRight', kind: 'erasure' },
  { type: 'customer.usedPrivacyRight', kind: 'access' },
  { type: 'customer.mustProveIdentity', wanted: 'balance' },
  { type: 'customer.mistypedCode', triesLeft: 4 },
  ...variants.flatMap((variant) =>
    outcomes.map((outcome) => ({
      type: 'customer.returnedToClosed',
      closed: { variant, outcome, reference: 'R1', closedAt: '2026-11-24T09:00:00.000Z' },
    })),
  ),
];
