import type { Choice } from '../../../machines/shared/effects.ts';
import type { RequestContent } from '../../../src/requests/request-content.ts';
import type { PromptToRender } from '../../../src/templates/rendered-prompt.ts';
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
const closed = { outcome: 'agreed', closedAt: '2026-11-24T08:30:00.000Z' };

/** Every prompt as the machines ask for it, with its choices and what kind of message it becomes. */
export const everyPrompt: readonly Emitted[] = [
  emitted('reconciliation.letter', agreement),
  emitted('reconciliation.reminder', agreement),
  emitted('reconciliation.recap', 'confirmed wentBack', { lines }),
  emitted('reconciliation.confirmSoft', agreement),
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
  emitted('reconciliation.deferred', agreement),
  emitted('approval.request', approval),
  emitted('approval.reminder', approval),
  emitted('approval.recap', 'confirmed wentBack'),
  emitted('approval.confirmSoft', approval),
  emitted(
    'approval.askReason',
    'choseReason:price choseReason:quantity choseReason:not_ours choseReason:other skipped',
    {},
    'list',
  ),
  emitted('approval.recordedApproved', ''),
  emitted('approval.recordedRejected', ''),
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
  emitted(
    'invoice.askReason',
    'choseReason:price choseReason:weight choseReason:fineness choseReason:workmanship choseReason:tax choseReason:not_ours choseReason:other',
    {},
    'list',
  ),
  emitted('invoice.askReasonText', 'skipped'),
  emitted('invoice.recordedApproved', ''),
  emitted('invoice.recordedObjected', ''),
  emitted('invoice.forwarded', ''),
  emitted('invoice.expired', ''),
  emitted('invoice.withdrawn', ''),
  emitted('invoice.superseded', ''),
  emitted('invoice.alreadyRecorded', '', closed),
  emitted('invoice.help', invoice),
  emitted('invoice.deferred', invoice),
  emitted('conversation.greeting', '', { openCount: 2 }),
  emitted('conversation.noOpenItems', 'askedForHuman'),
  emitted(
    'conversation.whichRequest',
    'choseRequest:req_letter choseRequest:req_invoice',
    {
      requests: [
        { requestId: 'req_letter', kind: 'reconciliation', variant: 'letter', reference: 'MUT-2026-10-C001' },
        { requestId: 'req_invoice', kind: 'approval', variant: 'invoice', reference: 'ORN2026000000417' },
      ],
    },
    'list',
  ),
  emitted('conversation.handover', '', { hours: '09:00-18:00' }),
  emitted('conversation.notUnderstood', ''),
  emitted('conversation.unknownContact', ''),
  emitted('conversation.oldChoice', '', { outcome: 'approved', reference: 'ONY-3107' }),
  emitted('conversation.staffTookOver', ''),
  emitted('conversation.staffReleased', ''),
  emitted('conversation.mediaReceived', ''),
  emitted('conversation.identityNeutral', ''),
  emitted('conversation.humanRequested', ''),
  emitted('conversation.optoutDone', ''),
  emitted('conversation.wrongNumber', ''),
  emitted('conversation.idInChat', ''),
  { ...emitted('conversation.deadline', 'openedRequest askedForTime askedForHuman'), request: letterRequest },
];
