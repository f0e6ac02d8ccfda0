import type { RequestInput } from '../../machines/shared/dialog-events.ts';
import type { WalkEvent } from './walks.ts';

const standings: readonly Record<string, unknown>[] = [
  { authority: 'binding', mayObject: true },
  { authority: 'above_limit', mayObject: true },
  { authority: 'not_authorised', mayObject: false },
];
const withStandings = (type: string, fields: object = {}): WalkEvent[] =>
  standings.map((standing) => ({ type, ...fields, ...standing }));

const common: WalkEvent[] = [
  { type: 'customer.softlyAgreed' },
  { type: 'customer.deferred' },
  { type: 'customer.repliedUnclearly' },
  { type: 'customer.unrecognised' },
  { type: 'customer.sentMedia' },
  { type: 'customer.askedForHuman' },
  { type: 'customer.skipped' },
  { type: 'customer.wentBack' },
  ...withStandings('customer.confirmed'),
  { type: 'customer.choseReason', reason: 'other' },
  { type: 'customer.choseReason', reason: 'price' },
  { type: 'customer.choseReason', reason: 'no such reason' },
  { type: 'customer.gaveReason', text: 'fatura eksik' },
  { type: 'staff.cancelled' },
  { type: 'staff.reminded' },
  { type: 'system.superseded' },
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
];

export const conversationEvents: WalkEvent[] = [
  { type: 'customer.greeted', openCount: 2 },
  { type: 'customer.foundNothingOpen' },
  {
    type: 'customer.meantOneOfSeveral',
    requests: [
      { requestId: 'req_1', kind: 'approval', variant: 'invoice', reference: 'ORN1' },
      { requestId: 'req_2', kind: 'reconciliation', variant: 'letter', reference: 'MUT1' },
    ],
  },
  { type: 'customer.unrecognised', inDialog: true },
  { type: 'customer.unrecognised', inDialog: false },
  { type: 'customer.wasUnderstood' },
  { type: 'customer.askedForHuman' },
  { type: 'customer.neededStaff', reason: 'optout', urgent: false },
  { type: 'customer.sentMedia' },
  { type: 'customer.tappedOldChoice', reference: null },
  { type: 'customer.tappedOldChoice', reference: 'MUT1' },
  ...['letter', 'transaction', 'invoice'].flatMap((variant) =>
    ['agreed', 'expired', 'no_response', 'forwarded_unauthorised'].map((outcome) => ({
      type: 'customer.returnedToClosed',
      closed: { variant, outcome, reference: 'R1', closedAt: '2026-11-24T09:00:00.000Z' },
    })),
  ),
  { type: 'customer.wroteAsStranger' },
  { type: 'staff.tookOver' },
  { type: 'staff.released' },
];
