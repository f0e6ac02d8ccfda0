import { approvalPrompts } from './approval-prompts.ts';
import { conversationPrompts } from './conversation-prompts.ts';
import { documentPrompts } from './document-prompts.ts';
import { feedbackPrompts } from './feedback-prompts.ts';
import { noticePrompts } from './notice-prompts.ts';
import {
  endTold,
  help,
  opening,
  plain,
  sentence,
  told,
  type PromptDefinition,
  type Wording,
} from './prompt-definition.ts';
import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';
import { UnknownPrompt } from './template-errors.ts';

const record = { confirmed: 'confirmedRecord' };
const isWithoutDocument = (prompt: PromptToRender): boolean => !prompt.request?.document;

/** A letter about the declarations of purchases and sales (domain 3.3). */
const isBabs = ({ request }: PromptToRender): boolean => request?.details['kind'] === 'babs';

/** More would make the recap one that nobody reads: they stand on the letter, and with the evidence. */
const mostConstants = 4;
const showsConstants = ({ request }: PromptToRender): boolean => {
  const { length = 0 } = request?.constants ?? [];
  return length > 0 && length <= mostConstants;
};

const ofBabs: Readonly<Record<string, string>> = {
  'reconciliation:recap': 'reconciliation:babs.recap',
  'reconciliation:about': 'reconciliation:babs.about',
  'reconciliation:askFigure': 'reconciliation:babs.askFigure',
  'reconciliation:askSide': 'reconciliation:babs.askSide',
  'common:sentence.legend': 'reconciliation:babs.legend',
};

const wordedForBabs = ({ when, text: [first, ...more], ...wording }: Wording): Wording => ({
  ...wording,
  when: (prompt) => isBabs(prompt) && (when?.(prompt) ?? true),
  text: [ofBabs[first] ?? first, ...more.map((key) => ofBabs[key] ?? key)],
});

/** The same prompt with the words of such a letter where they differ. */
const alsoBabs = ({ wordings: [first, ...more], ...definition }: PromptDefinition): PromptDefinition => ({
  ...definition,
  wordings: [wordedForBabs(first), ...more.map(wordedForBabs), first, ...more],
});

const agreement = ['agreed', 'disagreed', 'askedForHuman'];

const recap: Wording = {
  text: ['reconciliation:recap', 'common:sentence.legend', 'common:sentence.continue'],
};
const recapWithConstants: Wording = {
  when: showsConstants,
  text: [
    'reconciliation:recap',
    'reconciliation:constants',
    'common:sentence.legend',
    'common:sentence.continue',
  ],
};

/** Every prompt a machine may ask for, by its key `<dialog>.<prompt>`. */
const prompts: { readonly [prompt: string]: PromptDefinition } = {
  'reconciliation.letter': opening({
    wordings: [
      {
        when: (prompt) => isBabs(prompt) && isWithoutDocument(prompt),
        text: ['reconciliation:babs.letterWithoutDocument'],
        template: { name: 'babs_letter_ready_nodoc_v1', hasDocument: false },
      },
      {
        when: isBabs,
        text: ['reconciliation:babs.letter'],
        template: { name: 'babs_letter_ready_v1', hasDocument: true },
      },
      {
        when: isWithoutDocument,
        text: ['reconciliation:letterWithoutDocument'],
        template: { name: 'recon_letter_ready_nodoc_v1', hasDocument: false },
      },
      { text: ['reconciliation:letter'], template: { name: 'recon_letter_ready_v1', hasDocument: true } },
    ],
    templateChoices: agreement,
  }),
  'reconciliation.reminder': {
    wordings: [
      {
        when: isBabs,
        text: ['reconciliation:babs.reminder'],
        template: { name: 'babs_reminder_v1', hasDocument: false },
      },
      { text: ['reconciliation:reminder'], template: { name: 'recon_reminder_v1', hasDocument: false } },
    ],
    templateChoices: agreement,
  },
  'reconciliation.recap': { wordings: [wordedForBabs(recap), recapWithConstants, recap] },
  'reconciliation.confirmSoft': alsoBabs(
    plain('common:sentence.ask_confirm', 'reconciliation:about', 'common:sentence.legend'),
  ),
  'reconciliation.confirmNo': alsoBabs(
    plain('common:sentence.ask_disagree', 'reconciliation:about', 'common:sentence.legend'),
  ),
  'reconciliation.whichUnit': alsoBabs(plain('reconciliation:whichUnit', 'common:sentence.legend')),
  'reconciliation.askFigure': alsoBabs(plain('reconciliation:askFigure')),
  'reconciliation.ambiguousFigure': plain('reconciliation:ambiguousFigure'),
  'reconciliation.figureNotUnderstood': plain('reconciliation:figureNotUnderstood'),
  'reconciliation.askSide': alsoBabs(plain('reconciliation:askSide')),
  'reconciliation.moreUnits': alsoBabs(plain('reconciliation:moreUnits', 'common:sentence.legend')),
  'reconciliation.askReason': plain('reconciliation:askReason'),
  'reconciliation.disagreeRecap': {
    ...alsoBabs(plain('reconciliation:disagreeRecap', 'common:sentence.legend', 'common:sentence.continue')),
    labels: record,
  },
  'reconciliation.partialRecap': {
    ...alsoBabs(plain('reconciliation:partialRecap', 'common:sentence.legend', 'common:sentence.continue')),
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
  'reconciliation.understoodPartly': alsoBabs(
    plain('reconciliation:understoodPartly', 'reconciliation:about'),
  ),
  'reconciliation.statementAdded': alsoBabs(plain('reconciliation:statementAdded', 'reconciliation:about')),
  'reconciliation.fileAdded': plain('reconciliation:fileAdded'),
  'reconciliation.help': alsoBabs(help('reconciliation:about')),
  'reconciliation.deferred': alsoBabs(plain('common:sentence.deferred', 'reconciliation:about')),

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
