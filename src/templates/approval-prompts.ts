import { endTold, help, opening, plain, sentence, told, type PromptDefinition } from './prompt-definition.ts';
import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';

type Texts = readonly [string, ...string[]];
type When = (prompt: PromptToRender) => boolean;

const answers = ['approved', 'rejected', 'askedQuestion'];
const invoiceAnswers = ['approved', 'rejected', 'askedForHuman'];
const objected = { rejected: 'objected' };
const record = { confirmed: 'confirmedRecord' };
const rejection = { confirmed: 'confirmedRejection' };

const isWithoutDocument: When = ({ request }) => !request?.document;
const isPriceBound: When = ({ request }) => (request?.details['price'] ?? null) !== null;
/** An e-invoice whose acceptance or refusal belongs into the portal of the tax office (domain 3.4). */
const isCommercial: When = ({ request }) => request?.details['scenario'] === 'ticari';
const isCorrectable: When = ({ choices }) => choices.some(({ choice }) => choice === 'corrected');

/** What is recorded; the portal is named where one is needed, and how a mistake is undone while it can be. */
const recorded = (...text: Texts): PromptDefinition => {
  const portal = 'invoice:portalReminder';
  const mayCorrect = 'approval:mayCorrect';
  return {
    wordings: [
      {
        when: (prompt) => isCommercial(prompt) && isCorrectable(prompt),
        text: [...text, portal, mayCorrect],
      },
      { when: isCommercial, text: [...text, portal] },
      { when: isCorrectable, text: [...text, mayCorrect] },
      { text },
    ],
  };
};

/** What would be corrected, with what it is about. */
const about = (text: string): PromptDefinition => ({
  wordings: [
    {
      when: ({ request }) => request?.variant === 'invoice',
      text: [text, 'invoice:about', 'common:sentence.continue'],
    },
    { text: [text, 'approval:about', 'common:sentence.continue'] },
  ],
});

/** Texts of approvals: of transactions, of invoices, and of both. */
export const approvalPrompts: { readonly [prompt: string]: PromptDefinition } = {
  'approval.request': opening({
    wordings: [{ text: ['approval:request'], template: { name: 'approval_request_v1', hasDocument: false } }],
    templateChoices: answers,
  }),
  'approval.requestSecond': opening({
    wordings: [
      {
        text: ['approval:requestSecond'],
        template: { name: 'approval_second_request_v1', hasDocument: false },
      },
    ],
    templateChoices: answers,
  }),
  'approval.reminder': {
    wordings: [
      { text: ['approval:reminder'], template: { name: 'approval_reminder_v1', hasDocument: false } },
    ],
    templateChoices: answers,
  },
  'approval.recap': plain('approval:recap'),
  'approval.confirmSoft': plain('common:sentence.ask_confirm', 'approval:about'),
  'approval.confirmNo': plain('common:sentence.ask_reject', 'approval:about'),
  'approval.askReason': plain('approval:askReason'),
  'approval.rejectionRecap': {
    ...plain('approval:rejectionRecap', 'common:sentence.continue'),
    labels: rejection,
  },
  'approval.recordedApproved': recorded('common:sentence.recorded_ok'),
  'approval.recordedRejected': recorded('approval:recordedRejected'),
  'approval.waitingForSecond': {
    ...plain('approval:waitingForSecond'),
    labels: { rejected: 'withdrewApproval' },
  },
  'approval.secondDecided': plain('approval:secondDecided'),
  'approval.decidedElsewhere': {
    wordings: [
      { text: ['approval:decidedElsewhere'], template: { name: 'approval_ended_v1', hasDocument: false } },
    ],
  },
  'approval.lateDecision': plain('approval:lateDecision'),
  'approval.correctionOffer': plain('approval:correctionOffer'),
  'approval.correctionKept': plain('approval:correctionKept'),
  'approval.correctionTooLate': plain('approval:correctionTooLate'),
  'approval.correctionNotAllowed': plain('approval:correctionNotAllowed'),
  'approval.correctingToApproval': about('approval:correcting'),
  'approval.correctingToRejection': { ...about('approval:correcting'), labels: record },
  'approval.corrected': plain('approval:corrected'),
  'approval.correctedAskReason': plain('approval:corrected', 'approval:askReason'),
  'approval.reasonRecorded': plain('approval:reasonRecorded'),
  'approval.settled': plain('approval:settled'),
  'approval.forwarded': sentence('not_authorised'),
  'approval.expired': {
    wordings: [
      { when: isPriceBound, text: ['approval:expiredPrice'] },
      { text: ['common:sentence.expired'] },
    ],
  },
  'approval.withdrawn': told(
    endTold('approval_withdrawn_v1', 'approval:withdrawnOutside'),
    'approval:withdrawn',
  ),
  'approval.superseded': plain('approval:superseded'),
  'approval.alreadyRecorded': sentence('already_recorded'),
  'approval.help': help('approval:about'),
  'approval.deferred': plain('common:sentence.deferred', 'approval:about'),
  'approval.askQuestionText': plain('approval:askQuestionText'),
  'approval.questionForwarded': plain('approval:questionForwarded'),

  'invoice.request': opening({
    wordings: [
      {
        when: isWithoutDocument,
        text: ['invoice:requestWithoutDocument'],
        template: { name: 'invoice_approval_nodoc_v1', hasDocument: false },
      },
      { text: ['invoice:request'], template: { name: 'invoice_approval_v1', hasDocument: true } },
    ],
    templateChoices: invoiceAnswers,
    labels: objected,
  }),
  'invoice.reminder': {
    wordings: [{ text: ['invoice:reminder'], template: { name: 'invoice_reminder_v1', hasDocument: false } }],
    templateChoices: invoiceAnswers,
    labels: objected,
  },
  'invoice.recap': plain('invoice:recap', 'common:sentence.continue'),
  'invoice.confirmSoft': { ...plain('common:sentence.ask_confirm', 'invoice:about'), labels: objected },
  'invoice.confirmNo': { ...plain('common:sentence.ask_reject', 'invoice:about'), labels: objected },
  'invoice.askReason': plain('invoice:askReason'),
  'invoice.askReasonText': plain('invoice:askReasonText'),
  'invoice.objectionRecap': {
    ...plain('invoice:objectionRecap', 'common:sentence.continue'),
    labels: { confirmed: 'confirmedObjection' },
  },
  'invoice.recordedApproved': recorded('invoice:recordedApproved'),
  'invoice.recordedObjected': recorded('invoice:recordedObjected', 'invoice:mayAttach'),
  'invoice.forwarded': sentence('not_authorised'),
  'invoice.expired': plain('invoice:expired'),
  'invoice.withdrawn': told(endTold('invoice_withdrawn_v1', 'invoice:withdrawnOutside'), 'invoice:withdrawn'),
  'invoice.superseded': plain('invoice:superseded'),
  'invoice.alreadyRecorded': sentence('already_recorded'),
  'invoice.help': { ...help('invoice:about'), labels: objected },
  'invoice.deferred': { ...plain('common:sentence.deferred', 'invoice:about'), labels: objected },
};
