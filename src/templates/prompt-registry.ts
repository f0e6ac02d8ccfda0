import { approvalPrompts } from './approval-prompts.ts';
import { conversationPrompts } from './conversation-prompts.ts';
import { documentPrompts } from './document-prompts.ts';
import { feedbackPrompts } from './feedback-prompts.ts';
import { noticePrompts } from './notice-prompts.ts';
import { endTold, help, plain, sentence, told, type PromptDefinition } from './prompt-definition.ts';
import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';
import { UnknownPrompt } from './template-errors.ts';

const record = { confirmed: 'confirmedRecord' };
const isWithoutDocument = (prompt: PromptToRender): boolean => !prompt.request?.document;

const agreement = ['agreed', 'disagreed', 'askedForHuman'];

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
  'reconciliation.confirmNo': plain(
    'common:sentence.ask_disagree',
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
  'reconciliation.recordedAgreed': plain('common:sentence.recorded_agree', 'common:sentence.reference'),
  'reconciliation.recordedDisagreed': plain('common:sentence.recorded_disagree', 'common:sentence.reference'),
  'reconciliation.recordedPartial': plain('reconciliation:recordedPartial', 'common:sentence.reference'),
  'reconciliation.forwarded': sentence('not_authorised'),
  'reconciliation.expired': sentence('expired'),
  'reconciliation.withdrawn': told(
    endTold('recon_withdrawn_v1', 'reconciliation:withdrawnOutside'),
    'reconciliation:withdrawn',
  ),
  'reconciliation.superseded': plain('reconciliation:superseded'),
  'reconciliation.alreadyRecorded': sentence('already_recorded'),
  'reconciliation.understoodPartly': plain('reconciliation:understoodPartly', 'reconciliation:about'),
  'reconciliation.statementAdded': plain('reconciliation:statementAdded', 'reconciliation:about'),
  'reconciliation.fileAdded': plain('reconciliation:fileAdded'),
  'reconciliation.help': help('reconciliation:about'),
  'reconciliation.deferred': plain('common:sentence.deferred', 'reconciliation:about'),

  ...approvalPrompts,
  ...documentPrompts,
  ...feedbackPrompts,
  ...noticePrompts,
  ...conversationPrompts,
};

export const promptKeys: readonly string[] = Object.keys(prompts);

/** @throws UnknownPrompt */
export const promptDefinition = (prompt: string): PromptDefinition => {
  const definition = Object.hasOwn(prompts, prompt) ? prompts[prompt] : undefined;
  if (!definition) throw new UnknownPrompt('prompt', prompt);
  return definition;
};
