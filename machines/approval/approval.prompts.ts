import { choices, choicesOf, promptOf } from '../shared/prompt.ts';
import type { Prompt } from '../shared/prompt.ts';
import { outcomes, rejectionReasons } from './approval.context.ts';
import type { ApprovalContext } from './approval.context.ts';
import type { ApprovalEvent } from './approval.events.ts';
import type { ApprovalPromptKey } from './approval.prompt-keys.ts';

const prompt = promptOf<ApprovalPromptKey>();
type From = (args: { context: ApprovalContext }) => Prompt;
type FromEvent = (args: { context: ApprovalContext; event: ApprovalEvent }) => Prompt;

/** Prompts both variants have, under their own name each. */
type CommonKey<File extends string = 'approval'> =
  Extract<ApprovalPromptKey, `${File}.${string}`> extends infer Key
    ? Key extends `${File}.${infer Name}`
      ? `invoice.${Name}` extends ApprovalPromptKey
        ? Name
        : never
      : never
    : never;

const own = (context: ApprovalContext, name: CommonKey): ApprovalPromptKey =>
  context.variant === 'invoice' ? `invoice.${name}` : `approval.${name}`;

/** Prompts that ask for the answer itself: the third button asks a question, or a person where it is an invoice. */
const answers = (context: ApprovalContext) =>
  choices('approved', 'rejected', context.variant === 'invoice' ? 'askedForHuman' : 'askedQuestion');

const question =
  (name: CommonKey, messageClass: Prompt['class']): From =>
  ({ context }) =>
    prompt(own(context, name), { class: messageClass, choices: answers(context) });

const asks =
  (messageClass: Prompt['class']): From =>
  ({ context }) =>
    prompt(context.fourEyes === 'second' ? 'approval.requestSecond' : own(context, 'request'), {
      class: messageClass,
      choices: answers(context),
    });

export const request = asks('decision');
export const requestAgain = asks('reply');
export const reminder = question('reminder', 'notify');
export const confirmSoft = question('confirmSoft', 'reply');
export const help = question('help', 'reply');
/** The question once more where nothing was misunderstood: after voice, a greeting, a step back. */
export const questionAgain: From = ({ context }) =>
  prompt(own(context, 'help'), { values: { missed: 'nothing' }, choices: answers(context) });
export const deferred = question('deferred', 'reply');

export const recap: From = ({ context }) =>
  prompt(own(context, 'recap'), {
    class: 'decision',
    choices: choices('confirmed', 'wentBack'),
    recap: true,
  });

const reasonChoices = ({ variant }: ApprovalContext) => [
  ...choicesOf('choseReason', rejectionReasons[variant]),
  ...choices('skipped'),
];

export const askReason: From = ({ context }) =>
  prompt(own(context, 'askReason'), { choices: reasonChoices(context) });

export const askReasonText = prompt('invoice.askReasonText');
export const askQuestionText = prompt('approval.askQuestionText');
export const questionForwarded = prompt('approval.questionForwarded');

const told =
  (name: CommonKey, messageClass: Prompt['class'] = 'reply'): From =>
  ({ context }) =>
    prompt(own(context, name), { class: messageClass });

export const forwarded = told('forwarded');
export const expired = told('expired', 'notify');
export const withdrawn = told('withdrawn', 'notify');
export const superseded = told('superseded', 'notify');

/** With the button that undoes a mistake. */
export const recordedApproved: From = ({ context }) =>
  prompt(own(context, 'recordedApproved'), { choices: choices('corrected') });

const rejection =
  (offers: (context: ApprovalContext) => Prompt['choices']): From =>
  ({ context }) => {
    const offered = offers(context) ?? [];
    return prompt(context.variant === 'invoice' ? 'invoice.recordedObjected' : 'approval.recordedRejected', {
      ...(context.reason === null ? {} : { values: { reason: context.reason } }),
      ...(offered.length === 0 ? {} : { choices: offered }),
    });
  };
/** The first of two people cannot turn a "no" into a "yes": nobody would ask the second one any more. */
export const recordedRejected = rejection(({ fourEyes }) =>
  fourEyes === 'first' ? [] : choices('corrected'),
);
export const recordedRejectedForGood = rejection(() => []);

/** The first "yes" is on record; it may be taken back while the second person has not answered. */
export const waitingForSecond = prompt('approval.waitingForSecond', { choices: choices('rejected') });

/** The standing outcome that came from another person, or from staff. */
const withOutcome =
  (key: ApprovalPromptKey): FromEvent =>
  ({ event }) =>
    prompt(key, { class: 'notify', values: { outcome: 'outcome' in event ? event.outcome : 'closed' } });
export const lateDecision = withOutcome('approval.lateDecision');
export const settled = withOutcome('approval.settled');

/** What ended the request elsewhere, in the words the person would have got here. */
export const decidedElsewhere: FromEvent = ({ context, event }) => {
  const outcome = 'outcome' in event ? event.outcome : 'closed';
  if (outcome === outcomes[context.variant].expired) return expired({ context });
  if (outcome === outcomes[context.variant].withdrawn) return withdrawn({ context });
  if (outcome === 'superseded') return superseded({ context });
  const key = context.hasApproved ? 'approval.secondDecided' : 'approval.decidedElsewhere';
  return withOutcome(key)({ context, event });
};

/** Says what is recorded now; `offers`: with the button that undoes it. */
const standing =
  (key: ApprovalPromptKey, result: 'approved' | 'rejected', offers: Prompt['choices'] = []): From =>
  ({ context }) =>
    prompt(key, {
      values: { outcome: result === 'approved' ? 'approved' : outcomes[context.variant].rejected },
      ...(offers.length === 0 ? {} : { choices: offers }),
    });
export const offerAfterApproval = standing('approval.correctionOffer', 'approved', choices('corrected'));
export const offerAfterRejection = standing('approval.correctionOffer', 'rejected', choices('corrected'));
export const keptApproval = standing('approval.correctionKept', 'approved');
export const keptRejection = standing('approval.correctionKept', 'rejected');
export const correctionTooLate = standing('approval.correctionTooLate', 'rejected');
export const correctionNotAllowed = {
  approved: standing('approval.correctionNotAllowed', 'approved'),
  rejected: standing('approval.correctionNotAllowed', 'rejected'),
};

const correcting =
  (key: ApprovalPromptKey, result: 'approved' | 'rejected'): From =>
  ({ context }) => ({
    ...standing(key, result, choices('confirmed', 'wentBack'))({ context }),
    class: 'decision',
    recap: true,
  });
export const correctingToApproval = correcting('approval.correctingToApproval', 'approved');
export const correctingToRejection = correcting('approval.correctingToRejection', 'rejected');

export const corrected = standing('approval.corrected', 'approved');
export const correctedAskReason: From = ({ context }) =>
  standing('approval.correctedAskReason', 'rejected', reasonChoices(context))({ context });
export const reasonRecorded = prompt('approval.reasonRecorded');
