import type { ConversationEvent } from '../../machines/conversation/conversation.events.ts';
import type { WalkEvent } from './walks.ts';

/** The menu of somebody who may do everything (src/understanding/own-menu.ts). */
const menuWith = (notices: 'stoppedNotices' | 'resumedNotices') => ({
  items: [
    ...['openedItems', 'askedForBalance', 'askedForMovements', 'askedForStatement', 'askedForDocument'],
    ...['wantedToSend', 'askedForLanguage', 'openedPrivacy', notices, 'askedForHuman'],
  ],
  openCount: 1,
});
const menu = menuWith('stoppedNotices');
const line = { unit: 'TRY', quantity: '1500.00', side: 'A' } as const;
const requests = [
  { requestId: 'req_1', kind: 'approval', variant: 'invoice', reference: 'ORN1' },
  { requestId: 'req_2', kind: 'reconciliation', variant: 'letter', reference: 'MUT1' },
];
const variants = ['letter', 'transaction', 'invoice', 'document', 'feedback', 'movement'] as const;
const outcomes = ['agreed', 'expired', 'no_response', 'not_received', 'forwarded_unauthorised'];

const events = (...list: readonly ConversationEvent[]): readonly WalkEvent[] =>
  list as unknown as readonly WalkEvent[]; // the fields of each are its own

const silence = events({ type: 'staff.tookOver' }, { type: 'staff.released' });

/** What is said without another region: messages of every kind, the menu, privacy. */
export const talkEvents = events(
  { type: 'customer.greeted', openCount: 2 },
  { type: 'customer.openedMenu', menu: menuWith('resumedNotices') },
  { type: 'customer.openedMenu', menu },
  { type: 'customer.foundNothingOpen' },
  { type: 'customer.openedItems', requests },
  { type: 'customer.openedItems', requests: [] },
  { type: 'customer.meantOneOfSeveral', requests },
  { type: 'customer.askedForHuman' },
  { type: 'customer.neededStaff', reason: 'resend', urgent: false },
  { type: 'customer.askedForInvoice' },
  { type: 'customer.disputedMovement' },
  { type: 'customer.tappedOldChoice', reference: null },
  { type: 'customer.tappedOldChoice', reference: 'MUT1' },
  { type: 'customer.wroteAsStranger', isFirst: true },
  { type: 'customer.wroteAsStranger', isFirst: false },
  { type: 'customer.sentMedia' },
  { type: 'customer.sentVoice' },
  { type: 'customer.reacted' },
  { type: 'customer.editedAnswer', reference: 'MUT1', isRecorded: true },
  { type: 'customer.editedAnswer', reference: 'MUT1', isRecorded: false },
  { type: 'customer.sentUnclaimedFile' },
  { type: 'customer.sentFileFor', reference: 'MUT1' },
  { type: 'file.refused' },
  { type: 'customer.askedForStatement' },
  { type: 'customer.askedForDocument' },
  { type: 'customer.wantedToSend' },
  { type: 'customer.askedForPrice' },
  { type: 'customer.askedForStatus' },
  { type: 'customer.askedWhoWeAre' },
  { type: 'customer.askedForLanguage' },
  { type: 'customer.choseTurkish' },
  { type: 'customer.choseEnglish' },
  { type: 'customer.choseArabic' },
  { type: 'system.metPerson' },
  { type: 'customer.askedForNotice' },
  { type: 'customer.understoodNotice' },
  { type: 'customer.openedPrivacy' },
  { type: 'customer.withdrewConsents' },
  { type: 'customer.askedForAccess' },
  { type: 'customer.askedForErasure' },
  { type: 'customer.askedForCorrection' },
  { type: 'customer.stoppedUnclearly' },
  { type: 'customer.keptNotices' },
  ...variants.flatMap((variant) =>
    outcomes.map((outcome) => ({
      type: 'customer.returnedToClosed' as const,
      closed: { variant, outcome, reference: 'R1', closedAt: '2026-11-24T09:00:00.000Z' },
    })),
  ),
);

/** Those whose button is shown nowhere else. */
const perhapsMeant = [
  ...(['reportedWrongNumber', 'disputedMovement', 'askedForInvoice'] as const),
  ...(['askedForPrice', 'askedForStatus', 'askedWhoWeAre'] as const),
];

/** Who speaks, and how often in a row nothing was understood. */
export const speakerEvents = [
  ...silence,
  ...events(
    { type: 'customer.unrecognised', menu: null },
    { type: 'customer.unrecognised', menu },
    { type: 'customer.unrecognised', menu: null, repeats: 'sentence' },
    { type: 'customer.missedCode' },
    { type: 'customer.stoppedWaiting' },
    { type: 'system.waitedInVain' },
    { type: 'staff.attended' },
    { type: 'conversation.promised', of: 'answer' },
    { type: 'conversation.promised', of: 'matter' },
    ...perhapsMeant.map((wish) => ({ type: 'customer.perhapsMeant', wish }) as const),
    { type: 'customer.wasUnderstood' },
    { type: 'system.changedHands' },
  ),
];

export const noticesEvents = [
  ...silence,
  ...events(
    { type: 'customer.stoppedNotices', by: 'contact' },
    { type: 'customer.stoppedNotices', by: 'stranger' },
    { type: 'customer.resumedNotices' },
    { type: 'customer.reportedWrongNumber', ref: 'C002-1', phoneSince: '2026-11-01T00:00:00.000Z' },
    { type: 'system.foundNobody' },
    { type: 'system.foundContact' },
    { type: 'system.changedHands' },
  ),
];

export const questionEvents = [
  ...silence,
  ...events(
    { type: 'customer.openedMarketing' },
    { type: 'customer.openedFeedback' },
    { type: 'customer.gaveConsent', purpose: 'marketing' },
    { type: 'customer.gaveConsent', purpose: 'feedback' },
    { type: 'customer.refusedConsent', purpose: 'marketing' },
    { type: 'customer.refusedConsent', purpose: 'feedback' },
    { type: 'customer.saidConsent' },
    { type: 'customer.saidNoConsent' },
    { type: 'customer.openedMenu', menu },
    { type: 'customer.meantOneOfSeveral', requests },
    { type: 'customer.stoppedUnclearly' },
    { type: 'customer.greeted', openCount: 0 },
    { type: 'system.changedHands' },
  ),
];

export const filesEvents = [
  ...silence,
  ...events(
    { type: 'customer.sentFileForSeveral', fileId: 'fil_1', requests },
    { type: 'customer.choseForFile' },
    { type: 'customer.openedMenu', menu },
    { type: 'system.changedHands' },
  ),
];
/** Each check is kept: these two make a walk of their own. */
export const checkedFile = events(
  { type: 'file.checked', fileId: 'fil_1', result: 'accepted', reason: null },
  { type: 'file.checked', fileId: 'fil_other', result: 'refused', reason: 'unreadable' },
);

export const heldEvents = [
  ...silence,
  ...events(
    { type: 'system.heldRequest', requestId: 'req_1' },
    { type: 'system.heldRequest', requestId: 'req_2' },
    { type: 'system.remindedOfHeld' },
    { type: 'customer.stoppedNotices', by: 'contact' },
    { type: 'system.releasedHeld' },
    { type: 'system.heldEnded', requestId: 'req_1' },
    { type: 'system.heldEnded', requestId: 'req_2' },
    { type: 'customer.openedItems', requests },
    { type: 'customer.openedItems', requests: [] },
    { type: 'system.changedHands' },
  ),
];

const now = '2026-11-24T09:00:00.000Z';
const hash = 'f'.repeat(64);
/** The hour before has passed with every code: how many were asked for does not grow. */
export const code = {
  now,
  hourAgo: now,
  expiresAt: '2026-11-24T09:10:00.000Z',
  fresh: { code: '123456', hash },
};
const busyHour = { ...code, hourAgo: '2026-11-24T08:00:00.000Z' };
const account = { accountNo: '120', asOf: now, lines: [line] };
const moved = {
  accountNo: '120',
  movements: [{ movementType: 'payment_in', postedAt: now, documentNo: 'D1', line }],
};
const movements = {
  type: 'customer.askedForMovements',
  accounts: [moved, { accountNo: '121', movements: [] }],
  accountsAre: 'told',
  isKnownByBooks: false,
  code,
} as const;
const typed = { type: 'customer.typedCode', hash, now, phone: '+905000000201', asker: 'gone' } as const;
const balance = { type: 'customer.askedForBalance', accounts: [account], code } as const;

export const identityEvents = [
  ...silence,
  ...events(
    ...(['unseen', 'locked', 'empty', 'told'] as const).flatMap((accountsAre) => [
      { ...balance, accountsAre, isKnownByBooks: false },
      { ...balance, accountsAre, isKnownByBooks: true },
    ]),
    { ...balance, accountsAre: 'told', isKnownByBooks: false, code: { ...code, fresh: null } },
    ...(['unseen', 'locked', 'empty', 'told'] as const).map((accountsAre) => ({ ...movements, accountsAre })),
    { ...movements, code: { ...code, fresh: null } },
    { type: 'customer.startedProof', code },
    { type: 'customer.startedProof', code: { ...code, fresh: null } },
    { type: 'system.askedForCode', requestId: 'req_1', code },
    { type: 'system.askedForCode', requestId: 'req_1', code: { ...code, fresh: null } },
    typed,
    { ...typed, asker: 'open' },
    { ...typed, asker: 'hears' },
    { ...typed, hash: 'wrong' },
    { ...typed, hash: 'wrong', asker: 'open' },
    { ...typed, hash: 'wrong', asker: 'hears' },
    { ...typed, now: '2026-11-24T09:10:00.001Z' },
    { type: 'system.numberChanged' },
    { type: 'system.changedHands' },
  ),
];

/** Ten codes within the hour were asked for before: no further one. */
export const busyHourEvents = events(
  { type: 'customer.startedProof', code: busyHour },
  { type: 'system.askedForCode', requestId: 'req_1', code: busyHour },
  { ...balance, accountsAre: 'told', isKnownByBooks: false, code: busyHour },
  { ...movements, code: busyHour },
  { ...typed, hash: 'wrong' },
);

/** The regions of the conversation with the events that concern them. */
export const conversationRegions: readonly {
  region: string;
  title: string;
  about: string;
  events: readonly WalkEvent[];
}[] = [
  {
    region: 'speaker',
    title: 'The conversation itself: who speaks',
    about: 'Region `speaker`: bot or staff, replies that were not understood, and what is said in between.',
    events: [...speakerEvents, ...talkEvents],
  },
  {
    region: 'notices',
    title: 'The conversation itself: whether messages are wanted',
    about: 'Region `notices`: messages nobody asked for, stopped or at the wrong number.',
    events: noticesEvents,
  },
  {
    region: 'identity',
    title: 'The conversation itself: who it is',
    about: 'Region `identity`: step-up by a code, and what is told to known people only (ADR 0015).',
    events: identityEvents,
  },
  {
    region: 'question',
    title: 'The conversation itself: what it asked',
    about: 'Region `question`: what a typed title or a bare word would answer; consents.',
    events: questionEvents,
  },
  {
    region: 'files',
    title: 'The conversation itself: files that wait',
    about: 'Region `files`: files of which nobody has said what they are for.',
    events: filesEvents,
  },
  {
    region: 'held',
    title: 'The conversation itself: requests that are held',
    about: 'Region `held`: requests of which nothing is said before the person proved who they are.',
    events: heldEvents,
  },
];
