import type { RequestInput } from '../../machines/shared/dialog-events.ts';
import type { WalkEvent } from './walks.ts';

const standings: readonly Record<string, unknown>[] = [
  { authority: 'binding', mayObject: true },
  { authority: 'above_limit', mayObject: true },
  { authority: 'not_authorised', mayObject: false },
];
const withStandings = (type: string, fields: object = {}): WalkEvent[] =>
  standings.map((standing) => ({ type, ...fields, ...standing }));

/** Words of the second in which the recap was handed over. */
const unread = {
  writtenAt: 1_000,
  handedOverAt: 1_500,
  deliveredAt: null,
  quotesRecap: false,
};

const common: WalkEvent[] = [
  { type: 'customer.softlyAgreed' },
  { type: 'customer.softlyDisagreed' },
  { type: 'customer.deferred' },
  { type: 'customer.repliedUnclearly' },
  { type: 'customer.unrecognised' },
  { type: 'customer.sentMedia' },
  { type: 'customer.askedForHuman' },
  { type: 'customer.skipped' },
  { type: 'customer.wentBack' },
  ...withStandings('customer.confirmed'),
  { type: 'customer.confirmed', ...standings[0], typed: unread },
  { type: 'customer.choseReason', reason: 'other' },
  { type: 'customer.choseReason', reason: 'price' },
  { type: 'customer.choseReason', reason: 'no such reason' },
  { type: 'customer.gaveReason', text: 'fatura eksik' },
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
];

const start = {
  reminders: ['2026-11-26T06:00:00.000Z', '2026-12-02T06:00:00.000Z'],
  expiresAt: '2026-12-23T20:59:59.000Z',
};

/** Two lines: what depends on several units. No reminders, so that the states stay few. */
export const letterOfTwo: RequestInput = {
  variant: 'letter',
  lines: [
    { unit: 'HAS', quantity: '1250.340', side: 'B' },
    { unit: 'USD', quantity: '0.00', side: 'A' },
  ],
  ...start,
  reminders: [],
};
/** One line: everything else. */
export const letterOfOne: RequestInput = { ...letterOfTwo, ...start, lines: letterOfTwo.lines.slice(0, 1) };
export const transaction: RequestInput = { ...letterOfOne, variant: 'transaction' };
export const firstOfTwo: RequestInput = { ...letterOfTwo, variant: 'transaction', fourEyes: 'first' };
export const secondOfTwo: RequestInput = { ...letterOfTwo, variant: 'transaction', fourEyes: 'second' };
export const invoice: RequestInput = { ...letterOfTwo, variant: 'invoice' };

const allReconciliationEvents: WalkEvent[] = [
  ...common,
  ...withStandings('customer.agreed'),
  ...withStandings('customer.disagreed'),
  ...withStandings('customer.answeredUnits', { units: [{ unit: 'HAS', answer: 'agreed' }] }),
  ...withStandings('customer.answeredUnits', {
    units: [
      { unit: 'HAS', answer: 'agreed' },
      { unit: 'USD', answer: 'disagreed' },
    ],
  }),
  {
    type: 'customer.answeredUnits',
    units: [
      { unit: 'HAS', answer: 'agreed' },
      { unit: 'USD', answer: 'agreed' },
    ],
    ...standings[0],
  },
  {
    type: 'customer.mentionedDifference',
    figures: [{ unit: 'HAS', quantity: '5' }],
    units: ['HAS'],
  },
  { type: 'customer.sentFile', fileId: 'fil_1' },
  { type: 'customer.uploadedFiles', fileIds: ['fil_1'] },
  { type: 'file.accepted', fileId: 'fil_1' },
  { type: 'file.refused', fileId: 'fil_1', reason: 'too_large' },
  { type: 'customer.choseUnit', unit: 'ALL' },
  { type: 'customer.choseUnit', unit: 'HAS' },
  { type: 'customer.choseUnit', unit: 'USD' },
  { type: 'customer.choseUnit', unit: 'EUR' },
  { type: 'customer.choseUnitMore' },
  { type: 'customer.finished' },
  { type: 'customer.gaveFigure', figure: { quantity: '1200.000', side: 'B' } },
  { type: 'customer.gaveFigure', figure: { quantity: '1200.000', side: null } },
  { type: 'customer.gaveFigure', figure: { quantity: '0.000', side: null } },
  {
    type: 'customer.gaveAmbiguousFigure',
    options: [
      { quantity: '1200.000', side: 'A' },
      { quantity: '1200.000', side: null },
    ],
  },
  { type: 'customer.gaveFigureOption', index: 0 },
  { type: 'customer.gaveFigureOption', index: 1 },
  { type: 'customer.gaveFigureOption', index: 7 },
  { type: 'customer.choseSide', side: 'A' },
];

const ofOneLine = new Set([
  'customer.askedForHuman',
  'staff.reminded',
  'system.promptLost',
  'timer.reminder',
  'customer.gaveFigureOption',
  'customer.choseSide',
  'customer.choseReason',
]);
const isOfSeveralLines = ({ type, figure }: WalkEvent): boolean =>
  !ofOneLine.has(type) && (type !== 'customer.gaveFigure' || JSON.stringify(figure).includes('"B"'));

/** The two lists together are all events; apart, the states stay few enough to walk them all. */
export const eventsOfOneLine = allReconciliationEvents.filter(
  ({ type, reason }) => type !== 'customer.gaveReason' && reason !== 'price' && type !== 'customer.choseUnit',
);
export const eventsOfSeveralLines = allReconciliationEvents.filter(isOfSeveralLines);

export const approvalEvents: WalkEvent[] = [
  ...common,
  ...withStandings('customer.approved'),
  ...withStandings('customer.rejected'),
  { type: 'customer.askedQuestion' },
  { type: 'customer.gaveQuestion' },
  ...withStandings('customer.corrected'),
  { type: 'customer.corrected' },
  { type: 'customer.sentFile', fileId: 'fil_1' },
  { type: 'file.accepted', fileId: 'fil_1' },
  { type: 'file.refused', fileId: 'fil_1', reason: 'too_large' },
  { type: 'staff.answered' },
  { type: 'staff.settled', outcome: 'rejected' },
  { type: 'staff.settled', outcome: 'portal_accepted' },
  { type: 'staff.settled', outcome: 'approved' },
  { type: 'system.decidedElsewhere', outcome: 'approved' },
  { type: 'system.decidedElsewhere', outcome: 'expired' },
  { type: 'system.decidedElsewhere', outcome: 'withdrawn' },
  { type: 'system.decidedElsewhere', outcome: 'superseded' },
  { type: 'timer.correction' },
];
