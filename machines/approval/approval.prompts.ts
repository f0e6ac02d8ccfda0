import type { EffectParams } from '../shared/effects.ts';
import { choices, choicesOf, prompt } from '../shared/prompt.ts';
import type { PromptKey } from '../shared/prompts.ts';
import { rejectionReasons } from './approval.context.ts';
import type { ApprovalContext } from './approval.context.ts';

type Prompt = EffectParams['sendPrompt'];
type From = (args: { context: ApprovalContext }) => Prompt;

/** Prompts both variants have, under their own name each. */
type CommonKey<File extends string = 'approval'> =
  Extract<PromptKey, `${File}.${string}`> extends infer Key
    ? Key extends `${File}.${infer Name}`
      ? `invoice.${Name}` extends PromptKey
        ? Name
        : never
      : never
    : never;

const own = (context: ApprovalContext, name: CommonKey): PromptKey =>
  context.variant === 'invoice' ? `invoice.${name}` : `approval.${name}`;

/** Prompts that ask for the answer itself: the third button asks a question, or a person where it is an invoice. */
const question =
  (name: CommonKey, messageClass: Prompt['class']): From =>
  ({ context }) =>
    prompt(own(context, name), {
      class: messageClass,
      choices: choices(
        'approved',
        'rejected',
        context.variant === 'invoice' ? 'askedForHuman' : 'askedQuestion',
      ),
    });

export const request = question('request', 'decision');
export const requestAgain = question('request', 'reply');
export const reminder = question('reminder', 'notify');
export const confirmSoft = question('confirmSoft', 'reply');
export const help = question('help', 'reply');
export const deferred = question('deferred', 'reply');

export const recap: From = ({ context }) =>
  prompt(own(context, 'recap'), {
    class: 'decision',
    choices: choices('confirmed', 'wentBack'),
    recap: true,
  });

export const askReason: From = ({ context }) =>
  prompt(own(context, 'askReason'), {
    choices: [...choicesOf('choseReason', rejectionReasons[context.variant]), ...choices('skipped')],
  });

export const askReasonText = prompt('invoice.askReasonText');
export const askQuestionText = prompt('approval.askQuestionText');
export const questionForwarded = prompt('approval.questionForwarded');
export const handover = prompt('conversation.handover');

const told =
  (name: CommonKey, messageClass: Prompt['class'] = 'reply'): From =>
  ({ context }) =>
    prompt(own(context, name), { class: messageClass });

export const recordedApproved = told('recordedApproved');
export const forwarded = told('forwarded');
export const expired = told('expired', 'notify');
export const withdrawn = told('withdrawn', 'notify');
export const superseded = told('superseded', 'notify');

export const recordedRejected: From = ({ context }) =>
  prompt(context.variant === 'invoice' ? 'invoice.recordedObjected' : 'approval.recordedRejected', {
    ...(context.reason === null ? {} : { values: { reason: context.reason } }),
  });
