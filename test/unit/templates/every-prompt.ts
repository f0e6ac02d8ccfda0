import type { Choice } from '../../../machines/shared/effects.ts';
import type { RequestContent } from '../../../src/vocabulary/request-content.ts';
import type { PromptToRender } from '../../../src/vocabulary/rendered-prompt.ts';
import { documentCases } from './document-cases.ts';
import { everyConversation } from './every-conversation.ts';
import { everyNotice } from './every-notice.ts';
import { deliveryRequest, invoiceRequest, letterRequest } from './sample-prompt.ts';

export interface Emitted {
  prompt: string;
  request: RequestContent | null;
  values: PromptToRender['values'];
  choices: readonly Choice[];
  kind: 'text' | 'buttons' | 'list';
}

const choices = (list: string): Choice[] =>
  list
    .split(' ')
    .filter(Boolean)
    .map((text) => {
      const [choice = '', arg] = text.split(':');
      return arg === undefined ? { choice } : { choice, arg };
    });

const emitted = (
  prompt: string,
  list: string,
  values: PromptToRender['values'] = {},
  kind: Emitted['kind'] = list === '' ? 'text' : 'buttons',
): Emitted => {
  const [dialog] = prompt.split('.');
  const requests: { [dialog: string]: RequestContent } = {
    reconciliation: letterRequest,
    approval: deliveryRequest,
    invoice: invoiceRequest,
  };
  return { prompt, request: requests[dialog ?? ''] ?? null, values, choices: choices(list), kind };
};

const lines = [
  { unit: 'HAS', quantity: '1250.340', side: 'B', answer: 'agreed', own: null },
  {
    unit: 'TRY',
    quantity: '264750.00',
    side: 'A',
    answer: 'disagreed',
    own: { quantity: '264000.00', side: 'A' },
  },
  { unit: 'USD', quantity: '0.00', side: 'B', answer: null, own: null },
];
const figures = [
  { unit: null, quantity: '1250', side: null },
  { unit: null, quantity: '1.25', side: null },
];
const agreement = 'agreed disagreed askedForHuman';
const approval = 'approved rejected askedQuestion';
const invoice = 'approved rejected askedForHuman';
const decided = { outcome: 'rejected' };
const closed = { outcome: 'agreed', closedAt: '2026-11-24T08:30:00.000Z' };

/** Every prompt as the machines ask for it, with its choices and what kind of message it becomes. */
export const everyPrompt: readonly Emitted[] = [
  emitted('reconciliation.letter', agreement),
  emitted('reconciliation.reminder', agreement),
  emitted('reconciliation.recap', 'confirmed wentBack', { lines }),
  emitted('reconciliation.confirmSoft', agreement),
  emitted('reconciliation.confirmNo', agreement),
  emitted(
    'reconciliation.whichUnit',
    'choseUnit:HAS choseUnit:TRY choseUnit:USD choseUnit:ALL wentBack',
    { lines },
    'list',
  ),
  emitted('reconciliation.askFigure', 'skipped wentBack', { unit: 'HAS', line: lines[0] ?? {} }),
  emitted('reconciliation.ambiguousFigure', 'gaveFigureOption:0 gaveFigureOption:1', {
    unit: 'HAS',
    options: figures,
  }),
  emitted('reconciliation.figureNotUnderstood', 'skipped wentBack', { unit: 'USD' }),
  emitted('reconciliation.askSide', 'choseSide:B choseSide:A', { unit: 'USD', quantity: '12450.00' }),
  emitted('reconciliation.moreUnits', 'choseUnitMore finished', { lines }),
  emitted(
    'reconciliation.askReason',
    'choseReason:amount choseReason:missing_entry choseReason:price choseReason:other skipped',
    {},
    'list',
  ),
  emitted('reconciliation.disagreeRecap', 'confirmed wentBack', { lines, reason: 'missing_entry' }),
  emitted('reconciliation.partialRecap', 'confirmed wentBack', { lines, reason: 'Ekim dekontu\nişlenmemiş' }),
  emitted('reconciliation.recordedAgreed', ''),
  emitted('reconciliation.recordedDisagreed', ''),
  emitted('reconciliation.recordedPartial', ''),
  emitted('reconciliation.forwarded', ''),
  emitted('reconciliation.expired', ''),
  emitted('reconciliation.withdrawn', ''),
  emitted('reconciliation.superseded', ''),
  emitted('reconciliation.alreadyRecorded', '', closed),
  emitted('reconciliation.help', agreement),
  emitted('reconciliation.understoodPartly', 'disagreed askedForHuman wentBack', {
    figures: [{ unit: 'HAS', quantity: '5' }],
    units: ['HAS', 'USD'],
  }),
  emitted('reconciliation.statementAdded', agreement),
  emitted('reconciliation.fileAdded', ''),
  emitted('reconciliation.deferred', agreement),
  emitted('approval.request', approval),
  emitted('approval.reminder', approval),
  emitted('approval.recap', 'confirmed wentBack'),
  emitted('approval.confirmSoft', approval),
  emitted('approval.confirmNo', approval),
  emitted(
    'approval.askReason',
    'choseReason:price choseReason:quantity choseReason:not_ours choseReason:other skipped',
    {},
    'list',
  ),
  emitted('approval.rejectionRecap', 'confirmed wentBack', { reason: 'price' }),
  emitted('approval.requestSecond', approval),
  emitted('approval.recordedApproved', 'corrected'),
  emitted('approval.recordedRejected', 'corrected'),
  emitted('approval.waitingForSecond', 'rejected'),
  emitted('approval.secondDecided', '', decided),
  emitted('approval.decidedElsewhere', '', decided),
  emitted('approval.lateDecision', '', decided),
  emitted('approval.correctionOffer', 'corrected', decided),
  emitted('approval.correctionKept', '', decided),
  emitted('approval.correctionTooLate', '', decided),
  emitted('approval.correctionNotAllowed', '', decided),
  emitted('approval.correctingToApproval', 'confirmed wentBack', decided),
  emitted('approval.correctingToRejection', 'confirmed wentBack', decided),
  emitted('approval.corrected', '', decided),
  emitted(
    'approval.correctedAskReason',
    'choseReason:price choseReason:quantity choseReason:not_ours choseReason:other skipped',
    decided,
    'list',
  ),
  emitted('approval.reasonRecorded', ''),
  emitted('approval.settled', '', decided),
  emitted('approval.forwarded', ''),
  emitted('approval.expired', ''),
  emitted('approval.withdrawn', ''),
  emitted('approval.superseded', ''),
  emitted('approval.alreadyRecorded', '', closed),
  emitted('approval.help', approval),
  emitted('approval.deferred', approval),
  emitted('approval.askQuestionText', 'wentBack'),
  emitted('approval.questionForwarded', ''),
  emitted('invoice.request', invoice),
  emitted('invoice.reminder', invoice),
  emitted('invoice.recap', 'confirmed wentBack'),
  emitted('invoice.confirmSoft', invoice),
  emitted('invoice.confirmNo', invoice),
  emitted(
    'invoice.askReason',
    'choseReason:price choseReason:weight choseReason:fineness choseReason:workmanship choseReason:tax choseReason:not_ours choseReason:other',
    {},
    'list',
  ),
  emitted('invoice.askReasonText', 'skipped'),
  emitted('invoice.objectionRecap', 'confirmed wentBack', { reason: 'weight' }),
  emitted('invoice.recordedApproved', 'corrected'),
  emitted('invoice.recordedObjected', 'corrected'),
  emitted('invoice.forwarded', ''),
  emitted('invoice.expired', ''),
  emitted('invoice.withdrawn', ''),
  emitted('invoice.superseded', ''),
  emitted('invoice.alreadyRecorded', '', closed),
  emitted('invoice.help', invoice),
  emitted('invoice.deferred', invoice),
  ...documentCases,
  ...everyConversation,
  // No machine asks for it: it goes to whoever has the number the contact had (ADR 0030).
  emitted('conversation.numberRemoved', ''),
  // Nor for this: staff tries a number out (ADR 0074).
  emitted('conversation.testMessage', ''),
  ...everyNotice,
];
