import type { PromptToRender } from './rendered-prompt.ts';
import { UnknownPrompt } from './template-errors.ts';

/** One way to word a prompt. The first wording whose `when` holds is used; the last one has none. */
export interface Wording {
  when?: (prompt: PromptToRender) => boolean;
  /** Locale keys, joined by an empty line. A template's wording is one key: its text is what the platform approved. */
  text: readonly [string, ...string[]];
  /** How it is said outside the service window. */
  template?: { name: string; hasDocument: boolean };
}

export interface PromptDefinition {
  wordings: readonly [Wording, ...Wording[]];
  /** Quick replies of the template in the order the platform knows them; only for prompts with a template. */
  templateChoices?: readonly string[];
  /** Label keys under `common:choice` that differ from the choice's own name. */
  labels?: { readonly [choice: string]: string };
  /** Always a list, because its rows need their descriptions. */
  isList?: boolean;
}

const plain = (...text: [string, ...string[]]): PromptDefinition => ({ wordings: [{ text }] });
const sentence = (key: string): PromptDefinition => plain(`common:sentence.${key}`);
const record = { confirmed: 'confirmedRecord' };
const isWithoutDocument = (prompt: PromptToRender): boolean => !prompt.request?.document;

const agreement = ['agreed', 'disagreed', 'askedForHuman'];
const approval = ['approved', 'rejected', 'askedQuestion'];
const invoice = ['approved', 'rejected', 'askedForHuman'];
const objected = { rejected: 'objected' };

/** Every prompt a machine may ask for, by its key `<dialog>.<prompt>`. */
const prompts: { readonly [prompt: string]: PromptDefinition } = {
  'reconciliation.letter': {
    wordings: [
      {
        when: isWithoutDocument,
        text: ['reconciliation:letterWithoutDocument'],
        template: { name: 'recon_letter_ready_nodoc_v1', hasDocument: false },
      },
      { text: ['reconciliation:letter'], template: { name: 'recon_letter_ready_v1', hasDocument: true } },
    ],
    templateChoices: agreement,
  },
  'reconciliation.reminder': {
    wordings: [
      { text: ['reconciliation:reminder'], template: { name: 'recon_reminder_v1', hasDocument: false } },
    ],
    templateChoices: agreement,
  },
  'reconciliation.recap': plain('reconciliation:recap', 'common:sentence.legend', 'common:sentence.continue'),
  'reconciliation.confirmSoft': plain(
    'common:sentence.ask_confirm',
    'reconciliation:about',
    'common:sentence.legend',
  ),
  'reconciliation.whichUnit': plain('reconciliation:whichUnit'),
  'reconciliation.askFigure': plain('reconciliation:askFigure'),
  'reconciliation.ambiguousFigure': plain('reconciliation:ambiguousFigure'),
  'reconciliation.figureNotUnderstood': plain('reconciliation:figureNotUnderstood'),
  'reconciliation.askSide': plain('reconciliation:askSide'),
  'reconciliation.moreUnits': plain('reconciliation:moreUnits'),
  'reconciliation.askReason': plain('reconciliation:askReason'),
  'reconciliation.disagreeRecap': {
    ...plain('reconciliation:disagreeRecap', 'common:sentence.legend', 'common:sentence.continue'),
    labels: record,
  },
  'reconciliation.partialRecap': {
    ...plain('reconciliation:partialRecap', 'common:sentence.legend', 'common:sentence.continue'),
    labels: record,
  },
  'reconciliation.recordedAgreed': sentence('recorded_agree'),
  'reconciliation.recordedDisagreed': sentence('recorded_disagree'),
  'reconciliation.recordedPartial': plain('reconciliation:recordedPartial'),
  'reconciliation.forwarded': sentence('not_authorised'),
  'reconciliation.expired': sentence('expired'),
  'reconciliation.withdrawn': plain('reconciliation:withdrawn'),
  'reconciliation.superseded': plain('reconciliation:superseded'),
  'reconciliation.alreadyRecorded': sentence('already_recorded'),
  'reconciliation.help': plain('common:sentence.not_understood', 'reconciliation:about'),
  'reconciliation.deferred': plain('common:sentence.deferred', 'reconciliation:about'),

  'approval.request': {
    wordings: [{ text: ['approval:request'], template: { name: 'approval_request_v1', hasDocument: false } }],
    templateChoices: approval,
  },
  'approval.reminder': {
    wordings: [
      { text: ['approval:reminder'], template: { name: 'approval_reminder_v1', hasDocument: false } },
    ],
    templateChoices: approval,
  },
  'approval.recap': plain('approval:recap'),
  'approval.confirmSoft': plain('common:sentence.ask_confirm', 'approval:about'),
  'approval.askReason': plain('approval:askReason'),
  'approval.recordedApproved': sentence('recorded_ok'),
  'approval.recordedRejected': plain('approval:recordedRejected'),
  'approval.forwarded': sentence('not_authorised'),
  'approval.expired': sentence('expired'),
  'approval.withdrawn': plain('approval:withdrawn'),
  'approval.superseded': plain('approval:superseded'),
  'approval.alreadyRecorded': sentence('already_recorded'),
  'approval.help': plain('common:sentence.not_understood', 'approval:about'),
  'approval.deferred': plain('common:sentence.deferred', 'approval:about'),
  'approval.askQuestionText': plain('approval:askQuestionText'),
  'approval.questionForwarded': plain('approval:questionForwarded'),

  'invoice.request': {
    wordings: [
      {
        when: isWithoutDocument,
        text: ['invoice:requestWithoutDocument'],
        template: { name: 'invoice_approval_nodoc_v1', hasDocument: false },
      },
      { text: ['invoice:request'], template: { name: 'invoice_approval_v1', hasDocument: true } },
    ],
    templateChoices: invoice,
    labels: objected,
  },
  'invoice.reminder': {
    wordings: [{ text: ['invoice:reminder'], template: { name: 'invoice_reminder_v1', hasDocument: false } }],
    templateChoices: invoice,
    labels: objected,
  },
  'invoice.recap': plain('invoice:recap', 'common:sentence.continue'),
  'invoice.confirmSoft': { ...plain('common:sentence.ask_confirm', 'invoice:about'), labels: objected },
  'invoice.askReason': plain('invoice:askReason'),
  'invoice.askReasonText': plain('invoice:askReasonText'),
  'invoice.recordedApproved': plain('invoice:recordedApproved'),
  'invoice.recordedObjected': {
    wordings: [
      {
        when: ({ request }) => request?.details['scenario'] === 'ticari',
        text: ['invoice:recordedObjected', 'invoice:portalReminder'],
      },
      { text: ['invoice:recordedObjected'] },
    ],
  },
  'invoice.forwarded': sentence('not_authorised'),
  'invoice.expired': plain('invoice:expired'),
  'invoice.withdrawn': plain('invoice:withdrawn'),
  'invoice.superseded': plain('invoice:superseded'),
  'invoice.alreadyRecorded': sentence('already_recorded'),
  'invoice.help': { ...plain('common:sentence.not_understood', 'invoice:about'), labels: objected },
  'invoice.deferred': { ...plain('common:sentence.deferred', 'invoice:about'), labels: objected },

  'conversation.greeting': {
    wordings: [
      { when: ({ values }) => values['openCount'] === 0, text: ['conversation:noOpenItems'] },
      { text: ['conversation:greeting'] },
    ],
  },
  'conversation.noOpenItems': plain('conversation:noOpenItems'),
  'conversation.whichRequest': { ...plain('conversation:whichRequest'), isList: true },
  'conversation.handover': sentence('handover'),
  'conversation.notUnderstood': sentence('not_understood'),
  'conversation.unknownContact': plain('conversation:unknownContact'),
  'conversation.oldChoice': {
    wordings: [
      { when: ({ values }) => typeof values['outcome'] === 'string', text: ['conversation:oldChoiceClosed'] },
      {
        when: ({ values }) => typeof values['reference'] === 'string',
        text: ['conversation:oldChoiceNamed'],
      },
      { text: ['conversation:oldChoice'] },
    ],
  },
  'conversation.staffTookOver': plain('conversation:staffTookOver'),
  'conversation.staffReleased': plain('conversation:staffReleased'),
  'conversation.mediaReceived': plain('conversation:mediaReceived'),
  'conversation.identityNeutral': sentence('processing_neutral'),
  'conversation.humanRequested': plain('conversation:humanRequested'),
  'conversation.optoutDone': sentence('optout_done'),
  'conversation.wrongNumber': sentence('wrong_number'),
  'conversation.idInChat': sentence('id_in_chat'),
  'conversation.deadline': {
    wordings: [
      { text: ['conversation:deadline'], template: { name: 'deadline_approaching_v1', hasDocument: false } },
    ],
    templateChoices: ['openedRequest', 'askedForTime', 'askedForHuman'],
  },
};

export const promptKeys: readonly string[] = Object.keys(prompts);

/** @throws UnknownPrompt */
export const promptDefinition = (prompt: string): PromptDefinition => {
  const definition = Object.hasOwn(prompts, prompt) ? prompts[prompt] : undefined;
  if (!definition) throw new UnknownPrompt('prompt', prompt);
  return definition;
};
